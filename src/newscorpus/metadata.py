"""What is known of articles beside their text: ``raw/metadata.csv``, one row an article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from newscorpus.textfile import MAX_TABLE_BYTES, decode_text, read_bytes

COLUMNS = ("article", "headline", "outlet", "topic", "genre", "story", "licence", "source")


class Metadata(msgspec.Struct, frozen=True):
    """A row of ``metadata.csv``; ``more`` has the columns beyond the fixed ones, in order."""

    article: str
    headline: str
    outlet: str
    topic: str
    genre: str
    story: str
    licence: str
    source: str
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row of a CSV file that cannot be taken; ``line`` counts lines of the file from 1."""

    line: int
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file as read: its header, and each row with the line in which it starts."""

    header: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]]
    problems: list[RowProblem]


def read_csv(path: Path, columns: tuple[str, ...]) -> Table:
    """The rows of a UTF-8 CSV file (RFC 4180) with at least the given columns.

    A row with too few or too many cells is a problem, and left out of the rows.

    Raises:
        FileError: where the file cannot be read as text.
    """
    text = decode_text(read_bytes(path, path.parent, MAX_TABLE_BYTES))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    problems: list[RowProblem] = []
    header: tuple[str, ...] = ()
    line = 1
    try:
        header = tuple(next(reader, ()))
        missing = [column for column in columns if column not in header]
        if missing or len(set(header)) != len(header):
            lacks = f"no column {', '.join(missing)}" if missing else "a column twice"
            return Table(header, [], [RowProblem(1, lacks, f"the columns {','.join(columns)}")])
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.append((line, dict(zip(header, cells, strict=True))))
            elif cells:
                found = f"{len(cells)} cells"
                problems.append(RowProblem(line, found, f"{len(header)} cells, as in the header"))
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(RowProblem(line, str(error), "cells quoted as RFC 4180 says"))
    return Table(header, rows, problems)


def csv_bytes(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows as ``read_csv`` reads them: UTF-8, lines ended by LF; a cell that a row lacks is
    empty."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def to_metadata(row: dict[str, str]) -> Metadata:
    """A row of ``metadata.csv`` as a record."""
    fixed = {column: row[column] for column in COLUMNS}
    more = tuple((key, value) for key, value in row.items() if key not in COLUMNS)
    return Metadata(**fixed, more=more)
