"""Findings told: as text, JSON, GitHub annotations or SARIF. A new form needs no new check."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newscorpus.findings import Finding
from newscorpus.reports import github, jsonform, sarif, text

Report = Callable[[Sequence[Finding]], str]

FORMATS: dict[str, Report] = {
    "text": text.report,
    "json": jsonform.report,
    "github": github.report,
    "sarif": sarif.report,
}
