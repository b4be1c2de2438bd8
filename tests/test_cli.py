"""The command line as its users call it: what it prints, and with what it exits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newscorpus.cli import VERBS, main

CASES = Path(__file__).parent / "cases"
PLAIN = CASES / "well" / "plain"


def test_validate_exits_0_where_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--root", str(PLAIN)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "0 errors, 0 warnings in 1 article\n"


def test_validate_exits_1_on_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--root", str(CASES / "NC106")]) == 1
    assert "NC106" in capsys.readouterr().out


def test_validate_exits_0_on_warnings_unless_strict(capsys: pytest.CaptureFixture[str]) -> None:
    root = str(CASES / "NC408")
    assert main(["validate", "--root", root]) == 0
    assert "warning NC408" in capsys.readouterr().out
    assert main(["validate", "--root", root, "--strict"]) == 1


def test_validate_exits_2_where_it_cannot_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", "--root", str(tmp_path)]) == 2
    assert main(["validate", "--root", str(PLAIN), str(tmp_path / "none.json")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_validate_speaks_json_in_a_pipe() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newscorpus", "validate", "--format", "json"],
        cwd=CASES / "NC301", capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert {item["code"] for item in json.loads(done.stdout)} >= {"NC301"}


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals here")
def test_validate_is_in_colour_on_a_terminal_alone() -> None:
    arguments = [sys.executable, "-m", "newscorpus", "validate"]
    for environment, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        ours, theirs = os.openpty()
        process = subprocess.Popen(
            arguments, cwd=CASES / "NC106", stdout=theirs, stderr=subprocess.DEVNULL,
            env={**os.environ, "TERM": "xterm", **environment},
        )  # fmt: skip
        process.wait()
        os.close(theirs)
        said = os.read(ours, 100_000)
        os.close(ours)
        assert (b"\033[" in said) == coloured


def test_build_and_verify(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", str(small), "--jobs", "1"]
    assert main(["build", "--version", "1.0.0", *root]) == 0
    said = capsys.readouterr().out
    assert "quotes: 4 train, 0 validation, 0 test" in said
    assert "annotations/splits.csv: 1 articles added" in said
    release = small / "releases" / "1.0.0"
    assert main(["verify", str(release)]) == 0
    assert main(["verify", str(release), "--rebuild", *root]) == 0
    (release / "README.md").write_text("x")
    assert main(["verify", str(release)]) == 1
    assert "README.md: found" in capsys.readouterr().out
    assert main(["build", "--version", "1.0.0", *root]) == 2
    assert main(["verify", str(small)]) == 2


def test_build_exits_1_on_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = shutil.copytree(CASES / "NC503", tmp_path / "c")
    assert main(["build", "--version", "1.0.0", "--root", str(root), "--jobs", "1"]) == 1
    said = capsys.readouterr()
    assert "NC503" in said.out
    assert "no release was built" in said.err


def test_a_target_that_cannot_be_written_exits_2(small: Path) -> None:
    (small / "releases").write_text("a file in the folder's place")
    assert main(["build", "--version", "1.0.0", "--root", str(small), "--jobs", "1"]) == 2


def test_marked_text_goes_out_and_comes_back(small: Path, tmp_path: Path) -> None:
    gold = small / "annotations" / "gold" / "quay-lights.json"
    assert main(["convert", "--to", "marked", str(tmp_path / "out"), "--root", str(small)]) == 0
    marked = tmp_path / "out" / "quay-lights.marked.txt"
    before = json.loads(gold.read_bytes())
    gold.unlink()
    assert main(["import", "--from", "marked", str(marked), "--into", str(small)]) == 0
    assert json.loads(gold.read_bytes()) == before
    arguments = ["--from", "marked", str(marked), "--into", str(small), "--annotator", "a1"]
    assert main(["import", *arguments]) == 0
    passed = json.loads((small / "annotations/passes/a1/quay-lights.json").read_bytes())
    assert passed["annotator"] == "a1"
    assert passed["$schema"] == "../../../schema/annotation.schema.json"
    assert main(["validate", "--root", str(small)]) == 0


def test_marked_text_of_another_text_is_not_taken(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["convert", "--to", "marked", str(tmp_path), "--root", str(small)])
    marked = tmp_path / "quay-lights.marked.txt"
    marked.write_text(marked.read_text("utf-8").replace("two boats", "ten boats"), "utf-8")
    gold = small / "annotations" / "gold" / "quay-lights.json"
    before = gold.read_bytes()
    assert main(["import", "--from", "marked", str(marked), "--into", str(small)]) == 1
    assert "at code point" in capsys.readouterr().err
    assert gold.read_bytes() == before


def test_an_error_that_nobody_foresaw_exits_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import newscorpus.cli.validate as verb

    def fails(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(verb, "run", fails)
    assert main(["validate"]) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([verb, "--help"])
    assert caught.value.code == 0
    said = capsys.readouterr().out
    assert f"newscorpus {verb}" in said
    assert len(said.splitlines()) > 8


def test_help_imports_nothing_heavy() -> None:
    heavy = [
        "numpy",
        "pyarrow",
        "datasets",
        "jsonschema",
        "jsonschema_rs",
        "msgspec",
        "yaml",
        "tqdm",
    ]
    script = (
        "import sys\nfrom newscorpus.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print(sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"
