"""The splits of a release: read every text once, group what belongs together, assign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newscorpus.checks.folder import leak_findings
from newscorpus.corpus import SPLIT_COLUMNS, Corpus
from newscorpus.engine import chunks, run
from newscorpus.findings import Finding
from newscorpus.metadata import csv_bytes, read_csv
from newscorpus.similarity import BINS, near_duplicates, signature
from newscorpus.splits import Recorded, assign, story_links
from newscorpus.textfile import FileError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SignatureTask:
    """Articles whose signatures are to be made."""

    root: Path
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """The split of each article, the near-duplicates that were found, and what forbids a
    release."""

    splits: dict[str, Recorded]
    recorded: frozenset[str]
    near_duplicates: list[tuple[str, str]]
    findings: list[Finding]


def make_signatures(task: SignatureTask) -> NDArray[np.uint64]:
    """The signatures of a task's articles, an array of shape (articles, ``BINS``).

    An article that cannot be read has an empty text here; the checks tell of it.
    """
    import numpy as np

    corpus = Corpus(task.root)
    made = np.empty((len(task.articles), BINS), np.uint64)
    for row, identifier in enumerate(task.articles):
        try:
            text = corpus.article(identifier).text
        except FileError:
            text = identifier
        made[row] = signature(text)
    return made


def plan_splits(
    corpus: Corpus,
    articles: Sequence[str],
    version: str,
    jobs: int = 1,
    progress: Callable[[int], object] = lambda articles: None,
) -> SplitPlan:
    """Assign every article to a split; NC212 where one group stands in several already."""
    import numpy as np

    parts = []
    tasks = (SignatureTask(corpus.root, tuple(each)) for each in chunks(articles))
    for part in run(make_signatures, tasks, jobs):
        parts.append(part)
        progress(len(part))
    pairs = near_duplicates(articles, np.concatenate(parts)) if parts else []
    stories = {each: corpus.metadata[each].story for each in articles}
    recorded = recorded_splits(corpus)
    splits, leaks = assign(articles, [*story_links(stories), *pairs], recorded, version)
    findings = list(leak_findings(leaks, {}))
    return SplitPlan(splits, frozenset(recorded), pairs, findings)


def recorded_splits(corpus: Corpus) -> dict[str, Recorded]:
    """What ``annotations/splits.csv`` says, by article."""
    path = corpus.annotations / "splits.csv"
    if not path.exists():
        return {}
    rows = read_csv(path, SPLIT_COLUMNS).rows
    return {
        row["article"]: Recorded(row["article"], row["split"], row["version"]) for _, row in rows
    }


def splits_csv(records: Iterable[Recorded]) -> bytes:
    """The table of splits, in the order of articles."""
    ordered = sorted(records, key=lambda record: record.article)
    return csv_bytes(SPLIT_COLUMNS, map(asdict, ordered))


def with_splits(corpus: Corpus, new: Iterable[Recorded]) -> bytes:
    """``annotations/splits.csv`` with more articles in it. What stands there stays as it is, also
    columns of the corpus's own, and articles that have left: should one come back, it has its
    split."""
    path = corpus.annotations / "splits.csv"
    header: tuple[str, ...] = SPLIT_COLUMNS
    rows: dict[str, dict[str, str]] = {record.article: asdict(record) for record in new}
    if path.exists():
        table = read_csv(path, SPLIT_COLUMNS)
        header = table.header
        rows |= {row["article"]: row for _, row in table.rows}
    return csv_bytes(header, [rows[article] for article in sorted(rows)])
