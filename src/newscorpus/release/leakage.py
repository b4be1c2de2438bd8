"""What train knows of test already: near-duplicates, quotations and names that splits share.

A quotation recurs where the same words, case and punctuation apart, are quoted in two articles;
short ones are left out, since anybody may say them. Names are compared by type and name. The counts
are made for the split of record and for those by time and by outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from newscorpus.corpus import LeakageLimits
from newscorpus.document import Document
from newscorpus.similarity import folded_words
from newscorpus.splits import SPLITS
from newscorpus.tables.standing import number_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUOTED_WORDS = 6  # a quotation of fewer words may recur by chance
_TRAIN, _TEST = SPLITS[0], SPLITS[-1]


class Traces(msgspec.Struct):
    """What articles have that others may have too: for each article, in order, the numbers of its
    names and of the words it quotes."""

    articles: list[str] = []
    names: list[NDArray[np.uint64]] = []
    quotes: list[NDArray[np.uint64]] = []

    def add(self, document: Document, names: Iterable[int]) -> None:
        """Take the traces of one more article; ``names`` are the numbers of its names."""
        words = (
            folded_words(span.text)
            for quote in document.annotation.quotes
            if quote.type == "direct" and quote.within is None
            for span in quote.content
        )
        quotes = {number_of(b" ".join(each)) for each in words if len(each) >= QUOTED_WORDS}
        self.articles.append(document.id)
        self.names.append(_array(names))
        self.quotes.append(_array(quotes))

    def extend(self, other: Traces) -> None:
        """Take those of other articles."""
        self.articles += other.articles
        self.names += other.names
        self.quotes += other.quotes


def _array(numbers: Iterable[int]) -> NDArray[np.uint64]:
    return np.fromiter(numbers, np.uint64)


@dataclass(frozen=True, slots=True)
class Leakage:
    """What one way of splitting lets through.

    ``near_duplicates`` are pairs of articles in different splits, ``recurring_quotes`` quotations
    that stand in more than one; ``names_in_train`` is the share of the names of each other split
    that train has too, ``nan`` where there are none.
    """

    near_duplicates: int
    recurring_quotes: int
    names_in_train: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LeakageReport:
    """The leakage of each way of splitting, and what recurs in the corpus at all."""

    articles: int
    near_duplicates: int
    recurring_quotes: int
    in_several_outlets: int
    ways: Mapping[str, Leakage] = field(default_factory=dict)


def leakage(
    traces: Traces,
    ways: Mapping[str, Mapping[str, str]],
    outlets: Mapping[str, str],
    near_duplicates: Sequence[tuple[str, str]],
) -> LeakageReport:
    """Count what splits share.

    Args:
        traces: of every article.
        ways: the split of each article, by the name of the way.
        outlets: the outlet of each article.
        near_duplicates: pairs of articles that are nearly the same.
    """
    names, name_homes = _flat(traces.names)
    quotes, quote_homes = _flat(traces.quotes)
    papers = np.array([outlets[article] for article in traces.articles], str)
    found = {}
    for way, splits in ways.items():
        homes = np.array([SPLITS.index(splits[article]) for article in traces.articles], np.intp)
        found[way] = Leakage(
            sum(splits[one] != splits[other] for one, other in near_duplicates),
            _in_several(quotes, homes[quote_homes]),
            _shared(names, homes[name_homes]),
        )
    return LeakageReport(
        len(traces.articles),
        len(near_duplicates),
        _in_several(quotes, quote_homes),
        _in_several(quotes, papers[quote_homes]),
        found,
    )


def _flat(rows: Sequence[NDArray[np.uint64]]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """All numbers, and for each the place of its article."""
    if not rows:
        return np.empty(0, np.uint64), np.empty(0, np.intp)
    return np.concatenate(rows), np.repeat(np.arange(len(rows)), [len(row) for row in rows])


def _in_several(numbers: NDArray[np.uint64], homes: NDArray[Any]) -> int:
    """How many numbers have more than one home."""
    if not len(numbers):
        return 0
    _, places = np.unique(homes, return_inverse=True)
    pairs = np.unique(np.stack([numbers, places.astype(np.uint64)]), axis=1)
    _, counts = np.unique(pairs[0], return_counts=True)
    return int((counts > 1).sum())


def _shared(names: NDArray[np.uint64], homes: NDArray[np.intp]) -> dict[str, float]:
    """The share of each split's names that train has too."""
    sets = [np.unique(names[homes == place]) for place in range(len(SPLITS))]
    return {
        split: float(np.isin(sets[place], sets[0]).mean()) if len(sets[place]) else float("nan")
        for place, split in enumerate(SPLITS)
        if split != _TRAIN
    }


def over_limits(report: LeakageReport, limits: LeakageLimits) -> list[str]:
    """What the split of record has more of than a corpus allows, in words."""
    record = report.ways["split"]
    told = (
        ("near_duplicates", record.near_duplicates, limits.near_duplicates),
        ("recurring_quotes", record.recurring_quotes, limits.recurring_quotes),
        ("names_in_train", record.names_in_train[_TEST], limits.names_in_train),
    )
    return [
        f"{name} is {round(value, 3)}, and {limit} is allowed"
        for name, value, limit in told
        if limit is not None and value > limit
    ]


def as_json(report: LeakageReport) -> bytes:
    """The report as JSON; shares to four places."""
    told = {
        "articles": report.articles,
        "near_duplicates": report.near_duplicates,
        "recurring_quotes": report.recurring_quotes,
        "recurring_quotes_in_several_outlets": report.in_several_outlets,
        "across": {
            way: {
                "near_duplicates": each.near_duplicates,
                "recurring_quotes": each.recurring_quotes,
                "names_in_train": {
                    split: None if share != share else round(share, 4)  # noqa: PLR0124
                    for split, share in each.names_in_train.items()
                },
            }
            for way, each in report.ways.items()
        },
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def as_markdown(report: LeakageReport) -> str:
    """The section of the dataset card."""
    introduction = (
        f"{report.near_duplicates} pairs of articles are near-duplicates, and "
        f"{report.recurring_quotes} quotations of {QUOTED_WORDS} words or more recur, "
        f"{report.in_several_outlets} of them in several outlets. Across splits (the columns "
        "`split_by_time` and `split_by_outlet` are other ways of splitting):\n"
    )
    lines = [
        "## Leakage\n",
        introduction,
        "| way | near-duplicates | recurring quotations | names of validation in train | of test |",
        "|---|---:|---:|---:|---:|",
    ]
    for way, each in report.ways.items():
        shares = " | ".join(_percent(share) for share in each.names_in_train.values())
        lines.append(f"| `{way}` | {each.near_duplicates} | {each.recurring_quotes} | {shares} |")
    return "\n".join(lines) + "\n"


def _percent(share: float) -> str:
    return "–" if share != share else f"{share:.1%}"  # noqa: PLR0124
