"""Bring annotations in from another form; so far from marked text (see docs/marked-text.md).

Each IN is a file NAME.marked.txt whose text is that of raw/NAME.txt. Writes
annotations/gold/NAME.json, or passes/ANNOTATOR/NAME.json. Nothing is written of a file that cannot
be read or whose text is not the article's; exits 1 then.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from newscorpus.annotation import to_json
from newscorpus.cli.options import add_root
from newscorpus.corpus import GOLD, Corpus
from newscorpus.formats.marked import SUFFIX, MarkedError, first_difference, read_marked
from newscorpus.textfile import write_whole


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="IN", help="marked text")
    parser.add_argument(
        "--from", dest="form", choices=("marked",), required=True, help="the form of IN"
    )
    add_root(parser, "--into")
    parser.add_argument(
        "--annotator", default=GOLD, help="whose annotations these are (default: gold)"
    )


def run(options: argparse.Namespace) -> int:
    corpus = Corpus(options.root)
    failed = 0
    for path in options.files:
        identifier = path.name.removesuffix(SUFFIX)
        try:
            text, annotation = read_marked(path.read_text("utf-8"), identifier, options.annotator)
        except MarkedError as error:
            print(f"{path}: {error}", file=sys.stderr)
            failed += 1
            continue
        difference = first_difference(text, corpus.article(identifier).text)
        if difference is not None:
            print(f"{path}: not the text of raw/{identifier}.txt: {difference}", file=sys.stderr)
            failed += 1
            continue
        target = corpus.annotation_path(identifier, options.annotator)
        depth = len(target.relative_to(corpus.root).parts) - 1
        write_whole(target, to_json(annotation, depth))
        print(corpus.relative(target))
    return 1 if failed else 0
