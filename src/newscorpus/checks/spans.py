"""Rules on spans: that offsets give the words, and that the edges are those of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from newscorpus.annotation import Mention, Span
from newscorpus.checks.view import MARKS, Placed, View
from newscorpus.findings import Problem, shown

_PAIRS = {"“": "”", "„": "“", "«": "»", "‹": "›", "‘": "’", '"': '"', "'": "'"}


def offsets(view: View) -> Iterator[Problem]:
    """NC301, NC302, NC303: the text at the offsets is the text given."""
    for pointer, span in view.misplaced:
        if not span.start < span.end:
            yield Problem("NC302", f"{span.start} to {span.end}", "an end after the start", pointer)
        elif span.end > len(view.text):
            expected = f"at most {len(view.text)}, the length of the text in code points"
            mend = _other_unit(view.text, span)
            yield Problem("NC303", f"an end of {span.end}", expected, (*pointer, "end"), mend=mend)
        else:
            there = view.text[span.start : span.end]
            yield Problem(
                "NC301",
                f"{shown(there)} at {span.start}:{span.end}",
                shown(span.text),
                pointer,
                mend=_other_unit(view.text, span) or _nearest(view.text, span),
            )


def _other_unit(text: str, span: Span | Mention) -> str | None:
    """Whether the offsets would be right in UTF-8 bytes or UTF-16 units: what to say then."""
    for encoding, width, unit in (("utf-8", 1, "UTF-8 bytes"), ("utf-16-le", 2, "UTF-16 units")):
        encoded = text.encode(encoding)
        words = encoded[span.start * width : span.end * width]
        if words == span.text.encode(encoding):
            start = len(encoded[: span.start * width].decode(encoding))
            right = f"{start}:{start + len(span.text)}"
            return f"these offsets count {unit}; in code points they are {right}"
    return None


def _nearest(text: str, span: Span | Mention) -> str | None:
    starts = [found.start() for found in re.finditer(re.escape(span.text), text)]
    if not starts:
        return "these words do not stand in the text: correct them, or restore the raw file"
    start = min(starts, key=lambda start: abs(start - span.start))
    return f"these words stand at {start}:{start + len(span.text)}, {len(starts)} times in all"


def edges(view: View) -> Iterator[Problem]:
    """NC304 to NC307: white space, lone marks, parts of words or characters at the edges."""
    for placed in view.odd_edges:
        yield from _edges_of(view.text, placed)


def _edges_of(text: str, placed: Placed) -> Iterator[Problem]:
    pointer, span = placed
    words = span.text
    if words != words.strip():
        stripped = shown(words.strip())
        yield Problem("NC304", shown(words), f"{stripped} without white space", pointer)
    if _lone_mark(words):
        yield Problem("NC305", shown(words), "both marks of the pair, or none", pointer)
    for edge, inside, outside in (
        (span.start, words[0], text[span.start - 1 : span.start] if span.start else ""),
        (span.end, text[span.end : span.end + 1], words[-1]),
    ):
        around = shown(text[max(0, edge - 10) : edge] + "|" + text[edge : edge + 10])
        if _within_character(outside, inside):
            yield Problem("NC307", around, "an edge between characters", pointer)
        elif outside.isalnum() and inside.isalnum():
            yield Problem("NC306", around, "an edge between words", pointer)


def _lone_mark(words: str) -> bool:
    first, last = words[0], words[-1]
    if first in MARKS and not _closed_within(words):
        return True
    return last in MARKS and last not in "’'" and not _opened_within(words)


def _closed_within(words: str) -> bool:
    """Whether the mark that opens the words is closed in them, or is an apostrophe."""
    rest = words[1:]
    if words[0] in "‘'’":
        return bool(rest[:1].isalnum())
    closing = _PAIRS.get(words[0])
    return any(mark in rest for mark in {closing, '"', "”"} if mark)


def _opened_within(words: str) -> bool:
    """Whether the mark that ends the words was opened in them. News mixes its marks, so that a
    straight one may close a curly one."""
    openers = {mark for mark, partner in _PAIRS.items() if partner == words[-1]} | {"“", '"'}
    return any(mark in words[:-1] for mark in openers)


def _within_character(before: str, after: str) -> bool:
    """Whether an edge parts what is one character to a reader (Unicode UAX #29, the rules on
    combining marks, joiners and variation selectors)."""
    if not before or not after:
        return False
    return (
        unicodedata.combining(after) != 0
        or unicodedata.category(after) in {"Mn", "Me"}
        or after == "\u200d"
        or before == "\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
    )


def order(view: View) -> Iterator[Problem]:
    """NC401: the spans of one part stand in text order and do not overlap."""
    for pointer, spans in view.parts():
        if len(spans) < 2:
            continue
        for index, (first, second) in enumerate(pairwise(spans)):
            if second.start < first.end:
                yield Problem(
                    "NC401",
                    f"{shown(second.text)} at {second.start} after {shown(first.text)} that ends "
                    f"at {first.end}",
                    "text order without overlap",
                    (*pointer, index + 1),
                )
