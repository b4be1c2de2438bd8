"""Agreement: measures beside worked examples, and what a comparison says of known differences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscorpus import Corpus
from newscorpus.agreement import measures
from newscorpus.agreement.comparison import agreement
from newscorpus.cli import main
from newscorpus.matching import Unit, overlap, pairs


def confusion(one: str, other: str) -> np.ndarray:
    """The table of two annotators' labels, a letter an item."""
    names = sorted({*one, *other})
    table = np.zeros((len(names), len(names)))
    for first, second in zip(one, other, strict=True):
        table[names.index(first), names.index(second)] += 1
    return table.ravel()


@pytest.mark.parametrize(
    ("one", "other", "alpha"),
    [
        # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A and B.
        ("0100000010", "1110010000", 0.095),
        ("aabbdcccedda", "babbbcccfddd".replace("f", "e"), 0.692),
    ],
)
def test_alpha_is_that_of_krippendorff_s_examples(one: str, other: str, alpha: float) -> None:
    value = measures.krippendorffs_alpha(confusion(one, other))
    assert value == pytest.approx(alpha, abs=0.0005)


def test_kappa_is_that_of_a_worked_example() -> None:
    # 20 yes and 15 no by both of two readers, 5 and 10 by one of them alone: 0.70 against 0.50.
    assert measures.cohens_kappa(np.array([20.0, 5.0, 10.0, 15.0])) == pytest.approx(0.4)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2))
def test_chance_corrected_measures_are_1_for_the_same_and_never_more(
    items: list[tuple[str, str]],
) -> None:
    table = confusion("".join(a for a, _ in items) + "abc", "".join(b for _, b in items) + "abc")
    same = confusion("".join(a for a, _ in items), "".join(a for a, _ in items))
    for measure in (measures.cohens_kappa, measures.krippendorffs_alpha):
        assert measure(table) <= 1
        assert measure(same) == 1


def test_f1_is_exact_or_by_overlap() -> None:
    assert measures.exact_f1(np.array([3.0, 4.0, 6.0])) == pytest.approx(0.6)
    # 3 of 4 meet something, 3 of 6 are met: recall 3/4, precision 1/2.
    assert measures.overlap_f1(np.array([3.0, 4.0, 3.0, 6.0])) == pytest.approx(0.6)


def test_nothing_to_measure_is_no_number() -> None:
    assert np.isnan(measures.exact_f1(np.zeros(3)))
    assert np.isnan(measures.cohens_kappa(np.zeros(4)))


def test_units_are_paired_one_to_one_by_what_they_share() -> None:
    ones = [Unit(0, 10, "a"), Unit(12, 20, "b")]
    others = [Unit(8, 19, "c"), Unit(0, 9, "d"), Unit(30, 31, "e")]
    assert pairs(ones, others, overlap) == [(ones[0], others[1]), (ones[1], others[0])]


def with_pass(small: Path, annotator: str, change: Any) -> Corpus:
    """The small corpus with a pass that differs from gold by a change."""
    gold = small / "annotations" / "gold" / "quay-lights.json"
    annotation = json.loads(gold.read_bytes()) | {"annotator": annotator}
    change(annotation)
    target = small / "annotations" / "passes" / annotator / "quay-lights.json"
    target.parent.mkdir(parents=True)
    target.write_text(json.dumps(annotation, ensure_ascii=False), "utf-8")
    return Corpus(small)


def value(corpus: Corpus, layer: str, measure: str) -> float:
    (found,) = [
        each.figure.value
        for each in agreement(corpus, ["gold", "a1"]).measured
        if (each.layer, each.measure) == (layer, measure)
    ]
    return found


def test_a_pass_that_is_the_same_agrees_in_everything(small: Path) -> None:
    corpus = with_pass(small, "a1", lambda _: None)
    compared = agreement(corpus, ["gold", "a1"])
    known = [each.figure.value for each in compared.measured if each.figure.units]
    assert known
    assert set(known) == {1.0}
    assert compared.by_article[0].mean == 1.0


def test_ids_do_not_matter(small: Path) -> None:
    def renamed(annotation: dict[str, Any]) -> None:
        written = json.dumps(annotation)
        for old, new in (("e1", "x9"), ("e2", "e1"), ("x9", "e2")):
            written = written.replace(f'"{old}"', f'"{new}"')
        annotation.update(json.loads(written))

    corpus = with_pass(small, "a1", renamed)
    assert value(corpus, "speakers of quotes", "accuracy") == 1.0
    assert value(corpus, "stances: holder and target", "exact F1") == 1.0


def test_each_difference_shows_in_its_layer(small: Path) -> None:
    def change(annotation: dict[str, Any]) -> None:
        annotation["entities"][3]["type"] = "FAC"
        del annotation["mentions"][2]
        annotation["quotes"][0]["content"][0].update(start=40, end=60, text="x")
        annotation["quotes"][0]["type"] = "mixed"
        annotation["quotes"][3]["speaker"] = "e4"
        annotation["stances"][1]["label"] = "neutral"

    corpus = with_pass(small, "a1", change)
    names = [m for m in corpus.annotation("quay-lights").mentions if m.kind == "name"]
    dropped = corpus.annotation("quay-lights").mentions[2].kind == "name"
    other = len(names) - dropped
    assert value(corpus, "names", "exact F1") == pytest.approx(2 * other / (len(names) + other))
    assert value(corpus, "types of names", "Cohen's kappa") < 1
    assert value(corpus, "quotes: content", "exact F1") == pytest.approx(0.8)
    assert value(corpus, "quotes: content", "overlap F1") == 1.0
    assert value(corpus, "quotes: content", "alpha over code points") < 1
    assert value(corpus, "speakers of quotes", "accuracy") == pytest.approx(0.75)
    assert value(corpus, "stances: holder and target", "exact F1") == 1.0
    assert value(corpus, "labels of stances", "Cohen's kappa") < 1


def test_holders_and_targets_are_compared_where_the_evidence_is_the_same(small: Path) -> None:
    def change(annotation: dict[str, Any]) -> None:
        stance = annotation["stances"][0]
        stance["holder"] = next(
            e["id"] for e in annotation["entities"] if e["id"] != stance["holder"]
        )

    corpus = with_pass(small, "a1", change)
    count = len(corpus.annotation("quay-lights").stances)
    assert value(corpus, "holders of stances", "accuracy") == pytest.approx((count - 1) / count)
    assert value(corpus, "targets of stances", "accuracy") == 1.0
    assert value(corpus, "stances: holder and target", "exact F1") < 1.0


def test_stances_are_told_by_label(small: Path) -> None:
    def change(annotation: dict[str, Any]) -> None:
        annotation["stances"][0]["label"] = "neutral"

    before = Corpus(small).annotation("quay-lights").stances
    corpus = with_pass(small, "a1", change)
    label = before[0].label
    of_it = sum(stance.label == label for stance in before)
    expected = 2 * (of_it - 1) / (2 * of_it - 1)
    assert value(corpus, f"stances: {label}", "exact F1") == pytest.approx(expected)
    assert value(corpus, "stances: neutral", "exact F1") == 0.0


def test_articles_may_be_chosen(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_pass(small, "a1", lambda _: None)
    command = ["agreement", "gold", "a1", "--root", str(small), "--articles"]
    assert main([*command, "quay-lights"]) == 0
    assert main([*command, "no-such"]) == 2
    assert "no article in common" in capsys.readouterr().err


def test_the_interval_holds_the_value_and_is_the_same_each_time() -> None:
    chance = np.random.default_rng(7)
    articles = [np.array([b, b + m, b + n]) for b, m, n in chance.integers(1, 9, (30, 3))]
    first = measures.figure(measures.exact_f1, articles, 10)
    assert first.low < first.value < first.high
    assert first == measures.figure(measures.exact_f1, articles, 10)


def test_the_command_tells_it_as_text_and_json(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_pass(small, "a1", lambda _: None)
    assert main(["agreement", "gold", "a1", "--root", str(small)]) == 0
    assert "quay-lights" in capsys.readouterr().out
    assert main(["agreement", "gold", "a1", "--json", "--root", str(small)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["articles"] == 1
    assert told["measured"][0] == {
        "layer": "names", "measure": "exact F1", "value": 1.0, "low": 1.0, "high": 1.0, "units": 12,
    }  # fmt: skip
    assert main(["agreement", "--root", str(small)]) == 2
    assert "two annotators" in capsys.readouterr().err
