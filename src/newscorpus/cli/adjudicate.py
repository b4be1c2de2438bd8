"""Make the gold from two passes: what both have is taken, and a person decides the rest.

The first run lists every difference, with its context and what each pass has, in
annotations/decisions/<article>.toml. Decide there, and run it again: an article whose differences
are all decided gets its file in annotations/gold/, each item with what was decided of it.

Exits 0 where every gold is written, 1 where decisions are waiting or a gold was kept.
"""

from __future__ import annotations

import argparse

from newscorpus.cli.options import add_root
from newscorpus.corpus import Corpus


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("one", metavar="A", help="a folder of annotations/passes/")
    parser.add_argument("other", metavar="B", help="another")
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="ids (default: all that both annotated)"
    )
    add_root(parser)
    parser.add_argument(
        "--replace", action="store_true", help="write over a gold that says something else"
    )


def run(options: argparse.Namespace) -> int:
    from newscorpus.adjudication.decisions import DecisionError
    from newscorpus.adjudication.work import adjudicate

    corpus = Corpus(options.root)
    if options.one == options.other:
        raise DecisionError("adjudication is between two passes")
    annotated = {each: corpus.annotated(each) for each in (options.one, options.other)}
    for annotator, articles in annotated.items():
        missing = [each for each in options.articles if each not in articles]
        if missing or not articles:
            raise DecisionError(f"{annotator} has no file of {', '.join(missing) or 'any article'}")
    shared = sorted(set(annotated[options.one]) & set(annotated[options.other]))
    outcomes = []
    for article in options.articles or shared:
        outcome = adjudicate(corpus, article, options.one, options.other, replace=options.replace)
        outcomes.append(outcome)
        if outcome.waiting:
            print(f"{article}: {outcome.waiting} of {outcome.differences} differences to decide")
        elif outcome.kept:
            print(f"{article}: the gold there says something else, and was kept (--replace)")
    waiting = sum(outcome.waiting > 0 for outcome in outcomes)
    kept = sum(outcome.kept for outcome in outcomes)
    written = sum(outcome.written for outcome in outcomes)
    print(f"{len(outcomes)} articles: {written} written, {waiting} waiting, {kept} kept")
    return 1 if waiting or kept else 0
