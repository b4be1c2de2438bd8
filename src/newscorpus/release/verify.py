"""Check a release: every hash, every table; and, if asked, build it again and compare."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec
import pyarrow as pa
import yaml

from newscorpus.corpus import Corpus
from newscorpus.release.build import rebuild
from newscorpus.release.layout import CARD, MANIFEST
from newscorpus.release.manifest import Manifest, built_with, files_in, read_manifest
from newscorpus.release.parquet import read_table
from newscorpus.textfile import FileError


class VerifyError(Exception):
    """A release that cannot be checked: there is none, or its manifest cannot be read."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs from what the manifest, or a second build, says; ``path`` is a file."""

    path: str
    found: str
    expected: str


def verify(release: Path) -> Iterator[Difference]:
    """Every difference between a release and its manifest.

    Raises:
        VerifyError: where there is no manifest to compare with.
    """
    manifest = _manifest(release)
    unsafe = [path for path in _paths(manifest) if not _is_inside(path)]
    if unsafe:
        # Nothing that such a manifest names is opened.
        yield from (Difference(MANIFEST, path, "a path inside the release") for path in unsafe)
        return
    yield from _files(release, manifest)
    for splits in manifest.tables.values():
        schemas: dict[str, pa.Schema] = {}
        for entry in splits.values():
            yield from _table(release, entry.path, entry.rows, entry.logical_sha256, schemas)
        if len({schema.serialize().to_pybytes() for schema in schemas.values()}) > 1:
            yield Difference(", ".join(schemas), "schemas that differ", "one schema in all splits")
    yield from _card(release, manifest)


def verify_rebuild(release: Path, corpus: Corpus, jobs: int = 1) -> Iterator[Difference]:
    """Build the release again from a corpus and tell what differs, byte for byte; where it was
    built with other versions than there are here, the rows of its tables.

    Raises:
        VerifyError: where there is no manifest.
        FindingsError: where the corpus has errors.
    """
    manifest = _manifest(release)
    with tempfile.TemporaryDirectory(prefix="newscorpus-") as folder:
        again = rebuild(corpus, manifest.version, Path(folder), jobs)
    yield from _compare("input", manifest.inputs, again.inputs)
    if manifest.built_with == built_with():
        old = {path: entry.sha256 for path, entry in manifest.files.items()}
        new = {path: entry.sha256 for path, entry in again.files.items()}
        yield from _compare("file", old, new)
    yield from _compare("rows", _digests(manifest), _digests(again))


def version_differences(release: Path) -> list[str]:
    """What a release was built with, where that is not what is installed here."""
    here, there = built_with(), _manifest(release).built_with
    return [
        f"{name} {there.get(name, 'none')}, here {here.get(name, 'none')}"
        for name in sorted(here.keys() | there.keys())
        if here.get(name) != there.get(name)
    ]


def _manifest(release: Path) -> Manifest:
    try:
        return read_manifest(release)
    except (FileError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise VerifyError(f"{release} is no release that can be checked: {error}") from None


def _paths(manifest: Manifest) -> list[str]:
    tables = [entry.path for splits in manifest.tables.values() for entry in splits.values()]
    return [*manifest.files, *tables]


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path


def _files(release: Path, manifest: Manifest) -> Iterator[Difference]:
    there = files_in(release)
    for path, entry in manifest.files.items():
        if (release / path).is_symlink():
            yield Difference(path, "a symbolic link", "the file itself")
        elif path not in there:
            yield Difference(path, "no file", f"{entry.size} bytes")
        elif there[path] != entry:
            found = f"{there[path].size} bytes, sha256 {there[path].sha256}"
            yield Difference(path, found, f"{entry.size} bytes, sha256 {entry.sha256}")
    for path in there.keys() - manifest.files.keys():
        yield Difference(path, "a file", "none of that name")


def _table(
    release: Path, path: str, rows: int, logical: str, schemas: dict[str, pa.Schema]
) -> Iterator[Difference]:
    try:
        table = read_table(release / path)
    except (OSError, ValueError, pa.ArrowException) as error:
        yield Difference(path, f"a table that does not load: {error}", f"{rows} rows")
        return
    schemas[path] = table.schema
    if table.rows != rows:
        yield Difference(path, f"{table.rows} rows", f"{rows} rows")
    if table.digest != logical:
        yield Difference(path, f"rows of digest {table.digest}", f"digest {logical}")


def _card(release: Path, manifest: Manifest) -> Iterator[Difference]:
    """The numbers in the card are those of the tables; ``datasets`` refuses some that are not."""
    try:
        header = (release / CARD).read_text("utf-8").split("---\n")[1]
        infos = {info["config_name"]: info for info in yaml.safe_load(header)["dataset_info"]}
        said = {
            (name, split["name"]): (split["num_examples"], split["num_bytes"])
            for name, info in infos.items()
            for split in info["splits"]
        }
    except (OSError, ValueError, LookupError, TypeError, yaml.YAMLError) as error:
        yield Difference(CARD, f"a card that cannot be read: {error}", "its YAML")
        return
    for name, splits in manifest.tables.items():
        for split, entry in splits.items():
            told = said.get((name, split), (0, entry.num_bytes))
            if told != (entry.rows, entry.num_bytes):
                found = f"{name} {split}: {told}"
                yield Difference(CARD, found, f"{(entry.rows, entry.num_bytes)}")


def _digests(manifest: Manifest) -> dict[str, str]:
    tables = manifest.tables.values()
    return {entry.path: entry.logical_sha256 for splits in tables for entry in splits.values()}


def _compare(what: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Difference]:
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            found = f"{what} {old.get(path, 'that is not in the release')}"
            yield Difference(path, found, new.get(path, "none, built again"))
