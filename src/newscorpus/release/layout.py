"""Where things lie in a release folder."""

from __future__ import annotations

CARD = "README.md"
MANIFEST = "manifest.json"
CROISSANT = "croissant.json"
SPLIT_TABLE = "splits.csv"
LEAKAGE = "leakage.json"


def table_path(configuration: str, split: str) -> str:
    """The Parquet file of a split, relative to the release."""
    return f"{configuration}/{split}-00000-of-00001.parquet"
