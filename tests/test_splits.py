"""Splits: one story in one split, nobody moves, and the outcome depends on the corpus alone."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from newscorpus.release.plan import splits_csv
from newscorpus.splits import SHARES, SPLITS, Recorded, assign, story_links

_stories = st.dictionaries(
    st.from_regex(r"[a-z]{1,4}", fullmatch=True),
    st.sampled_from(["", "", "flood", "strike", "cup"]),
    min_size=1,
    max_size=40,
)


@given(_stories)
def test_articles_of_one_story_share_a_split(stories: dict[str, str]) -> None:
    splits, leaks = assign(stories, story_links(stories), {}, "1.0.0")
    assert leaks == []
    assert set(splits) == set(stories)
    for story in set(stories.values()) - {""}:
        assert len({splits[each].split for each, its in stories.items() if its == story}) == 1


@given(_stories, st.randoms())
def test_the_order_of_articles_does_not_matter(stories: dict[str, str], chance: object) -> None:
    shuffled = list(stories)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    links = story_links(stories)
    assert assign(stories, links, {}, "1.0.0") == assign(shuffled, links[::-1], {}, "1.0.0")


@given(_stories, _stories)
def test_what_is_recorded_never_moves(old: dict[str, str], new: dict[str, str]) -> None:
    first, _ = assign(old, story_links(old), {}, "1.0.0")
    both = new | old
    second, leaks = assign(both, story_links(both), first, "1.1.0")
    assert {each: second[each] for each in old} == first
    assert leaks == []
    assert {second[each].version for each in new if each not in old} <= {"1.1.0"}


def test_a_story_recorded_in_two_splits_is_a_leak() -> None:
    recorded = {
        "a": Recorded("a", "train", "1.0.0"),
        "b": Recorded("b", "test", "1.0.0"),
    }
    _, leaks = assign(["a", "b", "c"], [("a", "b")], recorded, "1.1.0")
    assert [(leak.articles, leak.splits) for leak in leaks] == [(("a", "b"), ("test", "train"))]


def test_shares_are_kept_on_many_articles() -> None:
    articles = [f"a{number}" for number in range(1000)]
    splits, _ = assign(articles, [], {}, "1.0.0")
    for split in SPLITS:
        share = sum(record.split == split for record in splits.values()) / 1000
        assert abs(share - SHARES[split]) < 0.002


@given(_stories)
def test_the_table_reads_back(stories: dict[str, str]) -> None:
    splits, _ = assign(stories, [], {}, "1.0.0")
    rows = csv.DictReader(io.StringIO(splits_csv(splits.values()).decode(), newline=""))
    assert {row["article"]: Recorded(**row) for row in rows} == splits
