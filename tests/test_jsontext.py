"""Strict JSON with places, beside the standard library's reader."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscorpus.jsontext import MAX_DEPTH, fractions, read_json
from newscorpus.textfile import FileError

_texts = st.text(st.characters(exclude_categories=["Cs"]))
_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | _texts
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(_texts, inner),
)


@given(_json, st.sampled_from([None, 0, 2]))
def test_reads_what_the_standard_library_wrote(value: object, indent: int | None) -> None:
    written = json.dumps(value, indent=indent)
    assert read_json(written.encode()).value == value


@given(_json)
def test_every_value_stands_at_its_offset(value: object) -> None:
    parsed = read_json(json.dumps(value, ensure_ascii=False).encode())
    for pointer, offset in parsed.offsets.items():
        inner = value
        for part in pointer:
            inner = inner[part]  # type: ignore[index]
        decoded, _ = json.JSONDecoder().raw_decode(parsed.text, offset)
        assert decoded == inner


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b'{"a": 1,\n "a": 2}', "NC102", (2, 2)),
        (b'{"a": 1, "\\u0061": 2}', "NC102", (1, 10)),
        (b"[NaN]", "NC103", (1, 2)),
        (b"[-Infinity]", "NC103", (1, 2)),
        (b"[1e999]", "NC103", (1, 2)),
        (b"[1" + b"0" * 5000 + b"]", "NC103", (1, 2)),
        (b"[9223372036854775808]", "NC103", (1, 2)),
        (b"[" * 100_000, "NC104", (1, MAX_DEPTH + 1)),
        (b'["\\ud800"]', "NC105", (1, 2)),
        (b"", "NC101", (1, 1)),
        (b'{"a": 1', "NC101", (1, 8)),
        (b'{"a" 1}', "NC101", (1, 6)),
        (b"{'a': 1}", "NC101", (1, 2)),
        (b"[1,]", "NC101", (1, 4)),
        (b"[01]", "NC101", (1, 3)),
        (b'["a\nb"]', "NC101", (1, 4)),
        (b"1 2", "NC101", (1, 3)),
        (b"\xef\xbb\xbf1", "NC004", None),
        ('{"a": 1}'.encode("utf-16"), "NC004", None),
    ],
)
def test_what_is_not_json_is_told_by_rule_and_place(
    data: bytes, code: str, place: tuple[int, int] | None
) -> None:
    with pytest.raises(FileError) as caught:
        read_json(data)
    assert caught.value.code == code
    if place is not None:
        assert caught.value.line_column == place


def test_fractions_are_found_where_they_stand() -> None:
    value = read_json(b'{"a": [1, 2.0], "b": {"c": 1e2}}').value
    assert list(fractions(value)) == [("a", 1), ("b", "c")]
