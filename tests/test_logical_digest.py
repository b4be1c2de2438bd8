"""The logical digest: the same for the same rows however they lie, another one for any other."""

from __future__ import annotations

import datetime as dt
import io

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from newscorpus.tables.arrow import LogicalDigest

SCHEMA = pa.schema(
    [
        ("text", pa.string()),
        ("number", pa.int32()),
        ("day", pa.date32()),
        ("is", pa.bool_()),
        ("words", pa.list_(pa.string())),
        ("who", pa.struct([("name", pa.string()), ("spans", pa.list_(pa.int32()))])),
    ]
)
_text = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
_row = st.fixed_dictionaries(
    {
        "text": _text,
        "number": st.none() | st.integers(0, 5),
        "day": st.none() | st.dates(dt.date(1970, 1, 1), dt.date(1970, 1, 5)),
        "is": st.none() | st.booleans(),
        "words": st.none() | st.lists(_text, max_size=3),
        "who": st.none()
        | st.fixed_dictionaries(
            {"name": _text, "spans": st.none() | st.lists(st.integers(0, 3), max_size=2)}
        ),
    }
)
_rows = st.lists(_row, min_size=1, max_size=8)


def digest(*tables: pa.Table | pa.RecordBatch) -> str:
    taken = LogicalDigest(SCHEMA)
    for table in tables:
        taken.update(table)
    return taken.hexdigest()


@given(_rows, st.integers(0, 8))
@settings(deadline=None)
def test_batches_do_not_matter(rows, cut):
    table = pa.Table.from_pylist(rows, SCHEMA)
    assert digest(table.slice(0, cut), table.slice(cut)) == digest(table)


@given(_rows)
@settings(deadline=None)
def test_a_file_does_not_matter(rows):
    table = pa.Table.from_pylist(rows, SCHEMA)
    file = io.BytesIO()
    pq.write_table(table, file, row_group_size=3)
    assert digest(*pq.ParquetFile(file).iter_batches(batch_size=2)) == digest(table)


@given(_rows, _rows)
@settings(deadline=None)
def test_other_rows_have_another_digest(one, other):
    first, second = (pa.Table.from_pylist(rows, SCHEMA) for rows in (one, other))
    assert (digest(first) == digest(second)) == (one == other)
