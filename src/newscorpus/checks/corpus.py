"""Check a corpus, or some files of it: in chunks, so that any number of workers can share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newscorpus.checks.catalogue import RULES
from newscorpus.checks.document import Checked, Source, check_annotation, check_raw
from newscorpus.checks.folder import check_folder, known_topics
from newscorpus.checks.parsing import Schema
from newscorpus.corpus import GOLD, Corpus
from newscorpus.engine import chunks, run
from newscorpus.findings import Finding
from newscorpus.textfile import FileError, read_bytes


@dataclass(frozen=True, slots=True)
class Task:
    """Articles of a corpus to check, with the annotators whose files are looked at."""

    root: Path
    articles: tuple[str, ...]
    annotators: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4)
def schema_of(root: Path) -> Schema:
    """The schema of a corpus; its validators are made once in a process."""
    return Schema(Corpus(root).schema)


def check_article(
    corpus: Corpus,
    identifier: str,
    annotators: Iterable[str],
    schema: Schema,
    topics: dict[str, str],
) -> list[Checked]:
    """Read and check one article and each annotator's file of it; at least one result comes, also
    where there are no annotators."""
    raw = _read(corpus, corpus.raw_name(identifier))
    if isinstance(raw, Finding):
        return [Checked(findings=[raw])]
    checked = check_raw(raw, identifier)
    if checked.article is None:
        return [checked]
    results = []
    for annotator in annotators:
        source = _read(corpus, corpus.annotation_name(identifier, annotator))
        if isinstance(source, Finding):
            results.append(Checked(checked.article, findings=[source]))
            continue
        results.append(
            check_annotation(
                source, raw, checked.article, annotator=annotator, schema=schema, topics=topics
            )
        )
    return results or [checked]


def _read(corpus: Corpus, name: str) -> Source | Finding:
    path = f"{corpus.root}/{name}"
    try:
        return Source(name, read_bytes(path, path.rpartition("/")[0]))
    except FileError as error:
        return Finding(RULES[error.code], name, error.found, error.expected)


def check_task(task: Task) -> list[Finding]:
    """The findings of a task's articles."""
    corpus, schema, topics = Corpus(task.root), schema_of(task.root), dict(task.topics)
    annotated = {each: frozenset(corpus.annotated(each)) for each in task.annotators}
    findings: list[Finding] = []
    for identifier in task.articles:
        annotators = [each for each, articles in annotated.items() if identifier in articles]
        for checked in check_article(corpus, identifier, annotators, schema, topics):
            findings += checked.findings
    return findings


def check_corpus(corpus: Corpus, jobs: int = 1) -> Iterator[list[Finding]]:
    """All findings of a corpus, chunk by chunk: first the folder as a whole, then each article
    with all its annotations.

    Raises:
        CorpusError: where ``corpus.toml`` or the schema cannot be used.
    """
    _ = corpus.about, schema_of(corpus.root).fast
    articles = corpus.articles()
    yield list(check_folder(corpus, articles))
    annotators = tuple(corpus.annotators())
    topics = tuple(known_topics(corpus).items())
    tasks = (Task(corpus.root, tuple(each), annotators, topics) for each in chunks(articles))
    yield from run(check_task, tasks, jobs)


def check_paths(corpus: Corpus, paths: Iterable[Path]) -> Iterator[list[Finding]]:
    """The findings of some files alone: what an editor or a commit hook asks for.

    A raw article is checked with all its annotations, an annotation with its article, a folder
    with all in it; any other file of the corpus with the corpus as a whole.
    """
    pairs: dict[tuple[str, str], None] = {}
    whole = False
    for path in paths:
        for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
            kept = _pairs_of(corpus, each)
            whole |= kept is None
            pairs.update(dict.fromkeys(kept or ()))
    topics = tuple(known_topics(corpus).items())
    if whole:
        yield list(check_folder(corpus, corpus.articles()))
    for identifier, annotator in pairs:
        annotators = (annotator,) if annotator else tuple(corpus.annotators())
        yield check_task(Task(corpus.root, (identifier,), annotators, topics))


def _pairs_of(corpus: Corpus, path: Path) -> list[tuple[str, str]] | None:
    """The articles and annotators that a file stands for; ``None`` for a table of the corpus."""
    path = path.absolute()
    if path.parent == corpus.raw and path.suffix == ".txt":
        return [(path.stem, "")]
    if path.suffix == ".json" and path.is_relative_to(corpus.annotations):
        parts = path.relative_to(corpus.annotations).parts
        if len(parts) == 2 and parts[0] == GOLD:
            return [(path.stem, GOLD)]
        if len(parts) == 3 and parts[0] == "passes":
            return [(path.stem, parts[1])]
    return None if path.suffix == ".csv" else []
