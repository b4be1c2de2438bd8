"""A corpus folder: ``raw/``, ``annotations/`` and perhaps ``schema/``.

Articles are streamed in the order of their ids; only the listing and the tables beside them are
held.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from newscorpus.annotation import Annotation, from_builtins
from newscorpus.article import Article, read_article
from newscorpus.document import Document
from newscorpus.metadata import COLUMNS, Metadata, Table, read_csv, to_metadata
from newscorpus.other_splits import OtherSplits
from newscorpus.schema import schema_path
from newscorpus.textfile import read_bytes

TOPIC_COLUMNS = ("topic", "proposition")
SPLIT_COLUMNS = ("article", "split", "version")
GOLD = "gold"

ARTICLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}


class LeakageLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[leakage]`` of ``corpus.toml``: what a release may have at most, or it is not
    built. ``None`` is no limit.

    ``near_duplicates`` and ``recurring_quotes`` are numbers of pairs of articles and of quotations
    that stand in more than one split; ``names_in_train`` is the share of the names in test that
    train has too.
    """

    near_duplicates: int | None = 0
    recurring_quotes: int | None = None
    names_in_train: float | None = None


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``annotations/corpus.toml`` says of a corpus, for its card; all of it may be left
    out."""

    name: str
    title: str
    description: str = ""
    licence: str = "other"
    code_licence: str = ""
    homepage: str = ""
    language: tuple[str, ...] = ("en",)
    tags: tuple[str, ...] = ()
    language_creators: tuple[str, ...] = ()
    annotations_creators: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    citation: str = ""
    provenance: str = ""
    splits: OtherSplits = OtherSplits()
    leakage: LeakageLimits = LeakageLimits()


class CorpusError(Exception):
    """A folder that cannot be opened as a corpus; nothing was read or written."""


class Corpus:
    """A corpus folder, opened for reading.

    Args:
        root: a folder with ``raw/`` and ``annotations/``.

    Raises:
        CorpusError: where one of the two is missing.
    """

    def __init__(self, root: str | Path = ".") -> None:
        self.root = Path(root).resolve()
        for name in ("raw", "annotations"):
            if not (self.root / name).is_dir():
                raise CorpusError(f"{self.root} is no corpus: it has no folder {name}/")

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def annotations(self) -> Path:
        return self.root / "annotations"

    def raw_name(self, article: str) -> str:
        """Where an article lies, relative to the corpus."""
        return f"raw/{article}.txt"

    def annotation_name(self, article: str, annotator: str = GOLD) -> str:
        """Where an annotator's file of an article lies, relative to the corpus."""
        folder = GOLD if annotator == GOLD else f"passes/{annotator}"
        return f"annotations/{folder}/{article}.json"

    def raw_path(self, article: str) -> Path:
        return self.root / self.raw_name(article)

    def annotation_path(self, article: str, annotator: str = GOLD) -> Path:
        return self.root / self.annotation_name(article, annotator)

    def relative(self, path: Path) -> str:
        """A path as findings show it: relative to the corpus, with ``/``."""
        return path.relative_to(self.root).as_posix()

    def articles(self) -> list[str]:
        """The ids of all articles, in code point order, whatever the file system's order."""
        return _names(self.raw, ".txt")

    def annotators(self) -> list[str]:
        """``gold`` and the folders under ``annotations/passes/``."""
        passes = self.annotations / "passes"
        inside = passes.iterdir() if passes.is_dir() else ()
        return [GOLD, *sorted(path.name for path in inside if path.is_dir())]

    def annotated(self, annotator: str = GOLD) -> list[str]:
        """The ids that an annotator has a file for, in code point order."""
        folder = self.annotation_path("-", annotator).parent
        return _names(folder, ".json") if folder.is_dir() else []

    @cached_property
    def metadata_table(self) -> Table:
        return read_csv(self.raw / "metadata.csv", COLUMNS)

    @cached_property
    def metadata(self) -> dict[str, Metadata]:
        """The rows of ``raw/metadata.csv`` by article."""
        return {row["article"]: to_metadata(row) for _, row in self.metadata_table.rows}

    @cached_property
    def more_columns(self) -> tuple[str, ...]:
        """Columns of ``metadata.csv`` beyond the fixed ones."""
        return tuple(name for name in self.metadata_table.header if name not in COLUMNS)

    @cached_property
    def topics(self) -> dict[str, str]:
        """Topics by slug: the proposition that one can be for or against."""
        path = self.annotations / "topics.csv"
        if not path.exists():
            return {}
        return {row["topic"]: row["proposition"] for _, row in read_csv(path, TOPIC_COLUMNS).rows}

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of annotations: the corpus's own, or the one that ships.

        Raises:
            CorpusError: where it is not JSON.
        """
        path = schema_path(self.root)
        try:
            return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise CorpusError(f"{path}: {error}") from None

    @cached_property
    def about(self) -> About:
        """``annotations/corpus.toml``, or what the folder's name says.

        Raises:
            CorpusError: where the file cannot be read or has a key that means nothing.
        """
        path = self.annotations / "corpus.toml"
        given = {"name": self.root.name, "title": self.root.name}
        if path.exists():
            try:
                given |= tomllib.loads(path.read_text("utf-8"))
                return msgspec.convert(given, About)
            except (ValueError, msgspec.ValidationError) as error:
                raise CorpusError(f"{self.relative(path)}: {error}") from None
        return msgspec.convert(given, About)

    def article(self, identifier: str) -> Article:
        """One article.

        Raises:
            FileError: where it cannot be read.
        """
        return read_article(identifier, read_bytes(self.raw_path(identifier), self.raw))

    def annotation(self, identifier: str, annotator: str = GOLD) -> Annotation:
        """One annotation, for a corpus that ``validate`` has passed.

        Raises:
            FileError: where it cannot be read.
            msgspec.MsgspecError: where it is not JSON or not of the schema's shape.
        """
        path = self.annotation_path(identifier, annotator)
        return from_builtins(msgspec.json.decode(read_bytes(path, path.parent)))

    def document(self, identifier: str, annotator: str = GOLD) -> Document:
        """An article with its annotation and metadata.

        Raises:
            KeyError: where the article has no row in ``metadata.csv``.
        """
        annotation = self.annotation(identifier, annotator)
        return Document(self.article(identifier), annotation, self.metadata[identifier])

    def documents(self, annotator: str = GOLD) -> Iterator[Document]:
        """Every annotated article, one at a time, in the order of ids."""
        for identifier in self.annotated(annotator):
            yield self.document(identifier, annotator)

    __iter__ = documents


def _names(folder: Path, ending: str) -> list[str]:
    """The names in a folder that have an ending, without it, in code point order."""
    return sorted(
        entry.name.removesuffix(ending)
        for entry in os.scandir(folder)
        if entry.name.endswith(ending)
    )


def article_id_fault(identifier: str) -> str | None:
    """Why a string cannot be an article's id, or ``None`` where it can.

    An id is a file's name on every system: it cannot lead to another folder.
    """
    if not ARTICLE_ID.fullmatch(identifier):
        return "letters, digits, '.', '_' and '-' alone, at most 128, the first no mark"
    if identifier.endswith(".") or identifier.split(".", maxsplit=1)[0].casefold() in _DEVICES:
        return "a name that every system can give to a file"
    return None
