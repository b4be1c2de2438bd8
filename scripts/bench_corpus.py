"""A corpus for measuring: of the shape of the real one, made by a seeded generator.

It is never part of the data. Some 30 mentions, 6 quotes, 4 stances and 3 kB of text an article.
"""

from __future__ import annotations

import csv
import hashlib
import random
import re
import shutil
from pathlib import Path
from typing import Any

from newscorpus.annotation import from_builtins, to_json

ROOT = Path(__file__).resolve().parents[1]
SYLLABLES = re.findall("..", "kalomirendosvatirunselborganimestorpaldufenwi")


def word(chance: random.Random) -> str:
    """A made-up word."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(1, 3)))


class Article:
    """Builds a text from left to right, and its annotation with it."""

    def __init__(self, identifier: str, chance: random.Random, vocabulary: list[str]) -> None:
        self.identifier = identifier
        self.chance = chance
        self.vocabulary = vocabulary
        self.text = ""
        kinds = chance.choices(["PER", "ORG", "GPE"], k=10)
        self.entities = [
            {
                "id": f"e{number}",
                "type": kind,
                "name": f"{word(chance).title()} {word(chance).title()}-{identifier}-{number}",
            }
            for number, kind in enumerate(kinds, 1)
        ]
        self.mentions: list[dict[str, Any]] = []
        self.quotes: list[dict[str, Any]] = []

    def add(self, piece: str) -> dict[str, Any]:
        """Append a piece of text; returns its span."""
        start = len(self.text)
        self.text += piece
        return {"start": start, "end": len(self.text), "text": piece}

    def name(self) -> tuple[str, dict[str, Any]]:
        """Append a name; returns whose it is, and its span."""
        entity = self.chance.choice(self.entities)
        span = self.add(str(entity["name"]))
        identifier = f"m{len(self.mentions) + 1}"
        self.mentions.append({"id": identifier, "entity": entity["id"], "kind": "name", **span})
        return str(entity["id"]), span

    def words(self, count: int) -> str:
        """So many words."""
        return " ".join(self.chance.choices(self.vocabulary, k=count))

    def sentence(self) -> None:
        """A sentence of the narrative with a name in it."""
        self.add(self.words(8).capitalize() + " ")
        self.name()
        self.add(" " + self.words(7) + ". ")

    def quote(self) -> None:
        """A direct quotation with cue and source."""
        self.add("\n\n“")
        content = self.add(self.words(14).capitalize() + ",")
        self.add("” ")
        cue = self.add("said")
        self.add(" ")
        speaker, source = self.name()
        self.add(". ")
        self.quotes.append(
            {
                "id": f"q{len(self.quotes) + 1}",
                "type": "direct",
                "speaker": speaker,
                "addressee": None,
                "content": [content],
                "cue": [cue],
                "source": [source],
                "within": None,
            }
        )

    def annotation(self, topics: list[str]) -> dict[str, Any]:
        """The annotation in the order of the schema's fields."""
        self.text = self.text.strip()
        mentioned = {mention["entity"] for mention in self.mentions}
        first = {quote["speaker"]: quote["id"] for quote in self.quotes}
        return {
            "$schema": "../../schema/annotation.schema.json",
            "schema_version": "1.0.0",
            "article": self.identifier,
            "text_sha256": hashlib.sha256(self.text.encode()).hexdigest(),
            "annotator": "gold",
            "entities": [entity for entity in self.entities if entity["id"] in mentioned],
            "mentions": self.mentions,
            "quotes": self.quotes,
            "stances": [
                {
                    "id": f"s{number}",
                    "holder": holder,
                    "target": {"topic": self.chance.choice(topics)},
                    "label": self.chance.choice(["favor", "against", "mixed", "neutral"]),
                    "evidence": {"quotes": [quote], "spans": []},
                }
                for number, (holder, quote) in enumerate(list(first.items())[:4], 1)
            ],
        }


def make_corpus(folder: Path, articles: int, seed: int = 1) -> None:
    """Write a corpus of so many articles."""
    chance = random.Random(seed)  # noqa: S311
    vocabulary = sorted({word(chance) for _ in range(20_000)})
    topics = [f"topic-{number}" for number in range(60)]
    for name in ("raw", "annotations/gold", "schema"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / "schema" / "annotation.schema.json", folder / "schema")
    metadata = [("article", "headline", "outlet", "topic", "genre", "story", "licence", "source")]
    for number in range(articles):
        article = Article(f"a{number:07d}", chance, vocabulary)
        for _ in range(6):
            for _ in range(4):
                article.sentence()
            article.quote()
        annotation = article.annotation(topics)
        path = folder / "annotations" / "gold" / f"{article.identifier}.json"
        path.write_bytes(to_json(from_builtins(annotation)))
        raw = f"date 2024-03-{1 + number % 28:02d} {article.text}\n"
        (folder / "raw" / f"{article.identifier}.txt").write_text(raw, "utf-8")
        row = (
            "A headline",
            "An outlet",
            chance.choice(topics),
            "wire report",
            "",
            "CC0-1.0",
            "bench",
        )
        metadata.append((article.identifier, *row))
    with (folder / "raw" / "metadata.csv").open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(metadata)
    with (folder / "annotations" / "topics.csv").open("w", newline="") as file:
        rows = [("topic", "proposition"), *((topic, f"About {topic}.") for topic in topics)]
        csv.writer(file, lineterminator="\n").writerows(rows)
