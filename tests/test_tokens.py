"""Sentences and tokens: what they promise of any text, and what they do with news."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscorpus import Corpus
from newscorpus.tables.tokens import sentences, tokens


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokens(text)]


@given(st.text(max_size=200))
def test_tokens_are_all_of_the_text_but_its_white_space(text: str) -> None:
    assert "".join(words(text)) == "".join(text.split())


@given(st.text('aB. \n"“”’!?', max_size=80))
def test_sentences_are_all_of_the_text_but_its_white_space(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert found == sorted(found)
    for start, end in found:
        assert text[start:end] == text[start:end].strip() != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Geneva-based Dr. Rask can't go.", "Geneva|-|based|Dr.|Rask|ca|n't|go|."),
        ('“We’re done," she said', '“|We|’re|done|,|"|she|said'),
        (
            "The U.S. paid $1,200.50 (25bp) at 12:30 p.m.",
            "The|U.S.|paid|$|1,200.50|(|25bp|)|at|12:30|p.m.",
        ),
        ("J.-P. Sarrazin's 2–1 win", "J.|-|P.|Sarrazin|'s|2|–|1|win"),
        ("on Aug. 8, ma'am, they cannot", "on|Aug.|8|,|ma'am|,|they|can|not"),
        ("Zs. Halmi-Tóth…", "Zs|.|Halmi|-|Tóth|…"),
    ],
)
def test_tokens_of_news(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Bae did not reply to Cllr. Prosser or Chief Minister P. R. Gangadharan.",
        "It cost 2.4 lakh, the U.S. Treasury said.",
        "The 5:52 a.m. train was late.",
    ],
)
def test_abbreviations_do_not_end_sentences(text: str) -> None:
    assert sentences(text) == [(0, len(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It left at 9 p.m. The rest walked.", 2),
        ("“Go!” he said. “Now?” She went.", 3),
        ("One line\n\nanother line", 2),
        ("He works for Norbank Inc. She does not.", 2),
    ],
)
def test_sentences_end_where_they_do(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_no_sentence_ends_within_a_name() -> None:
    text = "They met at Ste. Anne. Brothers Hall in May."
    name = (text.index("Ste"), text.index(" in May"))
    assert len(sentences(text, [name])) == 1


def test_names_of_the_corpus_begin_and_end_with_tokens(project: Path) -> None:
    for document in Corpus(project):
        starts, ends = map(set, zip(*tokens(document.text), strict=True))
        for mention in document.annotation.mentions:
            assert mention.start in starts, (document.id, mention)
            # An abbreviation's full stop may end a name or the sentence: one token has both.
            assert mention.end in ends or mention.end + 1 in ends, (document.id, mention)
