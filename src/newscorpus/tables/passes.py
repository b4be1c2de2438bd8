"""The ``passes`` configuration: a row is an annotator's item, with what the gold makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newscorpus.annotation import Annotation, Entity, Mention, Quote, Span, Stance
from newscorpus.document import Document
from newscorpus.matching import entity_map, overlap, pairs, quote_pairs, stance_pairs
from newscorpus.tables.features import Columns, Feature, Fields, Label, ListOf, Value
from newscorpus.tables.parts import STRING, WHO, Row, spans, who
from newscorpus.tables.setting import Setting
from newscorpus.tables.standing import SPLIT_COLUMNS, Standing

Item = Mention | Quote | Stance
LAYERS = ("mention", "quote", "stance")

_ITEM: Columns = {
    "label": Value("string", "the entity's type, the quote's type, the stance's label"),
    "kind": Value("string", "of a mention: name, nominal or pronoun"),
    "who": Fields(WHO.fields, "the entity, the speaker or the holder"),
    "addressee": Fields(WHO.fields, "of a quote"),
    "topic": Value("string", "of a stance"),
    "entity": Fields(WHO.fields, "of a stance on an entity"),
    "former": Value("bool", "of a stance"),
    "spans": spans("a mention's words, a quote's content, a stance's evidence in the narrative"),
    "cue": spans("of a quote"),
    "source": spans("of a quote"),
    "within": Value("string", "of a quote: the quote in which it is nested"),
    "quotes": ListOf(STRING, "of a stance: the quotes that are its evidence, by their ids"),
}


def columns(setting: Setting) -> Columns:  # noqa: ARG001
    """The columns; ``gold`` has those of an item again, nulls where the gold has no such item."""
    gold = {
        "id": STRING,
        **{name: _bare(feature) for name, feature in _ITEM.items()},
        "decisions": ListOf(STRING),
    }
    return {
        "id": Value("string", "article#annotator#item"),
        "article": Value("string", "id of the article"),
        "date": Value("date32", "the article's date"),
        "outlet": Value("string", "who published it"),
        "annotator": Value("string", "whose pass it is from"),
        "layer": Label(LAYERS, "mention, quote or stance"),
        **_ITEM,
        "agrees": Value("bool", "whether the gold has the very same item"),
        "gold": Fields(gold, "the gold's item, and what was decided of it where passes differed"),
        **SPLIT_COLUMNS,
    }


def _bare(feature: Feature) -> Feature:
    match feature:
        case Value(dtype):
            return Value(dtype)
        case ListOf(item):
            return ListOf(item)
        case Fields(fields):
            return Fields(fields)
    return feature


@dataclass(frozen=True, slots=True)
class _Twins:
    """Which item of the gold an annotator's item is, and which entity and quote."""

    entities: Mapping[str, str]
    quotes: Mapping[str, str]


def rows(document: Document, setting: Setting, standing: Standing) -> Iterator[Row]:  # noqa: ARG001
    """A row for each item of each pass over a document."""
    for annotation in document.passes:
        for row in _rows_of(document, annotation):
            yield row | standing.row


def _rows_of(document: Document, annotation: Annotation) -> Iterator[Row]:
    gold = document.annotation
    mentions = pairs(annotation.mentions, gold.mentions, _shared)
    quotes = quote_pairs(annotation, gold)
    twins = _Twins(entity_map(annotation, gold), {here.id: there.id for here, there in quotes})
    found: Sequence[tuple[Sequence[Item], Sequence[tuple[Item, Item]]]] = (
        (annotation.mentions, mentions),
        (annotation.quotes, quotes),
        (annotation.stances, stance_pairs(annotation, gold)),
    )
    here_entities = {each.id: each for each in annotation.entities}
    for layer, (items, paired) in enumerate(found):
        there = {here.id: other for here, other in paired}
        for item in items:
            twin = there.get(item.id)
            yield {
                "id": f"{document.id}#{annotation.annotator}#{item.id}",
                "article": document.id,
                "date": document.article.date,
                "outlet": document.metadata.outlet,
                "annotator": annotation.annotator,
                "layer": layer,
                **_fields(item, here_entities),
                "agrees": twin is not None and _renamed(item, twins) == _renamed(twin, None),
                "gold": _gold(twin, document.entities),
            }


def _shared(one: Mention, other: Mention) -> int:
    """Mentions of one extent belong together before those that overlap."""
    same = (one.start, one.end) == (other.start, other.end)
    return overlap(one, other) + 1_000_000 * same


def _nothing() -> Row:
    """An item's columns with nothing in them."""
    nobody, empty = dict.fromkeys(("who", "addressee", "entity"), who(None)), ()
    lists = dict.fromkeys(("spans", "cue", "source", "quotes"), empty)
    return dict.fromkeys(_ITEM) | nobody | lists


def _fields(item: Item, entities: Mapping[str, Entity]) -> Row:
    """An item's own columns."""
    fields = _nothing()
    match item:
        case Mention():
            entity = entities[item.entity]
            span = Span(item.start, item.end, item.text)
            fields |= {
                "label": entity.type,
                "kind": item.kind,
                "who": who(entity),
                "spans": (span,),
            }
        case Quote():
            addressee = None if item.addressee is None else entities[item.addressee]
            fields |= {
                "label": item.type,
                "who": who(entities[item.speaker]),
                "addressee": who(addressee),
                "spans": item.content,
                "cue": item.cue,
                "source": item.source,
                "within": item.within,
            }
        case Stance():
            target = None if item.target.entity is None else entities[item.target.entity]
            fields |= {
                "label": item.label,
                "who": who(entities[item.holder]),
                "topic": item.target.topic,
                "entity": who(target),
                "former": item.former,
                "spans": item.evidence.spans,
                "quotes": item.evidence.quotes,
            }
    return fields


def _gold(item: Item | None, entities: Mapping[str, Entity]) -> Row:
    if item is None:
        return {"id": None, **_nothing(), "decisions": ()}
    return {"id": item.id, **_fields(item, entities), "decisions": item.decisions}


def _renamed(item: Item, twins: _Twins | None) -> tuple[object, ...]:
    """What an item says, in the gold's ids: ``twins`` lead there, and are ``None`` for the gold."""

    def entity(identifier: str | None) -> str | None:
        return identifier if twins is None else twins.entities.get(identifier or "")

    def quote(identifier: str | None) -> str | None:
        return identifier if twins is None else twins.quotes.get(identifier or "")

    match item:
        case Mention():
            return item.start, item.end, item.kind, entity(item.entity)
        case Quote():
            people = entity(item.speaker), entity(item.addressee)
            return item.type, people, item.content, item.cue, item.source, quote(item.within)
    evidence = frozenset(map(quote, item.evidence.quotes)), item.evidence.spans
    target = item.target.topic, entity(item.target.entity)
    return entity(item.holder), target, item.label, item.former, evidence
