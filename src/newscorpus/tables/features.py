"""The columns of a table, said once, and written in the three ways that readers need.

Arrow wants a schema; ``datasets`` reads its features from the Parquet file's metadata and from
the dataset card. In the metadata lists stand in the plain notation (``[{...}]``): every version
of ``datasets`` from 2.19 on reads it, while ``List`` is unknown before 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec
import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Value:
    """A plain value; ``dtype`` as ``datasets`` names it: string, int32, bool, date32."""

    dtype: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A class label: the place of a name in ``names``."""

    names: tuple[str, ...]
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list, each item of it like ``item``."""

    item: Feature
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """A struct of named features, in order."""

    fields: Mapping[str, Feature]
    meaning: str = ""


Feature: TypeAlias = Value | Label | ListOf | Fields
Columns: TypeAlias = Mapping[str, Feature]

_ARROW = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
}


def arrow_schema(columns: Columns) -> pa.Schema:
    """The Arrow schema, with the features in its metadata as ``datasets`` looks for them.

    No column is marked as not nullable: ``datasets`` then drops the metadata in silence.
    """
    info = {"info": {"features": {name: _plain(each) for name, each in columns.items()}}}
    fields = [pa.field(name, _arrow(feature)) for name, feature in columns.items()]
    return pa.schema(fields, metadata={b"huggingface": msgspec.json.encode(info)})


def _arrow(feature: Feature) -> pa.DataType:
    match feature:
        case Value(dtype):
            return _ARROW[dtype]
        case Label():
            return pa.int64()
        case ListOf(item):
            return pa.list_(_arrow(item))
        case Fields(fields):
            return pa.struct([pa.field(name, _arrow(each)) for name, each in fields.items()])


def _plain(feature: Feature) -> Any:
    match feature:
        case Value(dtype):
            return {"dtype": dtype, "_type": "Value"}
        case Label(names):
            return {"names": list(names), "_type": "ClassLabel"}
        case ListOf(item):
            return [_plain(item)]
        case Fields(fields):
            return {name: _plain(each) for name, each in fields.items()}


def card_features(columns: Columns) -> list[dict[str, Any]]:
    """The features as the YAML of a dataset card has them."""
    return [{"name": name, **_card(feature)} for name, feature in columns.items()]


def _card(feature: Feature) -> dict[str, Any]:
    match feature:
        case Value(dtype):
            return {"dtype": dtype}
        case Label(names):
            numbered = {str(number): name for number, name in enumerate(names)}
            return {"dtype": {"class_label": {"names": numbered}}}
        case ListOf(Fields(fields)):
            return {"list": card_features(fields)}
        case ListOf(item):
            return {"list": _card(item)["dtype"]}
        case Fields(fields):
            return {"struct": card_features(fields)}


def kind(feature: Feature) -> str:
    """The type of a feature in words, for the card's tables."""
    match feature:
        case Value(dtype):
            return dtype
        case Label():
            return "class label"
        case ListOf(item):
            return f"list of {kind(item)}"
        case Fields(fields):
            return "{" + ", ".join(fields) + "}"
