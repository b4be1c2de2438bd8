"""What a corpus from a stranger may hold: each gets a clear word and an exit status, and no release."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newscorpus.cli import main

SCHEMA = "schema/annotation.schema.json"
GOLD = "annotations/gold/quay-lights.json"


def put(path: str, content: bytes | str) -> Callable[[Path], None]:
    """A change of the small corpus: a file with this content."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)

    return change


def swap(path: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of the small corpus: other words in a file."""

    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_bytes(text.replace(old, new).encode("utf-8", "surrogatepass"))

    return change


def without(path: str) -> Callable[[Path], None]:
    """A change of the small corpus: a file that is gone."""
    return lambda root: (root / path).unlink()


BAD = {
    "no metadata": (without("raw/metadata.csv"), 1, "raw/metadata.csv: error NC001"),
    "metadata of no columns": (put("raw/metadata.csv", ""), 1, "NC207"),
    "metadata with a column twice": (
        swap("raw/metadata.csv", "headline,outlet", "outlet,outlet"),
        1,
        "NC207",
    ),
    "a quotation mark left open in a cell": (
        swap("raw/metadata.csv", "Quay lights stay on", '"Quay lights'),
        1,
        "NC207",
    ),
    "metadata of ../": (swap("raw/metadata.csv", "\nquay", "\n../quay"), 1, "NC206"),
    "metadata not UTF-8": (put("raw/metadata.csv", b"article\n\xff"), 1, "NC003"),
    "topics in UTF-16": (
        put("annotations/topics.csv", "topic".encode("utf-16")),
        1,
        "annotations/topics.csv: error NC004",
    ),
    "splits not UTF-8": (put("annotations/splits.csv", b"article,split\n\xff"), 1, "NC003"),
    "splits without a version": (
        put("annotations/splits.csv", "article,split\nquay-lights,train\n"),
        1,
        "NC207",
    ),
    "a schema cut off": (put(SCHEMA, "{"), 2, SCHEMA),
    "a schema that is an array": (put(SCHEMA, "[]"), 2, SCHEMA),
    "a schema that is none": (put(SCHEMA, '{"type": 3}'), 2, "schema of annotations"),
    "a schema that leads away": (put(SCHEMA, '{"$ref": "http://127.0.0.1:9/"}'), 2, "disabled"),
    "a schema that leads to a file": (put(SCHEMA, '{"$ref": "file:///etc/passwd"}'), 2, "disabled"),
    "a corpus.toml cut off": (put("annotations/corpus.toml", "name ="), 2, "corpus.toml"),
    "a corpus.toml of other things": (put("annotations/corpus.toml", "colour = 1"), 2, "colour"),
    "JSON cut off": (put(GOLD, "{"), 1, "NC101"),
    "JSON of one array": (put(GOLD, "[]"), 1, "NC106"),
    "JSON of one string": (put(GOLD, '"a"'), 1, "NC106"),
    "JSON of one number": (put(GOLD, "1"), 1, "NC106"),
    "JSON 100,000 deep": (put(GOLD, "[" * 100_000), 1, "NC104"),
    "JSON objects 100,000 deep": (put(GOLD, '{"a":' * 100_000), 1, "NC104"),
    "JSON in UTF-16": (put(GOLD, "{}".encode("utf-16")), 1, "NC004"),
    "an empty annotation": (put(GOLD, ""), 1, "NC101"),
    "NaN": (swap(GOLD, '"start": 0,', '"start": NaN,'), 1, "NC103"),
    "1e999": (swap(GOLD, '"start": 0,', '"start": 1e999,'), 1, "NC103"),
    "2^31": (swap(GOLD, '"start": 0,', '"start": 2147483648,'), 1, "NC106"),
    "2^63": (swap(GOLD, '"start": 0,', '"start": 9223372036854775808,'), 1, "NC103"),
    "a negative offset": (swap(GOLD, '"start": 0,', '"start": -1,'), 1, "NC106"),
    "a true offset": (swap(GOLD, '"start": 0,', '"start": true,'), 1, "NC106"),
    "an offset 0.0": (swap(GOLD, '"start": 0,', '"start": 0.0,'), 1, "NC107"),
    "an id with a newline": (swap(GOLD, '"id": "m1"', '"id": "m1\\n"'), 1, "NC106"),
    "an id of ../": (swap(GOLD, '"id": "m1"', '"id": "../m1"'), 1, "NC106"),
    "an article of ../": (swap(GOLD, '"article": "quay', '"article": "../quay'), 1, "NC203"),
    "half a surrogate pair": (swap(GOLD, '"Liv Aune"', '"Liv \\ud83d"'), 1, "NC105"),
    "a raw file with NUL": (swap("raw/quay-lights.txt", "all night", "all\0night"), 1, "NC005"),
    "a raw file with a date of nothing": (
        swap("raw/quay-lights.txt", "2024-02-19", "0000-00-00"),
        1,
        "NC008",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_a_word_a_status_and_no_release(
    name: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, status, word = BAD[name]
    change(small)
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    assert main(["validate", "--root", str(small)]) == status
    said = capsys.readouterr()
    assert word in said.out + said.err
    assert "Traceback" not in said.err
    assert main(["build", "--version", "1.0.0", "--root", str(small), "--jobs", "1"]) == status
    assert "Traceback" not in capsys.readouterr().err
    left = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    left.pop(small / "releases" / ".lock", None)
    assert left == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_cannot_be_read_is_told(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / GOLD).chmod(0)
    assert main(["validate", "--root", str(small)]) == 1
    assert "NC001" in capsys.readouterr().out
