"""The ``entities`` configuration: a row is a sentence, its tokens and IOB2 tags."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from newscorpus.annotation import Mention
from newscorpus.document import Document
from newscorpus.tables.features import Columns, Fields, Label, ListOf, Value
from newscorpus.tables.parts import OFFSET, STRING, Row
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


def rows(document: Document, setting: Setting, standing: Standing) -> Iterator[Row]:
    """A row for each sentence of a document."""
    names = [mention for mention in document.annotation.mentions if mention.kind == "name"]
    conll = _conll_types(setting.entity_types)
    conll_tag = _mapped_tags(
        [conll.index(CONLL.get(each, "MISC")) for each in setting.entity_types]
    )
    type_number = {each: number for number, each in enumerate(setting.entity_types)}
    text, remaining = document.text, names
    for number, (start, end) in enumerate(
        sentences(text, ((name.start, name.end) for name in names))
    ):
        here = [name for name in remaining if name.start < end]
        remaining = remaining[len(here) :]
        spans = tokens(text, start, end)
        starts, ends = [first for first, _ in spans], [last for _, last in spans]
        placed = [_on_tokens(name, starts, ends) for name in here]
        types = [type_number[document.entities[name.entity].type] for name in here]
        tags = _iob2(len(spans), placed, types)
        yield {
            "id": f"{document.id}#{number}",
            "article": document.id,
            "date": document.article.date,
            "outlet": document.metadata.outlet,
            "sentence": number,
            "start": start,
            "text": text[start:end],
            "tokens": [text[first:last] for first, last in spans],
            "token_starts": starts,
            "token_ends": ends,
            "tags": tags,
            "conll_tags": [conll_tag[tag] for tag in tags],
            "names": [
                {
                    "id": name.id,
                    "entity": name.entity,
                    "type": each,
                    "first_token": first,
                    "last_token": last,
                    "text": name.text,
                }
                for name, (first, last), each in zip(here, placed, types, strict=True)
            ],
            **standing.row,
        }


def _on_tokens(name: Mention, starts: list[int], ends: list[int]) -> tuple[int, int]:
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
