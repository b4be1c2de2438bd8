"""How work on a corpus is spread: here, or over worker processes.

A task is a picklable value and the work a function of a module, from task to result. Results
come in the order of the tasks, so that what is made of them does not depend on the workers.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

CHUNK = 1000  # articles in a task: enough to make the way to a worker and back cheap


def chunks(items: Iterable[Task], size: int = CHUNK) -> Iterator[list[Task]]:
    """Items in lists of ``size``, the last one shorter."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def run(work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int = 1) -> Iterator[Result]:
    """``work`` of each task, in order; with more than one job, in worker processes.

    At most two tasks a worker are under way, so that results do not pile up in memory.
    """
    if jobs <= 1:
        yield from map(work, tasks)
        return
    # Started anew and not forked: a fork copies the locks of Arrow's threads as they stand.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context) as pool:
        pending: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                pending.append(pool.submit(work, task))
                if len(pending) >= 2 * jobs:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()
