"""The JSON Schemas: where they lie, and the labels that they allow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

NAME = "annotation.schema.json"

_PACKAGED = Path(__file__).parent / "_schema"  # put there when a wheel is built
_CHECKED_OUT = Path(__file__).parents[2] / "schema"


def schema_path(root: Path) -> Path:
    """The schema of a corpus: its own ``schema/``, else the one that ships with the package."""
    own = root / "schema" / NAME
    if own.is_file():
        return own
    return (_PACKAGED if _PACKAGED.is_dir() else _CHECKED_OUT) / NAME


def labels(schema: dict[str, Any], definition: str, field: str) -> tuple[str, ...]:
    """The values of an enumeration, in the order of the schema.

    ``labels(schema, "entity", "type")`` are the entity types. The order is part of a release:
    a class label's number is its place in it.

    Raises:
        KeyError: where the schema has no such enumeration.
    """
    return tuple(schema["$defs"][definition]["properties"][field]["enum"])
