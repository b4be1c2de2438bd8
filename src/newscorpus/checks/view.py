"""What the rules look at: one document, with what several of them need worked out once."""

from __future__ import annotations

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
    def misplaced(self) -> list[Placed]:
        """The spans whose words are not those at their offsets."""
        text = self.text
        return [
            placed
            for placed in self._all
            if not placed.span.start < placed.span.end
            or text[placed.span.start : placed.span.end] != placed.span.text
        ]

    @cached_property
    def odd_edges(self) -> list[Placed]:
        """The rightly placed spans whose edges the rules have to look at."""
        text = "\n" + self.text + "\n"
        wrong = set(map(id, self.misplaced))
        odd = []
        for placed in self._all:
            if wrong and id(placed) in wrong:
                continue
            span = placed.span
            first, last = span.text[0], span.text[-1]
            if not (
                first.isalnum()
                and (last.isalnum() or last in ".,")
                and text[span.start] in _EDGE_BEFORE
                and text[span.end + 1] in _EDGE_AFTER
            ):
                odd.append(placed)
        return odd

    @cached_property
    def _all(self) -> list[Placed]:
        return list(self.spans())
