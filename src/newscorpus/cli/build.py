"""Build a release: releases/VERSION/, a Hugging Face dataset as it stands.

The corpus is checked first, and a corpus with errors is not built. The same corpus gives the same
bytes, with any number of jobs. Exits 1 where the corpus has errors, 2 where it could not build.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from newscorpus.cli.options import add_jobs, add_root
from newscorpus.corpus import Corpus
from newscorpus.release.build import FindingsError, build


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", required=True, metavar="X.Y.Z", help="the release's version")
    add_root(parser)
    parser.add_argument("--out", type=Path, help="the folder for releases (default: ROOT/releases)")
    add_jobs(parser)
    parser.add_argument(
        "--no-record",
        action="store_true",
        help="do not write the splits of new articles to annotations/splits.csv",
    )


def run(options: argparse.Namespace) -> int:
    corpus = Corpus(options.root)
    progress, close = _progress(len(corpus.articles()))
    try:
        built = build(
            corpus,
            options.version,
            options.out,
            jobs=options.jobs,
            progress=progress,
            record_splits=not options.no_record,
        )
    except FindingsError as error:
        from newscorpus.reports import text

        sys.stdout.write(text.report(error.findings))
        print(f"newscorpus: {error}", file=sys.stderr)
        return 1
    finally:
        close()
    for name, splits in built.manifest.tables.items():
        rows = ", ".join(f"{entry.rows:,} {split}" for split, entry in splits.items())
        print(f"{name}: {rows}")
    if built.new_splits and not options.no_record:
        print(f"annotations/splits.csv: {len(built.new_splits)} articles added; commit it")
    print(built.folder)
    return 0


def _progress(articles: int) -> tuple[Callable[[str, int], object], Callable[[], object]]:
    """A bar on a terminal, and nothing in a pipe. Every article is read twice: for its split and
    for its rows."""
    if not sys.stderr.isatty():
        return lambda step, done: None, lambda: None
    from tqdm import tqdm

    bar = tqdm(total=2 * articles, unit=" articles", leave=False)

    def advance(step: str, done: int) -> None:
        bar.set_description(step)
        bar.update(done)

    return advance, bar.close
