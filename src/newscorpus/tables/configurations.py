"""The configurations of a release: the columns of each, and a document's rows in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newscorpus.tables import articles, entities, passes, quotes, stance
from newscorpus.tables.building import Builder, RowBuilder, Rows
from newscorpus.tables.features import Columns
from newscorpus.tables.setting import Setting


@dataclass(frozen=True, slots=True)
class Configuration:
    """One table of a release."""

    name: str
    a_row_is: str
    made_for: str
    columns: Callable[[Setting], Columns]
    builder: Callable[[Setting], Builder]


def _of_rows(
    name: str, a_row_is: str, made_for: str, columns: Callable[[Setting], Columns], rows: Rows
) -> Configuration:
    """A configuration whose table is made from rows."""
    return Configuration(
        name,
        a_row_is,
        made_for,
        columns,
        lambda setting: RowBuilder(columns(setting), rows, setting),
    )


CONFIGURATIONS = (
    _of_rows(
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
        entities.SentenceTable,
    ),
    _of_rows("quotes", "a quote", "quote extraction and attribution", quotes.columns, quotes.rows),
    _of_rows("stance", "a stance", "stance detection", stance.columns, stance.rows),
)
PASSES = _of_rows(
    "passes",
    "an annotator's item beside its gold",
    "disagreement, soft labels",
    passes.columns,
    passes.rows,
)


def configurations(setting: Setting) -> tuple[Configuration, ...]:
    """The configurations of a corpus: ``passes`` is one where there are any."""
    return (*CONFIGURATIONS, PASSES) if setting.annotators else CONFIGURATIONS
