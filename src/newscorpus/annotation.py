"""The annotation of one article: frozen records, read from JSON and written as JSON.

Three layers stand in one graph. A quote's speaker and a stance's holder are entities; a
stance's evidence cites quotes. Every offset counts Unicode code points of the article's text,
from 0, with the end exclusive: ``text[start:end]`` in Python.

In a gold that was adjudicated, an item's ``decisions`` say what was decided where two passes
differed: the field and the choice (``cue a2``, ``item a1``). Without any, both passes had it alike.

The records are checked for their shape by the JSON Schema before they are made (see
``newscorpus.checks``), so nothing here repeats what the schema says.
"""

from __future__ import annotations

from typing import Any

import msgspec

SCHEMA_VERSION = "1.0.0"
LAYERS = ("entities", "mentions", "quotes", "stances")


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of the text: ``text[start:end]`` in code points, and what stands there."""

    start: int
    end: int
    text: str


class Entity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone or something that the article names, or that speaks in it without a name.

    ``name`` is the fullest form of the name in the article, ``None`` for an unnamed source,
    which then has a ``description``. ``members`` are the entities that make up a group which
    speaks as one; ``speaks_for`` is the organisation or person whose spokesperson this is.
    """

    id: str
    type: str
    name: str | None
    description: str | None = None
    members: tuple[str, ...] = ()
    speaks_for: str | None = None
    decisions: tuple[str, ...] = ()


class Mention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that refer to an entity; ``kind`` is ``name``, ``nominal`` or ``pronoun``."""

    id: str
    entity: str
    kind: str
    start: int
    end: int
    text: str
    decisions: tuple[str, ...] = ()


class Quote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One attribution: whose words (``speaker``), which words (``content``), and by which
    words the article says so (``cue`` and ``source``).

    Each of the three span lists stands in text order; more than one span means that the
    attribution is discontinuous. ``within`` names the quote that this one is nested in.
    """

    id: str
    type: str
    speaker: str
    addressee: str | None
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    within: str | None
    decisions: tuple[str, ...] = ()


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a stance is about: a topic of ``topics.csv`` or an entity of the article."""

    topic: str | None = None
    entity: str | None = None


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What shows a stance: quotes by id, and spans of the narrative."""

    quotes: tuple[str, ...]
    spans: tuple[Span, ...]


class Stance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who (``holder``) is for or against what (``target``); ``former`` marks a stance that
    the article says its holder has given up."""

    id: str
    holder: str
    target: Target
    label: str
    evidence: Evidence
    former: bool = False
    decisions: tuple[str, ...] = ()


class Annotation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All three layers of one article, by one annotator (or ``gold``)."""

    schema_version: str
    article: str
    text_sha256: str
    annotator: str
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    stances: tuple[Stance, ...]
    schema: str = msgspec.field(name="$schema", default="")


def from_builtins(document: Any) -> Annotation:
    """The records of a parsed annotation that the schema has passed.

    Raises:
        msgspec.ValidationError: where a field is missing, unknown or of another type.
    """
    return msgspec.convert(document, Annotation)


def to_json(annotation: Annotation, depth: int = 2) -> bytes:
    """The annotation as UTF-8 JSON in the project's layout: one item of a layer on a line.

    A diff then shows one line for one changed mention, quote or stance. Optional fields that
    hold their default are left out. ``depth`` is how many folders of the corpus the file lies
    in, for the path to the schema where the annotation has none.
    """
    head = {
        "$schema": annotation.schema or "../" * depth + "schema/annotation.schema.json",
        "schema_version": annotation.schema_version,
        "article": annotation.article,
        "text_sha256": annotation.text_sha256,
        "annotator": annotation.annotator,
    }
    rows = [f"  {_line(key)}: {_line(value)}" for key, value in head.items()]
    for layer in LAYERS:
        items = [f"    {_line(_without_defaults(item))}" for item in getattr(annotation, layer)]
        body = "[\n" + ",\n".join(items) + "\n  ]" if items else "[]"
        rows.append(f"  {_line(layer)}: {body}")
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode()


def _without_defaults(item: msgspec.Struct) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(item)
    if isinstance(item, Stance):
        fields["target"] = {key: value for key, value in fields["target"].items() if value}
    optional = {field.name: field.default for field in msgspec.structs.fields(item)}
    return {
        key: value
        for key, value in fields.items()
        if optional[key] is msgspec.NODEFAULT or value not in (optional[key], [])
    }


def _line(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
