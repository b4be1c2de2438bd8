"""What a check found, and where: the one form in which every problem of a corpus is told.

A ``Rule`` is a line of the catalogue (``newscorpus.checks.catalogue``); a ``Finding`` is one
place where a corpus breaks it. How findings are shown is the business of ``newscorpus.reports``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"

_SHOWN = 80  # code points of a text that a message quotes


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong: its code, how grave it is, and how to mend it."""

    code: str
    severity: str
    title: str
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: line and column, both from 1, the column in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found in one document, before it is known in which file and line.

    ``pointer`` is a JSON pointer (RFC 6901) into the annotation, as its parts; ``offset`` a
    place in the article's text, in code points. At most one of the two is given.
    """

    code: str
    found: str
    expected: str
    pointer: tuple[str | int, ...] | None = None
    offset: int | None = None
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule and its place: ``path`` is relative to the corpus, with ``/``."""

    rule: Rule
    path: str
    found: str
    expected: str
    place: Place | None = None
    pointer: str | None = None
    mend: str | None = None

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def is_error(self) -> bool:
        return self.rule.severity == ERROR

    @property
    def how_to_mend(self) -> str:
        return self.mend or self.rule.mend

    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        place = self.place or Place(0, 0)
        return (self.path, place.line, place.column, self.code, self.pointer or "", self.found)


def json_pointer(parts: tuple[str | int, ...]) -> str:
    """RFC 6901: ``("quotes", 0, "a/b")`` is ``/quotes/0/a~1b``."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def place_of(text: str, offset: int) -> Place:
    """The line and column of a code point; only LF ends a line."""
    start = text.rfind("\n", 0, offset) + 1
    return Place(text.count("\n", 0, offset) + 1, offset - start + 1)


def shown(text: str) -> str:
    """A text as a message quotes it: cut to length, and every code point that is not seen, or
    that would turn the line's direction, written as its escape."""
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 30] + " … " + text[-27:]
    safe = re.sub(r"[^\x20-\x7e\xa1-\uffff\U00010000-\U0010ffff]", _escape, cut)
    safe = "".join(char if char.isprintable() else _escape_char(char) for char in safe)
    return f"«{safe}»"


def _escape(matched: re.Match[str]) -> str:
    return _escape_char(matched.group())


def _escape_char(char: str) -> str:
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    point = ord(char)
    return named.get(char) or (f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}")
