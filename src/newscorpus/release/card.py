"""The dataset card: ``README.md`` of a release, its YAML first.

``datasets`` keys its cache of a folder on the folder's base name and on this YAML alone. Each
configuration therefore carries a digest of its rows, so that a rebuilt release, or another folder
of the same name, is never answered from the cache.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import yaml

from newscorpus.corpus import About
from newscorpus.release.layout import table_path
from newscorpus.release.tables import TableSummary
from newscorpus.splits import SPLITS
from newscorpus.tables.configurations import configurations
from newscorpus.tables.features import card_features, kind
from newscorpus.tables.setting import CONLL, ONTONOTES, Setting

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))

Summaries = Mapping[str, Mapping[str, TableSummary]]


def content_digest(name: str, splits: Mapping[str, TableSummary]) -> str:
    """SHA-256 over the logical digests of a configuration's splits."""
    joined = "\n".join(f"{name} {split} {splits[split].digest}" for split in SPLITS)
    return hashlib.sha256(joined.encode()).hexdigest()


def card(
    about: About,
    version: str,
    summaries: Summaries,
    *,
    sizes: Mapping[str, int],
    setting: Setting,
    leakage: str,
) -> str:
    """The card's text.

    Args:
        about: what the corpus says of itself.
        version: the release.
        summaries: rows, sizes and digests of each configuration's splits.
        sizes: the size of each Parquet file in bytes, by its path.
        setting: labels and topics.
        leakage: the section on what splits share.
    """
    header = yaml.safe_dump(
        _yaml(about, version, summaries, sizes, setting),
        sort_keys=False,
        allow_unicode=True,
        width=1_000_000,
    )
    return f"---\n{header}---\n\n{_body(about, version, summaries, setting, leakage)}"


def _yaml(
    about: About,
    version: str,
    summaries: Summaries,
    sizes: Mapping[str, int],
    setting: Setting,
) -> dict[str, object]:
    articles = sum(summary.rows for summary in summaries["articles"].values())
    size = next((name for limit, name in _SIZES if articles < limit), "n>1M")
    configs: list[dict[str, object]] = []
    infos: list[dict[str, object]] = []
    for configuration in configurations(setting):
        name, splits = configuration.name, summaries[configuration.name]
        # datasets fails on a split without rows, as a corpus of a few articles has them.
        present = [split for split in SPLITS if splits[split].rows]
        if not present:
            continue
        configs.append(
            {
                "config_name": name,
                **({"default": True} if name == "articles" else {}),
                "version": version,
                "description": f"sha256:{content_digest(name, splits)}",
                "data_files": [
                    {"split": split, "path": table_path(name, split)} for split in present
                ],
            }
        )
        infos.append(
            {
                "config_name": name,
                "features": card_features(configuration.columns(setting)),
                "splits": [
                    {
                        "name": split,
                        "num_bytes": splits[split].num_bytes,
                        "num_examples": splits[split].rows,
                    }
                    for split in present
                ],
                "download_size": sum(sizes[table_path(name, split)] for split in present),
                "dataset_size": sum(splits[split].num_bytes for split in present),
            }
        )
    return {
        "pretty_name": about.title,
        "license": about.licence,
        "language": list(about.language),
        "language_creators": list(about.language_creators),
        "annotations_creators": list(about.annotations_creators),
        "multilinguality": ["monolingual" if len(about.language) == 1 else "multilingual"],
        "size_categories": [size],
        "source_datasets": ["original"],
        "task_categories": ["token-classification", "text-classification"],
        "task_ids": ["named-entity-recognition", "coreference-resolution"],
        "tags": list(about.tags),
        "configs": configs,
        "dataset_info": infos,
    }


def _body(about: About, version: str, summaries: Summaries, setting: Setting, leakage: str) -> str:
    parts = [f"# {about.title} {version}\n", about.description.strip() + "\n"]
    if about.provenance:
        parts.append(f"## Where it comes from\n\n{about.provenance.strip()}\n")
    parts += [
        _usage(version, setting),
        _configurations(summaries, setting),
        leakage,
        _columns(setting),
        _types(setting),
    ]
    parts.append(_licences(about))
    if about.citation:
        parts.append(f"## Citation\n\n```bibtex\n{about.citation.strip()}\n```\n")
    return "\n".join(parts)


def _usage(version: str, setting: Setting) -> str:
    names = ", ".join(f"`{each.name}`" for each in configurations(setting))
    return f"""\
## Loading

```python
from datasets import load_dataset

quotes = load_dataset("releases/{version}", "quotes")  # the path of this folder
```

The configurations are {names}. Offsets are
Unicode code points of the article's text, end exclusive: `text[start:end]` in Python.
`manifest.json` has the SHA-256 of every file here and of every file that it was built from;
`DATASHEET.md` answers the questions of *Datasheets for Datasets*.
"""


def _configurations(summaries: Summaries, setting: Setting) -> str:
    lines = [
        "## Configurations\n",
        f"| configuration | one row is | made for | {' | '.join(SPLITS)} |",
        "|---|---|---|" + "---:|" * len(SPLITS),
    ]
    for each in configurations(setting):
        rows = " | ".join(str(summaries[each.name][split].rows) for split in SPLITS)
        lines.append(f"| `{each.name}` | {each.a_row_is} | {each.made_for} | {rows} |")
    lines.append(
        "\nArticles of one story, and near-duplicates, share a split; an article never moves to "
        "another one.\n"
    )
    return "\n".join(lines)


def _columns(setting: Setting) -> str:
    lines = ["## Columns\n"]
    for each in configurations(setting):
        lines += [f"### `{each.name}`\n", "| column | type | meaning |", "|---|---|---|"]
        for name, feature in each.columns(setting).items():
            lines.append(f"| `{name}` | {kind(feature)} | {feature.meaning} |")
        lines.append("")
    return "\n".join(lines)


def _types(setting: Setting) -> str:
    lines = [
        "## Labels\n",
        "| entity type | CoNLL-2003 | OntoNotes 5 |",
        "|---|---|---|",
        *(
            f"| {each} | {CONLL.get(each, 'MISC')} | {ONTONOTES.get(each, '-')} |"
            for each in setting.entity_types
        ),
        "",
        f"Quote types: {', '.join(setting.quote_types)}.\n",
        f"Stance labels: {', '.join(setting.stance_labels)}.\n",
    ]
    return "\n".join(lines)


def _licences(about: About) -> str:
    code = f" The code that built it: {about.code_licence}." if about.code_licence else ""
    return f"## Licences\n\nThe data: {about.licence}.{code}\n"


def write_card(text: str, path: Path) -> None:
    """Write the card, lines ended by LF on every system."""
    path.write_bytes(text.encode())
