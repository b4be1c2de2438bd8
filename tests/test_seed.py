"""The article whose form all raw files have, through reading, annotating, checking and building.

The file lies beside the project where it is developed, and not in it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newscorpus import Corpus, load
from newscorpus.annotation import to_json
from newscorpus.article import read_article
from newscorpus.checks.corpus import check_corpus
from newscorpus.formats.marked import read_marked
from newscorpus.release.build import build

SEED = Path(__file__).parents[2] / "shared" / "seed" / "000_ff4bcf3ae1746600.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not here")


def test_the_seed_from_raw_file_to_loaded_rows(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    (root / "raw").mkdir(parents=True)
    (root / "annotations" / "gold").mkdir(parents=True)
    shutil.copy(SEED, root / "raw")
    identifier = SEED.stem
    article = read_article(identifier, SEED.read_bytes())
    assert article.date.isoformat() == "2023-09-12"
    assert len(article.text) == 2238
    assert article.text[20:31] == "Kim Jong Un"

    marks = {
        "North Korean leader Kim Jong Un left": "{e4:North Korean} leader {e1:Kim Jong Un} left",
        "“Kim was accompanied by top government officials including military personnel,\" KCNA said.":
            "“{q1:{e1:Kim} was accompanied by top government officials including military "
            "personnel,}\" {e2 q1.src:KCNA} {q1.cue:said}.",
        "According to Peskov, the main topic": "{q2.cue:According to} {e3 q2.src:Peskov}, "
            "{+q2}the main topic",
        "the neighbouring countries.": "the neighbouring countries{-q2}.",
    }  # fmt: skip
    marked = article.text
    for plain, with_marks in marks.items():
        assert marked.count(plain) == 1
        marked = marked.replace(plain, with_marks)
    marked += (
        "\n---\ne1 | PER | Kim Jong Un\ne2 | ORG | KCNA\ne3 | PER | Peskov\ne4 | NORP | North Korean\n"
        "q1 | direct | e2\nq2 | indirect | e3\ns1 | e2 | favor | entity e1 | quotes q1\n"
    )
    text, annotation = read_marked(marked, identifier, "gold")
    assert text == article.text
    (root / "annotations" / "gold" / f"{identifier}.json").write_bytes(to_json(annotation))
    (root / "raw" / "metadata.csv").write_text(
        "article,headline,outlet,topic,genre,story,licence,source\n"
        f"{identifier},,somewhere,,wire report,,unknown,the seed\n"
    )
    findings = [each for chunk in check_corpus(Corpus(root)) for each in chunk]
    assert [finding for finding in findings if finding.is_error] == []
    # What so small an annotation leaves out is seen: Kim and Peskov elsewhere, another quotation.
    assert {finding.code for finding in findings} == {"NC314", "NC408"}

    release = build(Corpus(root), "1.0.0").folder
    rows = load("quotes", release, split="train")
    assert [row["speaker"]["name"] for row in rows] == ["KCNA", "Peskov"]
    assert rows[0]["text"].startswith("Kim was accompanied")
    assert rows.features["type"].int2str(rows[0]["type"]) == "direct"
