"""The ``entities`` configuration: a row is a sentence, its tokens and IOB2 tags."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from newscorpus.annotation import Mention
from newscorpus.document import Document
from newscorpus.tables.features import Columns, Fields, Label, ListOf, Value, arrow_schema
from newscorpus.tables.parts import OFFSET, STRING
from newscorpus.tables.setting import CONLL, Setting
from newscorpus.tables.standing import SPLIT_COLUMNS, Standing
from newscorpus.tables.tokens import sentences, tokens


def _tags(types: tuple[str, ...]) -> tuple[str, ...]:
    return ("O", *(f"{prefix}-{each}" for each in types for prefix in ("B", "I")))


def _conll_types(types: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(CONLL.get(each, "MISC") for each in types))


def columns(setting: Setting) -> Columns:
    """The columns; tags are numbered in the order of the schema's entity types."""
    return {
        "id": Value("string", "article#sentence"),
        "article": Value("string", "id of the article"),
        "date": Value("date32", "the article's date"),
        "outlet": Value("string", "who published it"),
        "sentence": Value("int32", "the sentence's number in the article, from 0"),
        "start": Value("int32", "where the sentence starts in the article's text"),
        "text": Value("string", "the sentence"),
        "tokens": ListOf(STRING, "its tokens"),
        "token_starts": ListOf(OFFSET, "where each token starts in the article's text"),
        "token_ends": ListOf(OFFSET, "where each token ends"),
        "tags": ListOf(Label(_tags(setting.entity_types)), "IOB2 tags of the outermost names"),
        "conll_tags": ListOf(
            Label(_tags(_conll_types(setting.entity_types))), "the same in the types of CoNLL-2003"
        ),
        "names": ListOf(
            Fields(
                {
                    "id": STRING,
                    "entity": STRING,
                    "type": Label(setting.entity_types),
                    "first_token": OFFSET,
                    "last_token": OFFSET,
                    "text": STRING,
                }
            ),
            "every name, those within names too, by its first and last token",
        ),
        **SPLIT_COLUMNS,
    }


class SentenceTable:
    """Makes the table of sentences column by column: tokens are most of a release, and as rows they
    would be most of the time that it takes."""

    def __init__(self, setting: Setting) -> None:
        self._schema = arrow_schema(columns(setting))
        self._plain: dict[str, list[object]] = {name: [] for name in _PLAIN}
        self._tokens: list[str] = []
        self._starts, self._ends, self._tags = array("i"), array("i"), array("q")
        # Where the tokens and the names of each sentence begin, and where the last ones end.
        self._token_places, self._name_places = array("i", [0]), array("i", [0])
        self._names: dict[str, list[object]] = {name: [] for name in _NAME}
        types = setting.entity_types
        conll = _conll_types(types)
        self._type_number = {each: number for number, each in enumerate(types)}
        self._conll_tag = np.array(
            _mapped_tags([conll.index(CONLL.get(each, "MISC")) for each in types]), np.int64
        )

    def add(self, document: Document, standing: Standing) -> None:
        """Take the sentences of one more document."""
        text = document.text
        names = [mention for mention in document.annotation.mentions if mention.kind == "name"]
        unbroken = ((name.start, name.end) for name in names)
        first = 0
        for number, (start, end) in enumerate(sentences(text, unbroken)):
            spans = tokens(text, start, end)
            after = first
            while after < len(names) and names[after].start < end:
                after += 1
            self._add_tokens(document, names[first:after], spans)
            first = after
            row = (
                f"{document.id}#{number}",
                document.id,
                document.article.date,
                document.metadata.outlet,
                number,
                start,
                text[start:end],
                standing.by_time,
                standing.by_outlet,
            )
            for column, value in zip(self._plain.values(), row, strict=True):
                column.append(value)

    def _add_tokens(
        self, document: Document, names: list[Mention], spans: list[tuple[int, int]]
    ) -> None:
        text = document.text
        starts, ends = zip(*spans, strict=True) if spans else ((), ())
        self._tokens += [text[start:end] for start, end in spans]
        self._starts.extend(starts)
        self._ends.extend(ends)
        placed = [_on_tokens(name, starts, ends) for name in names]
        types = [self._type_number[document.entities[name.entity].type] for name in names]
        self._tags.extend(_iob2(len(spans), placed, types))
        for name, (first, last), kind in zip(names, placed, types, strict=True):
            row = (name.id, name.entity, kind, first, last, name.text)
            for column, value in zip(self._names.values(), row, strict=True):
                column.append(value)
        self._token_places.append(len(self._tokens))
        self._name_places.append(len(self._names["id"]))

    def table(self) -> pa.Table:
        """The sentences of all documents, in order."""
        tags = np.frombuffer(self._tags, np.int64) if self._tags else np.empty(0, np.int64)
        token_columns = {
            "tokens": pa.array(self._tokens, pa.string()),
            "token_starts": _integers(self._starts),
            "token_ends": _integers(self._ends),
            "tags": pa.array(tags),
            "conll_tags": pa.array(self._conll_tag[tags]),
        }
        places = _integers(self._token_places)
        made = {
            name: pa.ListArray.from_arrays(places, values) for name, values in token_columns.items()
        }
        kind = self._schema.field("names").type.value_type
        fields = [
            pa.array(self._names[field.name], field.type)
            for field in (kind.field(number) for number in range(kind.num_fields))
        ]
        names = pa.StructArray.from_arrays(fields, fields=list(kind))
        made["names"] = pa.ListArray.from_arrays(_integers(self._name_places), names)
        for name, plain in self._plain.items():
            made[name] = pa.array(plain, self._schema.field(name).type)
        return pa.table([made[name] for name in self._schema.names], schema=self._schema)


_PLAIN = ("id", "article", "date", "outlet", "sentence", "start", "text", *SPLIT_COLUMNS)
_NAME = ("id", "entity", "type", "first_token", "last_token", "text")


def _integers(values: array[int]) -> pa.Array:
    """32-bit integers."""
    return pa.array(np.frombuffer(values, np.int32) if values else np.empty(0, np.int32))


def _on_tokens(name: Mention, starts: Sequence[int], ends: Sequence[int]) -> tuple[int, int]:
    """The first and the last token that a name touches."""
    return bisect_right(ends, name.start), bisect_left(starts, name.end) - 1


def _mapped_tags(types: list[int]) -> list[int]:
    """The tag of another set of types for each tag, in the numbering of ``_iob2``."""
    return [0, *(tag + 2 * each for each in types for tag in (1, 2))]


def _iob2(length: int, placed: list[tuple[int, int]], types: list[int]) -> list[int]:
    """Tags as numbers: O is 0, B of type t is 1 + 2t, I is 2 + 2t (Tjong Kim Sang and Veenstra
    1999, IOB2). A name within another, or on a tagged token, is left to ``names``."""
    tags = [0] * length
    for (first, last), each in zip(placed, types, strict=True):
        if not any(tags[first : last + 1]):
            tags[first : last + 1] = [1 + 2 * each] + [2 + 2 * each] * (last - first)
    return tags
