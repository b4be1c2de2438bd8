"""Check a corpus, or some files of it, against the schema and every rule.

Prints all findings, each with file, line, column and JSON pointer, what was found, what was
expected and how to mend it. Exits 0 with no errors, 1 with errors (with --strict: or warnings),
2 where it could not run.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from newscorpus.checks.corpus import check_corpus, check_paths
from newscorpus.cli.options import add_jobs, add_root
from newscorpus.corpus import Corpus
from newscorpus.findings import Finding


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help="files or folders of the corpus; default: all of it",
    )
    add_root(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how findings are told",
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 on warnings too")
    add_jobs(parser, default=1)


def run(options: argparse.Namespace) -> int:
    from newscorpus.reports import FORMATS, text

    corpus = Corpus(options.root)
    missing = [path for path in options.paths if not path.exists()]
    if missing:
        raise FileNotFoundError(f"no such file: {', '.join(map(str, missing))}")
    found = (
        check_paths(corpus, options.paths) if options.paths else check_corpus(corpus, options.jobs)
    )
    findings = sorted({finding for chunk in found for finding in chunk}, key=Finding.sort_key)
    if options.format == "text":
        sys.stdout.write(text.report(findings, colour=_in_colour()))
    else:
        sys.stdout.write(FORMATS[options.format](findings))
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    articles = None if options.paths else len(corpus.articles())
    print(text.summary(errors, warnings, articles), file=sys.stderr)
    return 1 if errors or (options.strict and warnings) else 0


def _in_colour() -> bool:
    """Whether findings are coloured: on a terminal, unless NO_COLOR says not (no-color.org)."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
