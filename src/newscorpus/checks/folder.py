"""Rules on a corpus as a whole: what belongs together does, and its tables can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping

from newscorpus.checks.catalogue import RULES
from newscorpus.corpus import (
    SPLIT_COLUMNS,
    TOPIC_COLUMNS,
    Corpus,
    article_id_fault,
)
from newscorpus.findings import Finding, Place, shown
from newscorpus.metadata import COLUMNS, Table, read_csv
from newscorpus.splits import SPLITS, Leak, Recorded, assign, story_links
from newscorpus.textfile import FileError

_FILLED = ("outlet", "licence")


def check_folder(corpus: Corpus, articles: Iterable[str]) -> Iterator[Finding]:
    """Findings on ids, pairs and tables; ``articles`` are the ids of the files in ``raw/``."""
    known = set(articles)
    yield from _ids(corpus, sorted(known))
    yield from _pairs(corpus, known)
    yield from _metadata(corpus, known)
    yield from _topics(corpus)
    yield from _splits(corpus)


def _ids(corpus: Corpus, articles: list[str]) -> Iterator[Finding]:
    """NC012, NC013."""
    alike: dict[str, list[str]] = defaultdict(list)
    for identifier in articles:
        path = corpus.relative(corpus.raw) + f"/{identifier}.txt"
        fault = article_id_fault(identifier)
        if fault is not None:
            yield Finding(RULES["NC012"], path, shown(identifier), fault)
        alike[identifier.casefold()].append(identifier)
        if len(alike[identifier.casefold()]) > 1:
            first = alike[identifier.casefold()][0]
            yield Finding(RULES["NC013"], path, f"{identifier} beside {first}", "one of the two")


def _pairs(corpus: Corpus, articles: set[str]) -> Iterator[Finding]:
    """NC201, NC202. Passes may hold some of the articles; gold holds all."""
    for annotator in corpus.annotators():
        annotated = corpus.annotated(annotator)
        for identifier in annotated:
            if identifier not in articles:
                path = corpus.relative(corpus.annotation_path(identifier, annotator))
                expected = f"raw/{identifier}.txt"
                yield Finding(RULES["NC202"], path, f"no article {shown(identifier)}", expected)
    gold = set(corpus.annotated())
    for identifier in sorted(articles - gold):
        path = corpus.relative(corpus.raw) + f"/{identifier}.txt"
        expected = f"annotations/gold/{identifier}.json"
        yield Finding(RULES["NC201"], path, f"no annotation of {shown(identifier)}", expected)


def _metadata(corpus: Corpus, articles: set[str]) -> Iterator[Finding]:
    """NC205 to NC210 on ``raw/metadata.csv``."""
    path = "raw/metadata.csv"
    table = yield from _table(corpus, path, COLUMNS)
    if table is None:
        return
    topics = known_topics(corpus)
    seen: dict[str, int] = {}
    for line, row in table.rows:
        identifier = row["article"]
        place = Place(line, 1)
        if identifier in seen:
            found = f"{shown(identifier)}, also in line {seen[identifier]}"
            yield Finding(RULES["NC208"], path, found, "one row for each article", place)
        seen.setdefault(identifier, line)
        if identifier not in articles:
            found = f"no article {shown(identifier)}"
            yield Finding(RULES["NC206"], path, found, "the name of a file in raw/", place)
        if row["topic"] and row["topic"] not in topics:
            expected = "a topic of annotations/topics.csv"
            yield Finding(RULES["NC209"], path, shown(row["topic"]), expected, place)
        for column in _FILLED:
            if not row[column].strip():
                yield Finding(RULES["NC210"], path, f"no {column}", "a cell with text", place)
    for identifier in sorted(articles - seen.keys()):
        raw = f"raw/{identifier}.txt"
        expected = f"a row of {path}"
        yield Finding(RULES["NC205"], raw, f"no metadata of {shown(identifier)}", expected)


def known_topics(corpus: Corpus) -> dict[str, str]:
    """The topics by slug; none where their table cannot be read, which is a finding of its own."""
    try:
        return corpus.topics
    except FileError:
        return {}


def _topics(corpus: Corpus) -> Iterator[Finding]:
    """NC207, NC208, NC210 on ``annotations/topics.csv``."""
    path = "annotations/topics.csv"
    if not (corpus.root / path).exists():
        return
    table = yield from _table(corpus, path, TOPIC_COLUMNS)
    seen: dict[str, int] = {}
    for line, row in table.rows if table else ():
        place = Place(line, 1)
        if row["topic"] in seen:
            found = f"{shown(row['topic'])}, also in line {seen[row['topic']]}"
            yield Finding(RULES["NC208"], path, found, "one row for each topic", place)
        seen.setdefault(row["topic"], line)
        for column in TOPIC_COLUMNS:
            if not row[column].strip():
                yield Finding(RULES["NC210"], path, f"no {column}", "a cell with text", place)


def _splits(corpus: Corpus) -> Iterator[Finding]:
    """NC207, NC208, NC211, NC212 on ``annotations/splits.csv``."""
    path = "annotations/splits.csv"
    if not (corpus.root / path).exists():
        return
    table = yield from _table(corpus, path, SPLIT_COLUMNS)
    recorded: dict[str, Recorded] = {}
    lines: dict[str, int] = {}
    for line, row in table.rows if table else ():
        place = Place(line, 1)
        identifier = row["article"]
        if identifier in lines:
            found = f"{shown(identifier)}, also in line {lines[identifier]}"
            yield Finding(RULES["NC208"], path, found, "one row for each article", place)
        lines.setdefault(identifier, line)
        if row["split"] in SPLITS:
            recorded[identifier] = Recorded(**{column: row[column] for column in SPLIT_COLUMNS})
        else:
            expected = ", ".join(SPLITS)
            yield Finding(RULES["NC211"], path, shown(row["split"]), expected, place)
    stories = {each: row.story for each, row in corpus.metadata.items() if each in recorded}
    _, leaks = assign(stories, story_links(stories), recorded, "")
    yield from leak_findings(leaks, lines)


def leak_findings(leaks: Iterable[Leak], lines: Mapping[str, int]) -> Iterator[Finding]:
    """NC212 for each group of articles that stands in several splits.

    Args:
        leaks: the groups.
        lines: the line of each article in ``annotations/splits.csv``.
    """
    for leak in leaks:
        first = min((lines[each] for each in leak.articles if each in lines), default=1)
        found = f"{', '.join(leak.articles)} in {', '.join(leak.splits)}"
        path, expected = "annotations/splits.csv", "one split for all of them"
        yield Finding(RULES["NC212"], path, found, expected, Place(first, 1))


def _table(
    corpus: Corpus, path: str, columns: tuple[str, ...]
) -> Generator[Finding, None, Table | None]:
    """Read a CSV file; yields a finding for each row that cannot be taken, returns the table."""
    try:
        table: Table = read_csv(corpus.root / path, columns)
    except FileError as error:
        place = Place(*error.line_column) if error.line_column else None
        yield Finding(RULES[error.code], path, error.found, error.expected, place)
        return None
    for problem in table.problems:
        place = Place(problem.line, 1)
        yield Finding(RULES["NC207"], path, problem.found, problem.expected, place)
    return table
