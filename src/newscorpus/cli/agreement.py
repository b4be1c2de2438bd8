"""Measure how far annotators agree, on the articles that all of them annotated.

Spans by exact and overlap F1 and by Krippendorff's alpha over code points; labels of units that
both have by Cohen's kappa and Krippendorff's alpha; speakers and holders by accuracy; each with a
95% bootstrap interval over articles. Then the articles, those that disagree most first.
"""

from __future__ import annotations

import argparse
import sys

from newscorpus.cli.options import add_root
from newscorpus.corpus import GOLD, Corpus


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "annotators",
        nargs="*",
        metavar="ANNOTATOR",
        help="gold, or folders of annotations/passes/ (default: all passes)",
    )
    add_root(parser)
    parser.add_argument(
        "--articles", nargs="+", metavar="ARTICLE", help="on these alone (default: all they share)"
    )
    parser.add_argument("--json", action="store_true", help="tell it as JSON")


def run(options: argparse.Namespace) -> int:
    from newscorpus.agreement.comparison import agreement
    from newscorpus.agreement.report import as_json, as_text

    corpus = Corpus(options.root)
    annotators = options.annotators or [each for each in corpus.annotators() if each != GOLD]
    try:
        compared = agreement(corpus, annotators, options.articles)
    except ValueError as error:
        print(f"newscorpus: {error}", file=sys.stderr)
        return 2
    sys.stdout.write(as_json(compared) if options.json else as_text(compared))
    return 0
