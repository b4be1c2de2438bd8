"""Findings as JSON, for programs."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newscorpus.findings import Finding


def report(findings: Sequence[Finding]) -> str:
    """An array with an object for each finding; places that are not known are null."""
    items = [
        {
            "code": finding.code,
            "severity": finding.rule.severity,
            "title": finding.rule.title,
            "path": finding.path,
            "line": finding.place.line if finding.place else None,
            "column": finding.place.column if finding.place else None,
            "pointer": finding.pointer,
            "found": finding.found,
            "expected": finding.expected or None,
            "mend": finding.how_to_mend,
        }
        for finding in findings
    ]
    return msgspec.json.format(msgspec.json.encode(items), indent=2).decode() + "\n"
