"""Load a release with ``datasets``: one line over ``load_dataset``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscorpus.versions import release_key

if TYPE_CHECKING:
    import datasets


def load(
    configuration: str = "articles",
    path: str | os.PathLike[str] | None = None,
    *,
    split: str | None = None,
    streaming: bool = False,
    **options: Any,
) -> (
    datasets.Dataset
    | datasets.DatasetDict
    | datasets.IterableDataset
    | datasets.IterableDatasetDict
):
    """Load one configuration of a release.

    Args:
        configuration: ``articles``, ``entities``, ``quotes``, ``stance`` or ``passes``.
        path: a release folder, also ``.`` or a ``Path``; by default the newest release in
            ``releases/`` of the current folder.
        split: ``train``, ``validation`` or ``test``; by default all three.
        streaming: whether rows are read as they are asked for.
        options: whatever else ``datasets.load_dataset`` takes.

    Raises:
        FileNotFoundError: where there is no release.
    """
    import datasets

    folder = newest_release(Path("releases")) if path is None else Path(path)
    if not (folder / "README.md").is_file():
        raise FileNotFoundError(f"{folder} is no release: it has no README.md")
    # An absolute string: where a card has configurations, datasets takes neither "." nor a Path.
    return datasets.load_dataset(
        str(folder.resolve()), configuration, split=split, streaming=streaming, **options
    )


def newest_release(releases: Path) -> Path:
    """The release of the highest version, by the precedence of Semantic Versioning.

    Raises:
        FileNotFoundError: where there is none.
    """
    found = []
    for folder in releases.iterdir() if releases.is_dir() else ():
        key = release_key(folder.name)
        if key is not None and folder.is_dir():
            found.append((key, folder))
    if not found:
        raise FileNotFoundError(
            f"no release in {releases.resolve()}: build one with 'newscorpus build --version 1.0.0'"
        )
    return max(found)[1]
