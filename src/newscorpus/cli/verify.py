"""Check a release: the SHA-256 of every file, and that every table loads and has its rows.

With --rebuild it is built again from the corpus and compared byte for byte; what differs is
named. Under other versions than it was built with, the rows of its tables are compared instead.
Exits 1 where something differs, 2 where there is nothing to check.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from newscorpus.cli.options import add_jobs, add_root
from newscorpus.release.verify import verify, verify_rebuild, version_differences


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("release", type=Path, metavar="RELEASE", help="a release folder")
    parser.add_argument("--rebuild", action="store_true", help="build it again and compare")
    add_root(parser)
    add_jobs(parser)


def run(options: argparse.Namespace) -> int:
    differences = list(verify(options.release))
    if options.rebuild and not differences:
        from newscorpus.corpus import Corpus

        for line in version_differences(options.release):
            print(f"built with {line}: comparing rows, not bytes", file=sys.stderr)
        differences = list(verify_rebuild(options.release, Corpus(options.root), options.jobs))
    for difference in differences:
        print(f"{difference.path}: found {difference.found}; expected {difference.expected}")
    done = (
        "every file and table is as built"
        if options.rebuild
        else "every file and table is as the manifest says"
    )
    print(f"{len(differences)} differences" if differences else done, file=sys.stderr)
    return 1 if differences else 0
