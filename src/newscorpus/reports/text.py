"""Findings for a person at a terminal or reading a log."""

from __future__ import annotations

from collections.abc import Sequence

from newscorpus.findings import Finding

_COLOURS = {"error": "\033[1;31m", "warning": "\033[1;33m"}
_BOLD, _DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"


def report(findings: Sequence[Finding], *, colour: bool = False) -> str:
    """Three lines a finding: where and what; found and expected; how to mend it."""
    return "".join(_one(finding, colour=colour) for finding in findings)


def _one(finding: Finding, *, colour: bool) -> str:
    where = finding.path
    if finding.place is not None:
        where += f":{finding.place.line}:{finding.place.column}"
    severity = finding.rule.severity
    bold, dim, plain = (_BOLD, _DIM, _PLAIN) if colour else ("", "", "")
    loud = _COLOURS[severity] if colour else ""
    pointer = f"  at {finding.pointer}\n" if finding.pointer else ""
    expected = f"; expected {finding.expected}" if finding.expected else ""
    return (
        f"{bold}{where}{plain}: {loud}{severity} {finding.code}{plain}: {finding.rule.title}\n"
        f"{dim}{pointer}{plain}"
        f"  found {finding.found}{expected}\n"
        f"  {dim}mend: {finding.how_to_mend}{plain}\n"
    )


def summary(errors: int, warnings: int, articles: int | None = None) -> str:
    """One line on a whole run."""
    looked_at = "" if articles is None else f" in {_count(articles, 'article')}"
    return f"{_count(errors, 'error')}, {_count(warnings, 'warning')}{looked_at}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
