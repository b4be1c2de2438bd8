"""What tests share: the project's own corpus, and a small one to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's own corpus."""
    return ROOT


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A corpus of one article that is well, to be changed by a test."""
    return Path(shutil.copytree(CASES / "well" / "plain", tmp_path / "small"))


@pytest.fixture(autouse=True)
def _no_hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test asks a hub for anything, or shares a cache with another one."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
