"""Load a release with whatever ``datasets`` is here, and check what comes out of it.

``python load_release.py RELEASE``: needs ``datasets`` alone, as a researcher has it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_HOME=tempfile.mkdtemp())

# Its settings are read when it is imported.
import datasets

datasets.disable_progress_bars()

LABELS = {
    "quotes": ("type", "direct"),
    "stance": ("label", "favor"),
    "passes": ("layer", "mention"),
}


def check(release: str) -> None:
    """Load every configuration, whole and streaming; labels and nested lists have to be there."""
    for configuration in ("articles", "entities", "quotes", "stance", "passes"):
        loaded = datasets.load_dataset(release, configuration)
        streamed = datasets.load_dataset(release, configuration, streaming=True)
        assert set(loaded) == {"train", "validation", "test"}, loaded
        for split in loaded:
            assert list(streamed[split]) == list(loaded[split]), (configuration, split)
        rows = {split: loaded[split].num_rows for split in loaded}
        print(datasets.__version__, configuration, rows)
        if configuration in LABELS:
            column, name = LABELS[configuration]
            assert loaded["train"].features[column].names[0] == name
    articles = datasets.load_dataset(release, split="train")
    row = articles[0]
    for mention in row["mentions"]:
        assert row["text"][mention["start"] : mention["end"]] == mention["text"]
    for quote in row["quotes"]:
        for span in quote["content"]:
            assert row["text"][span["start"] : span["end"]] == span["text"]
    entities = datasets.load_dataset(release, "entities", split="train").features
    assert inner(entities["tags"]).names[1] == "B-PER"
    assert inner(entities["names"])["type"].names[0] == "PER"


def inner(feature: Any) -> Any:
    """What a list feature is a list of: a plain list up to version 3, an object after it."""
    return feature[0] if isinstance(feature, list) else feature.feature


if __name__ == "__main__":
    check(sys.argv[1])
