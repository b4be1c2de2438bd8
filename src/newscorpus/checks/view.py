"""What the rules look at: one document, with what several of them need worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from newscorpus.annotation import Annotation, Entity, Mention, Quote, Span

Pointer = tuple[str | int, ...]

OPENING = "“„«‹‘‚\"'"
CLOSING = "”“»›’‘\"'"
MARKS = frozenset(OPENING + CLOSING)
# Marks that always quote; the single ones are apostrophes as well.
DOUBLE_MARKS = frozenset('“”„«»"')

# A span whose neighbours are among these, and which starts and ends with a letter or digit, has
# its edges well: most spans, so that the rules on edges look at the few others alone.
_EDGE_BEFORE = frozenset(' \n\t([“‘"—–-/')
_EDGE_AFTER = frozenset(" \n\t.,;:!?)]”’\"'—–-/")


# Bytes of UTF-8 after which there is nothing to suspect: below U+0300 nothing combines, and all is
# seen but the controls from U+0080 and the soft hyphen.
_UNSUSPECTED = bytes(byte for byte in range(256) if byte < 0xCC)
# What news has above that is mostly the punctuation from U+2010 on and the euro.
_INVISIBLE_LATIN = re.compile(b"\xc2[\x80-\x9f\xad]")
_OTHER_PUNCTUATION = re.compile(b"\xe2(?!\x80[\x90-\xa7\xb0-\xbf]|\x81[\x80-\x9e]|\x82[\xa0-\xbf])")


class Placed(NamedTuple):
    """A span or mention with its pointer."""

    pointer: Pointer
    span: Span | Mention


class View:
    """A document as the rules see it. Its annotation has passed the schema, and nothing more:
    ids may lead nowhere and offsets may be wrong."""

    def __init__(self, text: str, annotation: Annotation, topics: dict[str, str]) -> None:
        self.text = text
        self.annotation = annotation
        self.topics = topics

    @cached_property
    def entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.annotation.entities}

    @cached_property
    def quotes(self) -> dict[str, Quote]:
        return {quote.id: quote for quote in self.annotation.quotes}

    @cached_property
    def names(self) -> list[Mention]:
        return [mention for mention in self.annotation.mentions if mention.kind == "name"]

    @cached_property
    def is_suspected(self) -> bool:
        """Whether the text has code points that may be decomposed or invisible."""
        data = self.text.encode()
        return bool(
            data.translate(None, _UNSUSPECTED).strip(b"\xe2")
            or _INVISIBLE_LATIN.search(data)
            or _OTHER_PUNCTUATION.search(data)
        )

    @cached_property
    def mentioned(self) -> set[tuple[str, int, int]]:
        """Entity, start and end of every mention."""
        return {
            (mention.entity, mention.start, mention.end) for mention in self.annotation.mentions
        }

    @cached_property
    def used_entities(self) -> set[str]:
        """The ids of all entities that something refers to."""
        layers = self.annotation
        used = {mention.entity for mention in layers.mentions}
        for quote in layers.quotes:
            used.add(quote.speaker)
            if quote.addressee is not None:
                used.add(quote.addressee)
        for stance in layers.stances:
            used.add(stance.holder)
            if stance.target.entity is not None:
                used.add(stance.target.entity)
        for entity in layers.entities:
            used.update(entity.members)
            if entity.speaks_for is not None:
                used.add(entity.speaks_for)
        return used

    @cached_property
    def used_quotes(self) -> set[str]:
        """The ids of all quotes that something refers to."""
        used = {quote.within for quote in self.annotation.quotes if quote.within is not None}
        return used.union(*(stance.evidence.quotes for stance in self.annotation.stances))

    def parts(self) -> Iterator[tuple[Pointer, tuple[Span, ...]]]:
        """Every list of spans, with its pointer."""
        for index, quote in enumerate(self.annotation.quotes):
            yield ("quotes", index, "content"), quote.content
            yield ("quotes", index, "cue"), quote.cue
            yield ("quotes", index, "source"), quote.source
        for index, stance in enumerate(self.annotation.stances):
            yield ("stances", index, "evidence", "spans"), stance.evidence.spans

    def spans(self) -> Iterator[Placed]:
        """Every span and mention."""
        for index, mention in enumerate(self.annotation.mentions):
            yield Placed(("mentions", index), mention)
        for pointer, spans in self.parts():
            for index, span in enumerate(spans):
                yield Placed((*pointer, index), span)

    @cached_property
    def _in_order(self) -> list[Span | Mention]:
        """The same without their pointers, which only what is wrong needs."""
        spans: list[Span | Mention] = [*self.annotation.mentions]
        for quote in self.annotation.quotes:
            spans += quote.content
            spans += quote.cue
            spans += quote.source
        for stance in self.annotation.stances:
            spans += stance.evidence.spans
        return spans

    @cached_property
    def _looked_at(self) -> tuple[list[int], list[int]]:
        """The places, in order, of spans that are misplaced, and of those with odd edges."""
        text, around = self.text, "\n" + self.text + "\n"
        wrong, odd = [], []
        for place, span in enumerate(self._in_order):
            start, end, words = span.start, span.end, span.text
            if text[start:end] != words or end - start != len(words):
                wrong.append(place)
            elif (
                around[start] not in _EDGE_BEFORE
                or around[end + 1] not in _EDGE_AFTER
                or not words[0].isalnum()
                or not (words[-1].isalnum() or words[-1] in ".,")
            ):
                odd.append(place)
        return wrong, odd

    @property
    def misplaced(self) -> list[Placed]:
        """The spans whose words are not those at their offsets."""
        return self._placed(self._looked_at[0])

    @property
    def odd_edges(self) -> list[Placed]:
        """The rightly placed spans whose edges the rules have to look at."""
        return self._placed(self._looked_at[1])

    def _placed(self, places: list[int]) -> list[Placed]:
        if not places:
            return []
        spans = list(self.spans())
        return [spans[place] for place in places]
