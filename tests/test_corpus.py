"""What the project's own corpus promises: its size, its range, and splits that are fair."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from newscorpus.corpus import Corpus
from newscorpus.document import Document
from newscorpus.release.plan import recorded_splits
from newscorpus.splits import SHARES
from newscorpus.textstats import shared_ngrams


@pytest.fixture(scope="module")
def documents(project: Path) -> list[Document]:
    return list(Corpus(project))


def labels(document: Document) -> Counter[str]:
    """The labels of every layer, and the article itself."""
    layers = document.annotation
    names = (each for each in layers.mentions if each.kind == "name")
    return Counter(
        [
            "article",
            *(f"name {document.entity(each).type}" for each in names),
            *(f"quote {each.type}" for each in layers.quotes),
            *(f"stance {each.label}" for each in layers.stances),
        ]
    )


def test_every_label_is_within_two_points_of_its_shares(project, documents):
    splits = recorded_splits(Corpus(project))
    total: Counter[str] = Counter()
    inside = {split: Counter[str]() for split in SHARES}
    for document in documents:
        counts = labels(document)
        total += counts
        inside[splits[document.id].split] += counts
    for split, share in SHARES.items():
        for label, count in total.items():
            assert abs(inside[split][label] / count - share) < 0.02, (split, label)


def test_stories_do_not_share_their_words(documents):
    shared = shared_ngrams((each.metadata.story, each.text) for each in documents)
    assert shared.share < 0.003


def test_every_article_is_annotated_twice_and_adjudicated(project):
    corpus = Corpus(project)
    articles = corpus.articles()
    for annotator in ("gold", "a1", "a2"):
        assert corpus.annotated(annotator) == articles


def test_the_range_is_that_of_the_plan(documents):
    quotes = [quote for each in documents for quote in each.annotation.quotes]
    stances = [stance for each in documents for stance in each.annotation.stances]
    told = Counter(each.metadata.story for each in documents)
    assert sum(count for count in told.values() if count > 1) >= 40
    assert sum(quote.type != "direct" for quote in quotes) >= 0.4 * len(quotes)
    assert sum(len(quote.content) > 1 for quote in quotes) >= 60
    assert sum(quote.within is not None for quote in quotes) >= 40
    undecided = sum(stance.label in {"mixed", "neutral"} for stance in stances)
    assert undecided >= 0.15 * len(stances)
    assert len({each.metadata.outlet for each in documents}) >= 12
