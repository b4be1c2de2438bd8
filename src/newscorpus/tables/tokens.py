"""Sentences and tokens of English news text, by rule.

The rules are part of a release: tokens never change because a library did. They follow the
conventions of the Penn Treebank as OntoNotes uses them (hyphenated compounds are parted, so that
``Geneva-based`` has a token for its name), and are no better than rules are: the aim is tokens on
whose edges names begin and end, not a parse.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

# Abbreviations before a name or number, after which no sentence starts.
_BEFORE_NAME = (
    "Mr Mrs Ms Mx Dr Prof Sr Sra Rev Fr Hon Gov Gen Col Lt Maj Capt Cpl Sgt Sen Rep Pres Cllr "
    "Messrs Mme Mlle St Ste Mt Ft No Nos Art Sec para vs v cf approx ca"
)
# Abbreviations that may also end a sentence: they do when a capital follows that starts one.
_ANYWHERE = (
    "Inc Ltd Co Corp Jr Bros etc al Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Ave Blvd Rd "
    "Dept Univ a.m p.m e.g i.e"
)
_BEFORE_NAME_SET = frozenset(_BEFORE_NAME.split())
_ANYWHERE_SET = frozenset(_ANYWHERE.split())

_TOKEN = re.compile(
    r"""
      (?!(?i:cannot)\b)[^\W\d_]+(?![\w.'’])            # most words: nothing below would part them
    | (?:[A-Za-z]\.){2,}                               # U.S., a.m., J.P.
    | (?:Mr|Mrs|Ms|Dr|Prof|Rev|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|Cllr|St|No|Jr|Sr|Inc|Ltd|Co|Corp)\.
    | (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s*\d)
    | [A-Z]\.(?=\s+[A-Z]|-[A-Z])                       # an initial
    | (?i:can)(?=not\b) | (?i:ma['’]am|o['’]clock)\b
    | \d+(?:[.,:]\d+)*\w*                              # 3.5, 1,200, 12:30, 25bp, 1990s
    | (?i:n['’]t|['’](?:s|re|ve|ll|d|m))(?!\w)         # clitics
    | (?:(?!n['’]t)\w)+(?=n['’]t(?!\w))                # the word before n't
    | \w+
    | \.{3} | …
    | --+ | [-–—]
    | \S
    """,
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]*[A-Z0-9À-ÖØ-Þ])|\n\n+")
_LONGEST = 12  # code points that an abbreviation may have
_LAST_WORD = re.compile(r"([\w.]*\w)\.[\"”’'»)\]]*$")


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Start and end of each token in ``text[start:end]``, in code points of ``text``."""
    return [
        found.span() for found in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]


def sentences(text: str, unbroken: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Start and end of each sentence, in code points, without the white space between.

    A blank line ends a sentence. No sentence ends within one of the ``unbroken`` spans (names
    such as ``St. Brannoc``).
    """
    blocked = sorted(unbroken)
    starts = [start for start, _ in blocked]
    found: list[tuple[int, int]] = []
    begin = 0
    for mark in _SENTENCE_END.finditer(text):
        end = mark.start() if mark.group().startswith("\n") else mark.end()
        if not mark.group().startswith("\n"):
            if _is_abbreviation(text, begin, mark):
                continue
            place = bisect_left(starts, end) - 1
            if place >= 0 and blocked[place][1] > end:
                continue
        found.extend(_stripped(text, begin, end))
        begin = end
    found.extend(_stripped(text, begin, len(text)))
    return found


def _is_abbreviation(text: str, begin: int, mark: re.Match[str]) -> bool:
    if not mark.group().startswith(".") or mark.group().startswith(".."):
        return False
    word = _LAST_WORD.search(text, max(begin, mark.start() - _LONGEST), mark.start() + 1)
    if word is None:
        return False
    last = word[1]
    if last in _BEFORE_NAME_SET or (len(last) == 1 and last.isupper()):
        return True
    if last in _ANYWHERE_SET or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last):
        following = text[mark.end() : mark.end() + 30].lstrip()
        return not re.match(
            r"[\"“‘'«(\[]*(?:The|A|An|He|She|It|They|We|But|And|In|On|At)\b", following
        )
    return False


def _stripped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return [(start, end)] if start < end else []
