"""Two annotators' passes over a corpus compared: by layer, by label, by article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from newscorpus.agreement import measures
from newscorpus.agreement.measures import Figure, Value, figure
from newscorpus.matching import (
    Unit,
    entity_map,
    name_units,
    overlap,
    pairs,
    part_units,
    quote_pairs,
    same_target,
    shown_alike,
    stance_pairs,
)
from newscorpus.schema import labels

if TYPE_CHECKING:
    from newscorpus.agreement.measures import Counts
    from newscorpus.annotation import Annotation
    from newscorpus.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of a report: what was measured, how, and what came out."""

    layer: str
    measure: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class ArticleAgreement:
    """Exact F1 of names, overlap F1 of contents and F1 of stances in one article."""

    article: str
    names: float
    contents: float
    stances: float

    @property
    def mean(self) -> float:
        """What articles are ordered by: those that disagree most are read again first."""
        known = [each for each in (self.names, self.contents, self.stances) if each == each]  # noqa: PLR0124
        return sum(known) / len(known) if known else 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that was measured between annotators over the articles that they share."""

    annotators: tuple[str, ...]
    articles: int
    measured: tuple[Measured, ...]
    by_article: tuple[ArticleAgreement, ...]


Compare = Callable[["Annotation", "Annotation", int], "Counts"]
Units = Callable[["Annotation"], list[Unit]]
Labels = Callable[["Annotation", "Annotation"], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A measure of a layer: how its counts are taken, and which of them are its units."""

    layer: str
    measure: str
    value: Value
    counts: Compare
    units: Callable[[Counts], float]


def _exact(ones: list[Unit], others: list[Unit]) -> Counts:
    first = {(unit.start, unit.end) for unit in ones}
    second = {(unit.start, unit.end) for unit in others}
    return np.array([len(first & second), len(first), len(second)], float)


def _overlapping(ones: list[Unit], others: list[Unit]) -> Counts:
    met = sum(any(overlap(one, other) for other in others) for one in ones)
    met_back = sum(any(overlap(one, other) for one in ones) for other in others)
    return np.array([met, len(ones), met_back, len(others)], float)


def _continuum(ones: list[Unit], others: list[Unit], length: int) -> Counts:
    first, second = np.zeros(length, bool), np.zeros(length, bool)
    for marked, units in ((first, ones), (second, others)):
        for unit in units:
            marked[unit.start : unit.end] = True
    both, one = int((first & second).sum()), int((first & ~second).sum())
    other = int((second & ~first).sum())
    return np.array([both, one, other, length - both - one - other], float)


def _confusion(found: Iterable[tuple[str, str]], names: tuple[str, ...]) -> Counts:
    table = np.zeros((len(names), len(names)))
    for first, second in found:
        table[names.index(first), names.index(second)] += 1
    return table.ravel()


def _span_lines(layer: str, units: Units) -> list[_Line]:
    """The measures that every layer of spans has."""
    return [
        _Line(
            layer,
            "exact F1",
            measures.exact_f1,
            lambda a, b, _: _exact(units(a), units(b)),
            lambda counts: counts[1] + counts[2],
        ),
        _Line(
            layer,
            "overlap F1",
            measures.overlap_f1,
            lambda a, b, _: _overlapping(units(a), units(b)),
            lambda counts: counts[1] + counts[3],
        ),
        _Line(
            layer,
            "alpha over code points",
            measures.unitizing_alpha,
            lambda a, b, length: _continuum(units(a), units(b), length),
            lambda counts: counts.sum(),
        ),
    ]


def _label_lines(layer: str, found: Labels, names: tuple[str, ...]) -> list[_Line]:
    """The measures on the labels of units that both have."""

    def counts(one: Annotation, other: Annotation, _: int) -> Counts:
        return _confusion(found(one, other), names)

    return [
        _Line(layer, "Cohen's kappa", measures.cohens_kappa, counts, lambda table: table.sum()),
        _Line(
            layer,
            "Krippendorff's alpha",
            measures.krippendorffs_alpha,
            counts,
            lambda table: table.sum(),
        ),
    ]


def _accuracy_line(layer: str, found: Callable[[Annotation, Annotation], list[bool]]) -> _Line:
    def counts(one: Annotation, other: Annotation, _: int) -> Counts:
        right = found(one, other)
        return np.array([sum(right), len(right)], float)

    return _Line(layer, "accuracy", measures.accuracy, counts, lambda table: table[1])


def _name_labels(one: Annotation, other: Annotation) -> list[tuple[str, str]]:
    found = pairs(name_units(one), name_units(other), overlap)
    return [(first.label, second.label) for first, second in found]


def _quote_types(one: Annotation, other: Annotation) -> list[tuple[str, str]]:
    return [(first.type, second.type) for first, second in quote_pairs(one, other)]


def _speakers(one: Annotation, other: Annotation) -> list[bool]:
    entities = entity_map(one, other)
    return [entities.get(a.speaker) == b.speaker for a, b in quote_pairs(one, other)]


def _holders(one: Annotation, other: Annotation) -> list[bool]:
    entities = entity_map(one, other)
    return [entities.get(a.holder) == b.holder for a, b in shown_alike(one, other)]


def _targets(one: Annotation, other: Annotation) -> list[bool]:
    entities = entity_map(one, other)
    return [same_target(a, b, entities) for a, b in shown_alike(one, other)]


def _labelled_stances(label: str) -> Compare:
    """Counts of the stances of one label, that both have with it or one alone."""

    def counts(one: Annotation, other: Annotation, _: int) -> Counts:
        both = sum(a.label == b.label == label for a, b in stance_pairs(one, other))
        each = (sum(s.label == label for s in side.stances) for side in (one, other))
        return np.array([both, *each], float)

    return counts


def _stance_labels(one: Annotation, other: Annotation) -> list[tuple[str, str]]:
    return [(first.label, second.label) for first, second in stance_pairs(one, other)]


def _stance_counts(one: Annotation, other: Annotation, _: int) -> Counts:
    found = len(stance_pairs(one, other))
    return np.array([found, len(one.stances), len(other.stances)], float)


def _only(units: Units, label: str) -> Units:
    """The units of one label among others."""
    return lambda annotation: [unit for unit in units(annotation) if unit.label == label]


def _part(part: str) -> Units:
    return lambda annotation: part_units(annotation, part)


def _lines(schema: dict[str, object]) -> list[_Line]:
    types = labels(schema, "entity", "type")
    kinds = labels(schema, "quote", "type")
    lines = _span_lines("names", name_units)
    lines += _label_lines("types of names", _name_labels, types)
    for kind in types:
        lines += _span_lines(f"names: {kind}", _only(name_units, kind))[:1]
    for part in ("content", "cue", "source"):
        lines += _span_lines(f"quotes: {part}", _part(part))
    lines += _label_lines("types of quotes", _quote_types, kinds)
    for kind in kinds:
        lines += _span_lines(f"content: {kind}", _only(_part("content"), kind))[:2]
    lines.append(_accuracy_line("speakers of quotes", _speakers))
    lines.append(
        _Line(
            "stances: holder and target",
            "exact F1",
            measures.exact_f1,
            _stance_counts,
            lambda counts: counts[1] + counts[2],
        )
    )
    lines.append(_accuracy_line("holders of stances", _holders))
    lines.append(_accuracy_line("targets of stances", _targets))
    stance_labels = labels(schema, "stance", "label")
    lines += _label_lines("labels of stances", _stance_labels, stance_labels)
    lines += [
        _Line(
            f"stances: {label}",
            "exact F1",
            measures.exact_f1,
            _labelled_stances(label),
            lambda counts: counts[1] + counts[2],
        )
        for label in stance_labels
    ]
    return lines


def agreement(
    corpus: Corpus, annotators: Sequence[str], articles: Iterable[str] | None = None
) -> Agreement:
    """How far annotators agree on the articles that all of them annotated.

    With more than two, the counts of all pairs are added up.

    Args:
        corpus: where the passes lie.
        annotators: two or more, ``gold`` among them if one likes.
        articles: these articles alone.

    Raises:
        ValueError: with fewer than two annotators, or no article that they share.
    """
    if len(set(annotators)) < 2:
        raise ValueError("agreement is between two annotators or more")
    shared = set(corpus.annotated(annotators[0]))
    shared.intersection_update(*(corpus.annotated(each) for each in annotators[1:]))
    if articles is not None:
        shared.intersection_update(articles)
    if not shared:
        raise ValueError(f"{', '.join(annotators)} have no article in common")
    lines = _lines(corpus.schema)
    counts: list[list[Counts]] = [[] for _ in lines]
    by_article = []
    for identifier in sorted(shared):
        length = len(corpus.article(identifier).text)
        passes = [corpus.annotation(identifier, each) for each in annotators]
        for line, kept in zip(lines, counts, strict=True):
            kept.append(
                np.sum([line.counts(*two, length) for two in combinations(passes, 2)], axis=0)
            )
        by_article.append(_of_article(identifier, lines, counts))
    measured = tuple(
        Measured(
            line.layer,
            line.measure,
            figure(line.value, kept, int(line.units(np.sum(kept, axis=0)))),
        )
        for line, kept in zip(lines, counts, strict=True)
    )
    ordered = sorted(by_article, key=lambda each: (each.mean, each.article))
    return Agreement(tuple(annotators), len(shared), measured, tuple(ordered))


def _of_article(
    identifier: str, lines: list[_Line], counts: list[list[Counts]]
) -> ArticleAgreement:
    """The figures of the article whose counts came last."""
    last = {
        (line.layer, line.measure): line.value(kept[-1])
        for line, kept in zip(lines, counts, strict=True)
    }
    return ArticleAgreement(
        identifier,
        last["names", "exact F1"],
        last["quotes: content", "overlap F1"],
        last["stances: holder and target", "exact F1"],
    )
