"""From an annotation's bytes to its records, or to what is wrong with them.

A file that is well takes the fast way: ``msgspec`` parses it, ``jsonschema-rs`` says yes, and as
many keys stand in the bytes as in what was parsed. Any other file is read again by the strict
reader and by ``jsonschema``, the reference, which say what is wrong and where.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from newscorpus.annotation import Annotation, from_builtins
from newscorpus.findings import Problem, shown
from newscorpus.jsontext import JsonText, fractions, read_json

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_SPACED_KEY = re.compile(rb'"[ \t\r\n]+:')


class Schema:
    """A JSON Schema with its two validators, each made when it is first needed.

    No reference leads out of the schema: neither validator ever opens a file or a connection.
    """

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    @cached_property
    def fast(self) -> Any:
        import jsonschema_rs

        return jsonschema_rs.Draft202012Validator(self.schema, offline=True)

    @cached_property
    def reference(self) -> Any:
        import jsonschema
        import referencing

        jsonschema.Draft202012Validator.check_schema(self.schema)
        return jsonschema.Draft202012Validator(self.schema, registry=referencing.Registry())

    def problems(self, document: object) -> list[Problem]:
        """What the schema says of a parsed document, the most telling error for each place."""
        errors = sorted(
            self.reference.iter_errors(document),
            key=lambda error: list(map(str, error.absolute_path)),
        )
        return [_problem(error) for error in errors]


def parse_fast(data: bytes, schema: Schema) -> Annotation | None:
    """The records of a file that is well; ``None`` where there is anything to look at."""
    try:
        document = msgspec.json.decode(data)
        if not schema.fast.is_valid(document) or _keys_in(data) != _keys_of(document):
            return None
        return from_builtins(document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
        return None


def parse_strict(data: bytes, schema: Schema) -> tuple[JsonText, Annotation | None, list[Problem]]:
    """The text with the place of each value, and the records or the problems.

    Raises:
        FileError: where the bytes are not UTF-8 or not JSON.
    """
    json_text = read_json(data)
    problems = schema.problems(json_text.value)
    problems += [
        Problem("NC107", json_text.text[at : at + 12].split(",")[0].strip(), "an integer", pointer)
        for pointer in fractions(json_text.value)
        for at in [json_text.offset(pointer)]
    ]
    return json_text, None if problems else from_builtins(json_text.value), problems


def _keys_in(data: bytes) -> int:
    """How many keys stand in JSON bytes, each time that they stand there; -1 if that cannot be
    told so quickly.

    A quotation mark followed by a colon ends a key, unless it is escaped: within a string a
    quotation mark always is. (A key that ends in an escaped backslash is counted too few, and no
    key of the schema does.)
    """
    if _SPACED_KEY.search(data):
        return -1
    return data.count(b'":') - data.count(b'\\":')


def _keys_of(document: dict[str, Any]) -> int:
    """How many keys a parsed annotation has."""
    keys = len(document)
    for layer in ("entities", "mentions"):
        keys += sum(map(len, document[layer]))
    for quote in document["quotes"]:
        keys += len(quote) + 3 * (len(quote["content"]) + len(quote["cue"]) + len(quote["source"]))
    for stance in document["stances"]:
        evidence = stance["evidence"]
        keys += len(stance) + len(stance["target"]) + len(evidence) + 3 * len(evidence["spans"])
    return keys


def _problem(error: ValidationError) -> Problem:
    pointer = tuple(error.absolute_path)
    found, expected = _said(error)
    return Problem("NC106", found, expected, pointer)


def _said(error: ValidationError) -> tuple[str, str]:
    """What was found and what was expected, from an error of ``jsonschema``."""
    keyword, instance = error.validator, error.instance
    wanted: Any = error.validator_value
    if keyword == "additionalProperties" and isinstance(instance, dict):
        enclosing: Any = error.schema
        allowed = enclosing.get("properties", {})
        unknown = ", ".join(repr(key) for key in instance if key not in allowed)
        return f"unknown {unknown}", f"none but {', '.join(allowed)}"
    if keyword == "required" and isinstance(instance, dict):
        missing = ", ".join(repr(key) for key in wanted if key not in instance)
        return f"no {missing}", f"{', '.join(wanted)}"
    shown_instance = shown(msgspec.json.encode(instance).decode())
    if keyword == "type":
        kinds = wanted if isinstance(wanted, list) else [wanted]
        return shown_instance, " or ".join(kinds)
    if keyword in {"enum", "const"}:
        values = wanted if keyword == "enum" else [wanted]
        return shown_instance, ", ".join(map(str, values))
    if keyword == "pattern":
        return shown_instance, f"what matches {wanted}"
    return error.message if len(error.message) < 200 else shown_instance, f"{keyword} {wanted!r}"[
        :200
    ]
