"""Texts and annotations for property tests: any that the schema allows, over real-looking text."""

from __future__ import annotations

import hashlib

from hypothesis import strategies as st

from newscorpus.annotation import (
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

_TYPES = ("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK")
_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n{}\\|"),
    min_size=5,
    max_size=60,
).filter(lambda text: text == text.strip() and len(text) >= 5)
_name = st.from_regex(r"[A-Za-zÅé][A-Za-zÅé .'-]{0,12}[a-z]", fullmatch=True)


@st.composite
def annotated_texts(draw: st.DrawFn) -> tuple[str, Annotation]:
    """A text and an annotation of it, ids in the layout of the marked form."""
    text = draw(_text)
    count = draw(st.integers(1, 4))
    ids = [f"e{number}" for number in range(1, count + 1)]
    entities = tuple(draw(_entity(identifier, ids)) for identifier in ids)
    named = draw(st.lists(st.tuples(st.sampled_from(ids), _span(text)), max_size=5, unique=True))
    kinds = st.sampled_from(("name", "nominal", "pronoun"))
    # One kind for one entity and span: the marked form has no order for two of the same place.
    unique = {(entity, span.start, span.end): (entity, span) for entity, span in named}
    mentions = [(entity, draw(kinds), span) for entity, span in unique.values()]
    mentions.sort(key=lambda each: (each[2].start, -each[2].end))
    quote_ids = [f"q{number}" for number in range(1, draw(st.integers(0, 3)) + 1)]
    quotes = tuple(draw(_quote(identifier, ids, quote_ids, text)) for identifier in quote_ids)
    stances = tuple(
        draw(_stance(f"s{number}", ids, quote_ids, text))
        for number in range(1, draw(st.integers(0, 2)) + 1)
    )
    annotation = Annotation(
        schema_version=SCHEMA_VERSION,
        article="some-article",
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        annotator="gold",
        entities=entities,
        mentions=tuple(
            Mention(f"m{number}", entity, kind, span.start, span.end, span.text)
            for number, (entity, kind, span) in enumerate(mentions, 1)
        ),
        quotes=quotes,
        stances=stances,
    )
    return text, annotation


@st.composite
def _span(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(start, end, text[start:end])


@st.composite
def _spans(draw: st.DrawFn, text: str, least: int) -> tuple[Span, ...]:
    spans = sorted(draw(st.lists(_span(text), min_size=least, max_size=3)), key=lambda s: s.start)
    apart = spans[:1]
    for span in spans[1:]:
        if span.start >= apart[-1].end:
            apart.append(span)
    return tuple(apart)


@st.composite
def _entity(draw: st.DrawFn, identifier: str, ids: list[str]) -> Entity:
    others = [each for each in ids if each != identifier]
    members = draw(st.lists(st.sampled_from(others), unique=True)) if others else []
    name = draw(st.none() | _name)
    return Entity(
        identifier,
        draw(st.sampled_from(_TYPES)),
        name,
        draw(_name) if name is None else None,
        tuple(members),
        draw(st.none() | st.sampled_from(others)) if others else None,
    )


@st.composite
def _quote(draw: st.DrawFn, identifier: str, ids: list[str], quotes: list[str], text: str) -> Quote:
    others = [each for each in quotes if each != identifier]
    return Quote(
        identifier,
        draw(st.sampled_from(("direct", "indirect", "mixed", "reported"))),
        draw(st.sampled_from(ids)),
        draw(st.none() | st.sampled_from(ids)),
        draw(_spans(text, 1)),
        draw(_spans(text, 0)),
        draw(_spans(text, 0)),
        draw(st.none() | st.sampled_from(others)) if others else None,
    )


@st.composite
def _stance(
    draw: st.DrawFn, identifier: str, ids: list[str], quotes: list[str], text: str
) -> Stance:
    cited = draw(st.lists(st.sampled_from(quotes), unique=True)) if quotes else []
    target = draw(
        st.builds(Target, entity=st.sampled_from(ids)) | st.just(Target(topic="some-topic"))
    )
    return Stance(
        identifier,
        draw(st.sampled_from(ids)),
        target,
        draw(st.sampled_from(("favor", "against", "mixed", "neutral"))),
        Evidence(tuple(cited), draw(_spans(text, 0))),
        draw(st.booleans()),
    )
