"""Options that several verbs have."""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def add_root(parser: argparse.ArgumentParser, flag: str = "--root") -> None:
    """Add the option that names a corpus."""
    parser.add_argument(
        flag,
        dest="root",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the corpus folder (default: the current one)",
    )


def add_jobs(parser: argparse.ArgumentParser, default: int | None = None) -> None:
    """Add the option for the number of processes; one a core where there is no default."""
    parser.add_argument(
        "--jobs",
        type=_positive,
        default=default or os.cpu_count() or 1,
        metavar="N",
        help=f"processes to use (default: {default or 'one a core'})",
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)
