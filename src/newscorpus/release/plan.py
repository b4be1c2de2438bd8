"""The splits of a release: read every text once, group what belongs together, assign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newscorpus.checks.folder import leak_findings
from newscorpus.corpus import SPLIT_COLUMNS, Corpus
from newscorpus.engine import chunks, run
from newscorpus.findings import Finding
from newscorpus.metadata import csv_bytes, read_csv
from newscorpus.other_splits import by_outlet, by_time
from newscorpus.similarity import BINS, near_duplicates, signature
from newscorpus.splits import Recorded, assign, story_links
from newscorpus.tables.setting import Setting
from newscorpus.textfile import FileError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SurveyTask:
    """Articles to be surveyed; the labels that are counted, or none."""

    root: Path
    articles: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What splits are made from: signatures, of shape (articles, ``BINS``), ISO dates, and how
    often each article has each label."""

    signatures: NDArray[np.uint64]
    dates: list[str]
    counts: list[tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """The splits of each article, the near-duplicates that were found, and what forbids a
    release."""

    splits: dict[str, Recorded]
    by_time: dict[str, str]
    by_outlet: dict[str, str]
    recorded: frozenset[str]
    near_duplicates: list[tuple[str, str]]
    findings: list[Finding]


def survey(task: SurveyTask) -> Survey:
    """Read a task's articles.

    An article that cannot be read has an empty text here, and an annotation that cannot be no
    labels; the checks tell of both.
    """
    import numpy as np

    corpus = Corpus(task.root)
    signatures = np.empty((len(task.articles), BINS), np.uint64)
    dates, counts = [], []
    for row, identifier in enumerate(task.articles):
        try:
            article = corpus.article(identifier)
            text, date = article.text, article.date.isoformat()
        except FileError:
            text, date = identifier, ""
        signatures[row] = signature(text)
        dates.append(date)
        counts.append(_counts(corpus, identifier, task.labels) if task.labels else ())
    return Survey(signatures, dates, counts)


def _counts(corpus: Corpus, identifier: str, labels: tuple[str, ...]) -> tuple[float, ...]:
    """How often an article has each label of each layer."""
    try:
        layers = corpus.annotation(identifier)
        types = {entity.id: entity.type for entity in layers.entities}
        found = Counter(f"quote {each.type}" for each in layers.quotes)
        found.update(f"stance {each.label}" for each in layers.stances)
        found.update(
            f"entity {types[each.entity]}" for each in layers.mentions if each.kind == "name"
        )
    except (FileError, msgspec.MsgspecError, KeyError, RecursionError):
        found = Counter()
    return tuple(float(found[label]) for label in labels)


def counted_labels(setting: Setting) -> tuple[str, ...]:
    """The labels of all layers, as they are counted."""
    return (
        *(f"entity {each}" for each in setting.entity_types),
        *(f"quote {each}" for each in setting.quote_types),
        *(f"stance {each}" for each in setting.stance_labels),
    )


def plan_splits(
    corpus: Corpus,
    articles: Sequence[str],
    version: str,
    jobs: int = 1,
    progress: Callable[[int], object] = lambda articles: None,
) -> SplitPlan:
    """Assign every article to a split; NC212 where one group stands in several already."""
    import numpy as np

    recorded = recorded_splits(corpus)
    is_new = not recorded.keys() >= set(articles)
    labels = counted_labels(Setting.of(corpus)) if is_new else ()
    parts: list[NDArray[np.uint64]] = []
    dates: dict[str, str] = {}
    counts: dict[str, Sequence[float]] = {}
    tasks = [SurveyTask(corpus.root, tuple(each), labels) for each in chunks(articles)]
    for task, part in zip(tasks, run(survey, tasks, jobs), strict=True):
        parts.append(part.signatures)
        dates.update(zip(task.articles, part.dates, strict=True))
        counts.update(zip(task.articles, part.counts, strict=True))
        progress(len(part.dates))
    pairs = near_duplicates(articles, np.concatenate(parts)) if parts else []
    stories = {each: corpus.metadata[each].story for each in articles}
    outlets = {each: corpus.metadata[each].outlet for each in articles}
    links = [*story_links(stories), *pairs]
    splits, leaks = assign(articles, links, recorded, version, counts if is_new else None)
    told = corpus.about.splits
    return SplitPlan(
        splits,
        by_time(dates, told),
        by_outlet(outlets, told),
        frozenset(recorded),
        pairs,
        list(leak_findings(leaks, {})),
    )


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
