"""The schema itself, and the two engines that read it: they agree on what is well."""

from __future__ import annotations

import copy
import json
import random
import socket
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newscorpus import Corpus
from newscorpus.checks.parsing import Schema, parse_fast, parse_strict
from newscorpus.textfile import FileError

CASES = Path(__file__).parent / "cases"
KEYWORDS = {
    "$schema", "$id", "$ref", "$defs", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "enum", "const", "pattern", "minimum", "maximum", "minLength",
    "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "uniqueItems", "anyOf",
    "if", "then",
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> Schema:
    return Schema(Corpus(Path(__file__).parents[1]).schema)


def annotations(root: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted(root.glob("annotations/**/*.json"))]


def test_no_keyword_is_misspelt(schema: Schema) -> None:
    def keywords(node: Any, *, is_schema: bool) -> None:
        if isinstance(node, dict):
            if is_schema:
                assert set(node) <= KEYWORDS, set(node) - KEYWORDS
            for key, value in node.items():
                named = is_schema and key in {"properties", "$defs"}
                keywords(value, is_schema=not named and key not in {"enum", "const", "required"})
        elif isinstance(node, list):
            for value in node:
                keywords(value, is_schema=is_schema)

    keywords({"properties": {"": schema.schema}}, is_schema=True)


def test_every_property_is_described(schema: Schema) -> None:
    for name, definition in [("", schema.schema), *schema.schema["$defs"].items()]:
        assert definition["description"], name
        if definition["type"] == "object":
            assert definition["additionalProperties"] is False, name
        for field, described in definition.get("properties", {}).items():
            assert described.get("description") or described.get("const"), (name, field)


def broken(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The document with one thing changed at random; it may still be well."""
    copied = copy.deepcopy(document)
    nodes: list[Any] = []

    def walk(node: Any) -> None:
        nodes.append(node)
        for value in node.values() if isinstance(node, dict) else node:
            if isinstance(value, dict | list):
                walk(value)

    walk(copied)
    values = [None, "", "e1", "e1\n", "e 1", -1, 0, 3.0, 2.5, 2**31, 2**40, True, [], {}, "direct",
              "x" * 200, ["e1", "e1"], {"topic": "t", "entity": "e1"}, {"topic": "t"}]  # fmt: skip
    node = chance.choice([node for node in nodes if node])
    if isinstance(node, dict):
        key = chance.choice(sorted(node))
        action = chance.choice(("drop", "add", "set", "set"))
        if action == "drop":
            del node[key]
        elif action == "add":
            node[key + "s"] = chance.choice(values)
        else:
            node[key] = chance.choice(values)
    else:
        node[chance.randrange(len(node))] = chance.choice(values)
    return copied


def test_the_engines_agree_on_the_corpus_and_on_hundreds_of_broken_files(
    schema: Schema, project: Path
) -> None:
    chance = random.Random(2016)
    documents = annotations(project) + annotations(CASES / "well" / "plain")
    for document in documents:
        assert schema.fast.is_valid(document)
        assert schema.reference.is_valid(document)
    small = sorted(documents, key=lambda document: len(str(document)))[:4]
    verdicts = []
    for _ in range(600):
        document = broken(chance.choice(small), chance)
        verdict = not schema.problems(document)
        assert schema.fast.is_valid(document) == verdict, document
        verdicts.append(verdict)
    assert verdicts.count(False) > 200
    assert verdicts.count(True) > 5


def test_the_fast_way_and_the_strict_one_agree(schema: Schema) -> None:
    """What the fast way takes, the strict one takes with the same records; what it leaves, the
    strict one finds something in."""
    taken = 0
    for path in sorted(CASES.glob("**/*.json")):
        data = path.read_bytes()
        fast = parse_fast(data, schema)
        try:
            _, strict, problems = parse_strict(data, schema)
        except FileError:
            assert fast is None, path
            continue
        assert fast == strict, path
        assert (fast is None) == bool(problems), path
        taken += fast is not None
    assert taken > 30


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"annotator": "gold"', '"annotator": "gold", "annotator": "gold"'),
        ('"id": "m1"', '"id": "m1", "id": "m1"'),
        ('"topic": "quay-lights"', '"topic": "quay-lights", "topic": "quay-lights"'),
        ('"id": "m1"', '"id" : "m1", "\\u0069d": "m1"'),
        ('"start": 0', '"start": 0, "start": 0'),
    ],
)
def test_a_key_twice_never_takes_the_fast_way(schema: Schema, old: str, new: str) -> None:
    written = json.dumps(annotations(CASES / "well" / "plain")[0], ensure_ascii=False)
    assert old in written
    assert parse_fast(written.encode(), schema) is not None
    assert parse_fast(written.replace(old, new, 1).encode(), schema) is None


def test_a_quotation_mark_before_a_colon_in_a_text_is_no_key(schema: Schema) -> None:
    document = annotations(CASES / "well" / "plain")[0]
    document["entities"].append(
        {"id": "e9", "type": "PER", "name": None, "description": 'he who said "no": the mayor'}
    )
    assert parse_fast(json.dumps(document, ensure_ascii=False).encode(), schema) is not None


@pytest.mark.parametrize("reference", ["http://127.0.0.1:9/x", "file:///etc/hostname"])
def test_no_reference_is_ever_fetched(
    schema: Schema, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    leading_out = copy.deepcopy(schema.schema)
    leading_out["properties"]["entities"] = {"$ref": reference}
    elsewhere = Schema(leading_out)
    document = annotations(CASES / "well" / "plain")[0]
    with pytest.raises(jsonschema.exceptions._WrappedReferencingError):
        elsewhere.problems(document)
    with pytest.raises(Exception, match=r"(?i)offline|resource|retriev|resol"):
        _ = elsewhere.fast
