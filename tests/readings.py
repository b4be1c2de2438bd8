"""Two readings of the project's own articles: the gold as one, and another that differs from it."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec

from newscorpus.annotation import Annotation, Quote, Span
from newscorpus.corpus import Corpus

ROOT = Path(__file__).parents[1]
ARTICLES = ("kim-train-russia", "museum-mask-return", "measles-school-rule", "wolf-cull-plan")
replace = msgspec.structs.replace


def a_pass(article: str, annotator: str = "a1") -> tuple[str, Annotation]:
    """An article's text, and its gold as if an annotator had made it."""
    corpus = Corpus(ROOT)
    gold = replace(corpus.annotation(article), annotator=annotator)
    return corpus.article(article).text, without_decisions(gold)


def without_decisions(annotation: Annotation) -> Annotation:
    layers = {
        layer: tuple(replace(each, decisions=()) for each in getattr(annotation, layer))
        for layer in ("entities", "mentions", "quotes", "stances")
    }
    return replace(annotation, **layers)


def graph(annotation: Annotation) -> object:
    """What an annotation says, whatever its ids and the order of items that begin together."""
    entities = {each.id: (each.type, each.name) for each in annotation.entities}
    quotes = {each.id: each.content for each in annotation.quotes}
    return (
        {(e.type, e.name, frozenset(entities[m] for m in e.members)) for e in annotation.entities},
        {(m.start, m.end, m.kind, entities[m.entity]) for m in annotation.mentions},
        {
            (
                q.type,
                entities[q.speaker],
                q.addressee and entities[q.addressee],
                q.content,
                q.cue,
                q.source,
                q.within and quotes[q.within],
            )
            for q in annotation.quotes
        },
        {
            (
                entities[s.holder],
                s.target.topic,
                s.target.entity and entities[s.target.entity],
                s.label,
                s.former,
                frozenset(quotes[q] for q in s.evidence.quotes),
                s.evidence.spans,
            )
            for s in annotation.stances
        },
    )


def changed(annotation: Annotation, text: str, seed: int) -> Annotation:
    """Another reading of the same text: some items left out, moved, or labelled otherwise."""
    dice = random.Random(seed)
    quotes = [
        read
        for quote in annotation.quotes
        if (read := _read_otherwise(quote, annotation, text, dice)) is not None
    ]
    left = {quote.id for quote in quotes}
    quotes = [q if q.within in left else replace(q, within=None) for q in quotes]
    mentions = [
        each if dice.random() > 0.1 else replace(each, kind="nominal")
        for each in annotation.mentions
        if dice.random() > 0.05
    ]
    labels = ("favor", "against", "mixed", "neutral")
    stances = [
        each if dice.random() > 0.3 else replace(each, label=dice.choice(labels))
        for each in annotation.stances
        if dice.random() > 0.1
    ]
    # An entity that nothing refers to any more cannot be in a gold.
    used = {each.entity for each in mentions} | {each.speaker for each in quotes}
    used |= {each.addressee for each in quotes} | {each.holder for each in stances}
    used |= {each.target.entity for each in stances}
    for _ in range(3):
        for each in annotation.entities:
            if each.id in used:
                used |= {*each.members, each.speaks_for}
    entities = [each for each in annotation.entities if each.id in used]
    return replace(
        annotation,
        annotator="a2",
        entities=tuple(entities),
        mentions=tuple(mentions),
        quotes=tuple(quotes),
        stances=tuple(stances),
    )


def _read_otherwise(
    quote: Quote, annotation: Annotation, text: str, dice: random.Random
) -> Quote | None:
    roll = dice.random()
    if roll < 0.1 and not _cited(annotation, quote):
        return None
    if roll < 0.2:
        return replace(quote, type="mixed" if quote.type != "mixed" else "direct")
    if roll < 0.3:
        return replace(quote, cue=())
    if roll < 0.4:
        return replace(quote, speaker=dice.choice(annotation.entities).id)
    if roll < 0.5:
        start, end = quote.content[0].start, quote.content[0].end - 1
        return replace(quote, content=(Span(start, end, text[start:end]), *quote.content[1:]))
    return quote


def _cited(annotation: Annotation, quote: Quote) -> bool:
    return any(quote.id in each.evidence.quotes for each in annotation.stances)
