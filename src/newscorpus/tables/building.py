"""Making a table from documents, one after the other: from rows, unless a table is better made
from columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import pyarrow as pa

from newscorpus.document import Document
from newscorpus.tables.arrow import to_lines, to_table
from newscorpus.tables.features import Columns, arrow_schema
from newscorpus.tables.parts import Row
from newscorpus.tables.setting import Setting
from newscorpus.tables.standing import Standing

Rows = Callable[[Document, Setting, Standing], Iterator[Row]]


class Builder(Protocol):
    """Takes documents and makes their table."""

    def add(self, document: Document, standing: Standing) -> None:
        """Take one more document."""

    def table(self) -> pa.Table:
        """The rows of all documents, in order."""


class RowBuilder:
    """Makes a table from the rows of documents."""

    def __init__(self, columns: Columns, rows: Rows, setting: Setting) -> None:
        self._columns, self._rows, self._setting = columns, rows, setting
        self._lines: list[bytes] = []

    def add(self, document: Document, standing: Standing) -> None:
        self._lines.append(to_lines(self._rows(document, self._setting, standing)))

    def table(self) -> pa.Table:
        return to_table(b"".join(self._lines), arrow_schema(self._columns))
