"""Every rule has a small corpus that breaks it, and what validate says of it is kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from newscorpus import Corpus
from newscorpus.checks.catalogue import RULES
from newscorpus.checks.corpus import check_corpus, check_paths
from newscorpus.findings import Finding
from newscorpus.reports import text
from newscorpus.textfile import MAX_BYTES

CASES = Path(__file__).parent / "cases"
BROKEN = sorted(CASES.glob("NC*"))
WELL = sorted((CASES / "well").iterdir())

# What neither git nor every file system can keep is made by a test below.
MADE_HERE = {"NC001", "NC002", "NC013"}


def found(root: Path, jobs: int = 1) -> list[Finding]:
    chunks = check_corpus(Corpus(root), jobs)
    return sorted((each for chunk in chunks for each in chunk), key=Finding.sort_key)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_a_broken_corpus_is_told_as_it_was(case: Path) -> None:
    findings = found(case)
    assert case.name in {finding.code for finding in findings}
    assert text.report(findings) == (case / "findings.txt").read_text("utf-8")


@pytest.mark.parametrize("case", WELL, ids=lambda case: case.name)
def test_a_corpus_that_is_well_has_no_findings(case: Path) -> None:
    assert found(case) == []


def test_every_rule_has_a_case() -> None:
    assert {case.name for case in BROKEN} | MADE_HERE == set(RULES)


def test_the_project_s_own_corpus_has_no_errors(project: Path) -> None:
    assert [finding for finding in found(project) if finding.is_error] == []


def test_findings_do_not_depend_on_the_number_of_workers() -> None:
    assert found(CASES / "NC106", jobs=2) == found(CASES / "NC106")


def codes(root: Path) -> list[str]:
    return [finding.code for finding in found(root)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_file_s_place_does_not_hang(small: Path) -> None:
    (small / "raw" / "quay-lights.txt").unlink()
    os.mkfifo(small / "raw" / "quay-lights.txt")
    assert codes(small) == ["NC001"]


def test_a_folder_in_a_file_s_place_is_refused(small: Path) -> None:
    path = small / "annotations" / "gold" / "quay-lights.json"
    path.unlink()
    path.mkdir()
    assert codes(small) == ["NC001"]


def test_a_link_that_leads_out_is_refused(small: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    shutil.move(small / "raw" / "quay-lights.txt", outside)
    (small / "raw" / "quay-lights.txt").symlink_to(outside)
    assert codes(small) == ["NC001"]


def test_a_link_within_the_folder_is_read(small: Path) -> None:
    real = small / "raw" / "quay-lights.text"
    (small / "raw" / "quay-lights.txt").rename(real)
    (small / "raw" / "quay-lights.txt").symlink_to(real.name)
    assert codes(small) == []


def test_a_huge_file_is_refused_before_it_is_read(small: Path) -> None:
    with (small / "raw" / "quay-lights.txt").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    assert codes(small) == ["NC002"]


def test_names_that_differ_in_case_alone_are_refused(small: Path) -> None:
    shutil.copy(small / "raw" / "quay-lights.txt", small / "raw" / "Quay-Lights.txt")
    if len(list((small / "raw").glob("*.txt"))) == 1:
        pytest.skip("this file system has one name for both")
    assert "NC013" in codes(small)


def test_one_file_is_checked_alone() -> None:
    corpus = Corpus(CASES / "NC106")
    path = corpus.annotation_path("quay-lights")
    chunks = list(check_paths(corpus, [path]))
    assert [finding.code for chunk in chunks for finding in chunk] == ["NC106", "NC106"]


def test_a_table_is_checked_with_the_whole_corpus() -> None:
    corpus = Corpus(CASES / "NC209")
    chunks = list(check_paths(corpus, [corpus.raw / "metadata.csv"]))
    assert [finding.code for chunk in chunks for finding in chunk] == ["NC209"]


@pytest.mark.parametrize("name", ["con", "NUL.tar", "a b", "..", "-x", "x.", "x\n", "a" * 129, "é"])
def test_a_name_that_no_file_should_have_is_no_id(name: str) -> None:
    from newscorpus.corpus import article_id_fault

    assert article_id_fault(name) is not None


@pytest.mark.parametrize("name", ["000_ff4bcf3ae1746600", "quay-lights", "A.b-c_1"])
def test_a_plain_name_is_an_id(name: str) -> None:
    from newscorpus.corpus import article_id_fault

    assert article_id_fault(name) is None
