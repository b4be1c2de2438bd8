"""What is counted of texts, on texts where one can count oneself."""

from __future__ import annotations

import pytest

from newscorpus.textstats import shared_ngrams, style, words


def test_a_word_keeps_its_apostrophe_and_hyphen():
    assert words("The Geneva-based club's 3 boats — “don’t” —") == [
        "The", "Geneva-based", "club's", "3", "boats", "don’t",
    ]  # fmt: skip


def test_style_of_a_text_that_can_be_counted():
    text = 'The Harrow ferry sank. "Nobody was on it," Rask said, calmly; 12 boats came.'
    measured = style([text], ["The Harrow ferry sank.", text[23:]], 4)
    assert measured.words == 14
    assert (measured.sentence_mean, measured.sentence_deviation) == (7.0, 3.0)
    assert measured.type_token_ratio == 1.0
    assert measured.capitals == pytest.approx(1000 * 2 / 14)  # Harrow, Rask
    assert measured.digits == pytest.approx(1000 / 14)
    assert measured.quoted == pytest.approx(1000 * 4 / 14)
    assert measured.said == pytest.approx(1000 / 14)
    assert measured.commas == pytest.approx(2000 / 14)
    assert measured.semicolons == pytest.approx(1000 / 14)


def test_a_sequence_counts_where_it_stands_in_two_stories():
    one = "the minister said that the road would be closed on Monday"
    texts = [
        ("a", one),
        ("a", one),
        ("b", "He thinks The Minister said that the road would be open"),
    ]
    shared = shared_ngrams(texts, 8)
    assert list(shared.found) == [("the", "minister", "said", "that", "the", "road", "would", "be")]
    assert shared.found[next(iter(shared.found))] == ("a", "b")
    assert shared.total == 4 + 4 - 1
    assert shared.share == pytest.approx(1 / 7)


def test_one_story_shares_nothing_with_itself():
    assert shared_ngrams([("a", "x y z"), ("a", "x y z")], 2).shared == 0
