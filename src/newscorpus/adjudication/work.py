"""Adjudicate articles of a corpus: read the passes and decisions, write decisions and gold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newscorpus.adjudication.comparison import Comparison, compare
from newscorpus.adjudication.decisions import (
    Decided,
    DecisionError,
    read_decisions,
    write_decisions,
)
from newscorpus.adjudication.gold import adjudicated, stale, undecided
from newscorpus.annotation import to_json
from newscorpus.corpus import Corpus
from newscorpus.textfile import write_whole


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article: how many differences there are and how many wait for a decision;
    whether its gold was written, or is there and was left (``kept``)."""

    article: str
    differences: int
    waiting: int
    written: bool = False
    kept: bool = False


def decisions_path(corpus: Corpus, article: str) -> Path:
    """Where an article's decisions lie."""
    return corpus.annotations / "decisions" / f"{article}.toml"


def compare_passes(corpus: Corpus, article: str, one: str, other: str) -> Comparison:
    """An article's two passes side by side."""
    first, second = corpus.annotation(article, one), corpus.annotation(article, other)
    return compare(first, second, corpus.article(article).text)


def decisions_of(corpus: Corpus, article: str) -> Decided:
    """What has been decided of an article; nothing where there is no file.

    Raises:
        DecisionError: where the file cannot be used.
    """
    path = decisions_path(corpus, article)
    try:
        return read_decisions(path.read_text("utf-8")) if path.exists() else Decided()
    except (DecisionError, UnicodeDecodeError) as error:
        raise DecisionError(f"{corpus.relative(path)}: {error}") from None


def adjudicate(
    corpus: Corpus, article: str, one: str, other: str, *, replace: bool = False
) -> Outcome:
    """Take one article as far as its decisions go.

    The file of decisions is written where there are differences. Where all are decided, the gold is
    written too; a gold that is there and says something else is replaced only with ``replace``.

    Raises:
        DecisionError: where the file of decisions cannot be used, decides what is no difference, or
            decides something that cannot be.
    """
    comparison = compare_passes(corpus, article, one, other)
    decided = decisions_of(corpus, article)
    path = decisions_path(corpus, article)
    left = stale(comparison, decided)
    if left:
        raise DecisionError(
            f"{corpus.relative(path)}: {left[0]} is no difference of these passes; "
            f"mend or delete it ({len(left)} such)"
        )
    differences, waiting = comparison.differences, undecided(comparison, decided)
    if differences or decided.overlooked:
        write_whole(path, write_decisions(comparison, decided).encode())
    if waiting:
        return Outcome(article, len(differences), len(waiting))
    try:
        gold = to_json(adjudicated(comparison, decided))
    except DecisionError as error:
        raise DecisionError(f"{corpus.relative(path)}: {error}") from None
    target = corpus.annotation_path(article)
    if target.exists() and target.read_bytes() != gold and not replace:
        return Outcome(article, len(differences), 0, kept=True)
    write_whole(target, gold)
    return Outcome(article, len(differences), 0, written=True)
