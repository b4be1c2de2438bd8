"""The file in which a person decides: ``annotations/decisions/<article>.toml``.

One table ``[[difference]]`` for each difference, in text order, with its context, what each pass
has, and two lines to fill in: ``decision`` and ``reason``. A table ``[[overlooked]]`` adds a
mention that neither pass has. Writing the file anew keeps what is decided.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from newscorpus.adjudication.comparison import Comparison, Difference

NEITHER, BOTH, OTHER = "neither", "both", "other"
CONTEXT = 90  # code points on either side

_HEAD = """\
# {article}: where {one} and {other} differ. Set each decision to
#   "{one}" or "{other}"  what that pass has
#   "neither"             it is not marked, or the field is left empty
#   "both"                the evidence of both
#   "other"               what `other = ["...", ...]` says: the words, a label, or an entity's id
# and say why, by the number of the rule. Then run `newscorpus adjudicate {one} {other}` again.
# A mention that both have missed: [[overlooked]] with words, within (words around them), entity,
# kind and reason.
article = {article_quoted}
passes = {passes}
"""


class DecisionError(ValueError):
    """A file of decisions that cannot be used; says which difference and why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a difference: an annotator's name, ``neither``, ``both`` or ``other``
    with its values, and why."""

    choice: str
    reason: str = ""
    other: tuple[str, ...] = ()


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    context: str = ""
    by: dict[str, str] = {}
    decision: str = ""
    reason: str = ""
    other: tuple[str, ...] = ()


class Overlooked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mention that neither pass has: its words, where they stand (words around them that stand in
    the text once), whose they are (an entity's id or name) and of which kind."""

    words: str
    within: str
    entity: str
    kind: str
    reason: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    article: str
    passes: tuple[str, str]
    difference: tuple[_Row, ...] = ()
    overlooked: tuple[Overlooked, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What has been decided of an article: of each difference, by its id, and what else is to be
    marked."""

    decisions: Mapping[str, Decision] = field(default_factory=dict)
    overlooked: tuple[Overlooked, ...] = ()


def read_decisions(source: str) -> Decided:
    """What has been decided so far.

    Raises:
        DecisionError: where it is no TOML of this form, or decides one thing twice.
    """
    try:
        file = msgspec.convert(tomllib.loads(source), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DecisionError(str(error)) from None
    found: dict[str, Decision] = {}
    for row in file.difference:
        if row.id in found:
            raise DecisionError(f"{row.id} stands there twice")
        if row.decision:
            found[row.id] = Decision(row.decision, row.reason, row.other)
    return Decided(found, file.overlooked)


def write_decisions(comparison: Comparison, decided: Decided) -> str:
    """The file for a comparison, with what is decided filled in."""
    one, other = comparison.annotators
    head = _HEAD.format(
        article=comparison.article,
        one=one,
        other=other,
        article_quoted=_string(comparison.article),
        passes=_strings(comparison.annotators),
    )
    rows = (_row(comparison, each, decided.decisions) for each in comparison.differences)
    return "\n".join([head, *rows, *map(_overlooked, decided.overlooked)])


def _overlooked(mention: Overlooked) -> str:
    fields = (
        f"{name} = {_string(value)}" for name, value in msgspec.structs.asdict(mention).items()
    )
    return "\n".join(["[[overlooked]]", *fields]) + "\n"


def _row(comparison: Comparison, difference: Difference, decided: Mapping[str, Decision]) -> str:
    decision = decided.get(difference.id, Decision(""))
    lines = [
        "[[difference]]",
        f"id = {_string(difference.id)}",
        f"context = {_string(context(comparison.text, *difference.place))}",
        *(
            f"by.{_string(annotator)} = {_string(told)}"
            for annotator, told in zip(comparison.annotators, difference.told, strict=True)
        ),
        f"decision = {_string(decision.choice)}",
        f"reason = {_string(decision.reason)}",
    ]
    if decision.other:
        lines.append(f"other = {_strings(decision.other)}")
    return "\n".join(lines) + "\n"


def context(text: str, start: int, end: int) -> str:
    """A stretch of the text in ⟦⟧ with what stands around it, on one line."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    left = "…" if start > CONTEXT else ""
    right = "…" if end + CONTEXT < len(text) else ""
    return f"{left}{before}⟦{text[start:end]}⟧{after}{right}".replace("\n", " ¶ ").strip()


def _string(value: str) -> str:
    """A TOML basic string: its escapes are those of JSON, and U+007F must be one too."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")


def _strings(values: Any) -> str:
    return "[" + ", ".join(map(_string, values)) + "]"
