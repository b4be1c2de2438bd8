"""Adjudication: what both passes have is taken, and each difference goes the way it was decided."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscorpus.adjudication.comparison import Comparison, compare
from newscorpus.adjudication.decisions import (
    Decided,
    Decision,
    DecisionError,
    Overlooked,
    read_decisions,
    write_decisions,
)
from newscorpus.adjudication.gold import adjudicated, undecided
from newscorpus.adjudication.work import compare_passes, decisions_of
from newscorpus.annotation import Annotation, Entity, Evidence, Mention, Quote, Span, to_json
from newscorpus.checks.corpus import check_corpus
from newscorpus.cli import main
from newscorpus.corpus import Corpus
from readings import ARTICLES, a_pass, changed, graph, replace

ROOT = Path(__file__).parents[1]


def all_for(comparison: Comparison, choice: str) -> Decided:
    return Decided({each.id: Decision(choice) for each in comparison.differences})


@pytest.mark.parametrize("article", ARTICLES)
def test_two_passes_that_are_the_same_have_nothing_to_decide(article):
    text, one = a_pass(article)
    comparison = compare(one, replace(one, annotator="a2"), text)
    assert comparison.differences == []
    gold = adjudicated(comparison, Decided())
    assert graph(gold) == graph(one)
    assert not any(each.decisions for each in gold.quotes)


@given(article=st.sampled_from(ARTICLES), seed=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_who_always_wins_has_the_gold(article, seed):
    text, one = a_pass(article)
    other = changed(one, text, seed)
    comparison = compare(one, other, text)
    assert graph(adjudicated(comparison, all_for(comparison, "a1"))) == graph(one)
    assert graph(adjudicated(comparison, all_for(comparison, "a2"))) == graph(other)


@given(article=st.sampled_from(ARTICLES), seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_differences_do_not_depend_on_which_pass_is_first(article, seed):
    text, one = a_pass(article)
    other = changed(one, text, seed)
    here, there = compare(one, other, text), compare(other, one, text)
    assert sorted(each.field for each in here.differences) == sorted(
        each.field for each in there.differences
    )


@given(article=st.sampled_from(ARTICLES), seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_the_file_of_decisions_keeps_what_was_decided(article, seed):
    text, one = a_pass(article)
    comparison = compare(one, changed(one, text, seed), text)
    assert read_decisions(write_decisions(comparison, Decided())) == Decided()
    decisions = {
        each.id: Decision("other", 'rule "3.2"\n', ("a\\b", "ç\x7f"))
        for each in comparison.differences
    }
    decided = Decided(decisions, (Overlooked("it", "had it", "e1", "pronoun", "2.3.3"),))
    assert read_decisions(write_decisions(comparison, decided)) == decided


TEXT = 'Rask said it was late. "We wait," the harbour master told Olle Brandt.'


def simple(annotator: str, *, cue: str = "said", **more) -> Annotation:
    """A pass over ``TEXT``."""
    fields = {
        "schema_version": "1.0.0",
        "article": "late",
        "text_sha256": "0" * 64,
        "annotator": annotator,
        "entities": (Entity("e1", "PER", "Rask"), Entity("e2", "PER", "Olle Brandt")),
        "mentions": (
            Mention("m1", "e1", "name", 0, 4, "Rask"),
            Mention("m2", "e2", "name", *_at("Olle Brandt")),
        ),
        "quotes": (
            Quote(
                "q1", "indirect", "e1", None, (_span("it was late"),), (_span(cue),),
                (_span("Rask"),), None,
            ),
        ),
        "stances": (),
    }  # fmt: skip
    return Annotation(**(fields | more))


def _at(words: str) -> tuple[int, int, str]:
    start = TEXT.index(words)
    return start, start + len(words), words


def _span(words: str) -> Span:
    return Span(*_at(words))


def test_a_difference_says_what_each_pass_has():
    comparison = compare(simple("a1"), simple("a2", cue="Rask said"), TEXT)
    (difference,) = comparison.differences
    assert difference.id == "quote 10-21 cue"
    assert difference.told == ("⟦said⟧", "⟦Rask said⟧")
    written = write_decisions(comparison, Decided())
    assert 'context = "Rask said ⟦it was late⟧. \\"We wait,\\"' in written
    assert 'by."a1" = "⟦said⟧"' in written
    assert undecided(comparison, Decided()) == [difference]


def test_a_third_answer_is_found_in_the_text():
    comparison = compare(simple("a1"), simple("a2", cue="Rask said"), TEXT)
    decided = Decided({"quote 10-21 cue": Decision("other", "3.3.3", ("told",))})
    (quote,) = adjudicated(comparison, decided).quotes
    assert [span.text for span in quote.cue] == ["told"]
    assert quote.decisions == ("cue other",)


def test_who_turns_out_to_have_no_name_has_a_description():
    unnamed = (Entity("e1", "PER", None, "the harbour master"), simple("a1").entities[1])
    other = simple("a2", entities=unnamed)
    comparison = compare(simple("a1"), other, TEXT)
    assert [each.field for each in comparison.differences] == ["name"]
    for choice, name, description in (("a1", "Rask", None), ("a2", None, "the harbour master")):
        gold = adjudicated(comparison, all_for(comparison, choice))
        assert (gold.entities[0].name, gold.entities[0].description) == (name, description)


def test_an_empty_cue_may_be_decided():
    comparison = compare(simple("a1"), simple("a2", cue="Rask said"), TEXT)
    (quote,) = adjudicated(comparison, all_for(comparison, "neither")).quotes
    assert quote.cue == ()


def test_evidence_of_both_is_united():
    from newscorpus.annotation import Stance, Target

    def held(evidence: tuple[str, ...]) -> dict:
        spans = Evidence((), tuple(map(_span, evidence)))
        return {"stances": (Stance("s1", "e1", Target("waiting"), "favor", spans),)}

    one = simple("a1", **held(("Rask said",)))
    other = simple("a2", **held(("said it", "told")))
    comparison = compare(one, other, TEXT)
    (difference,) = comparison.differences
    assert difference.field == "evidence spans"
    gold = adjudicated(comparison, all_for(comparison, "both"))
    # Of two that overlap the longest stays.
    assert [span.text for span in gold.stances[0].evidence.spans] == ["Rask said", "told"]


def test_a_mention_of_another_extent_is_one_difference_and_no_two():
    mentions = (
        Mention("m1", "e1", "name", 0, 4, "Rask"),
        Mention("m2", "e2", "name", *_at("Brandt")),
    )
    entities = (Entity("e1", "PER", "Rask"), Entity("e2", "PER", "Olle Brandt"))
    other = simple("a2", mentions=mentions, entities=entities)
    comparison = compare(simple("a1"), other, TEXT)
    assert [each.field for each in comparison.differences] == ["extent"]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision("a3"), "cannot be decided as 'a3'"),
        (Decision("both"), "cannot be decided as 'both'"),
        (Decision("other"), "cannot be decided as 'other'"),
        (Decision("other", "", ("no such words",)), "does not stand in the text"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(decision, said):
    comparison = compare(simple("a1"), simple("a2", cue="Rask said"), TEXT)
    with pytest.raises(DecisionError, match=said):
        adjudicated(comparison, Decided({"quote 10-21 cue": decision}))


def test_a_mention_that_both_overlooked_may_be_added():
    comparison = compare(simple("a1"), simple("a2"), TEXT)
    found = Overlooked("the harbour master", "the harbour master told", "Rask", "nominal")
    gold = adjudicated(comparison, Decided(overlooked=(found,)))
    (added,) = [each for each in gold.mentions if each.decisions]
    assert (added.text, added.entity, added.kind) == ("the harbour master", "e1", "nominal")
    assert TEXT[added.start : added.end] == added.text
    assert added.decisions == ("item other",)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Overlooked("it", "no such words", "Rask", "pronoun"), "has to stand once"),
        (Overlooked("a", "Rask said", "Rask", "pronoun"), "has to stand once"),
        (Overlooked("it", "it was late", "Nobody", "pronoun"), "is no entity"),
    ],
)
def test_an_overlooked_mention_has_to_be_found(found, said):
    comparison = compare(simple("a1"), simple("a2"), TEXT)
    with pytest.raises(DecisionError, match=said):
        adjudicated(comparison, Decided(overlooked=(found,)))


def test_nothing_is_decided_by_silence():
    comparison = compare(simple("a1"), simple("a2", cue="Rask said"), TEXT)
    with pytest.raises(DecisionError, match="quote 10-21 cue is not decided"):
        adjudicated(comparison, Decided())


def test_passes_over_different_texts_are_not_compared():
    with pytest.raises(ValueError, match="different texts"):
        compare(simple("a1"), simple("a2", text_sha256="1" * 64), TEXT)


def two_passes(folder: Path) -> Path:
    """A corpus of one article without gold, with two passes that differ."""
    article = "kim-train-russia"
    corpus = folder / "corpus"
    (corpus / "raw").mkdir(parents=True)
    shutil.copy(ROOT / f"raw/{article}.txt", corpus / "raw")
    rows = (ROOT / "raw/metadata.csv").read_text("utf-8").splitlines()
    kept = [rows[0], *(row for row in rows if row.startswith(article))]
    (corpus / "raw/metadata.csv").write_text("\n".join(kept) + "\n", "utf-8")
    text, one = a_pass(article)
    (corpus / "annotations").mkdir()
    shutil.copy(ROOT / "annotations/topics.csv", corpus / "annotations")
    for annotation in (one, changed(one, text, 5)):
        place = corpus / "annotations/passes" / annotation.annotator
        place.mkdir(parents=True)
        (place / f"{article}.json").write_bytes(to_json(annotation, 3))
    return corpus


def test_the_command_from_differences_to_gold(tmp_path, capsys):
    root = two_passes(tmp_path)
    command = ["adjudicate", "a1", "a2", "--root", str(root)]
    assert main(command) == 1
    assert "1 waiting" in capsys.readouterr().out
    path = root / "annotations/decisions/kim-train-russia.toml"
    first = path.read_text("utf-8")
    assert main(command) == 1
    assert path.read_text("utf-8") == first
    path.write_text(first.replace('decision = ""', 'decision = "a1"'), "utf-8")
    capsys.readouterr()
    assert main(command) == 0
    assert "1 written" in capsys.readouterr().out
    corpus = Corpus(root)
    gold = corpus.annotation("kim-train-russia")
    assert graph(gold) == graph(corpus.annotation("kim-train-russia", "a1"))
    layers = (*gold.entities, *gold.mentions, *gold.quotes, *gold.stances)
    decided = {choice.rpartition(" ")[2] for item in layers for choice in item.decisions}
    assert decided == {"a1"}
    # Run again it is the same; decided otherwise it is kept, unless one asks for it.
    assert main(command) == 0
    path.write_text(first.replace('decision = ""', 'decision = "a2"'), "utf-8")
    assert main(command) == 1
    assert "was kept" in capsys.readouterr().out
    assert corpus.annotation("kim-train-russia") == gold
    assert main([*command, "--replace"]) == 0
    assert corpus.annotation("kim-train-russia") != gold


def test_the_gold_of_the_command_is_well(tmp_path):
    root = two_passes(tmp_path)
    main(["adjudicate", "a1", "a2", "--root", str(root)])
    path = root / "annotations/decisions/kim-train-russia.toml"
    path.write_text(path.read_text("utf-8").replace('decision = ""', 'decision = "a1"'), "utf-8")
    assert main(["adjudicate", "a1", "a2", "--root", str(root)]) == 0
    found = [each for chunk in check_corpus(Corpus(root)) for each in chunk if each.is_error]
    assert [each for each in found if "/gold/" in each.path] == []


UNKNOWN = """\
article = "kim-train-russia"
passes = ["a1", "a2"]
[[difference]]
id = "quote 1-2 cue"
decision = "a1"
"""


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("not toml", "line 1"),
        ('article = "x"\npasses = ["a1", "a2"]\ncolour = 1', "colour"),
        (UNKNOWN, "is no difference of these passes"),
    ],
)
def test_a_file_of_decisions_that_cannot_be_used(source, said, tmp_path, capsys):
    root = two_passes(tmp_path)
    path = root / "annotations/decisions/kim-train-russia.toml"
    path.parent.mkdir()
    path.write_text(source, "utf-8")
    assert main(["adjudicate", "a1", "a2", "--root", str(root)]) == 2
    told = capsys.readouterr().err
    assert "annotations/decisions/kim-train-russia.toml" in told
    assert said in told
    assert path.read_text("utf-8") == source


def test_the_project_s_gold_is_what_its_passes_and_decisions_give():
    corpus = Corpus(ROOT)
    for article in corpus.articles():
        comparison = compare_passes(corpus, article, "a1", "a2")
        gold = adjudicated(comparison, decisions_of(corpus, article))
        assert corpus.annotation_path(article).read_bytes() == to_json(gold), article


@pytest.mark.parametrize("given", [["a1", "a1"], ["a1", "a9"], ["a1", "a2", "no-such-article"]])
def test_who_cannot_be_adjudicated(given, tmp_path, capsys):
    root = two_passes(tmp_path)
    assert main(["adjudicate", *given, "--root", str(root)]) == 2
    assert "newscorpus: " in capsys.readouterr().err
