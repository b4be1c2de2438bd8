"""Rules on the article's text: nothing in it that offsets count and readers do not see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from newscorpus.checks.view import View
from newscorpus.findings import Problem, shown

_INVISIBLE = re.compile(
    "[\\x80-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f"
    "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\U000e0000-\\U000e007f]"
)


def normal_form(view: View) -> Iterator[Problem]:
    """NC010: the text is in Unicode Normalization Form C (UAX #15)."""
    text = view.text
    if not view.is_suspected or unicodedata.is_normalized("NFC", text):
        return
    composed = unicodedata.normalize("NFC", text)
    pairs = zip(text, composed, strict=False)
    at = next((index for index, (a, b) in enumerate(pairs) if a != b), 0)
    there = text[max(0, at - 10) : at + 10]
    yield Problem("NC010", f"{shown(there)}, decomposed", "text in NFC", offset=at)


def invisible(view: View) -> Iterator[Problem]:
    """NC011: zero-width and bidirectional controls are named."""
    text = view.text
    if not view.is_suspected:
        return
    for found in _INVISIBLE.finditer(text):
        char = found.group()
        if char == "\u200d" and _joins_emoji(text, found.start()):
            continue
        name = unicodedata.name(char, "a control character")
        point = f"U+{ord(char):04X} {name}"
        yield Problem("NC011", point, "text that can be seen", offset=found.start())


def _joins_emoji(text: str, at: int) -> bool:
    return at > 0 and ord(text[at - 1]) > 0x2000 and ord(text[at + 1 : at + 2] or " ") > 0x2000
