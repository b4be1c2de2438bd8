"""Building: the same bytes whoever builds, a whole release or none, and never over another."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from newscorpus import Corpus
from newscorpus.metadata import csv_bytes, read_csv
from newscorpus.release.build import BuildError, FindingsError, build
from newscorpus.release.manifest import read_manifest

CASES = Path(__file__).parent / "cases"


def copy_of(project: Path, folder: Path) -> Path:
    """The project's corpus alone, elsewhere."""
    for name in ("raw", "annotations", "schema"):
        shutil.copytree(project / name, folder / name)
    return folder


def some_of(project: Path, folder: Path, count: int) -> Path:
    """A corpus of some of the project's articles: the first of each of its tables."""
    root = copy_of(project, folder)
    kept = set(Corpus(root).articles()[:count])
    for pattern in ("raw/*.txt", "annotations/**/*.json"):
        for path in root.glob(pattern):
            if path.stem not in kept:
                path.unlink()
    for name in ("raw/metadata.csv", "annotations/splits.csv"):
        table = read_csv(root / name, ("article",))
        rows = [row for _, row in table.rows if row["article"] in kept]
        (root / name).write_bytes(csv_bytes(table.header, rows))
    return root


def command(*arguments: object, **environment: str) -> list[str]:
    assert not environment
    return [sys.executable, "-m", "newscorpus", *map(str, arguments)]


def test_the_same_bytes_elsewhere_in_another_zone_and_locale_with_more_workers(
    project: Path, tmp_path: Path
) -> None:
    manifests = []
    for name, zone, locale, seed, jobs in (
        ("one", "UTC", "C", "0", 1),
        ("two ç", "Pacific/Kiritimati", "C.UTF-8", "4711", 2),
    ):
        root = copy_of(project, tmp_path / name)
        environment = os.environ | {
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(project / "src"),
        }
        subprocess.run(
            command("build", "--version", "9.9.9", "--root", root, "--jobs", jobs),
            env=environment,
            check=True,
            capture_output=True,
        )
        manifests.append((root / "releases" / "9.9.9" / "manifest.json").read_bytes())
    assert manifests[0] == manifests[1]


def test_rows_are_what_was_annotated(project: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    corpus = Corpus(project)
    built = build(corpus, "9.9.9", tmp_path, record_splits=False)

    def rows(configuration: str) -> list[dict[str, object]]:
        paths = sorted((built.folder / configuration).glob("*.parquet"))
        return [row for path in paths for row in pq.read_table(path).to_pylist()]

    articles = {row["article"]: row for row in rows("articles")}
    documents = {document.id: document for document in corpus}
    assert articles.keys() == documents.keys()
    for identifier, document in documents.items():
        row = articles[identifier]
        written = json.loads(corpus.annotation_path(identifier).read_bytes())
        assert row["text"] == document.text
        assert row["date"] == document.article.date
        for layer in ("entities", "mentions", "quotes", "stances"):
            for made, given in zip(row[layer], written[layer], strict=True):
                assert made.items() >= {k: v for k, v in given.items() if k != "target"}.items()
    for row in rows("quotes"):
        document = documents[row["article"]]
        quote = document.quotes[row["id"].partition("#")[2]]
        assert row["speaker"]["id"] == quote.speaker
        start = row["context_start"]
        for part in ("content", "cue", "source"):
            for span in row[part]:
                assert row["context"][span["start"] - start : span["end"] - start] == span["text"]
    for row in rows("stance"):
        start = row["context_start"]
        assert row["evidence"]
        for span in row["evidence"]:
            assert row["context"][span["start"] - start : span["end"] - start] == span["text"]
    for row in rows("entities"):
        text = documents[row["article"]].text
        for token, start, end in zip(
            row["tokens"], row["token_starts"], row["token_ends"], strict=True
        ):
            assert text[start:end] == token
    named = sum(m.kind == "name" for d in documents.values() for m in d.annotation.mentions)
    assert sum(len(row["names"]) for row in rows("entities")) == named


def test_iob2_tags_give_the_outermost_names_back(project: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    built = build(Corpus(project), "9.9.9", tmp_path, record_splits=False)
    labels = ("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK")
    for path in sorted((built.folder / "entities").glob("*.parquet")):
        for row in pq.read_table(path).to_pylist():
            chunks, tags = [], row["tags"]
            for place, tag in enumerate(tags):
                if tag % 2 == 1:
                    chunks.append([place, place, labels[(tag - 1) // 2]])
                elif tag:
                    assert tags[place - 1] in {tag, tag - 1}, row["id"]
                    chunks[-1][1] = place
            names = [
                [name["first_token"], name["last_token"], labels[name["type"]]]
                for name in row["names"]
            ]
            outermost = [
                name
                for name in names
                if not any(o != name and o[0] <= name[0] and name[1] <= o[1] for o in names)
            ]
            assert chunks == outermost, row["id"]


def test_a_corpus_with_errors_is_not_built_and_says_all_of_them(tmp_path: Path) -> None:
    root = Path(shutil.copytree(CASES / "NC106", tmp_path / "c"))
    with pytest.raises(FindingsError) as caught:
        build(Corpus(root), "1.0.0")
    assert [finding.code for finding in caught.value.findings] == ["NC106", "NC106"]
    assert list((root / "releases").glob("*[!k]")) == []


def test_warnings_do_not_keep_a_corpus_from_being_built(tmp_path: Path) -> None:
    root = Path(shutil.copytree(CASES / "NC408", tmp_path / "c"))
    assert build(Corpus(root), "1.0.0").folder.is_dir()


def test_a_version_that_exists_is_never_written_over(small: Path) -> None:
    built = build(Corpus(small), "1.0.0")
    before = {path: path.read_bytes() for path in built.folder.rglob("*") if path.is_file()}
    with pytest.raises(BuildError, match="exists"):
        build(Corpus(small), "1.0.0")
    assert before == {path: path.read_bytes() for path in built.folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "version", ["1.0", "v1.0.0", "01.0.0", "1.0.0+x", "../1.0.0", "1.0.0\n", ""]
)
def test_what_is_no_version_is_refused(small: Path, version: str) -> None:
    with pytest.raises(BuildError, match="is no version"):
        build(Corpus(small), version)


def test_two_builds_at_once_are_one(small: Path) -> None:
    releases = small / "releases"
    releases.mkdir()
    with FileLock(releases / ".lock"), pytest.raises(BuildError, match="another build"):
        build(Corpus(small), "1.0.0")
    assert build(Corpus(small), "1.0.0").folder.is_dir()


def test_a_build_that_is_killed_leaves_nothing_that_looks_whole(
    project: Path, tmp_path: Path
) -> None:
    root = some_of(project, tmp_path / "c", 50)
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    arguments = command("build", "--version", "1.0.0", "--root", root, "--jobs", "1")
    started = time.perf_counter()
    subprocess.run(
        command("build", "--version", "0.9.0", "--root", root, "--jobs", "1"),
        env=environment, check=True, capture_output=True,
    )  # fmt: skip
    whole = time.perf_counter() - started
    shutil.rmtree(root / "releases" / "0.9.0")
    for share in (0.3, 0.6, 0.75, 0.9):
        process = subprocess.Popen(
            arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * share)
        process.send_signal(signal.SIGKILL)
        process.wait()
        target = root / "releases" / "1.0.0"
        if target.exists():
            assert read_manifest(target).version == "1.0.0"
            shutil.rmtree(target)
    subprocess.run(arguments, env=environment, check=True, capture_output=True)
    left = {path.name for path in (root / "releases").iterdir()} - {".lock"}
    assert left == {"1.0.0"}


def test_a_disk_that_is_full_leaves_the_older_release_whole(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = build(Corpus(small), "1.0.0").folder
    before = {path: path.read_bytes() for path in older.rglob("*") if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BuildError, match="No space left"):
        build(Corpus(small), "1.1.0")
    assert {path.name for path in (small / "releases").iterdir()} - {".lock"} == {"1.0.0"}
    assert before == {path: path.read_bytes() for path in older.rglob("*") if path.is_file()}


def test_splits_are_recorded_and_the_next_build_gives_the_same_bytes(small: Path) -> None:
    first = build(Corpus(small), "1.0.0").folder
    recorded = (small / "annotations" / "splits.csv").read_bytes()
    assert recorded == (first / "splits.csv").read_bytes()
    again = build(Corpus(small), "1.0.0", small / "elsewhere")
    assert again.new_splits == ()
    assert (again.folder / "manifest.json").read_bytes() == (first / "manifest.json").read_bytes()


def test_a_further_column_of_the_splits_table_does_not_keep_a_corpus_from_growing(
    small: Path,
) -> None:
    """A bug once: the table was read a second time, by a reader that knew three columns only."""
    (small / "annotations" / "splits.csv").write_text(
        "article,split,version,why\ngone-since,test,0.9.0,by hand\n"
    )
    build(Corpus(small), "1.0.0")
    recorded = (small / "annotations" / "splits.csv").read_text().splitlines()[1:]
    assert recorded == ["gone-since,test,0.9.0,by hand", "quay-lights,train,1.0.0,"]


def test_an_article_keeps_its_split_when_others_come(project: Path, tmp_path: Path) -> None:
    root = some_of(project, tmp_path / "c", 50)
    build(Corpus(root), "1.0.0", tmp_path / "out")
    before = (root / "annotations" / "splits.csv").read_text().splitlines()
    shutil.copy(CASES / "well/plain/raw/quay-lights.txt", root / "raw")
    shutil.copy(CASES / "well/plain/annotations/gold/quay-lights.json", root / "annotations/gold")
    with (root / "raw" / "metadata.csv").open("a") as file:
        # The corpus has a column more than the case.
        file.write((CASES / "well/plain/raw/metadata.csv").read_text().splitlines()[1] + ",2\n")
    with (root / "annotations" / "topics.csv").open("a") as file:
        file.write((CASES / "well/plain/annotations/topics.csv").read_text().splitlines()[1] + "\n")
    build(Corpus(root), "1.1.0", tmp_path / "out")
    after = (root / "annotations" / "splits.csv").read_text().splitlines()
    assert set(before) < set(after)
    (new,) = set(after) - set(before)
    assert new.startswith("quay-lights,")
    assert new.endswith(",1.1.0")


def test_a_near_duplicate_in_another_split_is_an_error(small: Path) -> None:
    copied = small / "raw" / "quay-lamps.txt"
    copied.write_bytes((small / "raw/quay-lights.txt").read_bytes())
    annotation = (small / "annotations/gold/quay-lights.json").read_text("utf-8")
    (small / "annotations/gold/quay-lamps.json").write_text(
        annotation.replace('"article": "quay-lights"', '"article": "quay-lamps"'), "utf-8"
    )
    row = (small / "raw/metadata.csv").read_text().splitlines()[1]
    with (small / "raw/metadata.csv").open("a") as file:
        file.write(row.replace("quay-lights,", "quay-lamps,", 1) + "\n")
    (small / "annotations/splits.csv").write_text(
        "article,split,version\nquay-lamps,test,1.0.0\nquay-lights,train,1.0.0\n"
    )
    with pytest.raises(FindingsError) as caught:
        build(Corpus(small), "1.1.0")
    assert [finding.code for finding in caught.value.findings] == ["NC212"]
