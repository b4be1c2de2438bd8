"""The graph: from a mention to its entity, a quote to its speaker, a stance to its quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscorpus import Corpus, CorpusError

CASES = Path(__file__).parent / "cases"


def test_the_layers_are_one_graph() -> None:
    (document,) = Corpus(CASES / "well" / "plain")
    harbour_master, _, council, hotel = document.annotation.entities
    first = document.annotation.mentions[0]
    assert document.entity(first) is harbour_master
    assert [mention.text for mention in document.mentions(harbour_master)] == [
        "Liv Aune",
        "she",
        "Aune",
    ]
    told = document.quotes["q2"]
    assert document.speaker(told) is harbour_master
    assert document.addressee(told) is council
    assert document.outer(told) is None
    favor, against = document.annotation.stances
    assert [quote.id for quote in document.evidence(favor)] == ["q1", "q2"]
    assert document.holder(against) is hotel
    assert document.target(against) == "quay-lights"
    start, end = document.paragraph(*told.content)
    assert document.text[start:end].startswith("“We had two boats")
    assert document.text[start:end].endswith("too many.”")


def test_documents_come_in_the_order_of_their_ids(project: Path) -> None:
    identifiers = [document.id for document in Corpus(project)]
    assert identifiers == sorted(identifiers)


def test_a_folder_that_is_no_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no folder raw/"):
        Corpus(tmp_path)


def test_a_key_that_means_nothing_in_the_corpus_file_is_refused(small: Path) -> None:
    (small / "annotations" / "corpus.toml").write_text('titel = "x"\n')
    with pytest.raises(CorpusError, match="titel"):
        _ = Corpus(small).about
