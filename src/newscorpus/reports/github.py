"""Findings as GitHub workflow commands, shown beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from newscorpus.findings import Finding


def report(findings: Sequence[Finding]) -> str:
    """A line for each finding: ``::error file=...,line=...,col=...,title=...::message``."""
    return "".join(_one(finding) for finding in findings)


def _one(finding: Finding) -> str:
    fields = {"file": finding.path}
    if finding.place is not None:
        fields |= {"line": str(finding.place.line), "col": str(finding.place.column)}
    fields["title"] = f"{finding.code} {finding.rule.title}"
    joined = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
    message = f"found {finding.found}; expected {finding.expected}; mend: {finding.how_to_mend}"
    return f"::{finding.rule.severity} {joined}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
