"""Check one article and one annotation of it: bytes in, document and findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from newscorpus.annotation import Annotation
from newscorpus.article import Article, read_article, text_start
from newscorpus.checks import entities, quotes, spans, stances, text
from newscorpus.checks.catalogue import RULES
from newscorpus.checks.parsing import Schema, parse_fast, parse_strict
from newscorpus.checks.view import View
from newscorpus.findings import Finding, Place, Problem, json_pointer, place_of, shown
from newscorpus.jsontext import read_json
from newscorpus.textfile import FileError

# In the order in which their findings help most: what is wrong first makes the rest follow.
DOCUMENT_RULES: tuple[Callable[[View], Iterator[Problem]], ...] = (
    text.normal_form,
    text.invisible,
    entities.unique_ids,
    entities.references,
    spans.offsets,
    spans.edges,
    spans.order,
    entities.mention_order,
    entities.name_overlap,
    entities.names_agree,
    entities.unmarked_names,
    entities.unused,
    entities.circles,
    quotes.parts_apart,
    quotes.nesting_circles,
    quotes.marks,
    quotes.uncovered,
    quotes.sources,
    quotes.nested_inside,
    stances.evidence,
    stances.topics,
    stances.one_each,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its path relative to the corpus, and its bytes."""

    path: str
    data: bytes


@dataclass(slots=True)
class Checked:
    """What came of checking: the records, as far as they could be made, the findings, and the
    files that were read."""

    article: Article | None = None
    annotation: Annotation | None = None
    findings: list[Finding] = field(default_factory=list)
    sources: tuple[Source, ...] = ()

    @property
    def is_well(self) -> bool:
        return not any(finding.is_error for finding in self.findings)


def check_raw(source: Source, identifier: str) -> Checked:
    """Read a raw article; what makes it unreadable is the finding."""
    try:
        return Checked(article=read_article(identifier, source.data))
    except FileError as error:
        return Checked(findings=[file_finding(error, source)])


def check_annotation(
    source: Source,
    raw: Source,
    article: Article,
    *,
    annotator: str,
    schema: Schema,
    topics: dict[str, str],
) -> Checked:
    """Check an annotation against the schema, its article and all rules on documents.

    Args:
        source: the annotation's file; its name is the article's id.
        raw: the article's file, to say in which line of it a place of the text stands.
        article: the article as read from ``raw``.
        annotator: whose folder the file lies in.
        schema: the schema of annotations.
        topics: the topics that there are, by slug.
    """
    annotation = parse_fast(source.data, schema)
    problems: list[Problem] = []
    if annotation is None:
        try:
            _, annotation, problems = parse_strict(source.data, schema)
        except FileError as error:
            return Checked(article, findings=[file_finding(error, source)], sources=(raw, source))
    if annotation is not None:
        problems = list(_belongs(article, annotation, annotator))
        # Offsets into another text say nothing: one finding, and not one for each span.
        if not any(problem.code == "NC204" for problem in problems):
            view = View(article.text, annotation, topics)
            for rule in DOCUMENT_RULES:
                problems.extend(rule(view))
    findings = locate(problems, source, raw) if problems else []
    return Checked(article, annotation, findings, (raw, source))


def _belongs(article: Article, annotation: Annotation, annotator: str) -> Iterator[Problem]:
    """NC203, NC204, NC213: the annotation is this article's, of this text, by this annotator."""
    if annotation.article != article.id:
        yield Problem("NC203", shown(annotation.article), article.id, ("article",))
    if annotation.annotator != annotator:
        yield Problem("NC213", shown(annotation.annotator), annotator, ("annotator",))
    if annotation.text_sha256 != article.text_sha256:
        yield Problem(
            "NC204", annotation.text_sha256, article.text_sha256 + " of the text", ("text_sha256",)
        )


def locate(problems: list[Problem], source: Source, raw: Source) -> list[Finding]:
    """Findings with file, line and column: in the annotation by pointer, in the raw file by
    offset."""
    json_text = read_json(source.data)
    content, start = text_start(raw.data)
    findings = []
    for problem in problems:
        if problem.offset is not None:
            path, place, pointer = raw.path, place_of(content, start + problem.offset), None
        else:
            parts = problem.pointer or ()
            path, pointer = source.path, json_pointer(parts)
            place = place_of(json_text.text, json_text.offset(parts))
        findings.append(
            Finding(
                RULES[problem.code],
                path,
                problem.found,
                problem.expected,
                place,
                pointer,
                problem.mend,
            )
        )
    return findings


def file_finding(error: FileError, source: Source) -> Finding:
    """The finding for a file that could not be taken."""
    place = _place_in(source.data, error)
    return Finding(RULES[error.code], source.path, error.found, error.expected, place)


def _place_in(data: bytes, error: FileError) -> Place:
    if error.line_column is not None:
        return Place(*error.line_column)
    return place_of(data.decode("utf-8", "replace"), error.offset)
