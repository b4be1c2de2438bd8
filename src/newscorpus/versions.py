"""Versions of releases, by Semantic Versioning 2.0.0 without build metadata."""

from __future__ import annotations

import re

_NUMBER = "(?:0|[1-9][0-9]*)"
_WORD = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
VERSION = re.compile(rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})(?:-({_WORD}(?:\.{_WORD})*))?")

Key = tuple[int, int, int, bool, tuple[tuple[bool, int, str], ...]]


def release_key(version: str) -> Key | None:
    """What versions are ordered by (section 11 of the specification); ``None`` for what is no
    version. A release comes after its pre-releases, a number before a word."""
    matched = VERSION.fullmatch(version)
    if matched is None:
        return None
    words = matched[4].split(".") if matched[4] else []
    ranked = tuple((False, int(word), "") if word.isdigit() else (True, 0, word) for word in words)
    return (int(matched[1]), int(matched[2]), int(matched[3]), not words, ranked)
