"""Who goes into which split: one story in one split, and nobody moves once released.

``annotations/splits.csv`` records the split of each article and the version that first had it.
Articles that are not in it yet are assigned by their groups (a story, with its near-duplicates):
to the split of those of the group that are recorded; else, largest group first, to the split that
lacks most of its share. The outcome depends on the corpus alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newscorpus.grouping import groups

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
) -> tuple[dict[str, Recorded], list[Leak]]:
    """The split of every article, and the groups that stand in several splits already.

    Args:
        articles: all articles of the release.
        links: pairs that have to share a split: of one story, or near-duplicates.
        recorded: what ``splits.csv`` says.
        version: the version being released, noted for the articles that are new in it.
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
    total = len(assigned) + sum(map(len, new_groups))
    lacking = {split: share * total for split, share in SHARES.items()}
    for record in assigned.values():
        lacking[record.split] -= 1
    for group in sorted(new_groups, key=lambda group: (-len(group), _scattered(group[0]))):
        split = max(SPLITS, key=lambda split: (lacking[split], -SPLITS.index(split)))
        lacking[split] -= len(group)
        assigned.update({article: Recorded(article, split, version) for article in group})
    return dict(sorted(assigned.items())), leaks


def _scattered(article: str) -> bytes:
    """An order that has nothing to do with the ids, so that a split is no run of the alphabet."""
    return hashlib.sha256(article.encode()).digest()
