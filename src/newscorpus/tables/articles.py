"""The ``articles`` configuration: a row is an article, its layers nested as the JSON has them."""

from __future__ import annotations

from collections.abc import Iterator

from newscorpus.document import Document
from newscorpus.tables.features import Columns, Fields, ListOf, Value
from newscorpus.tables.parts import OFFSET, SPANS, STRING, Row, strings
from newscorpus.tables.setting import Setting
from newscorpus.tables.standing import SPLIT_COLUMNS, Standing


def columns(setting: Setting) -> Columns:
    """The columns; those of the schema of annotations have its names."""
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
                    **strings("id", "type", "name", "description"),
                    "members": ListOf(STRING),
                    "speaks_for": STRING,
                    "decisions": ListOf(STRING),
                }
            ),
            "who and what is named or speaks",
        ),
        "mentions": ListOf(
            Fields(
                {
                    **strings("id", "entity", "kind"),
                    "start": OFFSET,
                    "end": OFFSET,
                    "text": STRING,
                    "decisions": ListOf(STRING),
                }
            ),
            "the words that refer to entities, in text order",
        ),
        "quotes": ListOf(
            Fields(
                {
                    **strings("id", "type", "speaker", "addressee"),
                    "content": SPANS,
                    "cue": SPANS,
                    "source": SPANS,
                    "within": STRING,
                    "decisions": ListOf(STRING),
                }
            ),
            "who said what, and by which words the article says so",
        ),
        "stances": ListOf(
            Fields(
                {
                    **strings("id", "holder"),
                    "target": Fields(strings("topic", "entity")),
                    "label": STRING,
                    "evidence": Fields({"quotes": ListOf(STRING), "spans": SPANS}),
                    "former": Value("bool"),
                    "decisions": ListOf(STRING),
                }
            ),
            "who is for or against what, and the words that show it",
        ),
        **SPLIT_COLUMNS,
    }


def rows(document: Document, setting: Setting, standing: Standing) -> Iterator[Row]:
    """One row, its layers straight from the records."""
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
        **standing.row,
    }
