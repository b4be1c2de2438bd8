"""From an annotation's bytes to its records, or to what is wrong with them.

A file that is well takes the fast way: ``msgspec`` parses it, ``jsonschema-rs`` says yes, and it is
what was parsed, written again. Any other file is read again by the strict reader and by
``jsonschema``, the reference, which say what is wrong and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from newscorpus.annotation import Annotation, from_builtins
from newscorpus.corpus import CorpusError
from newscorpus.findings import Problem, shown
from newscorpus.jsontext import JsonText, fractions, read_json

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_WHITE_SPACE = b" \t\r\n"


class Schema:
    """A JSON Schema with its two validators, each made when it is first needed.

    No reference leads out of the schema: neither validator ever opens a file or a connection.
    """

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    @cached_property
    def fast(self) -> Any:
        """The validator that says yes or no.

        Raises:
            CorpusError: where the schema is none, or leads out of itself.
        """
        import jsonschema_rs

        try:
            return jsonschema_rs.Draft202012Validator(self.schema, offline=True)
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            message = str(error).partition("\n")[0]
            raise CorpusError(f"the schema of annotations cannot be used: {message}") from None

    @cached_property
    def reference(self) -> Any:
        """The validator that tells what is wrong, of ``jsonschema``."""
        import jsonschema
        import referencing

        extend: Any = jsonschema.validators.extend
        validator = extend(jsonschema.Draft202012Validator, {"pattern": _pattern})
        validator.check_schema(self.schema)
        return validator(self.schema, registry=referencing.Registry())

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
        if not schema.fast.is_valid(document) or not _is_rewritten(data, document):
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


def _pattern(
    _: object, pattern: str, instance: object, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """``pattern`` as JSON Schema has it, by ECMA-262: a ``$`` is the end of the string. To Python
    it is also the place before a last newline, and an id with one would pass."""
    from jsonschema.exceptions import ValidationError

    end = re.sub(r"(?<!\\)\$$", r"\\Z", pattern)
    if isinstance(instance, str) and not re.search(end, instance):
        yield ValidationError(
            f"{instance!r} does not match {pattern!r}",
            validator="pattern",
            validator_value=pattern,
            instance=instance,
            schema=schema,
        )


def _is_rewritten(data: bytes, document: object) -> bool:
    """Whether JSON bytes are, but for white space, what writing the parsed document gives.

    Then no key stands twice: a parser keeps one of the two, and the document would be shorter.
    (White space within strings is left out of the comparison too, on both sides.)
    """
    written = msgspec.json.encode(document)
    return data.translate(None, _WHITE_SPACE) == written.translate(None, _WHITE_SPACE)


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
