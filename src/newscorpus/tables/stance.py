"""The ``stance`` configuration: a row is a stance."""

from __future__ import annotations

from collections.abc import Iterator

from newscorpus.annotation import Span, Stance
from newscorpus.document import Document
from newscorpus.tables.features import Columns, Fields, Label, ListOf, Value
from newscorpus.tables.parts import STRING, WHO, Row, paragraphs_of, spans, who
from newscorpus.tables.setting import Setting
from newscorpus.tables.standing import SPLIT_COLUMNS, Standing, in_train


def columns(setting: Setting) -> Columns:
    """The columns; labels are numbered in the order of the schema."""
    return {
        "id": Value("string", "article#stance"),
        "article": Value("string", "id of the article"),
        "date": Value("date32", "the article's date"),
        "outlet": Value("string", "who published it"),
        "holder": Fields(WHO.fields, "who is for or against"),
        "topic": Value("string", "slug of the topic, or null where the target is an entity"),
        "proposition": Value("string", "what the topic says, or null"),
        "entity": Fields(WHO.fields, "the entity that is the target; nulls where it is a topic"),
        "label": Label(setting.stance_labels, "favor, against, mixed or neutral"),
        "former": Value("bool", "whether the holder has given it up"),
        "quotes": ListOf(STRING, "ids of the quotes that show it, as in the quotes configuration"),
        "evidence": spans("all words that show it: the quotes' content and spans of the narrative"),
        "context": Value("string", "the paragraphs in which the evidence stands"),
        "context_start": Value("int32", "where the context starts in the article's text"),
        **SPLIT_COLUMNS,
        "holder_in_train": in_train("the holder"),
        "target_in_train": in_train("the topic or entity that is the target"),
    }


def rows(document: Document, setting: Setting, standing: Standing) -> Iterator[Row]:
    """A row for each stance of a document."""
    for stance in document.annotation.stances:
        evidence = _evidence(document, stance)
        start, context = paragraphs_of(document, evidence)
        topic, entity = stance.target.topic, stance.target.entity
        target = None if entity is None else document.entities[entity]
        yield {
            "id": f"{document.id}#{stance.id}",
            "article": document.id,
            "date": document.article.date,
            "outlet": document.metadata.outlet,
            "holder": who(document.holder(stance)),
            "topic": topic,
            "proposition": None if topic is None else setting.topics[topic],
            "entity": who(target),
            "label": setting.stance_labels.index(stance.label),
            "former": stance.former,
            "quotes": [f"{document.id}#{each}" for each in stance.evidence.quotes],
            "evidence": evidence,
            "context": context,
            "context_start": start,
            **standing.row,
            "holder_in_train": standing.entity(document.holder(stance)),
            "target_in_train": standing.target(stance.target, target),
        }


def _evidence(document: Document, stance: Stance) -> tuple[Span, ...]:
    """All spans that show a stance, in text order, each once."""
    spans = {(span.start, span.end): span for span in stance.evidence.spans}
    for quote in document.evidence(stance):
        spans.update({(span.start, span.end): span for span in quote.content})
    return tuple(spans[key] for key in sorted(spans))
