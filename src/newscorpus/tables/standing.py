"""Where an article stands: its other splits, and who and what of it train has too."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from newscorpus.annotation import Annotation, Entity, Target
from newscorpus.tables.features import Columns, Value
from newscorpus.tables.parts import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_BYTES = 8  # in 64 bits, two of a million names are taken for one in some 1 of 37 million corpora


def number(*parts: str) -> int:
    """A 64-bit number that stands for words; case does not count."""
    return number_of("\0".join(parts).casefold().encode())


def number_of(data: bytes) -> int:
    """A 64-bit number that stands for bytes."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=_BYTES).digest(), "little")


def name_number(entity: Entity) -> int | None:
    """The number of an entity's type and name; ``None`` for one that is not named."""
    return None if entity.name is None else number(entity.type, entity.name)


def topic_number(topic: str) -> int:
    """The number of a topic."""
    return number("topic", topic)


def name_numbers(annotation: Annotation) -> set[int]:
    """The numbers of all names of an annotation."""
    return {
        number(entity.type, entity.name)
        for entity in annotation.entities
        if entity.name is not None
    }


def topic_numbers(annotation: Annotation) -> set[int]:
    """The numbers of the topics of its stances."""
    topics = {stance.target.topic for stance in annotation.stances}
    return {topic_number(topic) for topic in topics if topic is not None}


@dataclass(frozen=True, slots=True)
class Known:
    """What occurs in train, as sorted numbers."""

    numbers: NDArray[np.uint64]

    def has(self, wanted: int | None) -> bool | None:
        """Whether a number is among them; ``None`` for what has no name."""
        if wanted is None:
            return None
        place = int(np.searchsorted(self.numbers, np.uint64(wanted)))
        return place < len(self.numbers) and int(self.numbers[place]) == wanted


def sorted_numbers(numbers: Iterable[int]) -> NDArray[np.uint64]:
    """Numbers in order, each once."""
    return np.unique(np.fromiter(numbers, np.uint64))


@dataclass(frozen=True, slots=True)
class Standing:
    """An article's splits by time and by outlet; for one that is not in train, what train knows."""

    by_time: str = ""
    by_outlet: str = ""
    train: Known | None = None

    @property
    def row(self) -> Row:
        """The columns that every row has."""
        return {"split_by_time": self.by_time, "split_by_outlet": self.by_outlet}

    def entity(self, entity: Entity) -> bool | None:
        """Whether an entity of this name and type is in train; ``None`` for a row of train, and for
        who is not named."""
        return None if self.train is None else self.train.has(name_number(entity))

    def target(self, target: Target, entity: Entity | None) -> bool | None:
        """The same of a stance's target."""
        if self.train is None:
            return None
        if entity is not None:
            return self.entity(entity)
        return self.train.has(topic_number(target.topic or ""))


SPLIT_COLUMNS: Columns = {
    "split_by_time": Value("string", "the split by date: the last months are the test"),
    "split_by_outlet": Value("string", "the split by outlet: no outlet is in two splits"),
}


def in_train(who: str) -> Value:
    """A column that says whether someone or something occurs in train."""
    return Value("bool", f"whether {who} occurs in train, by name and type; null in train itself")
