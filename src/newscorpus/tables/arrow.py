"""Rows to Arrow: as JSON lines through Arrow's own reader, which is quicker than row by row.

The same lines are what a table's logical digest is made of: SHA-256 over its features and then
its rows as JSON, one a line, keys in the order of the columns. It does not change with the version
of Arrow or with how a Parquet file is laid out.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable

import msgspec
import pyarrow as pa
import pyarrow.json

_ENCODER = msgspec.json.Encoder()


def to_lines(rows: Iterable[object]) -> bytes:
    """Rows (dictionaries or records) as JSON lines."""
    return _ENCODER.encode_lines(list(rows))


def to_table(lines: bytes, schema: pa.Schema) -> pa.Table:
    """A table of JSON lines that have exactly the schema's columns."""
    if not lines:
        return schema.empty_table()
    # Arrow's reader takes dates for numbers, and so they are read as strings and cast.
    readable = pa.schema(
        [field.with_type(pa.string()) if field.type == pa.date32() else field for field in schema]
    )
    table = pyarrow.json.read_json(
        io.BytesIO(lines),
        pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        pyarrow.json.ParseOptions(explicit_schema=readable, unexpected_field_behavior="error"),
    )
    return table.select(schema.names).cast(schema).combine_chunks()


class LogicalDigest:
    """The digest of a table, taken as its rows come."""

    def __init__(self, schema: pa.Schema) -> None:
        features = (schema.metadata or {}).get(b"huggingface", b"")
        self._hash = hashlib.sha256(features + b"\n")

    def update(self, lines: bytes) -> None:
        self._hash.update(lines)

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def lines_of(batch: pa.RecordBatch | pa.Table) -> bytes:
    """The JSON lines that a table was made of, from the table."""
    return to_lines(batch.to_pylist())
