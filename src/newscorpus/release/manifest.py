"""The manifest of a release: what is in it, what it was made from, and with what."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import version as installed
from pathlib import Path

import msgspec

from newscorpus.release.layout import MANIFEST
from newscorpus.textfile import read_bytes

# What can change the bytes of a release; the logical digests stay the same.
BUILT_WITH = ("newscorpus", "pyarrow", "msgspec", "numpy", "pyyaml")

_MOST = 4 * 1024**3  # bytes: two hashes for each of some ten million articles


class FileEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the release."""

    sha256: str
    size: int


class TableEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A split of a configuration: its file, rows, size in Arrow memory and logical digest."""

    path: str
    rows: int
    num_bytes: int
    logical_sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``manifest.json``; every path is relative, with ``/``.

    ``inputs`` are the files of the corpus that were read, by SHA-256. ``annotations/splits.csv``
    is not among them: the release's own ``splits.csv`` is what it comes to.
    """

    manifest_version: int
    name: str
    version: str
    built_with: dict[str, str]
    tables: dict[str, dict[str, TableEntry]]
    files: dict[str, FileEntry]
    inputs: dict[str, str]


def built_with() -> dict[str, str]:
    """The versions of what builds a release here."""
    return {"python": platform.python_version()} | {name: installed(name) for name in BUILT_WITH}


def hash_file(path: Path) -> FileEntry:
    """A file's SHA-256 and size, read in pieces."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return FileEntry(digest, file.tell())


def files_in(folder: Path) -> dict[str, FileEntry]:
    """All files of a release but its manifest, in the order of their paths."""
    return {
        path.relative_to(folder).as_posix(): hash_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).as_posix() != MANIFEST
    }


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write ``manifest.json``, keys of the same order each time."""
    encoded = msgspec.json.encode(manifest)
    (folder / MANIFEST).write_bytes(msgspec.json.format(encoded, indent=2) + b"\n")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release.

    Raises:
        FileError: where there is none, or no regular file, or one beyond all reason.
        msgspec.MsgspecError: where it is not a manifest.
    """
    return msgspec.json.decode(read_bytes(folder / MANIFEST, folder, _MOST), type=Manifest)
