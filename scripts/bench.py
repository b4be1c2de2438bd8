"""Measure newscorpus beside the straightforward pipeline, as ratios in one run.

``nox -s bench -- [--articles N]``. Each measure runs in a process of its own on the same generated
corpus, once to warm up on a small one; times are of the work alone, without imports.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench_corpus import make_corpus

from newscorpus.corpus import Corpus


def inlined(node: Any, definitions: dict[str, Any]) -> Any:
    """A schema with its references written out: ``jsonschema`` spends half its time on them."""
    if isinstance(node, list):
        return [inlined(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        more = {key: value for key, value in node.items() if key != "$ref"}
        return inlined(definitions[node["$ref"].rpartition("/")[2]] | more, definitions)
    return {key: inlined(value, definitions) for key, value in node.items() if key != "$defs"}


def checked_straightforwardly(root: Path, *, inline: bool = False) -> Iterator[dict[str, Any]]:
    """Rows of ``articles`` as one writes them down first: json, jsonschema, offset checks."""
    import csv
    import hashlib

    import jsonschema

    schema = json.loads((root / "schema" / "annotation.schema.json").read_text("utf-8"))
    if inline:
        schema = inlined(schema, schema["$defs"])
    validator = jsonschema.Draft202012Validator(schema)
    with (root / "raw" / "metadata.csv").open(newline="") as file:
        metadata = {row["article"]: row for row in csv.DictReader(file)}
    for path in sorted((root / "raw").glob("*.txt")):
        raw = path.read_text("utf-8").strip()
        date, text = raw[5:15], raw[16:].strip()
        annotation = json.loads(
            (root / "annotations" / "gold" / f"{path.stem}.json").read_text("utf-8")
        )
        errors = list(validator.iter_errors(annotation))
        digest = hashlib.sha256(text.encode()).hexdigest()
        assert not errors
        assert annotation["text_sha256"] == digest
        spans = list(annotation["mentions"])
        for quote in annotation["quotes"]:
            spans += quote["content"] + quote["cue"] + quote["source"]
        for span in spans:
            assert text[span["start"] : span["end"]] == span["text"]
        for stance in annotation["stances"]:
            stance["target"] = {"topic": None, "entity": None} | stance["target"]
        layers = {
            layer: annotation[layer] for layer in ("entities", "mentions", "quotes", "stances")
        }
        yield {**metadata[path.stem], "date": date, "text": text, "text_sha256": digest, **layers}


def build_straightforward(root: Path, out: Path, *, inline: bool = False) -> None:
    """``jsonschema``, ``Dataset.from_generator``, ``to_parquet``: the ``articles`` alone."""
    import datasets

    datasets.disable_progress_bars()
    arguments = {"root": root, "inline": inline}
    made = datasets.Dataset.from_generator(
        checked_straightforwardly, gen_kwargs=arguments, cache_dir=str(out / "cache")
    )
    made.to_parquet(out / "articles.parquet")


def build_inlined(root: Path, out: Path) -> None:
    """The same, with a schema that has no references."""
    build_straightforward(root, out, inline=True)


def build_articles(root: Path, out: Path) -> None:
    """The ``articles`` configuration, every check included, in one process."""
    from newscorpus.release.plan import SplitPlan
    from newscorpus.release.tables import write_tables
    from newscorpus.splits import Recorded
    from newscorpus.tables.configurations import CONFIGURATIONS
    from newscorpus.tables.setting import Setting

    corpus = Corpus(root)
    articles = corpus.articles()
    splits = {each: Recorded(each, "train", "1.0.0") for each in articles}
    train = dict.fromkeys(articles, "train")
    plan = SplitPlan(splits, train, train, frozenset(), [], [])
    setting = Setting.of(corpus)
    made = write_tables(corpus, plan, setting, out, wanted=CONFIGURATIONS[:1])
    assert not made.findings


def build_all(root: Path, out: Path, jobs: int = 1) -> None:
    """The whole release: four configurations, checks, near-duplicates, card and manifest."""
    from newscorpus.release.build import build

    build(Corpus(root), "1.0.0", out, jobs=jobs, record_splits=False)


def build_all_2(root: Path, out: Path) -> None:
    """The same with two processes."""
    build_all(root, out, jobs=2)


def validate_straightforward(root: Path, _: Path, *, inline: bool = False) -> None:
    """The same checks with ``json`` and ``jsonschema`` in place of the fast way."""
    import jsonschema

    from newscorpus.annotation import from_builtins
    from newscorpus.article import read_article
    from newscorpus.checks.document import DOCUMENT_RULES
    from newscorpus.checks.folder import check_folder
    from newscorpus.checks.view import View

    corpus = Corpus(root)
    schema = inlined(corpus.schema, corpus.schema["$defs"]) if inline else corpus.schema
    validator = jsonschema.Draft202012Validator(schema)
    assert not list(check_folder(corpus, corpus.articles()))
    for identifier in corpus.articles():
        article = read_article(identifier, corpus.raw_path(identifier).read_bytes())
        document = json.loads(corpus.annotation_path(identifier).read_bytes())
        assert not list(validator.iter_errors(document))
        annotation = from_builtins(document)
        assert annotation.text_sha256 == article.text_sha256
        view = View(article.text, annotation, corpus.topics)
        assert not [problem for rule in DOCUMENT_RULES for problem in rule(view)]


def validate_inlined(root: Path, out: Path) -> None:
    """The same, with a schema that has no references."""
    validate_straightforward(root, out, inline=True)


def validate(root: Path, _: Path, jobs: int = 1) -> None:
    """``newscorpus validate`` in one process."""
    from newscorpus.checks.corpus import check_corpus

    assert not any(check_corpus(Corpus(root), jobs))


def validate_2(root: Path, out: Path) -> None:
    """The same with two processes."""
    validate(root, out, jobs=2)


MEASURES: dict[str, Callable[[Path, Path], None]] = {
    each.__name__: each
    for each in (
        build_straightforward,
        build_inlined,
        build_articles,
        build_all,
        build_all_2,
        validate_straightforward,
        validate_inlined,
        validate,
        validate_2,
    )
}


def measure(name: str, root: Path, warm: Path) -> None:
    """Run one measure in this process; prints seconds and peak memory in MiB."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        MEASURES[name](warm, Path(first))
        started = time.perf_counter()
        MEASURES[name](root, Path(second))
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([seconds, peak]))


def start_up(arguments: list[str]) -> float:
    """The shortest of ten starts of Python with arguments, in seconds."""
    times = []
    for _ in range(10):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--measure", nargs=3, metavar=("NAME", "ROOT", "WARM"))
    options = parser.parse_args()
    if options.measure:
        name, root, warm = options.measure
        measure(name, Path(root), Path(warm))
        return
    with tempfile.TemporaryDirectory() as folder:
        root, warm = Path(folder) / "corpus", Path(folder) / "warm"
        make_corpus(root, options.articles)
        make_corpus(warm, 20)
        found = {}
        for name in MEASURES:
            command = [sys.executable, __file__, "--measure", name, str(root), str(warm)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found[name] = json.loads(done.stdout.splitlines()[-1])
    packages = ("pyarrow", "datasets", "jsonschema", "jsonschema-rs", "msgspec")
    print(f"{options.articles:,} articles, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(", ".join(f"{package} {version(package)}" for package in packages))
    print("\n| measure | articles/s | times straightforward | times inlined | peak MiB |")
    print("|---|---:|---:|---:|---:|")
    for name, (seconds, peak) in found.items():
        family = name.split("_")[0]
        times = [found[f"{family}_{base}"][0] / seconds for base in ("straightforward", "inlined")]
        rate = options.articles / seconds
        print(f"| {name} | {rate:,.0f} | {times[0]:.1f} | {times[1]:.1f} | {peak:,} |")
    bare = start_up(["-c", "import argparse"])
    ours = start_up(["-m", "newscorpus", "--help"])
    print(
        f"\nstart of --help: {ours / bare:.2f} times that of argparse alone, {ours - bare:+.3f} s"
    )


if __name__ == "__main__":
    main()
