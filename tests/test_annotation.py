"""Annotations as JSON: there and back is the same, and the layout is one item a line."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from newscorpus import Corpus
from newscorpus.annotation import Annotation, from_builtins, to_json
from strategies import annotated_texts


@given(annotated_texts())
def test_json_there_and_back(given: tuple[str, Annotation]) -> None:
    _, annotation = given
    written = to_json(annotation)
    again = from_builtins(json.loads(written))
    assert msgspec.structs.replace(again, schema="") == annotation


def test_the_layout_has_one_item_a_line(project: Path) -> None:
    for document in Corpus(project):
        written = to_json(document.annotation).decode()
        layers = document.annotation
        items = sum(map(len, (layers.entities, layers.mentions, layers.quotes, layers.stances)))
        assert sum(line.startswith("    {") for line in written.splitlines()) == items


def test_the_files_of_the_corpus_are_in_the_layout(project: Path) -> None:
    corpus = Corpus(project)
    for identifier in corpus.annotated():
        path = corpus.annotation_path(identifier)
        assert path.read_bytes() == to_json(corpus.annotation(identifier))


def test_a_field_that_is_unknown_is_refused(project: Path) -> None:
    corpus = Corpus(project)
    document = json.loads(corpus.annotation_path(corpus.annotated()[0]).read_bytes())
    document["mentions"][0]["colour"] = "red"
    with pytest.raises(msgspec.ValidationError):
        from_builtins(document)
