"""Leakage: what splits share is counted, shown in rows, and stops a release where it is too much."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from newscorpus.corpus import Corpus, CorpusError, LeakageLimits
from newscorpus.release.build import BuildError, build
from newscorpus.release.leakage import Traces, leakage, over_limits
from newscorpus.splits import SPLITS
from newscorpus.tables.standing import name_numbers

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A release of the project's corpus."""
    return build(
        Corpus(ROOT), "9.9.9", tmp_path_factory.mktemp("releases"), record_splits=False
    ).folder


def rows(folder: Path, configuration: str) -> list[tuple[str, dict]]:
    """Each row with its split."""
    found = []
    for split in SPLITS:
        for path in (folder / configuration).glob(f"{split}-*.parquet"):
            found += [(split, row) for row in pq.read_table(path).to_pylist()]
    return found


def test_rows_say_whether_train_has_the_speaker_holder_and_target(built):
    corpus = Corpus(ROOT)
    split_of = {row["article"]: split for split, row in rows(built, "articles")}
    names, topics = set(), set()
    for document in corpus:
        if split_of[document.id] == "train":
            names |= {(e.type, e.name.casefold()) for e in document.annotation.entities if e.name}
            topics |= {s.target.topic for s in document.annotation.stances}

    def known(who: dict) -> bool | None:
        return None if who["name"] is None else (who["type"], who["name"].casefold()) in names

    seen = set()
    for split, row in rows(built, "quotes"):
        expected = None if split == "train" else known(row["speaker"])
        assert row["speaker_in_train"] is expected
        seen.add(expected)
    assert seen == {None, True, False}
    for split, row in rows(built, "stance"):
        target = row["topic"] in topics if row["topic"] else known(row["entity"])
        assert row["holder_in_train"] is (None if split == "train" else known(row["holder"]))
        assert row["target_in_train"] is (None if split == "train" else target)


def test_the_columns_of_other_splits_are_the_same_in_every_configuration(built):
    told = {}
    for configuration in ("articles", "entities", "quotes", "stance"):
        for _, row in rows(built, configuration):
            place = row["split_by_time"], row["split_by_outlet"]
            assert told.setdefault(row["article"], place) == place
    outlets, dates = {}, []
    for _, row in rows(built, "articles"):
        by_outlet = row["split_by_outlet"]
        assert outlets.setdefault(row["outlet"], by_outlet) == by_outlet
        dates.append((row["date"], SPLITS.index(row["split_by_time"])))
    assert set(outlets.values()) == set(SPLITS)
    places = [place for _, place in sorted(dates)]
    assert places == sorted(places)


def test_the_report_counts_what_the_rows_show(built):
    report = json.loads((built / "leakage.json").read_bytes())
    split_of = {row["article"]: split for split, row in rows(built, "articles")}
    names: dict[str, set] = {split: set() for split in SPLITS}
    for document in Corpus(ROOT):
        here = {(e.type, e.name.casefold()) for e in document.annotation.entities if e.name}
        names[split_of[document.id]] |= here
    share = len(names["test"] & names["train"]) / len(names["test"])
    assert report["articles"] == len(split_of)
    assert report["across"]["split"]["names_in_train"]["test"] == pytest.approx(share, abs=1e-4)
    assert report["across"]["split"]["near_duplicates"] == 0
    assert "## Leakage" in (built / "README.md").read_text("utf-8")


def test_a_quotation_that_recurs_is_counted_once_for_each_way():
    traces = Traces()
    corpus = Corpus(ROOT)
    document = next(
        each
        for each in corpus
        if any(q.type == "direct" and not q.within for q in each.annotation.quotes)
    )
    for _ in range(2):
        traces.add(document, name_numbers(document.annotation))
    traces.articles[1] = "copy"
    assert len(traces.quotes[0]) > 0
    outlets = {document.id: "Post", "copy": "Herald"}
    apart = {document.id: "train", "copy": "test"}
    together = {document.id: "test", "copy": "test"}
    report = leakage(traces, {"split": apart, "other": together}, outlets, [("copy", document.id)])
    count = len(traces.quotes[0])
    assert (report.recurring_quotes, report.in_several_outlets) == (count, count)
    assert report.ways["split"].recurring_quotes == count
    assert report.ways["split"].near_duplicates == 1
    assert report.ways["split"].names_in_train["test"] == 1.0
    assert report.ways["other"].recurring_quotes == 0
    assert over_limits(report, LeakageLimits()) == ["near_duplicates is 1, and 0 is allowed"]
    assert over_limits(report, LeakageLimits(1, 0, 0.5)) == [
        f"recurring_quotes is {count}, and 0 is allowed",
        "names_in_train is 1.0, and 0.5 is allowed",
    ]


def told(corpus: Path, table: str) -> Path:
    """The corpus with a table in its ``corpus.toml``."""
    path = corpus / "annotations/corpus.toml"
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{table}\n", "utf-8")
    return corpus


def test_more_than_a_corpus_allows_stops_the_release(tmp_path):
    ignored = shutil.ignore_patterns("releases", ".*", "docs", "src", "tests")
    copy = Path(shutil.copytree(ROOT, tmp_path / "c", ignore=ignored))
    path = copy / "annotations/corpus.toml"
    path.write_text(path.read_text("utf-8").partition("[leakage]")[0], "utf-8")
    told(copy, "[leakage]\nnames_in_train = 0.0001")
    with pytest.raises(BuildError, match="the splits leak: names_in_train"):
        build(Corpus(copy), "1.0.0", tmp_path / "out")
    assert list((tmp_path / "out").glob("[!.]*")) == []
    assert list((tmp_path / "out").glob(".building*")) == []


@pytest.mark.parametrize(
    "table", ["[leakage]\nnear_duplicate = 0", "[leakage]\nnames_in_train = 'x'", "[splits]\nx = 1"]
)
def test_a_limit_that_means_nothing_is_refused(small, table):
    with pytest.raises(CorpusError, match=r"corpus\.toml"):
        _ = Corpus(told(small, table)).about
