"""Verifying: every change to a release is found and named, and a rebuild gives the same bytes."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from newscorpus import Corpus
from newscorpus.release.build import build
from newscorpus.release.verify import VerifyError, verify, verify_rebuild


@pytest.fixture
def release(small: Path) -> Path:
    return build(Corpus(small), "1.0.0").folder


def paths(release: Path) -> list[str]:
    return [difference.path for difference in verify(release)]


def test_a_release_as_built_is_well(release: Path, small: Path) -> None:
    assert list(verify(release)) == []
    assert list(verify_rebuild(release, Corpus(small))) == []


def test_a_changed_byte_anywhere_is_found(release: Path) -> None:
    for path in sorted(release.rglob("*")):
        if not path.is_file() or path.name == "manifest.json":
            continue
        data = path.read_bytes()
        if not data:
            continue
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        assert path.relative_to(release).as_posix() in paths(release)
        path.write_bytes(data)
    assert paths(release) == []


def test_a_file_too_many_or_too_few_is_found(release: Path) -> None:
    (release / "extra.txt").write_text("x")
    (release / "splits.csv").unlink()
    assert sorted(paths(release)) == ["extra.txt", "splits.csv"]


def test_a_table_cut_or_swapped_is_found(release: Path) -> None:
    table = release / "quotes" / "train-00000-of-00001.parquet"
    table.write_bytes(table.read_bytes()[:200])
    assert paths(release).count("quotes/train-00000-of-00001.parquet") == 2
    shutil.copy(release / "stance" / "train-00000-of-00001.parquet", table)
    assert "quotes/train-00000-of-00001.parquet" in paths(release)


def manifest(release: Path) -> dict[str, dict[str, dict[str, object]]]:
    return json.loads((release / "manifest.json").read_bytes())


def test_a_manifest_that_lies_about_rows_is_found(release: Path) -> None:
    told = manifest(release)
    told["tables"]["quotes"]["train"]["rows"] = 7  # type: ignore[index]
    (release / "manifest.json").write_text(json.dumps(told))
    assert "quotes/train-00000-of-00001.parquet" in paths(release)
    assert "README.md" in paths(release)


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\b"])
def test_a_manifest_that_leads_out_is_refused(release: Path, path: str) -> None:
    told = manifest(release)
    told["files"][path] = {"sha256": "0" * 64, "size": 1}
    (release / "manifest.json").write_text(json.dumps(told))
    (difference,) = verify(release)
    assert difference.path == "manifest.json"
    assert difference.found == path


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"files": 3}', "\udcff"])
def test_what_is_no_manifest_cannot_be_checked(release: Path, content: str) -> None:
    (release / "manifest.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(VerifyError):
        list(verify(release))


def test_a_folder_without_manifest_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(VerifyError):
        list(verify(tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_for_a_manifest_does_not_hang(release: Path) -> None:
    (release / "manifest.json").unlink()
    os.mkfifo(release / "manifest.json")
    with pytest.raises(VerifyError, match="no regular file"):
        list(verify(release))


def test_a_link_in_a_release_is_told(release: Path, tmp_path: Path) -> None:
    card = release / "README.md"
    (tmp_path / "card").write_bytes(card.read_bytes())
    card.unlink()
    card.symlink_to(tmp_path / "card")
    assert [difference.found for difference in verify(release)] == ["a symbolic link"]


def test_a_rebuild_names_what_differs(release: Path, small: Path) -> None:
    metadata = small / "raw" / "metadata.csv"
    metadata.write_text(metadata.read_text().replace("Quay lights stay on", "Lights off"))
    named = {difference.path for difference in verify_rebuild(release, Corpus(small))}
    assert "raw/metadata.csv" in named
    assert any(path.startswith("articles/") for path in named)
    assert not any(path.startswith("quotes/") for path in named)
