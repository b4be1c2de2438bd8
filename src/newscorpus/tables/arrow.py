"""Rows to Arrow: as JSON lines through Arrow's own reader, which is quicker than row by row.

A table's logical digest is that of its rows, whatever file and version of Arrow they are in.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
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
    """The digest of a table's rows, taken as they come.

    SHA-256 over the features and, for each column and each field of a struct or list in it, over
    three streams: which values there are (a byte each), lengths (32 bits, of texts in bytes and of
    lists in items) and the values (texts in UTF-8; numbers in 64 bits, little-endian; dates as
    days). It depends on the rows alone, and not on Arrow's version, on batches or on how a file is
    laid out.
    """

    def __init__(self, schema: pa.Schema) -> None:
        features = (schema.metadata or {}).get(b"huggingface", b"")
        self._features = hashlib.sha256(features)
        self._streams: dict[str, hashlib._Hash] = {}

    def update(self, rows: pa.Table | pa.RecordBatch) -> None:
        """Take more rows."""
        batches = rows.to_batches() if isinstance(rows, pa.Table) else [rows]
        for batch in batches:
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                self._take(name, column)

    def hexdigest(self) -> str:
        whole = self._features.copy()
        for path in sorted(self._streams):
            whole.update(f"\n{path} {self._streams[path].hexdigest()}".encode())
        return whole.hexdigest()

    def _take(self, path: str, array: pa.Array) -> None:
        self._feed(f"{path} is", array.is_valid(), pa.uint8())
        kind = array.type
        if pa.types.is_struct(kind):
            for field, child in zip(kind, array.flatten(), strict=True):
                self._take(f"{path}.{field.name}", child)
        elif pa.types.is_list(kind):
            self._feed(f"{path} length", pc.list_value_length(array).fill_null(0), pa.int32())
            self._take(f"{path}[]", array.flatten())
        elif pa.types.is_string(kind):
            filled = array.fill_null("")
            self._feed(f"{path} length", pc.binary_length(filled), pa.int32())
            self._stream(path).update(_text_of(filled))
        elif pa.types.is_boolean(kind):
            self._feed(path, array.fill_null(False), pa.uint8())  # noqa: FBT003
        else:
            numbers = array.cast(pa.int32()) if pa.types.is_date32(kind) else array
            self._feed(path, numbers.fill_null(0), pa.int64())

    def _feed(self, path: str, array: pa.Array, kind: pa.DataType) -> None:
        # From the buffer itself: `to_numpy` imports pandas where it is installed.
        values = array.cast(kind)
        width = kind.bit_width // 8
        start, end = values.offset * width, (values.offset + len(values)) * width
        self._stream(path).update(memoryview(values.buffers()[1])[start:end])

    def _stream(self, path: str) -> hashlib._Hash:
        return self._streams.setdefault(path, hashlib.sha256())


def _text_of(array: pa.StringArray) -> memoryview:
    """The UTF-8 bytes of all texts of an array that has no nulls, one after the other."""
    _, offsets, data = array.buffers()
    if data is None or not len(array):
        return memoryview(b"")
    ends = np.frombuffer(offsets, np.int32, len(array) + 1, array.offset * 4)
    return memoryview(data)[ends[0] : ends[-1]]
