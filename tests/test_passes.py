"""The ``passes`` configuration: each annotator's items beside what the gold made of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscorpus.annotation import Annotation
from newscorpus.corpus import Corpus
from newscorpus.document import Document
from newscorpus.tables import passes
from newscorpus.tables.configurations import configurations
from newscorpus.tables.setting import Setting
from newscorpus.tables.standing import Standing
from readings import ARTICLES, ROOT, changed, replace


def rows_of(article: str, *others: Annotation) -> list[dict]:
    corpus = Corpus(ROOT)
    document = corpus.document(article)
    read = Document(document.article, document.annotation, document.metadata, others)
    return list(passes.rows(read, Setting.of(corpus), Standing()))


def gold_as(article: str, annotator: str) -> Annotation:
    return replace(Corpus(ROOT).annotation(article), annotator=annotator)


@pytest.mark.parametrize("article", ARTICLES)
def test_a_pass_that_is_the_gold_agrees_with_it_everywhere(article):
    rows = rows_of(article, gold_as(article, "a1"))
    assert all(row["agrees"] for row in rows)
    assert all(row["gold"]["id"] == row["id"].rpartition("#")[2] for row in rows)


@given(article=st.sampled_from(ARTICLES), seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_every_item_of_every_pass_has_a_row(article, seed):
    corpus = Corpus(ROOT)
    other = changed(gold_as(article, "a2"), corpus.article(article).text, seed)
    rows = rows_of(article, gold_as(article, "a1"), other)
    for annotation in (gold_as(article, "a1"), other):
        items = (*annotation.mentions, *annotation.quotes, *annotation.stances)
        ids = [f"{article}#{annotation.annotator}#{each.id}" for each in items]
        assert [row["id"] for row in rows if row["annotator"] == annotation.annotator] == ids
    columns = set(passes.columns(Setting.of(corpus)))
    assert all(set(row) == columns for row in rows)


def test_a_label_that_differs_stands_beside_the_gold_s():
    article = "measles-school-rule"
    first = gold_as(article, "a1")
    stance = first.stances[0]
    label = "mixed" if stance.label != "mixed" else "favor"
    other = replace(first, stances=(replace(stance, label=label), *first.stances[1:]))
    rows = [row for row in rows_of(article, other) if not row["agrees"]]
    (row,) = rows
    assert (row["label"], row["gold"]["label"]) == (label, stance.label)
    assert row["gold"]["id"] == stance.id


def test_an_item_that_the_gold_has_not_is_beside_nothing():
    article = "measles-school-rule"
    corpus = Corpus(ROOT)
    document = corpus.document(article)
    gold = replace(document.annotation, stances=document.annotation.stances[1:])
    read = Document(document.article, gold, document.metadata, (gold_as(article, "a1"),))
    rows = [
        row
        for row in passes.rows(read, Setting.of(corpus), Standing())
        if row["gold"]["id"] is None
    ]
    assert [row["id"] for row in rows] == [f"{article}#a1#{document.annotation.stances[0].id}"]


def test_a_corpus_without_passes_has_no_such_configuration(small):
    setting = Setting.of(Corpus(small))
    assert [each.name for each in configurations(setting)] == [
        "articles",
        "entities",
        "quotes",
        "stance",
    ]
