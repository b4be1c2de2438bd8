"""The tables of a release: checked documents in, Parquet files out, in one pass over a corpus."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from newscorpus.checks.corpus import check_article, schema_of
from newscorpus.checks.document import Checked
from newscorpus.corpus import GOLD, Corpus
from newscorpus.document import Document
from newscorpus.engine import CHUNK, chunks, run
from newscorpus.findings import Finding
from newscorpus.metadata import Metadata
from newscorpus.release.layout import table_path
from newscorpus.release.leakage import Traces
from newscorpus.release.parquet import TableWriter
from newscorpus.release.plan import SplitPlan
from newscorpus.splits import SPLITS
from newscorpus.tables.arrow import LogicalDigest
from newscorpus.tables.configurations import PASSES, Configuration, configurations
from newscorpus.tables.features import arrow_schema
from newscorpus.tables.setting import Setting
from newscorpus.tables.standing import (
    Known,
    Standing,
    name_numbers,
    sorted_numbers,
    topic_numbers,
)

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Placed:
    """An article's metadata, and its splits by time and by outlet."""

    metadata: Metadata
    by_time: str
    by_outlet: str


@dataclass(frozen=True, slots=True)
class TableTask:
    """Articles of one split whose rows are to be made. ``train`` is a file of what train knows, for
    splits that are compared with it."""

    root: Path
    split: str
    articles: tuple[Placed, ...]
    setting: Setting
    configurations: tuple[str, ...]
    train: Path | None = None

    @property
    def passes(self) -> tuple[str, ...]:
        """Whose files are read beside the gold: passes, where a table is made of them."""
        return self.setting.annotators if PASSES.name in self.configurations else ()


@dataclass(frozen=True, slots=True)
class MadeTable:
    """Rows as a table, and their size in Arrow memory: that is taken where the table is made,
    since on its way from another process Arrow pads some buffers anew."""

    table: pa.Table
    num_bytes: int


@dataclass(frozen=True, slots=True)
class MadeTables:
    """The rows of a task's articles by configuration; or the findings that forbid to make them.
    ``inputs`` has the SHA-256 of each file that was read."""

    split: str
    tables: dict[str, MadeTable]
    findings: tuple[Finding, ...]
    inputs: dict[str, str]
    traces: Traces
    known: set[int]
    newest: str


@dataclass(slots=True)
class TableSummary:
    """What a table of one split holds."""

    rows: int = 0
    num_bytes: int = 0
    digest: str = ""


@dataclass(slots=True)
class Tables:
    """All tables as written: by configuration and split; with the SHA-256 of what was read for
    them, and the ISO date of the newest article."""

    summaries: dict[str, dict[str, TableSummary]] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    traces: Traces = field(default_factory=Traces)
    newest: str = ""


def make_tables(task: TableTask) -> MadeTables:
    """Read, check and turn into rows the articles of a task."""
    corpus, schema = Corpus(task.root), schema_of(task.root)
    wanted = [each for each in configurations(task.setting) if each.name in task.configurations]
    builders = {each.name: each.builder(task.setting) for each in wanted}
    findings: list[Finding] = []
    inputs: dict[str, str] = {}
    newest, traces, known = "", Traces(), set[int]()
    train = None if task.train is None else Known(np.load(task.train, mmap_mode="r"))
    for placed in task.articles:
        metadata, identifier = placed.metadata, placed.metadata.article
        there = (each for each in task.passes if corpus.annotation_path(identifier, each).exists())
        annotators = (GOLD, *there)
        gold, *passes = check_article(corpus, identifier, annotators, schema, task.setting.topics)
        for each in (gold, *passes):
            findings += [finding for finding in each.findings if finding.is_error]
            inputs |= {source.path: _sha256(source.data) for source in each.sources}
        document = _document(metadata, gold, passes)
        if findings or document is None:
            continue
        newest = max(newest, document.article.date.isoformat())
        names = name_numbers(document.annotation)
        traces.add(document, names)
        if task.split == SPLITS[0]:
            known |= names | topic_numbers(document.annotation)
        standing = Standing(placed.by_time, placed.by_outlet, train)
        for builder in builders.values():
            builder.add(document, standing)
    tables = {}
    if not findings:
        for name, builder in builders.items():
            table = builder.table()
            tables[name] = MadeTable(table, table.nbytes)
    return MadeTables(task.split, tables, tuple(findings), inputs, traces, known, newest)


def _document(metadata: Metadata, gold: Checked, passes: Iterable[Checked]) -> Document | None:
    """The document of files that were checked; ``None`` where one could not be read."""
    if gold.article is None or gold.annotation is None:
        return None
    others = tuple(each.annotation for each in passes if each.annotation is not None)
    return Document(gold.article, gold.annotation, metadata, others)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_tables(
    corpus: Corpus,
    plan: SplitPlan,
    setting: Setting,
    folder: Path,
    *,
    jobs: int = 1,
    progress: Callable[[int], object] = lambda articles: None,
    wanted: tuple[Configuration, ...] | None = None,
) -> Tables:
    """Write each configuration's splits under ``folder``; stops at the first chunk with errors.

    Args:
        corpus: where the articles lie.
        plan: the splits of each article.
        setting: labels, topics and columns.
        folder: an empty folder.
        jobs: how many processes make rows.
        progress: is told how many articles more are done.
        wanted: which tables to write; all that the corpus has by default.
    """
    made = Tables()
    wanted = configurations(setting) if wanted is None else wanted
    names = tuple(each.name for each in wanted)
    writers = {
        (each.name, split): TableWriter(
            folder / table_path(each.name, split), arrow_schema(each.columns(setting))
        )
        for each in wanted
        for split in SPLITS
    }
    digests = {
        (each.name, split): LogicalDigest(arrow_schema(each.columns(setting)))
        for each in wanted
        for split in SPLITS
    }
    known: set[int] = set()
    try:
        with tempfile.TemporaryDirectory() as beside:
            # Train comes first, and whole: the rows of the others say what of them it knows.
            train = Path(beside) / "train.npy"
            for wanted_splits, there in ((SPLITS[:1], None), (SPLITS[1:], train)):
                like = TableTask(corpus.root, "", (), setting, names, there)
                tasks = _tasks(corpus, plan, like, wanted_splits)
                for result in run(make_tables, tasks, jobs):
                    made.inputs |= result.inputs
                    made.findings += result.findings
                    made.newest = max(made.newest, result.newest)
                    if made.findings:
                        break
                    made.traces.extend(result.traces)
                    known |= result.known
                    for name, table in result.tables.items():
                        writers[name, result.split].write(table.table, table.num_bytes)
                        digests[name, result.split].update(table.table)
                    progress(len(result.traces.articles))
                if there is None:
                    np.save(train, sorted_numbers(known))
    finally:
        for writer in writers.values():
            writer.close()
    for (name, split), writer in writers.items():
        summary = TableSummary(writer.rows, writer.num_bytes, digests[name, split].hexdigest())
        made.summaries.setdefault(name, {})[split] = summary
    return made


def _tasks(
    corpus: Corpus, plan: SplitPlan, like: TableTask, wanted: Iterable[str]
) -> Iterable[TableTask]:
    """Tasks for the articles of some splits, alike in all else."""
    for split in wanted:
        articles = [each for each in sorted(plan.splits) if plan.splits[each].split == split]
        for chunk in chunks(articles, CHUNK):
            placed = tuple(
                Placed(corpus.metadata[each], plan.by_time[each], plan.by_outlet[each])
                for each in chunk
            )
            yield replace(like, split=split, articles=placed)
