"""Strict JSON (RFC 8259) with the place of every value.

The fast readers of JSON say neither where a value stands nor that a key came twice. This one
does both; it is read only for a file in which something is wrong, to say where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from newscorpus.findings import shown
from newscorpus.textfile import FileError, decode, placed

MAX_DEPTH = 64

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_NOT_JSON = re.compile(r"[-+]?(?:NaN|Infinity|nan|inf(?:inity)?)\b")
_WORDS = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class JsonText:
    """A parsed document; ``offsets`` has the place of each value by its pointer's parts, in
    code points of ``text``."""

    text: str
    value: Any
    offsets: dict[tuple[str | int, ...], int]

    def offset(self, pointer: tuple[str | int, ...]) -> int:
        """The place of the value at a pointer, or of the nearest one that encloses it."""
        while pointer not in self.offsets:
            pointer = pointer[:-1]
        return self.offsets[pointer]


def read_json(data: bytes) -> JsonText:
    """Parse UTF-8 JSON.

    Raises:
        FileError: NC101 where it is not JSON, NC102 with a key twice in an object, NC103 with a
            number that JSON lacks or that no 64 bits hold, NC104 with more than ``MAX_DEPTH``
            levels, NC105 with half a surrogate pair; and what ``decode`` raises.
    """
    text = decode(data)
    reader = _Reader(text)
    try:
        value, end = reader.value(reader.skip(0), ())
        reader.end(end)
    except FileError as error:
        raise placed(error, text[: error.offset]) from None
    return JsonText(text, value, reader.offsets)


def fractions(value: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Pointers of the numbers that are written with a fraction or an exponent (``3.0``)."""
    if isinstance(value, float):
        yield pointer
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from fractions(item, (*pointer, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from fractions(item, (*pointer, index))


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets: dict[tuple[str | int, ...], int] = {}

    def skip(self, position: int) -> int:
        matched = _SPACE.match(self.text, position)
        assert matched is not None  # the pattern matches the empty string
        return matched.end()

    def end(self, position: int) -> None:
        end = self.skip(position)
        if end != len(self.text):
            raise FileError("NC101", end, self.there(end), "the end of the file")

    def value(self, position: int, pointer: tuple[str | int, ...]) -> tuple[Any, int]:
        self.offsets[pointer] = position
        char = self.text[position : position + 1]
        if char == '"':
            return self.string(position)
        if char == "{":
            return self.object(position, pointer)
        if char == "[":
            return self.array(position, pointer)
        for word, constant in _WORDS.items():
            if self.text.startswith(word, position):
                return constant, position + len(word)
        return self.number(position)

    def string(self, position: int) -> tuple[str, int]:
        try:
            string, end = scanstring(self.text, position + 1)
        except ValueError as error:
            at = int(getattr(error, "pos", position))
            raise FileError("NC101", at, self.there(at), "a string that is closed") from None
        half = _SURROGATE.search(string)
        if half is not None:
            raise FileError("NC105", position, f"\\u{ord(half.group()):04x} alone")
        return string, end

    def number(self, position: int) -> tuple[int | float, int]:
        foreign = _NOT_JSON.match(self.text, position)
        if foreign is not None:
            raise FileError("NC103", position, foreign.group())
        matched = _NUMBER.match(self.text, position)
        if matched is None:
            raise FileError("NC101", position, self.there(position), "a value")
        digits = matched.group()
        if matched[1] is None and matched[2] is None:
            if len(digits) > 20 or not -(2**63) <= int(digits) < 2**63:
                raise FileError("NC103", position, f"an integer of {len(digits)} digits")
            return int(digits), matched.end()
        number = float(digits)
        if number in (float("inf"), float("-inf")):
            raise FileError("NC103", position, digits[:40])
        return number, matched.end()

    def object(self, position: int, pointer: tuple[str | int, ...]) -> tuple[dict[str, Any], int]:
        self._bounded(position, pointer)
        members: dict[str, Any] = {}
        at = self.skip(position + 1)
        if self.text[at : at + 1] == "}":
            return members, at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise self._unexpected(at, "a key in quotation marks")
            key_at = at
            key, at = self.string(at)
            if key in members:
                first = self.text.count("\n", 0, self.offsets[(*pointer, key)]) + 1
                raise FileError(
                    "NC102", key_at, f"{shown(key)}, which stands in line {first} already"
                )
            at = self.skip(at)
            if self.text[at : at + 1] != ":":
                raise self._unexpected(at, "a colon")
            members[key], at = self.value(self.skip(at + 1), (*pointer, key))
            at = self.skip(at)
            if self.text[at : at + 1] == "}":
                return members, at + 1
            if self.text[at : at + 1] != ",":
                raise self._unexpected(at, "a comma or }")
            at = self.skip(at + 1)

    def array(self, position: int, pointer: tuple[str | int, ...]) -> tuple[list[Any], int]:
        self._bounded(position, pointer)
        items: list[Any] = []
        at = self.skip(position + 1)
        if self.text[at : at + 1] == "]":
            return items, at + 1
        while True:
            item, at = self.value(self.skip(at), (*pointer, len(items)))
            items.append(item)
            at = self.skip(at)
            if self.text[at : at + 1] == "]":
                return items, at + 1
            if self.text[at : at + 1] != ",":
                raise self._unexpected(at, "a comma or ]")
            at += 1

    def _bounded(self, position: int, pointer: tuple[str | int, ...]) -> None:
        if len(pointer) >= MAX_DEPTH:
            raise FileError("NC104", position, f"more than {MAX_DEPTH} levels")

    def _unexpected(self, at: int, expected: str) -> FileError:
        return FileError("NC101", at, self.there(at), expected)

    def there(self, at: int) -> str:
        """What stands at a place, as a message shows it."""
        return shown(self.text[at : at + 20]) if at < len(self.text) else "the end of the file"
