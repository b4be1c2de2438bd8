"""The configurations of a release: the columns of each, and a document's rows in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newscorpus.document import Document
from newscorpus.tables import articles, entities, passes, quotes, stance
from newscorpus.tables.features import Columns
from newscorpus.tables.parts import Row
from newscorpus.tables.setting import Setting
from newscorpus.tables.standing import Standing


@dataclass(frozen=True, slots=True)
class Configuration:
    """One table of a release."""

    name: str
    a_row_is: str
    made_for: str
    columns: Callable[[Setting], Columns]
    rows: Callable[[Document, Setting, Standing], Iterator[Row]]


CONFIGURATIONS = (
    Configuration(
        "articles",
        "an article, its layers nested",
        "reading, anything else",
        articles.columns,
        articles.rows,
    ),
    Configuration(
        "entities",
        "a sentence with IOB2 tags",
        "token classification",
        entities.columns,
        entities.rows,
    ),
    Configuration(
        "quotes", "a quote", "quote extraction and attribution", quotes.columns, quotes.rows
    ),
    Configuration("stance", "a stance", "stance detection", stance.columns, stance.rows),
)
PASSES = Configuration(
    "passes",
    "an annotator's item beside its gold",
    "disagreement, soft labels",
    passes.columns,
    passes.rows,
)


def configurations(setting: Setting) -> tuple[Configuration, ...]:
    """The configurations of a corpus: ``passes`` is one where there are any."""
    return (*CONFIGURATIONS, PASSES) if setting.annotators else CONFIGURATIONS
