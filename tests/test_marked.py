"""Marked text: there and back is the identity, and what cannot be read is told by its line."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from newscorpus import Corpus
from newscorpus.annotation import Annotation
from newscorpus.formats.marked import MarkedError, read_marked, write_marked
from readings import without_decisions
from strategies import annotated_texts


@given(annotated_texts())
def test_marked_text_there_and_back(given: tuple[str, Annotation]) -> None:
    text, annotation = given
    marked = write_marked(text, annotation)
    assert read_marked(marked, "some-article", "gold") == (text, annotation)


def test_the_corpus_there_and_back(project: Path) -> None:
    for document in Corpus(project):
        marked = write_marked(document.text, document.annotation)
        text, again = read_marked(marked, document.id, "gold")
        assert text == document.text
        kept = without_decisions(document.annotation)
        assert again == msgspec.structs.replace(kept, schema="")


@pytest.mark.parametrize(
    ("marked", "line", "message"),
    [
        ("no records", 1, "no line '---'"),
        ("a\n{e1:b\n---\ne1 | PER | b", 2, "never closed"),
        ("a}\n---\n", 1, "closes nothing"),
        ("{e1.xyz:a}\n---\ne1 | PER | a", 1, "no such tag"),
        ("{x1:a}\n---\n", 1, "cannot be read"),
        ("{e1:a}\n---\n", 1, "has no record"),
        ("{+s1}a\n---\n", 1, "never closed"),
        ("a{-s1}\n---\n", 1, "closes nothing"),
        ("a \\ b\n---\n", 1, "lone backslash"),
        ("a\n---\ne1 | PER", 3, "an entity:"),
        ("a\n---\ne1 | PER | a | rank captain", 3, "is none of"),
        ("a\n---\nq1 | direct", 3, "a quote:"),
        ("a\n---\ns1 | e1 | favor | quotes q1", 3, "one target"),
        ("a\n---\ne1 | PER | a\n\ne1 | PER | b", 5, "two records"),
        ("a\n---\nhello", 3, "starts with its id"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_line(marked: str, line: int, message: str) -> None:
    with pytest.raises(MarkedError, match=message) as caught:
        read_marked(marked, "a", "gold")
    assert caught.value.line == line
