"""Writing and reading the tables of a release.

zstd, a page index so that readers skip what they do not need, and content-defined chunking, so
that a small change in the data changes few bytes and a hub that removes duplicate chunks stores
little anew. One row group a chunk of articles: the layout does not depend on the workers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from newscorpus.tables.arrow import LogicalDigest

MAX_BYTES = 2 * 1024**3  # of Arrow memory in one row group: more is a decompression bomb


class TableWriter:
    """Writes one Parquet file, batch by batch, and counts what it holds."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.rows = 0
        self.num_bytes = 0
        self._writer = pq.ParquetWriter(
            path,
            schema,
            compression="zstd",
            compression_level=3,
            use_content_defined_chunking=True,
            write_page_index=True,
            write_page_checksum=True,
        )

    def write(self, table: pa.Table, num_bytes: int) -> None:
        """Write a table as one row group; ``num_bytes`` is its size in Arrow memory."""
        self.rows += table.num_rows
        self.num_bytes += num_bytes
        if table.num_rows:
            self._writer.write_table(table, row_group_size=table.num_rows)

    def close(self) -> None:
        self._writer.close()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What a Parquet file turned out to hold: its schema, with the features in its metadata, how
    many rows, and their logical digest."""

    schema: pa.Schema
    rows: int
    digest: str


def read_table(path: Path) -> ReadTable:
    """Read all of a Parquet file, batch by batch.

    Raises:
        pyarrow.ArrowException: where the file is damaged or no Parquet file.
        ValueError: where a row group says that it holds more than ``MAX_BYTES``.
    """
    schema = pq.read_schema(path)
    digest, rows = LogicalDigest(schema), 0
    for batch in read_batches(path):
        digest.update(batch)
        rows += batch.num_rows
    return ReadTable(schema, rows, digest.hexdigest())


def read_batches(path: Path) -> Iterator[pa.RecordBatch]:
    """The rows of a Parquet file, batch by batch, each fully validated.

    Raises:
        pyarrow.ArrowException: where the file is damaged.
        ValueError: where a row group says that it holds more than ``MAX_BYTES``.
    """
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        for group in range(file.metadata.num_row_groups):
            size = file.metadata.row_group(group).total_byte_size
            if size > MAX_BYTES:
                raise ValueError(f"{path.name}: a row group of {size:,} bytes")
        for batch in file.iter_batches(batch_size=1024):
            batch.validate(full=True)
            yield batch
