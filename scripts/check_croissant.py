"""Build a release and have mlcroissant check its ``croissant.json`` and read rows through it."""

from __future__ import annotations

import tempfile
from itertools import islice
from pathlib import Path

import mlcroissant

from newscorpus import Corpus
from newscorpus.release.build import build

ROOT = Path(__file__).resolve().parents[1]


def check(folder: Path) -> None:
    """Any error or warning of mlcroissant fails, and every record set has to give a row."""
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    issues = dataset.metadata.issues
    print(issues.report())
    assert not issues.errors, issues.errors
    assert not issues.warnings, issues.warnings
    for record_set in dataset.metadata.record_sets:
        rows = list(islice(dataset.records(record_set.id), 1))
        assert rows, record_set.id
        print(record_set.id, sorted(rows[0])[:3])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as out:
        check(build(Corpus(ROOT), "0.0.0", Path(out), record_splits=False).folder)
