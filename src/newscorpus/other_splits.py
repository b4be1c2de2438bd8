"""Other fair ways to divide a corpus: by time and by outlet.

They stand beside the split of record as columns of every row. What ``corpus.toml`` says of them is
taken; what it leaves out follows from the shares, and may then change as articles are added.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping

import msgspec

from newscorpus.splits import SHARES

TRAIN, VALIDATION, TEST = SHARES


class OtherSplits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[splits]`` of ``corpus.toml``: ISO dates from which articles are for validation
    and for test, and the outlets that are."""

    validation_from: str = ""
    test_from: str = ""
    validation_outlets: tuple[str, ...] = ()
    test_outlets: tuple[str, ...] = ()


def by_time(dates: Mapping[str, str], told: OtherSplits) -> dict[str, str]:
    """The split of each article by its date: the last days are the test, and those before them the
    validation. Articles of one day stay together.

    Args:
        dates: the ISO date of each article.
        told: the days that the corpus has set, if it has.
    """
    ordered = sorted(dates.values())
    validation_from = told.validation_from or _from(ordered, SHARES[TRAIN])
    test_from = told.test_from or _from(ordered, SHARES[TRAIN] + SHARES[VALIDATION])
    return {
        article: TEST if date >= test_from else VALIDATION if date >= validation_from else TRAIN
        for article, date in dates.items()
    }


def _from(ordered: list[str], share: float) -> str:
    """The day at which a share of the articles is over; later than all where there are too few."""
    place = round(share * len(ordered))
    return ordered[place] if 0 < place < len(ordered) else "9999-12-31"


def by_outlet(outlets: Mapping[str, str], told: OtherSplits) -> dict[str, str]:
    """The split of each article by its outlet: no outlet of the test is in train.

    Args:
        outlets: the outlet of each article.
        told: the outlets that the corpus has set, if it has.
    """
    named = dict.fromkeys(told.validation_outlets, VALIDATION) | dict.fromkeys(
        told.test_outlets, TEST
    )
    split_of = named or _chosen(Counter(outlets.values()))
    return {article: split_of.get(outlet, TRAIN) for article, outlet in outlets.items()}


def _chosen(sizes: Counter[str]) -> dict[str, str]:
    """Outlets for validation and test, in an order that has nothing to do with their names, as
    long as they bring a split nearer to its share."""
    total = sum(sizes.values())
    waiting = sorted(sizes, key=lambda outlet: hashlib.sha256(outlet.encode()).digest())
    chosen: dict[str, str] = {}
    for split in (TEST, VALIDATION):
        wanted = SHARES[split] * total
        for outlet in waiting:
            # The last outlet is train's.
            free = outlet not in chosen and len(chosen) < len(sizes) - 1
            if free and abs(wanted - sizes[outlet]) < wanted:
                chosen[outlet] = split
                wanted -= sizes[outlet]
    return chosen
