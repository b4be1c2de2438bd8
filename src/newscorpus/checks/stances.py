"""Rules on stances: evidence, topics, and one stance for each holder and target."""

from __future__ import annotations

from collections.abc import Iterator

from newscorpus.annotation import Quote, Stance
from newscorpus.checks.view import View
from newscorpus.findings import Problem


def evidence(view: View) -> Iterator[Problem]:
    """NC501, NC502: evidence is there, and is the holder's own."""
    for index, stance in enumerate(view.annotation.stances):
        pointer = ("stances", index, "evidence")
        if not stance.evidence.quotes and not stance.evidence.spans:
            yield Problem("NC501", "no quotes and no spans", "one at least", pointer)
        for place, identifier in enumerate(stance.evidence.quotes):
            quote = view.quotes.get(identifier)
            if quote is not None and not _speaks_as_holder(view, quote, stance):
                found = f"{identifier}, whose speaker is {quote.speaker}"
                expected = f"a quote of {stance.holder}"
                yield Problem("NC502", found, expected, (*pointer, "quotes", place))


def _speaks_as_holder(view: View, quote: Quote, stance: Stance) -> bool:
    """Whether a quote's speaker is the holder, their spokesperson, or one of a group with them."""
    if quote.speaker == stance.holder:
        return True
    speaker, holder = view.entities.get(quote.speaker), view.entities.get(stance.holder)
    if speaker is None or holder is None:
        return True  # NC309 tells
    return (
        speaker.speaks_for == holder.id
        or speaker.id in holder.members
        or holder.id in speaker.members
    )


def topics(view: View) -> Iterator[Problem]:
    """NC503: the topic exists."""
    for index, stance in enumerate(view.annotation.stances):
        topic = stance.target.topic
        if topic is not None and topic not in view.topics:
            pointer = ("stances", index, "target", "topic")
            yield Problem("NC503", topic, "a topic of annotations/topics.csv", pointer)


def one_each(view: View) -> Iterator[Problem]:
    """NC504, NC505: one stance for each holder and target, who are not the same."""
    seen: dict[tuple[str, str | None, str | None, bool], str] = {}
    for index, stance in enumerate(view.annotation.stances):
        key = (stance.holder, stance.target.topic, stance.target.entity, stance.former)
        first = seen.setdefault(key, stance.id)
        if first != stance.id:
            found = f"{stance.id}, of the holder and target of {first}"
            yield Problem("NC504", found, "one stance for both", ("stances", index))
        if stance.holder == stance.target.entity:
            pointer = ("stances", index, "target", "entity")
            yield Problem("NC505", stance.holder, "another entity", pointer)
