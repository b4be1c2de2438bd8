"""The ``quotes`` configuration: a row is a quote."""

from __future__ import annotations

from collections.abc import Iterator

from newscorpus.annotation import Quote
from newscorpus.document import Document
from newscorpus.tables.features import Columns, Fields, Label, Value
from newscorpus.tables.parts import WHO, Row, paragraphs_of, spans, who
from newscorpus.tables.setting import Setting
from newscorpus.tables.standing import SPLIT_COLUMNS, Standing, in_train


def columns(setting: Setting) -> Columns:
    """The columns; types are numbered in the order of the schema."""
    return {
        "id": Value("string", "article#quote"),
        "article": Value("string", "id of the article"),
        "date": Value("date32", "the article's date"),
        "outlet": Value("string", "who published it"),
        "type": Label(setting.quote_types, "direct, indirect, mixed or reported"),
        "text": Value("string", "what was said: the content's spans, joined by a space"),
        "speaker": Fields(WHO.fields, "whose words these are"),
        "addressee": Fields(WHO.fields, "who is spoken to; nulls where the text does not say"),
        "content": spans("where it was said, in code points of the article's text"),
        "cue": spans("the words that say that it was said"),
        "source": spans("the words that name the speaker there"),
        "within": Value("string", "id of the quote in which this one is nested, or null"),
        "context": Value("string", "the paragraphs in which all of it stands"),
        "context_start": Value("int32", "where the context starts in the article's text"),
        **SPLIT_COLUMNS,
        "speaker_in_train": in_train("the speaker"),
    }


def rows(document: Document, setting: Setting, standing: Standing) -> Iterator[Row]:
    """A row for each quote of a document."""
    for quote in document.annotation.quotes:
        start, context = paragraphs_of(document, quote.content + quote.cue + quote.source)
        yield {
            "id": f"{document.id}#{quote.id}",
            "article": document.id,
            "date": document.article.date,
            "outlet": document.metadata.outlet,
            "type": setting.quote_types.index(quote.type),
            "text": _joined(quote),
            "speaker": who(document.speaker(quote)),
            "addressee": who(document.addressee(quote)),
            "content": quote.content,
            "cue": quote.cue,
            "source": quote.source,
            "within": None if quote.within is None else f"{document.id}#{quote.within}",
            "context": context,
            "context_start": start,
            **standing.row,
            "speaker_in_train": standing.entity(document.speaker(quote)),
        }


def _joined(quote: Quote) -> str:
    return " ".join(span.text for span in quote.content)
