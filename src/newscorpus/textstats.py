"""How a text is written, in numbers: words, sentences, marks, and what texts share.

A word is a run of letters and digits, with apostrophes and hyphens inside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from statistics import fmean, pstdev

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]+)[”\"]")


def words(text: str) -> list[str]:
    """The words of a text, as they are written."""
    return _WORD.findall(text)


@dataclass(frozen=True, slots=True)
class Style:
    """How texts are written. Rates are for 1,000 words; ``type_token_ratio`` is over the first
    ``ratio_words`` words, since it falls with length; sentence lengths are in words."""

    texts: int
    words: int
    ratio_words: int
    type_token_ratio: float
    sentence_mean: float
    sentence_deviation: float
    article_mean: float
    article_deviation: float
    capitals: float
    digits: float
    quoted: float
    said: float
    commas: float
    semicolons: float


def style(texts: Sequence[str], sentences: Iterable[str], ratio_words: int) -> Style:
    """The figures of some texts.

    Args:
        texts: the texts.
        sentences: all their sentences.
        ratio_words: over how many words the type-token ratio is taken, at most.
    """
    parted = [words(text) for text in texts]
    whole = "\n".join(texts)
    total = sum(map(len, parted))
    first = [word.casefold() for word in islice(chain.from_iterable(parted), ratio_words)]
    lengths, capitals = [], 0
    for sentence in sentences:
        parts = words(sentence)
        if parts:
            lengths.append(len(parts))
            capitals += sum(word[0].isupper() for word in parts[1:])
    quoted = sum(len(words(found)) for found in _QUOTED.findall(whole))

    def rate(count: int) -> float:
        return 1000 * count / total

    return Style(
        texts=len(texts),
        words=total,
        ratio_words=len(first),
        type_token_ratio=len(set(first)) / len(first),
        sentence_mean=fmean(lengths),
        sentence_deviation=pstdev(lengths),
        article_mean=fmean(map(len, parted)),
        article_deviation=pstdev(map(len, parted)),
        capitals=rate(capitals),
        digits=rate(sum(word[0].isdigit() for part in parted for word in part)),
        quoted=rate(quoted),
        said=rate(sum(word.casefold() in {"said", "says"} for part in parted for word in part)),
        commas=rate(whole.count(",")),
        semicolons=rate(whole.count(";")),
    )


def ngrams(text: str, size: int) -> set[tuple[str, ...]]:
    """The sequences of ``size`` words in a text, case apart."""
    folded = [word.casefold() for word in words(text)]
    return set(zip(*(folded[place:] for place in range(size)), strict=False))


@dataclass(frozen=True, slots=True)
class SharedNgrams:
    """How many sequences of words there are, how many of them stand in more than one story, and
    these with their stories."""

    total: int
    shared: int
    found: Mapping[tuple[str, ...], tuple[str, ...]]

    @property
    def share(self) -> float:
        return self.shared / self.total if self.total else 0.0


def shared_ngrams(texts: Iterable[tuple[str, str]], size: int = 8) -> SharedNgrams:
    """The sequences of words that stories share.

    Args:
        texts: pairs of a story and a text of it.
        size: how many words a sequence has.
    """
    stories: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for story, text in texts:
        for each in ngrams(text, size):
            stories[each].add(story)
    several = {each: tuple(sorted(told)) for each, told in stories.items() if len(told) > 1}
    return SharedNgrams(len(stories), len(several), dict(sorted(several.items())))
