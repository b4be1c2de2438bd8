"""Balance: every part gets its share of everything that is counted, whatever the order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscorpus.balance import spread
from newscorpus.splits import SHARES, SPLITS, assign

PARTS = tuple(SHARES.values())


def shares(counts: np.ndarray, parts: list[int]) -> np.ndarray:
    """The share that each part has of each feature."""
    have = np.array([counts[np.array(parts) == part].sum(axis=0) for part in range(3)])
    return have / counts.sum(axis=0)


@pytest.mark.parametrize("seed", range(5))
def test_a_corpus_of_our_size_is_within_two_points_on_every_label(seed):
    dice = np.random.default_rng(seed)
    # 150 stories; labels as rare as the rarest of a corpus: some 80 of one.
    rates = dice.uniform(0.5, 12, 16)
    counts = dice.poisson(rates, (150, 16)).astype(float)
    counts = np.hstack([np.ones((150, 1)), counts])
    away = shares(counts, spread(counts, np.zeros((3, 17)), PARTS)) - np.array(PARTS)[:, None]
    assert np.abs(away).max() < 0.02


@pytest.mark.parametrize(("articles", "expected"), [(1, 1), (3, 2), (7, 3), (20, 3)])
def test_a_small_corpus_is_split_though_its_labels_cannot_be(articles, expected):
    """A bug once: a label that one article has alone drew all articles to it."""
    dice = np.random.default_rng(3)
    counts = {f"a{n}": tuple(map(float, dice.poisson([0.3] * 12))) for n in range(articles)}
    splits, _ = assign(counts, [], {}, "1.0.0", counts)
    assert len({record.split for record in splits.values()}) == expected


def test_what_is_placed_already_counts():
    counts, fixed = np.ones((15, 1)), np.array([[70.0], [0.0], [15.0]])
    assert set(spread(counts, fixed, PARTS)) == {1}


@given(st.integers(0, 12), st.randoms())
def test_every_group_is_placed(groups, chance):
    counts = np.array([[chance.randrange(5) for _ in range(3)] for _ in range(groups)], float)
    parts = spread(counts.reshape(groups, 3), np.zeros((3, 3)), PARTS)
    assert len(parts) == groups
    assert set(parts) <= {0, 1, 2}


def test_splits_have_their_share_of_every_label():
    dice = np.random.default_rng(7)
    counts = {f"a{n}": tuple(map(float, dice.poisson((8, 3, 0.5)))) for n in range(200)}
    links = [(f"a{n}", f"a{n + 1}") for n in range(0, 60, 2)]
    splits, leaks = assign(counts, links, {}, "1.0.0", counts)
    assert leaks == []
    total = np.sum(list(counts.values()), axis=0)
    for split in SPLITS:
        here = np.sum([counts[each] for each in counts if splits[each].split == split], axis=0)
        assert np.abs(here / total - SHARES[split]).max() < 0.02
    assert all(splits[one].split == splits[other].split for one, other in links)
