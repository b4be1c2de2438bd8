"""Near-duplicates: beside exact similarities, and beside datasketch as another opinion."""

from __future__ import annotations

import random

import numpy as np
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from newscorpus.grouping import groups
from newscorpus.similarity import BINS, near_duplicates, signature

WORDS = [f"word{number}" for number in range(5000)]


def article(chance: random.Random, length: int = 400) -> list[str]:
    return chance.choices(WORDS, [1 / (rank + 5) for rank in range(len(WORDS))], k=length)


def changed(words: list[str], share: float, chance: random.Random) -> list[str]:
    return [chance.choice(WORDS) if chance.random() < share else word for word in words]


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


def jaccard(one: list[str], other: list[str]) -> float:
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second)


def test_copies_are_found_and_others_are_not() -> None:
    chance = random.Random(1)
    originals = [article(chance) for _ in range(300)]
    copies = [changed(words, 0.05, chance) for words in originals]
    rewrites = [changed(words, 0.10, chance) for words in originals]
    texts = [" ".join(words) for words in originals + copies + rewrites]
    signatures = np.stack([signature(text) for text in texts])
    identifiers = [f"{number:04d}" for number in range(len(texts))]
    together = groups(identifiers, near_duplicates(identifiers, signatures))
    group_of = {each: place for place, group in enumerate(together) for each in group}
    copied = sum(group_of[f"{n:04d}"] == group_of[f"{n + 300:04d}"] for n in range(300))
    rewritten = sum(group_of[f"{n:04d}"] == group_of[f"{n + 600:04d}"] for n in range(300))
    assert copied == 300
    assert rewritten >= 294
    assert max(map(len, together)) <= 3


def test_the_estimate_is_as_good_as_datasketch_s() -> None:
    chance = random.Random(2)
    ours, theirs = [], []
    for _ in range(60):
        words = article(chance)
        other = changed(words, chance.choice((0.02, 0.1, 0.3)), chance)
        exact = jaccard(words, other)
        agreeing = signature(" ".join(words)) == signature(" ".join(other))
        ours.append(abs(float(np.mean(agreeing)) - exact))
        sketches = []
        for each in (words, other):
            sketch = MinHash(BINS)
            sketch.update_batch(["\0".join(shingle).encode() for shingle in shingles(each)])
            sketches.append(sketch)
        theirs.append(abs(sketches[0].jaccard(sketches[1]) - exact))
    assert np.mean(ours) < 1.3 * np.mean(theirs) + 0.005
    assert max(ours) < 0.2


def test_case_and_punctuation_do_not_count() -> None:
    one = signature("“The Ferry ran aground,” she said — again.")
    other = signature("the ferry ran aground she said again")
    assert (one == other).all()


@given(st.text(max_size=200))
def test_any_text_has_a_signature(text: str) -> None:
    made = signature(text)
    assert made.shape == (BINS,)
    assert (made == signature(text)).all()


def test_nothing_is_near_nothing() -> None:
    assert near_duplicates([], np.empty((0, BINS), np.uint64)) == []
