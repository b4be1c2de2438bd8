"""Write annotations in another form; so far as marked text (see docs/marked-text.md).

Writes OUT/NAME.marked.txt for each annotated article. An annotator can edit these and bring them
back with 'newscorpus import --from marked'.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from newscorpus.cli.options import add_root
from newscorpus.corpus import GOLD, Corpus
from newscorpus.formats.marked import SUFFIX, write_marked


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT", help="a folder for the files")
    parser.add_argument(
        "--to", dest="form", choices=("marked",), required=True, help="the form to write"
    )
    add_root(parser)
    parser.add_argument("--annotator", default=GOLD, help="whose annotations (default: gold)")
    parser.add_argument(
        "--article", action="append", metavar="ID", help="only this article; may be given again"
    )


def run(options: argparse.Namespace) -> int:
    corpus = Corpus(options.root)
    options.out.mkdir(parents=True, exist_ok=True)
    for identifier in options.article or corpus.annotated(options.annotator):
        annotation = corpus.annotation(identifier, options.annotator)
        marked = write_marked(corpus.article(identifier).text, annotation)
        (options.out / f"{identifier}{SUFFIX}").write_bytes(marked.encode())
    return 0
