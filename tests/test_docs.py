"""The documentation says what is so: pages made from the code are up to date, commands exist."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
import yaml

from newscorpus import Corpus
from newscorpus.checks.catalogue import RULES
from newscorpus.cli import VERBS
from newscorpus.splits import SPLITS
from newscorpus.tables.configurations import CONFIGURATIONS

ROOT = Path(__file__).parents[1]
REAL_NEWS = ROOT.parent / "shared" / "real" / "gum-news"
README = (ROOT / "README.md").read_text("utf-8")
GUIDELINES = (ROOT / "annotations" / "guidelines.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # data classes look for their module there
    spec.loader.exec_module(module)
    return module


def test_the_pages_of_the_rules_are_up_to_date() -> None:
    pages = script("rule_pages").pages()
    for path, content in pages.items():
        assert path.read_text("utf-8") == content, f"{path.name}: run nox -s docs"
    assert set((ROOT / "docs" / "rules").glob("*.md")) == set(pages)


def test_the_picture_is_up_to_date() -> None:
    drawn = (ROOT / "docs" / "annotated-article.svg").read_text("utf-8")
    assert drawn == script("picture").picture(), "run nox -s docs"


@pytest.mark.parametrize("name", ["README.md", "DATASHEET.md"])
def test_the_figures_are_those_of_the_data(name: str) -> None:
    figures = script("figures")
    text = (ROOT / name).read_text("utf-8")
    assert "<!-- figures:" in text
    corpus = Corpus(ROOT)
    made = figures.with_figures(text, figures.Figures(corpus), corpus)
    assert text == made, "run nox -s docs"


def test_the_corpus_report_is_that_of_the_data() -> None:
    report = script("corpus_report")
    real = msgspec.json.decode(report.REAL.read_bytes(), type=report.RealNews)
    corpus = Corpus(ROOT)
    made = report.blocks(corpus, report.recorded(corpus), real)
    text = report.REPORT.read_text("utf-8")
    assert all(f"<!-- figures: {name} -->" in text for name in made)
    assert text == report.with_blocks(text, made), "run nox -s docs"


@pytest.mark.skipif(not REAL_NEWS.is_dir(), reason="the real articles are not here")
def test_the_figures_of_real_news_are_those_of_the_articles() -> None:
    report = script("corpus_report")
    written = msgspec.json.decode(report.REAL.read_bytes(), type=report.RealNews)
    assert report.measure_real(REAL_NEWS) == written


def test_every_rule_that_cites_a_guideline_cites_one_that_exists() -> None:
    numbers = set(re.findall(r"\*\*([0-9]+(?:\.[0-9]+)+)\*\*", GUIDELINES))
    for rule in RULES.values():
        for cited in re.findall(r"guidelines? ([0-9.]+[0-9])", rule.why):
            assert cited in numbers, (rule.code, cited)


def test_every_decided_case_cites_a_rule_that_exists() -> None:
    numbers = set(re.findall(r"\*\*([0-9]+(?:\.[0-9]+)+)\*\*", GUIDELINES)) | {"2"}
    decided = GUIDELINES.partition("## 6. Decided cases")[2].partition("## References")[0]
    cases = re.findall(r"(?m)^([0-9]+)\. ", decided)
    assert cases == [str(number) for number in range(1, len(cases) + 1)]
    for cited in re.findall(r"\(([0-9][0-9., ]*)\)", decided):
        assert set(cited.replace(" ", "").split(",")) <= numbers, cited


def test_every_verb_configuration_and_split_is_in_the_readme() -> None:
    for verb in VERBS:
        assert f"newscorpus {verb}" in README, verb
    for configuration in CONFIGURATIONS:
        assert f"`{configuration.name}`" in README
    for split in SPLITS:
        assert split in README


def test_what_the_documentation_links_to_is_there() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_version_is_the_same_wherever_it_is_said() -> None:
    version = PROJECT["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"releases/{version}" in README
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == version


def test_the_datasheet_and_the_card_say_how_the_data_came_to_be() -> None:
    datasheet = (ROOT / "DATASHEET.md").read_text("utf-8")
    about = Corpus(ROOT).about
    for text in (datasheet, about.provenance):
        assert "language model" in text
        assert "fictional" in text
    assert about.language_creators == about.annotations_creators == ("machine-generated",)
    assert "synthetic" in about.tags


def test_every_article_s_split_is_recorded() -> None:
    recorded = (ROOT / "annotations" / "splits.csv").read_text("utf-8").splitlines()[1:]
    assert {line.split(",")[0] for line in recorded} == set(Corpus(ROOT).articles())
