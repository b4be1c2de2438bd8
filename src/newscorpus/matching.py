"""Which unit of one annotator is which of the other: spans, quotes, entities and stances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from newscorpus.annotation import Annotation, Mention, Quote, Span, Stance

Item = TypeVar("Item")


class Unit(NamedTuple):
    """A stretch of the text with a label: start and end in code points, end exclusive."""

    start: int
    end: int
    label: str


def pairs(
    ones: Sequence[Item], others: Sequence[Item], shared: Callable[[Item, Item], int]
) -> list[tuple[Item, Item]]:
    """One-to-one pairs of items that share most, the best first; ``shared`` is 0 for none.

    Greedy, with ties in the order given: on units of a text, which rarely compete, it finds what
    an optimal assignment would.
    """
    candidates = [
        (-common, place, index)
        for place, one in enumerate(ones)
        for index, other in enumerate(others)
        if (common := shared(one, other)) > 0
    ]
    taken_ones: set[int] = set()
    taken_others: set[int] = set()
    found = []
    for _, place, index in sorted(candidates):
        if place not in taken_ones and index not in taken_others:
            taken_ones.add(place)
            taken_others.add(index)
            found.append((place, index))
    return [(ones[place], others[index]) for place, index in sorted(found)]


def overlap(one: Unit | Span | Mention, other: Unit | Span | Mention) -> int:
    """How many code points two stretches of the text share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def spans_shared(ones: Sequence[Span], others: Sequence[Span]) -> int:
    """How many code points two lists of spans share, each without overlap in itself."""
    return sum(overlap(one, other) for one in ones for other in others)


def name_units(annotation: Annotation) -> list[Unit]:
    """The names, labelled with their entities' types."""
    types = {entity.id: entity.type for entity in annotation.entities}
    return [
        Unit(mention.start, mention.end, types[mention.entity])
        for mention in annotation.mentions
        if mention.kind == "name"
    ]


def part_units(annotation: Annotation, part: str) -> list[Unit]:
    """The spans of one part of all quotes, labelled with the quotes' types; each once."""
    units = {
        Unit(span.start, span.end, quote.type)
        for quote in annotation.quotes
        for span in getattr(quote, part)
    }
    return sorted(units)


def entity_map(one: Annotation, other: Annotation) -> dict[str, str]:
    """Which entity of the one is which of the other: those that share most mentions, and else
    those of one name or description."""
    counts: Counter[tuple[str, str]] = Counter()
    there = {(mention.start, mention.end): mention.entity for mention in other.mentions}
    for mention in one.mentions:
        twin = there.get((mention.start, mention.end))
        if twin is not None:
            counts[mention.entity, twin] += 2
    named = {(each.name or each.description or "").casefold(): each.id for each in other.entities}
    for entity in one.entities:
        twin = named.get((entity.name or entity.description or "").casefold())
        if twin is not None:
            counts[entity.id, twin] += 1
    ids = [entity.id for entity in one.entities], [entity.id for entity in other.entities]
    return dict(pairs(*ids, lambda first, second: counts[first, second]))


def quote_pairs(one: Annotation, other: Annotation) -> list[tuple[Quote, Quote]]:
    """The quotes whose contents overlap most, one to one. Where two attributions share their
    content (a chain), equal cues decide."""

    def shared(first: Quote, second: Quote) -> int:
        content = spans_shared(first.content, second.content)
        return content and 1000 * content + spans_shared(first.cue, second.cue)

    return pairs(one.quotes, other.quotes, shared)


def evidence_of(annotation: Annotation, stance: Stance) -> list[Span]:
    """All words that show a stance: its spans of the narrative, and its quotes' contents."""
    cited = (quote for quote in annotation.quotes if quote.id in stance.evidence.quotes)
    return [*stance.evidence.spans, *(span for quote in cited for span in quote.content)]


def shown_alike(one: Annotation, other: Annotation) -> list[tuple[Stance, Stance]]:
    """The stances whose evidence overlaps most, one to one, whoever holds them; of several on the
    same words those on one target come first."""
    entities = entity_map(one, other)
    ones = {stance.id: evidence_of(one, stance) for stance in one.stances}
    others = {stance.id: evidence_of(other, stance) for stance in other.stances}

    def shared(first: Stance, second: Stance) -> int:
        common = spans_shared(ones[first.id], others[second.id])
        same = same_target(first, second, entities) + (entities.get(first.holder) == second.holder)
        return common and 1000 * common + same

    return pairs(one.stances, other.stances, shared)


def same_target(first: Stance, second: Stance, entities: Mapping[str, str]) -> bool:
    """Whether two stances are on one topic, or on one entity by ``entity_map``."""
    return first.target.topic == second.target.topic and (
        first.target.entity is None or entities.get(first.target.entity) == second.target.entity
    )


def stance_pairs(one: Annotation, other: Annotation) -> list[tuple[Stance, Stance]]:
    """The stances of one holder on one target, one to one."""
    entities = entity_map(one, other)

    def shared(first: Stance, second: Stance) -> int:
        same_holder = entities.get(first.holder) == second.holder
        same = same_holder and same_target(first, second, entities)
        return (1 + (first.former == second.former)) * same

    return pairs(one.stances, other.stances, shared)
