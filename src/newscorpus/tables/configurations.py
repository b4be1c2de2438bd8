"""The configurations of a release: the columns of each, and a document's rows in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newscorpus.annotation import Entity, Mention, Quote, Span, Stance
from newscorpus.document import Document
from newscorpus.schema import labels
from newscorpus.tables.features import Columns, Fields, Label, ListOf, Value
from newscorpus.tables.tokens import sentences, tokens

Row = dict[str, object]

CONLL = {
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "MISC",
    "EVENT": "MISC",
    "WORK": "MISC",
}
ONTONOTES = {
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "WORK": "WORK_OF_ART",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What rows need beside their document: labels by number, topics, more metadata columns."""

    entity_types: tuple[str, ...]
    quote_types: tuple[str, ...]
    stance_labels: tuple[str, ...]
    topics: dict[str, str]
    more_columns: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, schema: dict[str, object], topics: dict[str, str], more_columns: tuple[str, ...]
    ) -> Setting:
        """The setting of a corpus, its labels in the order of its schema."""
        return cls(
            labels(schema, "entity", "type"),
            labels(schema, "quote", "type"),
            labels(schema, "stance", "label"),
            topics,
            more_columns,
        )


@dataclass(frozen=True, slots=True)
class Configuration:
    """One table of a release."""

    name: str
    a_row_is: str
    made_for: str
    columns: Callable[[Setting], Columns]
    rows: Callable[[Document, Setting], Iterator[Row]]


_STRING = Value("string")
_OFFSET = Value("int32")
_SPAN = Fields({"start": _OFFSET, "end": _OFFSET, "text": _STRING})
_SPANS = ListOf(_SPAN)


def _spans(meaning: str) -> ListOf:
    return ListOf(_SPAN, meaning)


def _strings(*names: str) -> Columns:
    return dict.fromkeys(names, _STRING)


# articles


def _article_columns(setting: Setting) -> Columns:
    return {
        "article": Value("string", "id: the name of the raw file"),
        "date": Value("date32", "the date in the raw file's header"),
        "headline": Value("string", "from raw/metadata.csv, as the next ones"),
        "outlet": Value("string", "who published it"),
        "topic": Value("string", "slug of the article's main topic, or empty"),
        "genre": Value("string", "wire report, verdict, obituary, ..."),
        "story": Value("string", "articles of one story share it, and a split"),
        "licence": Value("string", "licence of the text"),
        "source": Value("string", "where the text came from"),
        **{
            name: Value("string", "a further column of raw/metadata.csv")
            for name in setting.more_columns
        },
        "text": Value("string", "the body; every offset counts its code points"),
        "text_sha256": Value("string", "SHA-256 of the text's UTF-8 bytes"),
        "entities": ListOf(
            Fields(
                {
                    **_strings("id", "type", "name", "description"),
                    "members": ListOf(_STRING),
                    "speaks_for": _STRING,
                }
            ),
            "who and what is named or speaks",
        ),
        "mentions": ListOf(
            Fields(
                {
                    **_strings("id", "entity", "kind"),
                    "start": _OFFSET,
                    "end": _OFFSET,
                    "text": _STRING,
                }
            ),
            "the words that refer to entities, in text order",
        ),
        "quotes": ListOf(
            Fields(
                {
                    **_strings("id", "type", "speaker", "addressee"),
                    "content": _SPANS,
                    "cue": _SPANS,
                    "source": _SPANS,
                    "within": _STRING,
                }
            ),
            "who said what, and by which words the article says so",
        ),
        "stances": ListOf(
            Fields(
                {
                    **_strings("id", "holder"),
                    "target": Fields(_strings("topic", "entity")),
                    "label": _STRING,
                    "evidence": Fields({"quotes": ListOf(_STRING), "spans": _SPANS}),
                    "former": Value("bool"),
                }
            ),
            "who is for or against what, and the words that show it",
        ),
    }


def _article_rows(document: Document, setting: Setting) -> Iterator[Row]:
    metadata, layers = document.metadata, document.annotation
    more = dict(metadata.more)
    yield {
        "article": document.id,
        "date": document.article.date,
        "headline": metadata.headline,
        "outlet": metadata.outlet,
        "topic": metadata.topic,
        "genre": metadata.genre,
        "story": metadata.story,
        "licence": metadata.licence,
        "source": metadata.source,
        **{name: more[name] for name in setting.more_columns},
        "text": document.text,
        "text_sha256": layers.text_sha256,
        "entities": layers.entities,
        "mentions": layers.mentions,
        "quotes": layers.quotes,
        "stances": layers.stances,
    }


# entities


def _tags(types: tuple[str, ...]) -> tuple[str, ...]:
    return ("O", *(f"{prefix}-{each}" for each in types for prefix in ("B", "I")))


def _conll_types(types: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(CONLL.get(each, "MISC") for each in types))


def _entity_columns(setting: Setting) -> Columns:
    return {
        "id": Value("string", "article#sentence"),
        "article": Value("string", "id of the article"),
        "date": Value("date32", "the article's date"),
        "outlet": Value("string", "who published it"),
        "sentence": Value("int32", "the sentence's number in the article, from 0"),
        "start": Value("int32", "where the sentence starts in the article's text"),
        "text": Value("string", "the sentence"),
        "tokens": ListOf(_STRING, "its tokens"),
        "token_starts": ListOf(_OFFSET, "where each token starts in the article's text"),
        "token_ends": ListOf(_OFFSET, "where each token ends"),
        "tags": ListOf(Label(_tags(setting.entity_types)), "IOB2 tags of the outermost names"),
        "conll_tags": ListOf(
            Label(_tags(_conll_types(setting.entity_types))), "the same in the types of CoNLL-2003"
        ),
        "names": ListOf(
            Fields(
                {
                    "id": _STRING,
                    "entity": _STRING,
                    "type": Label(setting.entity_types),
                    "first_token": _OFFSET,
                    "last_token": _OFFSET,
                    "text": _STRING,
                }
            ),
            "every name, those within names too, by its first and last token",
        ),
    }


def _entity_rows(document: Document, setting: Setting) -> Iterator[Row]:
    names = [mention for mention in document.annotation.mentions if mention.kind == "name"]
    conll = _conll_types(setting.entity_types)
    mapped = tuple(conll.index(CONLL.get(each, "MISC")) for each in setting.entity_types)
    remaining = names
    for number, (start, end) in enumerate(
        sentences(document.text, ((name.start, name.end) for name in names))
    ):
        here = [name for name in remaining if name.start < end]
        remaining = remaining[len(here) :]
        spans = tokens(document.text, start, end)
        placed = [_on_tokens(name, spans) for name in here]
        types = [setting.entity_types.index(document.entities[name.entity].type) for name in here]
        yield {
            "id": f"{document.id}#{number}",
            "article": document.id,
            "date": document.article.date,
            "outlet": document.metadata.outlet,
            "sentence": number,
            "start": start,
            "text": document.text[start:end],
            "tokens": [document.text[first:last] for first, last in spans],
            "token_starts": [first for first, _ in spans],
            "token_ends": [last for _, last in spans],
            "tags": _iob2(len(spans), placed, types),
            "conll_tags": _iob2(len(spans), placed, [mapped[each] for each in types]),
            "names": [
                {
                    "id": name.id,
                    "entity": name.entity,
                    "type": each,
                    "first_token": first,
                    "last_token": last,
                    "text": name.text,
                }
                for name, (first, last), each in zip(here, placed, types, strict=True)
            ],
        }


def _on_tokens(name: Mention, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The first and the last token that a name touches."""
    touched = [
        place for place, (start, end) in enumerate(spans) if start < name.end and name.start < end
    ]
    return touched[0], touched[-1]


def _iob2(length: int, placed: list[tuple[int, int]], types: list[int]) -> list[int]:
    """Tags as numbers: O is 0, B of type t is 1 + 2t, I is 2 + 2t (Tjong Kim Sang and Veenstra
    1999, IOB2). A name within another, or on a tagged token, is left to ``names``."""
    tags = [0] * length
    for (first, last), each in zip(placed, types, strict=True):
        if not any(tags[first : last + 1]):
            tags[first : last + 1] = [1 + 2 * each] + [2 + 2 * each] * (last - first)
    return tags


# quotes and stance


_WHO = Fields(_strings("id", "type", "name", "description"))


def _who(entity: Entity | None) -> Row:
    """An entity as a row has it; nulls where there is none."""
    if entity is None:
        return {"id": None, "type": None, "name": None, "description": None}
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "description": entity.description,
    }


def _context(document: Document, spans: tuple[Span | Mention, ...]) -> tuple[int, str]:
    start, end = document.paragraph(*spans)
    return start, document.text[start:end]


def _quote_columns(setting: Setting) -> Columns:
    return {
        "id": Value("string", "article#quote"),
        "article": Value("string", "id of the article"),
        "date": Value("date32", "the article's date"),
        "outlet": Value("string", "who published it"),
        "type": Label(setting.quote_types, "direct, indirect, mixed or reported"),
        "text": Value("string", "what was said: the content's spans, joined by a space"),
        "speaker": Fields(_WHO.fields, "whose words these are"),
        "addressee": Fields(_WHO.fields, "who is spoken to; nulls where the text does not say"),
        "content": _spans("where it was said, in code points of the article's text"),
        "cue": _spans("the words that say that it was said"),
        "source": _spans("the words that name the speaker there"),
        "within": Value("string", "id of the quote in which this one is nested, or null"),
        "context": Value("string", "the paragraphs in which all of it stands"),
        "context_start": Value("int32", "where the context starts in the article's text"),
    }


def _quote_rows(document: Document, setting: Setting) -> Iterator[Row]:
    for quote in document.annotation.quotes:
        start, context = _context(document, quote.content + quote.cue + quote.source)
        yield {
            "id": f"{document.id}#{quote.id}",
            "article": document.id,
            "date": document.article.date,
            "outlet": document.metadata.outlet,
            "type": setting.quote_types.index(quote.type),
            "text": _joined(quote),
            "speaker": _who(document.speaker(quote)),
            "addressee": _who(document.addressee(quote)),
            "content": quote.content,
            "cue": quote.cue,
            "source": quote.source,
            "within": None if quote.within is None else f"{document.id}#{quote.within}",
            "context": context,
            "context_start": start,
        }


def _joined(quote: Quote) -> str:
    return " ".join(span.text for span in quote.content)


def _stance_columns(setting: Setting) -> Columns:
    return {
        "id": Value("string", "article#stance"),
        "article": Value("string", "id of the article"),
        "date": Value("date32", "the article's date"),
        "outlet": Value("string", "who published it"),
        "holder": Fields(_WHO.fields, "who is for or against"),
        "topic": Value("string", "slug of the topic, or null where the target is an entity"),
        "proposition": Value("string", "what the topic says, or null"),
        "entity": Fields(_WHO.fields, "the entity that is the target; nulls where it is a topic"),
        "label": Label(setting.stance_labels, "favor, against, mixed or neutral"),
        "former": Value("bool", "whether the holder has given it up"),
        "quotes": ListOf(_STRING, "ids of the quotes that show it, as in the quotes configuration"),
        "evidence": _spans(
            "all words that show it: the quotes' content and spans of the narrative"
        ),
        "context": Value("string", "the paragraphs in which the evidence stands"),
        "context_start": Value("int32", "where the context starts in the article's text"),
    }


def _stance_rows(document: Document, setting: Setting) -> Iterator[Row]:
    for stance in document.annotation.stances:
        evidence = _evidence(document, stance)
        start, context = _context(document, evidence)
        topic, entity = stance.target.topic, stance.target.entity
        yield {
            "id": f"{document.id}#{stance.id}",
            "article": document.id,
            "date": document.article.date,
            "outlet": document.metadata.outlet,
            "holder": _who(document.holder(stance)),
            "topic": topic,
            "proposition": None if topic is None else setting.topics[topic],
            "entity": _who(None if entity is None else document.entities[entity]),
            "label": setting.stance_labels.index(stance.label),
            "former": stance.former,
            "quotes": [f"{document.id}#{each}" for each in stance.evidence.quotes],
            "evidence": evidence,
            "context": context,
            "context_start": start,
        }


def _evidence(document: Document, stance: Stance) -> tuple[Span, ...]:
    """All spans that show a stance, in text order, each once."""
    spans = {(span.start, span.end): span for span in stance.evidence.spans}
    for quote in document.evidence(stance):
        spans.update({(span.start, span.end): span for span in quote.content})
    return tuple(spans[key] for key in sorted(spans))


CONFIGURATIONS = (
    Configuration(
        "articles",
        "an article, its layers nested",
        "reading, anything else",
        _article_columns,
        _article_rows,
    ),
    Configuration(
        "entities",
        "a sentence with IOB2 tags",
        "token classification",
        _entity_columns,
        _entity_rows,
    ),
    Configuration(
        "quotes", "a quote", "quote extraction and attribution", _quote_columns, _quote_rows
    ),
    Configuration("stance", "a stance", "stance detection", _stance_columns, _stance_rows),
)
