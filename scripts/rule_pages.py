"""Write docs/rules/: a page for each rule, from the catalogue and the rule's case."""

from __future__ import annotations

import sys
from pathlib import Path

from newscorpus.checks.catalogue import RULES
from newscorpus.findings import Rule

ROOT = Path(__file__).parents[1]
FAMILIES = {
    "NC0": "Files",
    "NC1": "JSON and its schema",
    "NC2": "What belongs together",
    "NC3": "Spans, mentions and entities",
    "NC4": "Quotes",
    "NC5": "Stances",
}


def page(rule: Rule) -> str:
    """The page of one rule, with what ``validate`` says of its case."""
    case = ROOT / "tests" / "cases" / rule.code
    said = case / "findings.txt"
    example = ""
    if said.exists():
        example = (
            f"\n## An example\n\nThe corpus in `tests/cases/{rule.code}/` breaks it:\n\n"
            f"```text\n{said.read_text('utf-8')}```\n"
        )
    return (
        f"# {rule.code}: {rule.title}\n\nSeverity: {rule.severity}\n\n{rule.why}\n\n"
        f"## How to mend it\n\n{rule.mend[0].upper()}{rule.mend[1:]}.\n{example}"
    )


def index() -> str:
    """The list of all rules."""
    lines = [
        "# Rules\n",
        "What `newscorpus validate` looks for. A code never changes its meaning. Errors keep a",
        "corpus from being released; warnings are for a person to look at.",
    ]
    for family, title in FAMILIES.items():
        lines += [f"\n## {title}\n", "| code | severity | rule |", "|---|---|---|"]
        for code, rule in RULES.items():
            if code.startswith(family):
                lines.append(f"| [{code}]({code}.md) | {rule.severity} | {rule.title} |")
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """All pages, by where they lie."""
    folder = ROOT / "docs" / "rules"
    written = {folder / f"{code}.md": page(rule) for code, rule in RULES.items()}
    return written | {folder / "README.md": index()}


if __name__ == "__main__":
    for path, content in pages().items():
        path.write_text(content, "utf-8")
    sys.stdout.write(f"{len(RULES)} rules\n")
