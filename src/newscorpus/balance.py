"""Spread groups over parts so that each part has its share of everything that is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Deviations count by their fourth power: one label that is far off weighs more than many that are
# a little off.
_POWER = 4
_FEW = 10  # groups that have a feature: with fewer it cannot be spread, and would decide all else
_REFINED = 400  # groups; with more, chance alone balances, and all pairs would be many
_ROUNDS = 500


def spread(
    counts: NDArray[np.float64], fixed: NDArray[np.float64], shares: Sequence[float]
) -> list[int]:
    """The part of each group: first one after the other to where it is best placed, then by
    moving single groups and exchanging two for as long as that helps.

    A feature that only a few groups have is left out: nobody can spread it.

    Args:
        counts: how often each group has each feature, of shape (groups, features); groups are
            placed in this order, so the largest come first.
        fixed: what each part has already, of shape (parts, features).
        shares: the share of each part; they add up to 1.
    """
    total = counts.sum(axis=0) + fixed.sum(axis=0)
    spreadable = (counts > 0).sum(axis=0) >= min(_FEW, len(counts))
    total[~spreadable] = 0
    scale = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
    weights = counts * scale
    # How far each part is from its share, in shares of the whole.
    away = fixed * scale - np.outer(shares, total > 0)
    parts = np.zeros(len(weights), np.intp)
    for group, weight in enumerate(weights):
        # While parts fill up, being too full is what a group has to avoid.
        costs = (np.abs(away + weight) ** _POWER - np.abs(away) ** _POWER).sum(axis=1)
        parts[group] = _least(costs)
        away[parts[group]] += weight
    if len(weights) <= _REFINED:
        _refine(weights, parts, away)
    return [int(part) for part in parts]


def _refine(
    weights: NDArray[np.float64], parts: NDArray[np.intp], away: NDArray[np.float64]
) -> None:
    """Move and exchange groups in place, the best change first, until none helps."""
    # A group of no weight stands for nobody: to exchange with it is to move.
    nobody = np.zeros((1, weights.shape[1]))
    for _ in range(_ROUNDS):
        best = (-1e-12, 0, 0, 0, 0)
        for source in range(len(away)):
            for target in range(len(away)):
                if source == target:
                    continue
                leaving = np.flatnonzero(parts == source)
                coming = np.flatnonzero(parts == target)
                if not len(leaving):
                    continue
                there = np.concatenate([nobody, weights[coming]])
                moved = weights[leaving][:, None, :] - there[None, :, :]
                change = (
                    _cost(away[source] - moved)
                    - _cost(away[source])
                    + _cost(away[target] + moved)
                    - _cost(away[target])
                )
                place = _least(change.ravel())
                row, column = divmod(place, len(there))
                if change[row, column] < best[0] - 1e-12:
                    other = int(coming[column - 1]) if column else -1
                    best = (float(change[row, column]), source, target, int(leaving[row]), other)
        _, source, target, group, other = best
        if source == target:
            return
        moved = weights[group] - (weights[other] if other >= 0 else 0)
        away[source] -= moved
        away[target] += moved
        parts[group] = target
        if other >= 0:
            parts[other] = source


def _cost(away: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((away**_POWER).sum(axis=-1))


def _least(costs: NDArray[np.float64]) -> int:
    """The place of the least; of those that differ by rounding alone, the first."""
    return int(np.flatnonzero(costs <= costs.min() + 1e-13)[0])
