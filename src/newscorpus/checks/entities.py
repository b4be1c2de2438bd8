"""Rules on entities, their mentions, and the ids of all layers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from newscorpus.annotation import LAYERS, Entity
from newscorpus.checks.view import Pointer, View
from newscorpus.findings import Problem, shown


def unique_ids(view: View) -> Iterator[Problem]:
    """NC308: ids are unique over all layers."""
    layers = view.annotation
    ids = [item.id for layer in LAYERS for item in getattr(layers, layer)]
    if len(set(ids)) == len(ids):
        return
    seen: dict[str, Pointer] = {}
    for layer in LAYERS:
        for index, item in enumerate(getattr(layers, layer)):
            if item.id in seen:
                first = "/".join(map(str, seen[item.id]))
                found = f"{item.id}, which /{first} has already"
                yield Problem("NC308", found, "an id of its own", (layer, index, "id"))
            seen.setdefault(item.id, (layer, index))


def references(view: View) -> Iterator[Problem]:
    """NC309: every id that is referred to exists in its layer."""
    entities, quotes = view.entities.keys(), view.quotes.keys()
    if view.used_entities <= entities and view.used_quotes <= quotes:
        return
    for layer, pointer, identifier in _references(view):
        if identifier not in (entities if layer == "entities" else quotes):
            yield Problem("NC309", identifier, f"an id of {layer}", pointer)


def _references(view: View) -> Iterator[tuple[str, Pointer, str]]:
    """Each reference: the layer that it leads to, its pointer, and the id."""
    yield from _references_of_entities(view)
    yield from _references_of_quotes(view)
    yield from _references_of_stances(view)


def _references_of_entities(view: View) -> Iterator[tuple[str, Pointer, str]]:
    layers = view.annotation
    for index, entity in enumerate(layers.entities):
        for place, member in enumerate(entity.members):
            yield "entities", ("entities", index, "members", place), member
        if entity.speaks_for is not None:
            yield "entities", ("entities", index, "speaks_for"), entity.speaks_for
    for index, mention in enumerate(layers.mentions):
        yield "entities", ("mentions", index, "entity"), mention.entity


def _references_of_quotes(view: View) -> Iterator[tuple[str, Pointer, str]]:
    for index, quote in enumerate(view.annotation.quotes):
        yield "entities", ("quotes", index, "speaker"), quote.speaker
        if quote.addressee is not None:
            yield "entities", ("quotes", index, "addressee"), quote.addressee
        if quote.within is not None:
            yield "quotes", ("quotes", index, "within"), quote.within


def _references_of_stances(view: View) -> Iterator[tuple[str, Pointer, str]]:
    for index, stance in enumerate(view.annotation.stances):
        yield "entities", ("stances", index, "holder"), stance.holder
        if stance.target.entity is not None:
            yield "entities", ("stances", index, "target", "entity"), stance.target.entity
        for place, cited in enumerate(stance.evidence.quotes):
            yield "quotes", ("stances", index, "evidence", "quotes", place), cited


def mention_order(view: View) -> Iterator[Problem]:
    """NC310: mentions stand in text order, the longer first where two start together."""
    keys = [(mention.start, -mention.end) for mention in view.annotation.mentions]
    if keys == sorted(keys):
        return
    for index in range(1, len(keys)):
        if keys[index] < keys[index - 1]:
            mention = view.annotation.mentions[index]
            found = f"{shown(mention.text)} at {mention.start}"
            previous = view.annotation.mentions[index - 1].start
            yield Problem("NC310", found, f"a start of {previous} or later", ("mentions", index))


def name_overlap(view: View) -> Iterator[Problem]:
    """NC311: names overlap only where one lies whole inside another, of another entity."""
    indexed = enumerate(view.annotation.mentions)
    ends = 0
    for name in view.names:
        if name.start < ends:
            break
        ends = name.end
    else:
        return  # most texts: no name reaches into the next
    names = sorted(
        (
            (mention.start, -mention.end, index, mention)
            for index, mention in indexed
            if mention.kind == "name"
        ),
        key=lambda item: item[:3],
    )
    enclosing = names[:1]
    for item in names[1:]:
        start, _, index, name = item
        enclosing = [outer for outer in enclosing if outer[3].end > start]
        for *_, outer in enclosing:
            same_words = (outer.start, outer.end) == (name.start, name.end)
            if name.end > outer.end or same_words or outer.entity == name.entity:
                found = f"{shown(name.text)} over {shown(outer.text)}"
                expected = "names apart, or one whole inside another and of another entity"
                yield Problem("NC311", found, expected, ("mentions", index))
        enclosing.append(item)


def names_agree(view: View) -> Iterator[Problem]:
    """NC312, NC313: entities with a name are mentioned by it, those without are not."""
    forms: dict[str, set[str]] = defaultdict(set)
    for mention in view.names:
        forms[mention.entity].add(mention.text)
    for index, entity in enumerate(view.annotation.entities):
        pointer = ("entities", index, "name")
        if entity.name is None and entity.id in forms:
            found = f"no name, and the mention {shown(min(forms[entity.id]))} by name"
            yield Problem("NC312", found, "a name, or no mention by name", pointer)
        elif entity.name is not None and entity.id not in forms:
            found = f"the name {shown(entity.name)}, and no mention by name"
            yield Problem("NC312", found, "a mention by name, or a name of null", pointer)
        elif entity.name is not None and entity.name not in forms[entity.id]:
            known = ", ".join(shown(form) for form in sorted(forms[entity.id]))
            yield Problem("NC313", shown(entity.name), f"one of {known}", pointer)


def unmarked_names(view: View) -> Iterator[Problem]:
    """NC314: where words are marked as a name once, they are marked wherever they stand; so is
    a person's surname."""
    text = view.text
    marked = Counter(mention.text for mention in view.names)
    marked.update(dict.fromkeys(_surnames(view, marked) - marked.keys(), 0))
    for name, count in marked.items():
        if text.count(name) == count:
            continue
        starts = {mention.start for mention in view.names if mention.text == name}
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            start, end = found.span()
            if start in starts or _inside_same_entity(view, name, start, end):
                continue
            around = text[max(0, start - 20) : end + 20]
            yield Problem("NC314", f"{shown(name)} in {shown(around)}", "a mention", offset=start)


def _surnames(view: View, marked: Iterable[str]) -> set[str]:
    """The last words of persons' names, where those are told by a capital."""
    persons = {entity.id for entity in view.annotation.entities if entity.type == "PER"}
    whole = {mention.text for mention in view.names if mention.entity in persons}
    last = {name.rpartition(" ")[2] for name in whole.intersection(marked) if " " in name}
    return {word for word in last if word[:1].isupper() and word[-1:].isalpha()}


def _inside_same_entity(view: View, name: str, start: int, end: int) -> bool:
    """Whether words lie in a longer name of the very entity that they name elsewhere, as
    ``Calloway`` does in ``Ines Calloway``, or in one that shares an inner part of it."""
    owners = {mention.entity for mention in view.names if mention.text == name}
    outer = [mention for mention in view.names if mention.start <= start and end <= mention.end]
    return any(mention.entity in owners or _is_person(view, mention.entity) for mention in outer)


def _is_person(view: View, entity: str) -> bool:
    """Whether an outer name is of a person: kin share a surname, which is no name within."""
    known = view.entities.get(entity)
    return known is not None and known.type == "PER"


def unused(view: View) -> Iterator[Problem]:
    """NC315: something refers to each entity."""
    for index, entity in enumerate(view.annotation.entities):
        if entity.id not in view.used_entities:
            found = f"{entity.id}, {shown(entity.name or entity.description or '')}"
            yield Problem("NC315", found, "a mention, a quote or a stance", ("entities", index))


def circles(view: View) -> Iterator[Problem]:
    """NC316: no group is among its members' members, and nobody speaks for themselves."""
    if not any(entity.members or entity.speaks_for for entity in view.annotation.entities):
        return

    def spoken_for(entity: Entity) -> tuple[str, ...]:
        return () if entity.speaks_for is None else (entity.speaks_for,)

    for index, entity in enumerate(view.annotation.entities):
        if _reaches(view, entity, lambda each: each.members):
            yield Problem(
                "NC316", f"{entity.id} among its own members", "no circle", ("entities", index)
            )
        if _reaches(view, entity, spoken_for):
            yield Problem(
                "NC316", f"{entity.id} speaks for itself", "no circle", ("entities", index)
            )


def _reaches(view: View, entity: Entity, step: Callable[[Entity], tuple[str, ...]]) -> bool:
    ahead, seen = list(step(entity)), set()
    while ahead:
        identifier = ahead.pop()
        if identifier == entity.id:
            return True
        if identifier not in seen and identifier in view.entities:
            seen.add(identifier)
            ahead.extend(step(view.entities[identifier]))
    return False
