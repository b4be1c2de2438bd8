"""Rules in the cases beside the one that each has a corpus for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscorpus import Corpus
from newscorpus.checks.corpus import check_corpus
from newscorpus.findings import Finding

Json = dict[str, Any]


def findings(small: Path, change: Callable[[Json], object]) -> list[Finding]:
    """What is found in the small corpus after a change of its annotation."""
    path = small / "annotations" / "gold" / "quay-lights.json"
    annotation = json.loads(path.read_bytes())
    change(annotation)
    path.write_text(json.dumps(annotation, ensure_ascii=False), "utf-8")
    return [each for chunk in check_corpus(Corpus(small)) for each in chunk]


def codes(small: Path, change: Callable[[Json], object]) -> set[str]:
    return {finding.code for finding in findings(small, change)}


@pytest.mark.parametrize(
    "change",
    [
        lambda a: a["entities"][2].update(members=["e9"]),
        lambda a: a["entities"][2].update(speaks_for="e9"),
        lambda a: a["mentions"][0].update(entity="e9"),
        lambda a: a["quotes"][0].update(addressee="e9"),
        lambda a: a["quotes"][0].update(within="q9"),
        lambda a: a["stances"][0].update(holder="e9"),
        lambda a: a["stances"][0].update(target={"entity": "e9"}),
        lambda a: a["stances"][0]["evidence"].update(quotes=["q9"]),
        # An id of another layer leads nowhere too.
        lambda a: a["quotes"][0].update(speaker="q1"),
    ],
)
def test_every_reference_is_followed(small: Path, change: Callable[[Json], object]) -> None:
    assert "NC309" in codes(small, change)


@pytest.mark.parametrize(
    ("change", "unit", "width"),
    [
        ("utf-8", "UTF-8 bytes", 1),
        ("utf-16-le", "UTF-16 units", 2),
    ],
)
def test_offsets_in_other_units_are_recognised(
    small: Path, change: str, unit: str, width: int
) -> None:
    raw = small / "raw" / "quay-lights.txt"
    text = raw.read_text("utf-8").removeprefix("date 2024-02-19 ").strip()
    emoji = text.replace("on Monday", "on Monday \U0001f6a2")
    raw.write_text(f"date 2024-02-19 {emoji}\n", "utf-8")

    def units(annotation: Json) -> None:
        import hashlib

        annotation["text_sha256"] = hashlib.sha256(emoji.encode()).hexdigest()
        shift = len(emoji) - len(text)
        place = text.index(" that the quay")
        spans = [*annotation["mentions"]]
        for quote in annotation["quotes"]:
            spans += quote["content"] + quote["cue"] + quote["source"]
        for span in spans:
            for end in ("start", "end"):
                span[end] += shift * (span[end] > place)
        last = annotation["quotes"][3]["cue"][0]
        for end in ("start", "end"):
            last[end] = len(emoji[: last[end]].encode(change)) // width

    told = [each for each in findings(small, units) if each.code == "NC301"]
    assert len(told) == 1
    assert f"these offsets count {unit}" in told[0].how_to_mend


def test_words_that_do_not_stand_in_the_text_are_told(small: Path) -> None:
    def change(annotation: Json) -> None:
        annotation["mentions"][0]["text"] = "Liv Åune"

    (told, *_) = [each for each in findings(small, change) if each.code == "NC301"]
    assert "do not stand in the text" in told.how_to_mend


def test_a_holder_s_spokesperson_and_group_are_the_holder_s_own(small: Path) -> None:
    def spokesperson(annotation: Json) -> None:
        annotation["entities"][0]["speaks_for"] = "e4"
        annotation["stances"][1]["evidence"]["quotes"] = ["q4"]

    assert "NC502" not in codes(small, spokesperson)

    def group(annotation: Json) -> None:
        annotation["entities"][3]["members"] = ["e1"]
        annotation["stances"][1]["evidence"]["quotes"] = ["q4"]
        del annotation["entities"][0]["speaks_for"]

    assert "NC502" not in codes(small, group)


def test_a_former_stance_may_stand_beside_the_present_one(small: Path) -> None:
    def change(annotation: Json) -> None:
        former = annotation["stances"][0] | {"id": "s3", "label": "against", "former": True}
        annotation["stances"].append(former)

    assert codes(small, change) == set()


def test_a_name_inside_a_name_may_be_of_another_entity_alone(small: Path) -> None:
    def change(annotation: Json) -> None:
        council = next(m for m in annotation["mentions"] if m["text"] == "Skarvik Council")
        inner = next(
            m
            for m in annotation["mentions"]
            if m["start"] == council["start"] and m["text"] == "Skarvik"
        )
        inner["entity"] = council["entity"]

    assert "NC311" in codes(small, change)


def test_spokespeople_in_a_circle_are_told(small: Path) -> None:
    def change(annotation: Json) -> None:
        annotation["entities"][0]["speaks_for"] = "e4"
        annotation["entities"][3]["speaks_for"] = "e1"

    assert "NC316" in codes(small, change)


def test_an_emoji_that_a_joiner_holds_together_is_not_suspected(small: Path) -> None:
    raw = small / "raw" / "quay-lights.txt"
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    raw.write_text(raw.read_text("utf-8").rstrip() + f" {family}\n", "utf-8")

    def rehash(annotation: Json) -> None:
        annotation["text_sha256"] = Corpus(small).article("quay-lights").text_sha256

    assert "NC011" not in codes(small, rehash)


def test_a_row_twice_in_each_table_is_told(small: Path) -> None:
    topics = small / "annotations" / "topics.csv"
    topics.write_text(topics.read_text() + "quay-lights,Again.\nempty,\n")
    (small / "annotations" / "splits.csv").write_text(
        "article,split,version\nquay-lights,train,1.0.0\nquay-lights,train,1.0.0\n"
    )
    assert codes(small, lambda _: None) == {"NC208", "NC210"}
