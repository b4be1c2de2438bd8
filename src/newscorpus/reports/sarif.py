"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors take."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import msgspec

from newscorpus.findings import Finding, Rule


def report(findings: Sequence[Finding]) -> str:
    """One run; columns count code points, as the log says."""
    rules = {finding.code: finding.rule for finding in findings}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "newscorpus",
                        "version": version("newscorpus"),
                        "rules": [_rule(rules[code]) for code in sorted(rules)],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding) for finding in findings],
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": finding.path, "uriBaseId": "%SRCROOT%"}}
    if finding.place is not None:
        location["region"] = {
            "startLine": finding.place.line,
            "startColumn": finding.place.column,
        }
    text = f"found {finding.found}; expected {finding.expected}; mend: {finding.how_to_mend}"
    return {
        "ruleId": finding.code,
        "level": finding.rule.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }
