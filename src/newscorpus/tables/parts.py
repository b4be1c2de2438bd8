"""What several configurations have in their rows: spans, entities, and the context of spans."""

from __future__ import annotations

from newscorpus.annotation import Entity, Mention, Span
from newscorpus.document import Document
from newscorpus.tables.features import Columns, Fields, ListOf, Value

Row = dict[str, object]

STRING = Value("string")
OFFSET = Value("int32")
SPAN = Fields({"start": OFFSET, "end": OFFSET, "text": STRING})
SPANS = ListOf(SPAN)


def spans(meaning: str) -> ListOf:
    """A column of spans."""
    return ListOf(SPAN, meaning)


def strings(*names: str) -> Columns:
    """Columns of strings."""
    return dict.fromkeys(names, STRING)


WHO = Fields(strings("id", "type", "name", "description"))


def who(entity: Entity | None) -> Row:
    """An entity as a row has it; nulls where there is none."""
    if entity is None:
        return {"id": None, "type": None, "name": None, "description": None}
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "description": entity.description,
    }


def paragraphs_of(document: Document, spans: tuple[Span | Mention, ...]) -> tuple[int, str]:
    """Where the paragraphs of spans start, in code points of the text, and the paragraphs."""
    start, end = document.paragraph(*spans)
    return start, document.text[start:end]
