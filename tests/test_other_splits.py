"""Splits by time and by outlet."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from newscorpus.other_splits import OtherSplits, by_outlet, by_time

UNTOLD = OtherSplits()
_dates = st.dictionaries(
    st.from_regex(r"[a-z]{1,3}", fullmatch=True), st.dates().map(str), min_size=1, max_size=60
)


@given(_dates)
def test_nothing_of_a_later_split_is_before_an_earlier_one(dates):
    splits = by_time(dates, UNTOLD)
    order = ("train", "validation", "test")
    ranked = sorted(dates, key=dates.__getitem__)
    places = [order.index(splits[article]) for article in ranked]
    assert places == sorted(places)


def test_the_last_articles_are_the_test():
    dates = {f"a{day:02}": f"2024-01-{day:02}" for day in range(1, 21)}
    splits = by_time(dates, UNTOLD)
    assert [day for day in dates if splits[day] == "test"] == ["a18", "a19", "a20"]
    assert Counter(splits.values()) == {"train": 14, "validation": 3, "test": 3}


def test_days_that_the_corpus_has_set_are_kept():
    told = OtherSplits(validation_from="2024-01-05", test_from="2024-01-10")
    dates = {"a": "2024-01-04", "b": "2024-01-05", "c": "2024-01-10", "d": "2029-01-01"}
    assert by_time(dates, told) == {"a": "train", "b": "validation", "c": "test", "d": "test"}


@given(st.dictionaries(st.integers(0, 99).map(str), st.sampled_from("pqrstuv"), min_size=1))
def test_no_outlet_is_in_two_splits(outlets):
    splits = by_outlet(outlets, UNTOLD)
    for outlet in set(outlets.values()):
        assert len({splits[each] for each in outlets if outlets[each] == outlet}) == 1
    assert "train" in splits.values()


def test_outlets_come_near_to_their_shares():
    outlets = {str(n): f"outlet {n % 12}" for n in range(240)}
    sizes = Counter(by_outlet(outlets, UNTOLD).values())
    assert sizes == {"train": 160, "validation": 40, "test": 40}


def test_outlets_that_the_corpus_has_set_are_kept():
    told = OtherSplits(test_outlets=("Post",))
    assert by_outlet({"a": "Post", "b": "Herald"}, told) == {"a": "test", "b": "train"}
