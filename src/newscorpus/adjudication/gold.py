"""The gold that comes of a comparison and its decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from newscorpus.adjudication.comparison import (
    EMPTIABLE,
    ENTITY_FIELDS,
    ITEM,
    QUOTE_FIELDS,
    SPAN_FIELDS,
    UNITED,
    Comparison,
    Difference,
    Extent,
    Item,
)
from newscorpus.adjudication.decisions import (
    BOTH,
    NEITHER,
    OTHER,
    Decided,
    Decision,
    DecisionError,
    Overlooked,
)
from newscorpus.annotation import (
    LAYERS,
    SCHEMA_VERSION,
    Annotation,
    Entity,
    Evidence,
    Mention,
    Quote,
    Span,
    Stance,
    Target,
)
from newscorpus.corpus import GOLD

Fields = dict[str, Any]


def undecided(comparison: Comparison, decided: Decided) -> list[Difference]:
    """The differences that nobody has decided yet."""
    return [each for each in comparison.differences if each.id not in decided.decisions]


def stale(comparison: Comparison, decided: Decided) -> list[str]:
    """Decisions on what is no difference (any more): a pass has changed since."""
    known = {each.id for each in comparison.differences}
    return [each for each in decided.decisions if each not in known]


def adjudicated(comparison: Comparison, decided: Decided) -> Annotation:
    """The gold annotation. Each item says in ``decisions`` what was decided of it, as the field and
    the choice (``cue a2``, ``item a1``); an item on which both passes agree has none, and a mention
    that both overlooked has ``item other``.

    Raises:
        DecisionError: where a difference is not decided, or cannot be as it was.
    """
    return _Gold(comparison, decided).annotation()


class _Gold:
    """The making of one gold annotation."""

    def __init__(self, comparison: Comparison, decided: Decided) -> None:
        self.comparison, self.text = comparison, comparison.text
        self.decided = decided.decisions
        kept: dict[str, list[tuple[str, Fields]]] = {layer: [] for layer in LAYERS}
        for item in comparison.items:
            fields = self._resolve(item)
            if fields is not None:
                kept[item.layer].append((item.key, fields))
        self.all_entities = dict(kept["entities"])
        mentions = [fields for _, fields in kept["mentions"]]
        mentions += [self._overlooked(each) for each in decided.overlooked]
        self.mentions = sorted(mentions, key=lambda each: _order(each["extent"]))
        quotes = sorted(kept["quotes"], key=lambda each: _order(each[1]["content"][0]))
        self.quotes = dict(quotes)
        self.stances = [fields for _, fields in kept["stances"]]
        for fields in self.quotes.values():
            if fields["within"] not in self.quotes:
                fields["within"] = None
        for fields in self.stances:
            cited = [each for each in fields["evidence quotes"] if each in self.quotes]
            fields["evidence quotes"] = sorted(cited, key=list(self.quotes).index)
            if not cited and not fields["evidence spans"]:
                holder = comparison.entities[fields["holder"]]
                raise DecisionError(f"no evidence is left of a stance of {holder}")
        self.stances.sort(key=lambda each: _order(self._first_evidence(each)))

    def _resolve(self, item: Item) -> Fields | None:
        """An item's fields as decided, with ``decisions``; ``None`` where it is not in the gold."""
        said = []
        if item.presence is not None:
            decision = self._decision(item.presence)
            if not self._choose(item.presence, decision):
                return None
            said.append(f"{ITEM} {decision.choice}")
        fields: Fields = {}
        for name, value in item.fields.items():
            if isinstance(value, Difference):
                decision = self._decision(value)
                fields[name] = self._choose(value, decision)
                said.append(f"{name} {decision.choice}")
            else:
                fields[name] = value
        return fields | {"decisions": tuple(said)}

    def _decision(self, difference: Difference) -> Decision:
        try:
            return self.decided[difference.id]
        except KeyError:
            raise DecisionError(f"{difference.id} is not decided") from None

    def _choose(self, difference: Difference, decision: Decision) -> Any:
        field, values = difference.field, difference.values
        if decision.choice in self.comparison.annotators:
            return values[self.comparison.annotators.index(decision.choice)]
        if decision.choice == NEITHER and field == ITEM:
            return False
        if decision.choice == NEITHER and field in EMPTIABLE:
            return () if isinstance(values[0] or values[1], tuple) else None
        if decision.choice == BOTH and field in UNITED:
            return _united(values)
        if decision.choice == OTHER and decision.other and field != ITEM:
            return self._other(difference, decision.other)
        raise DecisionError(f"{difference.id} cannot be decided as {decision.choice!r}")

    def _other(self, difference: Difference, given: tuple[str, ...]) -> Any:
        """What a third answer means in a field."""
        field = difference.field
        if field in SPAN_FIELDS:
            spans = self._find(difference, given)
            return spans[0] if field == "extent" else spans
        if field == "former":
            return given[0].casefold() == "true"
        if field in ENTITY_FIELDS:
            found = tuple(map(self._entity, given))
            return found if field == "members" else found[0]
        if field in QUOTE_FIELDS:
            return given if field == "evidence quotes" else given[0]
        return given[0]

    def _find(self, difference: Difference, words: Iterable[str]) -> tuple[Extent, ...]:
        """Where words stand: each at its place nearest to the difference."""
        found = []
        for each in words:
            places = _places(self.text, each)
            if not places:
                raise DecisionError(f"{difference.id}: {each!r} does not stand in the text")
            start = min(places, key=lambda place: abs(place - difference.place[0]))
            found.append((start, start + len(each)))
        return tuple(sorted(found))

    def _overlooked(self, mention: Overlooked) -> Fields:
        """A mention that neither pass has."""
        around = _places(self.text, mention.within)
        inside = _places(mention.within, mention.words)
        if len(around) != 1 or len(inside) != 1:
            raise DecisionError(
                f"overlooked {mention.words!r} has to stand once in {mention.within!r}, and that "
                "once in the text"
            )
        start = around[0] + inside[0]
        return {
            "extent": (start, start + len(mention.words)),
            "kind": mention.kind,
            "entity": self._entity(mention.entity),
            "decisions": (f"{ITEM} {OTHER}",),
        }

    def _entity(self, given: str) -> str:
        for joint in self.comparison.entities:
            fields = self.all_entities.get(joint)
            if fields and given in (joint, fields["name"], fields["description"]):
                return joint
        raise DecisionError(f"{given!r} is no entity of either pass")

    def _first_evidence(self, stance: Fields) -> Extent:
        spans: list[Extent] = list(stance["evidence spans"])
        spans += [self.quotes[each]["content"][0] for each in stance["evidence quotes"]]
        return min(spans, key=_order)

    def annotation(self) -> Annotation:
        entities = self._entity_ids()
        quotes = {joint: f"q{number}" for number, joint in enumerate(self.quotes, 1)}
        return Annotation(
            schema_version=SCHEMA_VERSION,
            article=self.comparison.article,
            text_sha256=self.comparison.text_sha256,
            annotator=GOLD,
            entities=tuple(self._entity_record(joint, entities) for joint in entities),
            mentions=tuple(
                Mention(
                    f"m{number}",
                    entities[each["entity"]],
                    each["kind"],
                    each["extent"][0],
                    each["extent"][1],
                    self.text[slice(*each["extent"])],
                    each["decisions"],
                )
                for number, each in enumerate(self.mentions, 1)
            ),
            quotes=tuple(
                Quote(
                    quotes[joint],
                    each["type"],
                    entities[each["speaker"]],
                    each["addressee"] and entities[each["addressee"]],
                    self._spans(each["content"]),
                    self._spans(each["cue"]),
                    self._spans(each["source"]),
                    each["within"] and quotes[each["within"]],
                    each["decisions"],
                )
                for joint, each in self.quotes.items()
            ),
            stances=tuple(
                Stance(
                    f"s{number}",
                    entities[each["holder"]],
                    Target(each["target"][0], each["target"][1] and entities[each["target"][1]]),
                    each["label"],
                    Evidence(
                        tuple(quotes[quote] for quote in each["evidence quotes"]),
                        self._spans(each["evidence spans"]),
                    ),
                    each["former"],
                    each["decisions"],
                )
                for number, each in enumerate(self.stances, 1)
            ),
        )

    def _entity_record(self, joint: str, ids: Mapping[str, str]) -> Entity:
        fields = self.all_entities[joint]
        return Entity(
            ids[joint],
            fields["type"],
            fields["name"],
            fields["description"] if fields["name"] is None else None,
            tuple(ids[each] for each in sorted(fields["members"], key=list(ids).index)),
            fields["speaks_for"] and ids[fields["speaks_for"]],
            fields["decisions"],
        )

    def _entity_ids(self) -> dict[str, str]:
        """The entities that something refers to, in the order of their first words."""
        first: dict[str, Extent] = {}

        def met(joint: str | None, place: Extent) -> None:
            if joint is not None:
                first[joint] = min(first.get(joint, place), place, key=_order)

        for mention in self.mentions:
            met(mention["entity"], mention["extent"])
        for quote in self.quotes.values():
            met(quote["speaker"], quote["content"][0])
            met(quote["addressee"], quote["content"][0])
        for stance in self.stances:
            place = self._first_evidence(stance)
            met(stance["holder"], place)
            met(stance["target"][1], place)
        waiting = list(first)
        for joint in waiting:
            fields = self.all_entities[joint]
            for each in (*fields["members"], *filter(None, [fields["speaks_for"]])):
                if each not in first:
                    first[each] = first[joint]
                    waiting.append(each)
        ordered = sorted(first, key=lambda joint: _order(first[joint]))
        return {joint: f"e{number}" for number, joint in enumerate(ordered, 1)}

    def _spans(self, extents: Iterable[Extent]) -> tuple[Span, ...]:
        return tuple(Span(start, end, self.text[start:end]) for start, end in extents)


def _order(extent: Extent) -> Extent:
    """Text order; of two that begin together the longer comes first."""
    return extent[0], -extent[1]


def _united(values: tuple[Any, Any]) -> tuple[Any, ...]:
    """What both have; of spans that overlap, the longest."""
    if all(isinstance(each, str) for value in values for each in value):
        return tuple(sorted({*values[0], *values[1]}))
    kept: list[Extent] = []
    for start, end in sorted({*values[0], *values[1]}, key=lambda each: each[0] - each[1]):
        if all(end <= first or start >= last for first, last in kept):
            kept.append((start, end))
    return tuple(sorted(kept))


def _places(text: str, words: str) -> list[int]:
    found, start = [], text.find(words)
    while start >= 0:
        found.append(start)
        start = text.find(words, start + 1)
    return found
