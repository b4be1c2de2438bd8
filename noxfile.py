"""The project's chores: ``nox -s tests``, ``nox -s validate``, ``nox -s release`` and the rest.

Each session installs the locked versions of its group (``requirements/GROUP.txt``) and the package
itself, with uv where it is there and pip otherwise.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|venv"
nox.options.sessions = ["lint", "types", "validate", "tests"]
nox.options.reuse_existing_virtualenvs = True

PROJECT = nox.project.load_toml("pyproject.toml")
GROUPS = tuple(PROJECT["dependency-groups"])
SCRIPTS = "scripts"

# The versions of datasets that releases have to load with, and what each needs beside it.
DATASETS = {
    "2.19": ("datasets==2.19.*", "pyarrow<21", "numpy<2", "fsspec<=2024.3.1"),
    "3.6": ("datasets==3.6.*", "pyarrow<21"),
    "4.8": ("datasets==4.8.*",),
    "newest": ("datasets",),
}


def install(session: nox.Session, group: str) -> None:
    """Install a group's locked versions, and the project as it lies here."""
    session.install("-r", f"requirements/{group}.txt")
    session.install("--no-deps", "-e", ".")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the test suite; arguments go to pytest."""
    install(session, "tests")
    session.run("pytest", *session.posargs)


@nox.session
def validate(session: nox.Session) -> None:
    """Check raw/ and annotations/; arguments go to newscorpus validate."""
    install(session, "run")
    session.run("newscorpus", "validate", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """Build the release of this version, verify it, and show what load_dataset returns."""
    install(session, "run")
    session.run("python", f"{SCRIPTS}/release.py", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check form: ruff's rules and format, and that imports go down the house's floors only."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", "--no-cache")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    install(session, "types")
    session.run("mypy")


@nox.session
def compat(session: nox.Session) -> None:
    """Build a release and load it with each version of datasets that has to take it."""
    install(session, "run")
    folder = Path(tempfile.mkdtemp(prefix="newscorpus-compat-"))
    version = PROJECT["project"]["version"]
    session.run("newscorpus", "build", "--version", version, "--out", str(folder), "--no-record")
    for name in DATASETS:
        session.notify(f"load(datasets='{name}')", [str(folder / version)])


@nox.session
@nox.parametrize("datasets", list(DATASETS))
def load(session: nox.Session, datasets: str) -> None:
    """Load a release, given by its path, with one version of datasets and nothing of ours."""
    session.install(*DATASETS[datasets])
    session.run("python", f"{SCRIPTS}/load_release.py", *session.posargs)


@nox.session
def croissant(session: nox.Session) -> None:
    """Build a release and have mlcroissant check and read its croissant.json."""
    install(session, "croissant")
    session.run("python", f"{SCRIPTS}/check_croissant.py")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure, as ratios in one run; see docs/benchmarks.md."""
    install(session, "run")
    session.run("python", f"{SCRIPTS}/bench.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Write what is made from the code and the data: the rules' pages, figures, the picture."""
    install(session, "run")
    session.run("python", f"{SCRIPTS}/rule_pages.py")
    session.run("python", f"{SCRIPTS}/figures.py")
    session.run("python", f"{SCRIPTS}/picture.py")
    session.run("python", f"{SCRIPTS}/corpus_report.py")


@nox.session
def lock(session: nox.Session) -> None:
    """Write requirements/: the versions of every group, with hashes, for all Pythons."""
    session.install("uv")
    for group in GROUPS:
        session.run(
            "uv", "pip", "compile", "pyproject.toml", "--group", group, "--universal",
            "--python-version", "3.11", "--generate-hashes", "--quiet", "--no-emit-index-url",
            "--custom-compile-command", "nox -s lock", "--output-file",
            f"requirements/{group}.txt", *session.posargs,
        )  # fmt: skip
