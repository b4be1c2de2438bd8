"""Measures of agreement, each from counts that add up over articles.

Because every measure is a function of summed counts, the same counts give the figure of an
article, of a corpus, and of each bootstrap sample of its articles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Counts: TypeAlias = "NDArray[np.float64]"
Value = Callable[["Counts"], float]

SAMPLES = 1000
_SEED = 20131  # the draws are part of the result, and so always the same


def exact_f1(counts: Counts) -> float:
    """F1 of one annotator against the other: ``[units in both, units of one, units of other]``."""
    both, one, other = counts
    return _share(2 * both, one + other)


def overlap_f1(counts: Counts) -> float:
    """The same where a unit counts that overlaps any of the other's:
    ``[of one that overlap, units of one, of other that overlap, units of other]``.

    The lenient measure for quotations of Pareti et al. (2013), *Automatically Detecting and
    Attributing Indirect Quotations*.
    """
    one_met, one, other_met, other = counts
    recall, precision = _share(one_met, one), _share(other_met, other)
    return _share(2 * precision * recall, precision + recall)


def accuracy(counts: Counts) -> float:
    """``[right, all]``."""
    right, total = counts
    return _share(right, total)


def cohens_kappa(confusion: Counts) -> float:
    """Cohen's kappa (1960) of a square table of labels, one annotator's by the other's, flat."""
    table = _square(confusion)
    total = table.sum()
    if total == 0:
        return float("nan")
    observed = np.trace(table) / total
    expected = (table.sum(axis=0) * table.sum(axis=1)).sum() / total**2
    return _share(observed - expected, 1 - expected, whole=observed == 1)


def krippendorffs_alpha(confusion: Counts) -> float:
    """Krippendorff's alpha for nominal data and two annotators, from the same table.

    Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*: from coincidences, of
    which each pair of values gives two.
    """
    table = _square(confusion)
    coincidences = table + table.T
    totals = coincidences.sum(axis=0)
    total = totals.sum()
    if total == 0:
        return float("nan")
    disagreement = total - np.trace(coincidences)
    expected = (total**2 - (totals**2).sum()) / (total - 1) if total > 1 else 0.0
    return _share(expected - disagreement, expected, whole=disagreement == 0)


def unitizing_alpha(confusion: Counts) -> float:
    """Krippendorff's alpha over the continuum, between what is marked and what is not.

    Krippendorff, Mathet, Bouvry and Widlöcher (2016), *On the reliability of unitizing textual
    continua*: the binary |uα, whose coincidences are lengths of intersections. Here lengths are
    code points: ``[marked by both, by one alone, by the other alone, by neither]``.
    """
    return krippendorffs_alpha(confusion)


def _square(flat: Counts) -> Counts:
    side = round(len(flat) ** 0.5)
    return flat.reshape(side, side)


def _share(part: float, whole_part: float, *, whole: bool = False) -> float:
    """A ratio; 1 where there was no way to differ, and not a number where there was nothing."""
    if whole_part == 0:
        return 1.0 if whole else float("nan")
    return float(part / whole_part)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value with its 95% bootstrap interval over articles, and how many units it is
    over; ``nan`` where there was nothing to measure."""

    value: float
    low: float
    high: float
    units: int


def figure(value: Value, articles: Sequence[Counts], units: int) -> Figure:
    """A measure over articles, with the percentile bootstrap (Efron and Tibshirani 1993, ch. 13).

    Args:
        value: the measure.
        articles: the counts of each article.
        units: how many units the measure is over.
    """
    table = np.stack(articles)
    chance = np.random.default_rng(_SEED)
    drawn = chance.multinomial(len(table), [1 / len(table)] * len(table), SAMPLES)
    sampled = np.array([value(counts) for counts in drawn @ table])
    known = sampled[~np.isnan(sampled)]
    low, high = np.percentile(known, (2.5, 97.5)) if len(known) else (np.nan, np.nan)
    return Figure(value(table.sum(axis=0)), float(low), float(high), units)
