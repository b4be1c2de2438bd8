"""Two passes over one text laid side by side: what they agree on, and each difference.

The entities and quotes of the two are first made one: a pair has the first pass's id, and what only
the second has keeps its own with a prime (``e5'``). Everything else can then be compared as it
stands. Where only one pass has an item, that is a difference of its field ``item``; where both
have it and a field differs, it is one of that field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newscorpus.annotation import Annotation, Entity, Mention, Quote, Span, Stance
from newscorpus.matching import entity_map, pairs, quote_pairs

ITEM = "item"
# The fields that hold a set of words or of quotes, so that one can take those of both.
UNITED = ("evidence quotes", "evidence spans")
# Fields that may be left empty.
EMPTIABLE = ("cue", "source", "addressee", "within", "speaks_for", "members", *UNITED)
SPAN_FIELDS = ("extent", "content", "cue", "source", "evidence spans")
QUOTE_FIELDS = ("within", "evidence quotes")
ENTITY_FIELDS = ("entity", "speaker", "addressee", "holder", "speaks_for", "members")

# What goes without saying of an item that is told whole.
_UNTOLD = ("–", "False")

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that two passes have not alike.

    ``values`` are the two values of the field (for ``item``: whether the pass has it); ``told``
    says each in words. ``place`` is a stretch of the text in code points that shows it.
    """

    id: str
    field: str
    values: tuple[Any, Any]
    told: tuple[str, str]
    place: Extent


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a layer, its fields by name: a value, or the difference that decides it."""

    layer: str
    key: str
    fields: Mapping[str, Any]
    presence: Difference | None = None

    @property
    def differences(self) -> list[Difference]:
        """What has to be decided of it."""
        found = [each for each in self.fields.values() if isinstance(each, Difference)]
        return [self.presence, *found] if self.presence else found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two passes over one article. ``entities`` are joint ids with a word for each."""

    article: str
    annotators: tuple[str, str]
    text: str
    text_sha256: str
    items: tuple[Item, ...]
    entities: Mapping[str, str]

    @property
    def differences(self) -> list[Difference]:
        """All that has to be decided, in text order."""
        found = [each for item in self.items for each in item.differences]
        return sorted(found, key=lambda each: (each.place, each.id))


def compare(one: Annotation, other: Annotation, text: str) -> Comparison:
    """Lay two annotations of one text side by side.

    Raises:
        ValueError: where they are of different texts.
    """
    if one.text_sha256 != other.text_sha256:
        raise ValueError(f"{one.annotator} and {other.annotator} annotated different texts")
    return _Side(one, other, text).comparison()


class _Side:
    """The work of one comparison."""

    def __init__(self, one: Annotation, other: Annotation, text: str) -> None:
        self.one, self.other, self.text = one, other, text
        self.quote_pairs = quote_pairs(one, other)
        self.entity_pairs = self._entity_pairs()
        back = {there: here for here, there in self.entity_pairs.items()}
        self.joint = {each.id: back.get(each.id, f"{each.id}'") for each in other.entities}
        quotes = {there.id: here.id for here, there in self.quote_pairs}
        self.joint_quotes = {each.id: quotes.get(each.id, f"{each.id}'") for each in other.quotes}
        self.words = {each.id: f"{each.id} {_entity_words(each)}" for each in one.entities}
        for each in other.entities:
            joint = self.joint[each.id]
            self.words.setdefault(joint, f"{joint} {_entity_words(each)}")
        self.first = self._first_places()
        self.quote_places = self._quote_places()
        self.used: dict[str, int] = {}

    def _entity_pairs(self) -> dict[str, str]:
        """The entities that are the same; unnamed speakers also by the quotes that they share."""
        found = entity_map(self.one, self.other)
        unnamed = [{each.id for each in side.entities if each.name is None} for side in self._sides]
        for here, there in self.quote_pairs:
            free = here.speaker not in found and there.speaker not in found.values()
            if free and here.speaker in unnamed[0] and there.speaker in unnamed[1]:
                found[here.speaker] = there.speaker
        return found

    @property
    def _sides(self) -> tuple[Annotation, Annotation]:
        return self.one, self.other

    def _first_places(self) -> dict[str, Extent]:
        """Where each joint entity comes first: by a mention, and else by a quote of theirs."""
        places: dict[str, Extent] = {}
        for side, joint in ((self.one, None), (self.other, self.joint)):
            found = [(each.entity, (each.start, each.end)) for each in side.mentions]
            found += [(q.speaker, (q.content[0].start, q.content[0].end)) for q in side.quotes]
            for entity, place in found:
                key = joint[entity] if joint else entity
                places.setdefault(key, place)
        return places

    def comparison(self) -> Comparison:
        items = [*self._entities(), *self._mentions(), *self._quotes(), *self._stances()]
        annotators = self.one.annotator, self.other.annotator
        article, digest = self.one.article, self.one.text_sha256
        return Comparison(article, annotators, self.text, digest, tuple(items), self.words)

    def _item(
        self,
        layer: str,
        key: str,
        name: str,
        place: Extent,
        both: tuple[Mapping[str, Any] | None, Mapping[str, Any] | None],
    ) -> Item:
        """An item's fields in both passes, or in one; ``name`` begins the differences' ids."""
        ones, others = both
        count = self.used[name] = self.used.get(name, 0) + 1
        name = f"{name} #{count}" if count > 1 else name
        if ones is None or others is None:
            had = ones if ones is not None else others
            assert had is not None
            told = self._item_words(layer, had)
            words = (told, "–") if others is None else ("–", told)
            presence = Difference(
                f"{name} {ITEM}", ITEM, (ones is not None, others is not None), words, place
            )
            return Item(layer, key, had, presence)
        fields: dict[str, Any] = {}
        for field, value in ones.items():
            if value == others[field] or field == "description":
                # Free words for who is not named: those of the first pass, or what there is.
                fields[field] = value or others[field]
                continue
            values = value, others[field]
            told_both = self.tell(field, values[0]), self.tell(field, values[1])
            fields[field] = Difference(f"{name} {field}", field, values, told_both, place)
        return Item(layer, key, fields)

    def _entities(self) -> Iterator[Item]:
        """Entities differ in fields alone: one is in the gold where something refers to it."""
        there = {each.id: each for each in self.other.entities}
        for entity in self.one.entities:
            fields = _entity_fields(entity, lambda each: each)
            twin = self.entity_pairs.get(entity.id)
            place = self.first.get(entity.id, (0, 0))
            if twin is None:
                yield Item("entities", entity.id, fields)
            else:
                others = _entity_fields(there[twin], self.joint.__getitem__)
                name = f"entity {entity.id}"
                yield self._item("entities", entity.id, name, place, (fields, others))
        for entity in self.other.entities:
            if self.joint[entity.id].endswith("'"):
                fields = _entity_fields(entity, self.joint.__getitem__)
                yield Item("entities", self.joint[entity.id], fields)

    def _mentions(self) -> Iterator[Item]:
        def shared(here: Mention, there: Mention) -> int:
            same_span = (here.start, here.end) == (there.start, there.end)
            same = here.kind == there.kind and here.entity == self.joint[there.entity]
            common = min(here.end, there.end) - max(here.start, there.start)
            if same_span:
                return 1_000_000 * (1 + same)
            return max(0, common) if same else 0

        found = pairs(self.one.mentions, self.other.mentions, shared)
        for here, there in _sides_of(self.one.mentions, self.other.mentions, found):
            mention = here or there
            assert mention is not None
            place = mention.start, mention.end
            ones = here and _mention_fields(here, here.entity)
            others = there and _mention_fields(there, self.joint[there.entity])
            name = f"mention {mention.start}-{mention.end}"
            yield self._item("mentions", f"{mention.start:09}", name, place, (ones, others))

    def _quotes(self) -> Iterator[Item]:
        for here, there in _sides_of(self.one.quotes, self.other.quotes, self.quote_pairs):
            quote = here or there
            assert quote is not None
            key = here.id if here else self.joint_quotes[quote.id]
            place = quote.content[0].start, quote.content[-1].end
            ones = here and _quote_fields(here, lambda each: each, lambda each: each)
            others = there and _quote_fields(
                there, self.joint.__getitem__, self.joint_quotes.__getitem__
            )
            yield self._item("quotes", key, f"quote {place[0]}-{place[1]}", place, (ones, others))

    def _stances(self) -> Iterator[Item]:
        here = [_stance_fields(s, lambda e: e, lambda q: q) for s in self.one.stances]
        there = [
            _stance_fields(s, self.joint.__getitem__, self.joint_quotes.__getitem__)
            for s in self.other.stances
        ]

        def shared(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
            same = all(one[field] == other[field] for field in ("holder", "target"))
            return same * (1 + int(one["former"] == other["former"]))

        for ones, others in _sides_of(here, there, pairs(here, there, shared)):
            fields = ones or others
            assert fields is not None
            cited = (self.quote_places[each] for each in fields["evidence quotes"])
            place = min([*cited, *fields["evidence spans"]], default=(0, 0))
            name = f"stance {fields['holder']} {fields['target'][0] or fields['target'][1]}"
            yield self._item("stances", f"{place[0]:09}", name, place, (ones, others))

    def _quote_places(self) -> dict[str, Extent]:
        found = {self.joint_quotes[q.id]: _whole(q.content) for q in self.other.quotes}
        return found | {quote.id: _whole(quote.content) for quote in self.one.quotes}

    def tell(self, field: str, value: Any) -> str:
        """A field's value in words."""
        if value is None or value == ():
            return "–"
        if field == "target":
            return f"topic {value[0]}" if value[0] else self.words[value[1]]
        if field in SPAN_FIELDS:
            return self._words_at([value] if field == "extent" else value)
        values = value if isinstance(value, tuple) else (value,)
        if field in ENTITY_FIELDS:
            return ", ".join(self.words[each] for each in values)
        if field in QUOTE_FIELDS:
            return ", ".join(self._quote_words(each) for each in values)
        return str(value)

    def _words_at(self, spans: Iterable[Extent]) -> str:
        return " … ".join(f"⟦{self.text[start:end]}⟧" for start, end in spans)

    def _quote_words(self, joint: str) -> str:
        start, end = self.quote_places[joint]
        words = self.text[start:end]
        return f"{joint} “{words if len(words) <= 40 else words[:40] + '…'}”"

    def _item_words(self, layer: str, fields: Mapping[str, Any]) -> str:
        """An item that one pass alone has, told whole."""
        order = {
            "mentions": ("kind", "extent", "entity"),
            "quotes": ("type", "speaker", "addressee", "content", "cue", "source", "within"),
            "stances": ("holder", "target", "label", "former", "evidence quotes", "evidence spans"),
        }[layer]
        told = ((field, self.tell(field, fields[field])) for field in order)
        return "; ".join(f"{field}: {words}" for field, words in told if words not in _UNTOLD)


def _sides_of(
    ones: Sequence[Any], others: Sequence[Any], found: Sequence[tuple[Any, Any]]
) -> Iterator[tuple[Any | None, Any | None]]:
    """Pairs first, in the order of the ones; then what one side alone has."""
    twins = {id(here): there for here, there in found}
    for here in ones:
        yield here, twins.get(id(here))
    taken = {id(there) for _, there in found}
    for there in others:
        if id(there) not in taken:
            yield None, there


def _whole(spans: Sequence[Span]) -> Extent:
    return spans[0].start, spans[-1].end


def _extents(spans: Iterable[Span]) -> tuple[Extent, ...]:
    return tuple((span.start, span.end) for span in spans)


def _entity_words(entity: Entity) -> str:
    return f"{entity.name or '~ ' + (entity.description or '')} ({entity.type})"


Rename = Callable[[str], str]


def _entity_fields(entity: Entity, joint: Rename) -> dict[str, Any]:
    return {
        "type": entity.type,
        "name": entity.name,
        "description": entity.description,
        "members": tuple(sorted(joint(each) for each in entity.members)),
        "speaks_for": entity.speaks_for and joint(entity.speaks_for),
    }


def _mention_fields(mention: Mention, entity: str) -> dict[str, Any]:
    return {"extent": (mention.start, mention.end), "kind": mention.kind, "entity": entity}


def _quote_fields(quote: Quote, joint: Rename, joint_quote: Rename) -> dict[str, Any]:
    return {
        "type": quote.type,
        "speaker": joint(quote.speaker),
        "addressee": quote.addressee and joint(quote.addressee),
        "content": _extents(quote.content),
        "cue": _extents(quote.cue),
        "source": _extents(quote.source),
        "within": quote.within and joint_quote(quote.within),
    }


def _stance_fields(stance: Stance, joint: Rename, joint_quote: Rename) -> dict[str, Any]:
    entity = stance.target.entity
    return {
        "holder": joint(stance.holder),
        "target": (stance.target.topic, entity and joint(entity)),
        "label": stance.label,
        "former": stance.former,
        "evidence quotes": tuple(sorted(map(joint_quote, stance.evidence.quotes))),
        "evidence spans": _extents(stance.evidence.spans),
    }
