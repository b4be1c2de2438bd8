"""Build the release of the project's version, or verify it where it is there; then show it.

``python scripts/release.py [VERSION]``
"""

from __future__ import annotations

import sys
from importlib.metadata import version as installed
from pathlib import Path

import newscorpus
from newscorpus.cli import main

ROOT = Path(__file__).resolve().parents[1]


def release(version: str) -> int:
    """The exit code of building and verifying."""
    folder = ROOT / "releases" / version
    code = 0
    if not folder.exists():
        code = main(["build", "--version", version, "--root", str(ROOT)])
    return code or main(["verify", str(folder), "--rebuild", "--root", str(ROOT)])


def show(version: str) -> None:
    """Print one row of each configuration, as ``load_dataset`` returns it."""
    import datasets

    datasets.disable_progress_bars()
    folder = ROOT / "releases" / version
    for configuration in ("articles", "entities", "quotes", "stance"):
        loaded = newscorpus.load(configuration, folder)
        print(f'\nload_dataset("releases/{version}", "{configuration}")')
        print({split: loaded[split].num_rows for split in loaded})
        for name, value in loaded["test"][0].items():
            written = repr(value)
            print(f"  {name}: {written if len(written) < 90 else written[:87] + '...'}")


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else installed("newscorpus")
    failed = release(asked)
    if not failed:
        show(asked)
    raise SystemExit(failed)
