"""Findings told: each form holds the same, and nothing in it can break out of its form."""

from __future__ import annotations

import json

import pytest

from newscorpus.checks.catalogue import RULES
from newscorpus.findings import Finding, Place, json_pointer, place_of, shown
from newscorpus.reports import FORMATS, text

NASTY = Finding(
    RULES["NC301"],
    "annotations/gold/a,b:c.json",
    "«x\n::error::%»",
    "«y»",
    Place(3, 7),
    "/mentions/0",
)


def test_text_has_place_pointer_and_remedy() -> None:
    said = text.report([NASTY])
    assert said.startswith("annotations/gold/a,b:c.json:3:7: error NC301: ")
    assert "at /mentions/0" in said
    assert "mend: " in said
    assert "\033" not in said
    assert "\033[1;31merror" in text.report([NASTY], colour=True)


def test_json_has_every_field() -> None:
    (item,) = json.loads(FORMATS["json"]([NASTY]))
    assert (item["code"], item["line"], item["column"]) == ("NC301", 3, 7)
    assert item["pointer"] == "/mentions/0"
    assert item["mend"]


def test_a_github_line_is_one_line_and_one_command() -> None:
    said = FORMATS["github"]([NASTY])
    assert said.count("\n") == 1
    assert said.startswith("::error file=annotations/gold/a%2Cb%3Ac.json,line=3,col=7,title=NC301 ")
    assert "%0A" in said


def test_sarif_is_what_its_readers_need() -> None:
    log = json.loads(FORMATS["sarif"]([NASTY]))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["NC301"]
    (result,) = run["results"]
    assert result["ruleId"] == "NC301"
    assert result["level"] == "error"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 7}


@pytest.mark.parametrize("form", FORMATS)
def test_no_findings_is_a_valid_report(form: str) -> None:
    said = FORMATS[form]([])
    assert said == "" or json.loads(said) is not None


def test_what_is_not_seen_is_shown_escaped() -> None:
    assert shown("a\u202eb\nc\0") == "«a\\u202eb\\nc\\u0000»"
    assert shown("“Ærø”") == "«“Ærø”»"
    assert len(shown("x" * 5000)) < 100


def test_pointers_are_escaped_as_rfc_6901_says() -> None:
    assert json_pointer(("a/b", "m~n", 0)) == "/a~1b/m~0n/0"


def test_only_lf_ends_a_line() -> None:
    assert place_of("a\u2028b\u0085c\nde", 7) == Place(2, 2)
