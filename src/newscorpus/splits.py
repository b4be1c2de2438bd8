"""Who goes into which split: one story in one split, and nobody moves once released.

``annotations/splits.csv`` records the split of each article and the version that first had it.
Articles that are not in it yet are assigned by their groups (a story, with its near-duplicates):
to the split of those of the group that are recorded; else so that each split has its share of the
articles and of every label. The outcome depends on the corpus alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscorpus.grouping import groups

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHARES: dict[str, float] = {"train": 0.7, "validation": 0.15, "test": 0.15}
SPLITS = tuple(SHARES)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A line of ``splits.csv``: an article's split, and the version that first released it."""

    article: str
    split: str
    version: str


@dataclass(frozen=True, slots=True)
class Leak:
    """Articles that belong together and are recorded in several splits."""

    articles: tuple[str, ...]
    splits: tuple[str, ...]


def story_links(stories: Mapping[str, str]) -> list[tuple[str, str]]:
    """Links between the articles of one story; ``stories`` has the story of each article, empty
    where it belongs to none."""
    first: dict[str, str] = {}
    links = []
    for article in sorted(stories):
        story = stories[article]
        if story:
            links.append((first.setdefault(story, article), article))
    return links


def assign(
    articles: Iterable[str],
    links: Iterable[tuple[str, str]],
    recorded: Mapping[str, Recorded],
    version: str,
    counts: Mapping[str, Sequence[float]] | None = None,
) -> tuple[dict[str, Recorded], list[Leak]]:
    """The split of every article, and the groups that stand in several splits already.

    Args:
        articles: all articles of the release.
        links: pairs that have to share a split: of one story, or near-duplicates.
        recorded: what ``splits.csv`` says.
        version: the version being released, noted for the articles that are new in it.
        counts: how often each article has each label, so that splits have their share of every
            label; without it, of articles alone.
    """
    together = groups(articles, links)
    assigned: dict[str, Recorded] = {}
    leaks = []
    new_groups = []
    for group in together:
        taken = sorted({recorded[article].split for article in group if article in recorded})
        if len(taken) > 1:
            leaks.append(Leak(tuple(group), tuple(taken)))
        if not taken:
            new_groups.append(group)
            continue
        for article in group:
            assigned[article] = recorded.get(article, Recorded(article, taken[0], version))
    if new_groups:
        ordered = sorted(new_groups, key=lambda group: (-len(group), _scattered(group[0])))
        for group, split in zip(ordered, _spread(ordered, assigned, counts), strict=True):
            assigned.update({article: Recorded(article, split, version) for article in group})
    return dict(sorted(assigned.items())), leaks


def _spread(
    new_groups: Sequence[Sequence[str]],
    assigned: Mapping[str, Recorded],
    counts: Mapping[str, Sequence[float]] | None,
) -> list[str]:
    """The split of each group that is new, beside those of the articles that have theirs."""
    import numpy as np

    from newscorpus.balance import spread

    def counted(articles: Iterable[str]) -> NDArray[np.float64]:
        rows = [[1.0, *(counts[article] if counts else ())] for article in articles]
        return np.asarray(rows).sum(axis=0) if rows else np.zeros(width)

    width = 1 + (len(next(iter(counts.values()))) if counts else 0)
    taken = [[each for each in assigned if assigned[each].split == split] for split in SPLITS]
    places = spread(
        np.array([counted(group) for group in new_groups]),
        np.array([counted(articles) for articles in taken]),
        tuple(SHARES.values()),
    )
    return [SPLITS[place] for place in places]


def _scattered(article: str) -> bytes:
    """An order that has nothing to do with the ids, so that a split is no run of the alphabet."""
    return hashlib.sha256(article.encode()).digest()
