"""Build a release: a corpus in, ``releases/<version>/`` out, whole or not at all.

Everything is written to a temporary folder beside its place, read back, flushed to the disk and
then renamed. A version that exists is never written over.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newscorpus.checks.corpus import check_corpus
from newscorpus.checks.folder import check_folder
from newscorpus.corpus import Corpus
from newscorpus.findings import Finding
from newscorpus.release.card import card, write_card
from newscorpus.release.croissant import croissant, write_croissant
from newscorpus.release.layout import (
    CARD,
    CROISSANT,
    LEAKAGE,
    SPLIT_TABLE,
    table_path,
)
from newscorpus.release.leakage import LeakageReport, as_markdown, leakage, over_limits
from newscorpus.release.leakage import as_json as leakage_json
from newscorpus.release.manifest import (
    Manifest,
    TableEntry,
    built_with,
    files_in,
    hash_file,
    write_manifest,
)
from newscorpus.release.parquet import read_table
from newscorpus.release.plan import plan_splits, splits_csv, with_splits
from newscorpus.release.tables import Tables, write_tables
from newscorpus.schema import schema_path
from newscorpus.splits import Recorded
from newscorpus.tables.setting import Setting
from newscorpus.textfile import write_whole
from newscorpus.versions import VERSION

# Files of the corpus that go into a release as they are, where they exist.
CARRIED = ("DATASHEET.md", "CHANGELOG.md", "LICENSE", "LICENSE-DATA", "CITATION.cff")
_TABLES = ("raw/metadata.csv", "annotations/topics.csv", "annotations/corpus.toml")

Progress = Callable[[str, int], object]


class BuildError(Exception):
    """A release that could not be built; nothing is left of it."""


class FindingsError(BuildError):
    """A corpus with errors, which no release is made of."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        count = "1 error" if len(findings) == 1 else f"{len(findings):,} errors"
        super().__init__(f"the corpus has {count}; no release was built")
        self.findings = list(findings)


@dataclass(frozen=True, slots=True)
class Built:
    """A release that was built, and the articles whose split it is the first to record."""

    folder: Path
    manifest: Manifest
    new_splits: tuple[Recorded, ...] = field(default=())


def build(
    corpus: Corpus,
    version: str,
    out: Path | None = None,
    *,
    jobs: int = 1,
    progress: Progress = lambda step, articles: None,
    record_splits: bool = True,
) -> Built:
    """Build a release.

    Args:
        corpus: what to build from.
        version: its version, by Semantic Versioning.
        out: the folder that holds releases; the corpus's own ``releases/`` by default.
        jobs: how many processes to use; the bytes do not depend on it.
        progress: is told the step and how many articles more are through it.
        record_splits: write the splits of new articles to ``annotations/splits.csv``.

    Raises:
        FindingsError: where ``validate`` would find errors.
        BuildError: where the version exists or is no version, another build is under way, or
            the disk does not take it.
    """
    if not VERSION.fullmatch(version):
        raise BuildError(f"{version!r} is no version like 1.0.0 (semver.org)")
    releases = out or corpus.root / "releases"
    target = releases / version
    try:
        releases.mkdir(parents=True, exist_ok=True)
        with _alone(releases):
            if target.exists():
                raise BuildError(f"{target} exists; a release is never written over")
            for left in releases.glob(".building-*"):
                shutil.rmtree(left)
            folder = Path(tempfile.mkdtemp(prefix=f".building-{version}-", dir=releases))
            try:
                built = _build_in(folder, corpus, version, jobs, progress)
                _flush(folder)
                if record_splits and built.new_splits:
                    _record(corpus, built.new_splits)
                folder.chmod(0o755)
                folder.rename(target)
                _flush_folder(releases)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise BuildError(f"{error.strerror or error}: {error.filename or releases}") from error
    return Built(target, built.manifest, built.new_splits)


def rebuild(corpus: Corpus, version: str, folder: Path, jobs: int = 1) -> Manifest:
    """Build into an empty folder, to compare with a release: nothing else is touched.

    Raises:
        FindingsError: where ``validate`` would find errors.
    """
    return _build_in(folder, corpus, version, jobs, lambda step, articles: None).manifest


@contextlib.contextmanager
def _alone(releases: Path) -> Iterator[None]:
    """Hold the lock of a folder of releases; the system frees it when a process dies."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(releases / ".lock", timeout=0):
            yield
    except Timeout:
        raise BuildError(f"another build is under way in {releases}") from None


def _build_in(folder: Path, corpus: Corpus, version: str, jobs: int, progress: Progress) -> Built:
    articles = corpus.articles()
    errors = [finding for finding in check_folder(corpus, articles) if finding.is_error]
    if not errors:
        plan = plan_splits(corpus, articles, version, jobs, lambda n: progress("splits", n))
        errors = [finding for finding in plan.findings if finding.is_error]
    if errors:
        raise FindingsError(_all_errors(corpus, jobs, errors))
    if not articles:
        raise BuildError("the corpus has no articles")
    setting = Setting.of(corpus)
    tables = write_tables(
        corpus, plan, setting, folder, jobs=jobs, progress=lambda n: progress("tables", n)
    )
    if tables.findings:
        raise FindingsError(_all_errors(corpus, jobs, []))
    report = leakage(
        tables.traces,
        {
            "split": {article: record.split for article, record in plan.splits.items()},
            "split_by_time": plan.by_time,
            "split_by_outlet": plan.by_outlet,
        },
        {article: corpus.metadata[article].outlet for article in articles},
        plan.near_duplicates,
    )
    too_much = over_limits(report, corpus.about.leakage)
    if too_much:
        raise BuildError(f"the splits leak: {'; '.join(too_much)} (corpus.toml, [leakage])")
    (folder / LEAKAGE).write_bytes(leakage_json(report))
    _write_beside(
        folder,
        corpus,
        version=version,
        tables=tables,
        setting=setting,
        splits=plan.splits,
        report=report,
    )
    manifest = Manifest(
        manifest_version=1,
        name=corpus.about.name,
        version=version,
        built_with=built_with(),
        tables={
            name: {
                split: TableEntry(
                    table_path(name, split), summary.rows, summary.num_bytes, summary.digest
                )
                for split, summary in splits.items()
            }
            for name, splits in tables.summaries.items()
        },
        files=files_in(folder),
        inputs=dict(sorted((tables.inputs | _table_inputs(corpus)).items())),
    )
    write_manifest(manifest, folder)
    _read_back(folder, manifest)
    new = tuple(plan.splits[each] for each in articles if each not in plan.recorded)
    return Built(folder, manifest, new)


def _all_errors(corpus: Corpus, jobs: int, known: list[Finding]) -> list[Finding]:
    """Every error of the corpus, so that whoever mends it sees all at once."""
    found = [each for chunk in check_corpus(corpus, jobs) for each in chunk if each.is_error]
    return sorted({*found, *known}, key=Finding.sort_key)


def _write_beside(
    folder: Path,
    corpus: Corpus,
    *,
    version: str,
    tables: Tables,
    setting: Setting,
    splits: dict[str, Recorded],
    report: LeakageReport,
) -> None:
    """Write what stands beside the tables."""
    for name in CARRIED:
        if (corpus.root / name).is_file():
            shutil.copyfile(corpus.root / name, folder / name)
    (folder / "schema").mkdir()
    schema = schema_path(corpus.root)
    shutil.copyfile(schema, folder / "schema" / schema.name)
    (folder / SPLIT_TABLE).write_bytes(splits_csv(splits.values()))
    files = files_in(folder)
    sizes = {path: entry.size for path, entry in files.items()}
    about = corpus.about
    text = card(
        about, version, tables.summaries, sizes=sizes, setting=setting, leakage=as_markdown(report)
    )
    write_card(text, folder / CARD)
    description = croissant(about, version, tables.newest or "", files, setting)
    write_croissant(description, folder / CROISSANT)


def _table_inputs(corpus: Corpus) -> dict[str, str]:
    """The hashes of the files that were read beside articles and annotations."""
    paths = [*_TABLES, *CARRIED]
    found = {path: corpus.root / path for path in paths if (corpus.root / path).is_file()}
    own_schema = schema_path(corpus.root)
    if own_schema.is_relative_to(corpus.root):
        found[corpus.relative(own_schema)] = own_schema
    return {path: hash_file(file).sha256 for path, file in found.items()}


def _read_back(folder: Path, manifest: Manifest) -> None:
    """Read every table of a new release again and compare its rows with what was written."""
    for splits in manifest.tables.values():
        for entry in splits.values():
            if read_table(folder / entry.path).digest != entry.logical_sha256:
                raise BuildError(f"{entry.path} does not read back as it was written")


def _record(corpus: Corpus, new: Sequence[Recorded]) -> None:
    """Put new splits in the corpus."""
    write_whole(corpus.annotations / "splits.csv", with_splits(corpus, new))


def _flush(folder: Path) -> None:
    """Flush all files of a folder to the disk, so that a power cut cannot leave half of it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            _flush_folder(path)
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
