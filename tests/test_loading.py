"""Loading with ``datasets``: features intact, streaming too, and never another folder's rows."""

from __future__ import annotations

import shutil
from pathlib import Path

import datasets
import pytest

import newscorpus
from newscorpus.loading import newest_release
from newscorpus.release.build import build
from newscorpus.versions import release_key

CONFIGURATIONS = ("articles", "entities", "quotes", "stance", "passes")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = newscorpus.Corpus(Path(__file__).parents[1])
    return build(project, "9.9.9", tmp_path_factory.mktemp("r"), record_splits=False).folder


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
@pytest.mark.parametrize("streaming", [False, True])
def test_every_configuration_loads(release: Path, configuration: str, *, streaming: bool) -> None:
    loaded = datasets.load_dataset(str(release), configuration, streaming=streaming)
    assert set(loaded) == {"train", "validation", "test"}
    for split in loaded.values():
        assert next(iter(split))


def test_a_corpus_of_one_article_loads_whole(small: Path) -> None:
    """A bug once: a split without rows stood in the card, and datasets failed on it."""
    built = build(newscorpus.Corpus(small), "1.0.0").folder
    for configuration in CONFIGURATIONS[:-1]:  # it has no passes
        assert set(newscorpus.load(configuration, built)) == {"train"}


def test_a_corpus_without_quotes_or_stances_loads_what_it_has(tmp_path: Path) -> None:
    root = Path(__file__).parent / "cases" / "well" / "empty-layers"
    built = build(newscorpus.Corpus(root), "1.0.0", tmp_path, record_splits=False).folder
    assert newscorpus.load("articles", built)["train"].num_rows == 1
    with pytest.raises(ValueError, match="quotes"):
        newscorpus.load("quotes", built)


def test_articles_is_the_default(release: Path) -> None:
    assert "text" in datasets.load_dataset(str(release))["train"].column_names


def test_class_labels_keep_their_names_also_within_lists(release: Path) -> None:
    entities = newscorpus.load("entities", release, split="train")
    assert entities.features["tags"].feature.names[:3] == ["O", "B-PER", "I-PER"]
    assert entities.features["conll_tags"].feature.names[-2:] == ["B-MISC", "I-MISC"]
    assert entities.features["names"].feature["type"].names[0] == "PER"
    quotes = newscorpus.load("quotes", release, split="test")
    assert quotes.features["type"].names == ["direct", "indirect", "mixed", "reported"]
    stance = newscorpus.load("stance", release, split="test")
    assert stance.features["label"].names == ["favor", "against", "mixed", "neutral"]


def test_nested_lists_come_back_as_they_were(release: Path) -> None:
    (document, *_) = newscorpus.Corpus(Path(__file__).parents[1])
    loaded = newscorpus.load("articles", release)
    row = next(row for split in loaded.values() for row in split if row["article"] == document.id)
    quote, made = document.annotation.quotes[0], row["quotes"][0]
    assert made["content"] == [
        {"start": span.start, "end": span.end, "text": span.text} for span in quote.content
    ]
    assert row["date"] == document.article.date


def test_another_build_of_one_name_is_not_answered_from_the_cache(small: Path) -> None:
    metadata = small / "raw" / "metadata.csv"
    first = build(newscorpus.Corpus(small), "1.0.0").folder
    before = newscorpus.load("articles", first, split="train")[0]["headline"]
    shutil.rmtree(first)
    metadata.write_text(metadata.read_text().replace("Quay lights stay on", "Lights off"))
    second = build(newscorpus.Corpus(small), "1.0.0").folder
    after = newscorpus.load("articles", second, split="train")[0]["headline"]
    assert (before, after) == ("Quay lights stay on", "Lights off")


def test_another_folder_of_one_name_is_not_answered_from_the_cache(
    small: Path, tmp_path: Path
) -> None:
    first = build(newscorpus.Corpus(small), "1.0.0", tmp_path / "a").folder
    metadata = small / "raw" / "metadata.csv"
    metadata.write_text(metadata.read_text().replace("Skarvik Post", "The Skarvik Post"))
    second = build(newscorpus.Corpus(small), "1.0.0", tmp_path / "b").folder
    assert first.name == second.name
    loaded = [newscorpus.load("quotes", each, split="train")[0] for each in (first, second)]
    assert [row["outlet"] for row in loaded] == ["Skarvik Post", "The Skarvik Post"]


def test_load_takes_a_dot_and_a_path(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release)
    assert newscorpus.load("quotes", ".", split="test").num_rows > 0
    assert newscorpus.load("quotes", Path(), split="test").num_rows > 0


def test_load_finds_the_newest_release(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small)
    with pytest.raises(FileNotFoundError, match="newscorpus build"):
        newscorpus.load("quotes")
    for version in ("1.2.0", "1.10.0", "1.10.0-rc.1"):
        build(newscorpus.Corpus(small), version)
    assert newest_release(Path("releases")).name == "1.10.0"
    assert newscorpus.load("quotes", split="train").num_rows == 4


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no release"):
        newscorpus.load("quotes", tmp_path)


def test_versions_are_ordered_as_semver_says() -> None:
    # The example of section 11.4 of the specification.
    ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
               "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.9.0", "1.10.0", "2.0.0"]  # fmt: skip
    keys = [release_key(version) for version in ordered]
    assert None not in keys
    assert keys == sorted(keys, key=lambda key: key or ())
    assert release_key("1.0") is None
