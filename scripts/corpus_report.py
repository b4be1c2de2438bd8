"""Write the tables of docs/corpus-report.md: what the corpus holds, beside real news.

    python scripts/corpus_report.py
    python scripts/corpus_report.py --real FOLDER   # measure real news anew

The figures of real news stand in docs/real-news.json, since the texts are no part of the project:
FOLDER holds the news documents of GUM (Zeldes 2017; texts of Wikinews) as WebAnno TSV. A test
compares the report with the data, and with those documents where they are.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec
from figures import BLOCK

from newscorpus import Corpus, Document
from newscorpus.tables.tokens import sentences
from newscorpus.textstats import SharedNgrams, Style, shared_ngrams, style

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "corpus-report.md"
REAL = ROOT / "docs" / "real-news.json"
RATIO_WORDS = 7_000  # what the real texts at hand have
EXAMPLES = 12


class RealNews(msgspec.Struct, frozen=True):
    """What was measured of real news."""

    name: str
    style: Style
    ngrams: int
    shared: int


def measure_real(folder: Path) -> RealNews:
    """The figures of a folder of WebAnno TSV files: each line ``#Text=`` is a sentence."""
    texts = {}
    for path in sorted(folder.glob("*.tsv")):
        lines = path.read_text("utf-8").splitlines()
        texts[path.stem] = [line.removeprefix("#Text=") for line in lines if line[:6] == "#Text="]
    joined = {name: "\n".join(lines) for name, lines in texts.items()}
    every = (line for lines in texts.values() for line in lines)
    shared = shared_ngrams(joined.items())
    measured = style(list(joined.values()), every, RATIO_WORDS)
    return RealNews("GUM, news (Wikinews)", measured, shared.total, shared.shared)


def sentences_of(documents: Iterable[Document]) -> Iterable[str]:
    """Every sentence, none of them broken within a name."""
    for document in documents:
        names = [each for each in document.annotation.mentions if each.kind == "name"]
        for start, end in sentences(document.text, ((each.start, each.end) for each in names)):
            yield document.text[start:end]


def table(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """A table in Markdown, numbers to the right."""
    lines = ["| " + " | ".join(header) + " |", "|---|" + "---:|" * (len(header) - 1)]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def compared(ours: Style, shared: SharedNgrams, real: RealNews) -> str:
    """Our texts beside real ones."""
    rows: list[tuple[object, ...]] = [
        ("articles", ours.texts, real.style.texts),
        ("words", f"{ours.words:,}", f"{real.style.words:,}"),
        (
            "8-word sequences in more than one story",
            f"{shared.share:.3%}",
            f"{real.shared / real.ngrams:.3%}",
        ),
    ]
    figures = (
        (f"type-token ratio, first {RATIO_WORDS:,} words", "type_token_ratio", ".3f"),
        ("words in a sentence, mean", "sentence_mean", ".1f"),
        ("words in a sentence, standard deviation", "sentence_deviation", ".1f"),
        ("words in an article, mean", "article_mean", ".0f"),
        ("words in an article, standard deviation", "article_deviation", ".0f"),
        ("capitalised words, not first in a sentence *", "capitals", ".0f"),
        ("numbers *", "digits", ".1f"),
        ("words in quotation marks *", "quoted", ".0f"),
        ("*said, says* *", "said", ".1f"),
        ("commas *", "commas", ".1f"),
        ("semicolons *", "semicolons", ".1f"),
    )
    rows += [
        (told, format(getattr(ours, name), how), format(getattr(real.style, name), how))
        for told, name, how in figures
    ]
    return table(("", "newscorpus", real.name), rows)


def tally(header: str, values: Iterable[str]) -> str:
    """How many articles have each value, the most frequent first."""
    counts = Counter(values)
    total = sum(counts.values())
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    rows = ((name, f"{count:,}", f"{count / total:.1%}") for name, count in ordered)
    return table((header, "articles", "share"), rows)


def cues(documents: list[Document]) -> str:
    """Which words say that something was said."""
    counts = Counter(
        span.text.casefold()
        for document in documents
        for quote in document.annotation.quotes
        for span in quote.cue
    )
    top = ", ".join(
        f"*{cue}* {count / counts.total():.1%}" for cue, count in counts.most_common(12)
    )
    return f"{counts.total():,} spans, {len(counts):,} different ones; the most frequent: {top}.\n"


def balance(documents: list[Document], splits: dict[str, str]) -> str:
    """How articles and labels are spread over the splits."""
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        layers, split = document.annotation, splits[document.id]
        labels = ["articles", *(f"quote: {each.type}" for each in layers.quotes)]
        labels += [f"stance: {each.label}" for each in layers.stances]
        names = (each for each in layers.mentions if each.kind == "name")
        labels += [f"name: {document.entity(each).type}" for each in names]
        counts.update((label, split) for label in labels)
    rows = []
    for label in dict.fromkeys(label for label, _ in sorted(counts)):
        parts = [counts[label, split] for split in ("train", "validation", "test")]
        rows.append((label, *(f"{part / sum(parts):.1%}" for part in parts), sum(parts)))
    return table(("label", "train", "validation", "test", "all"), rows)


def overlap(documents: list[Document]) -> str:
    """Who is in more than one story."""
    stories: dict[tuple[str, str], set[str]] = {}
    for document in documents:
        for entity in document.annotation.entities:
            if entity.name is not None:
                key = entity.type, entity.name.casefold()
                stories.setdefault(key, set()).add(document.metadata.story)
    rows = []
    for kind in ("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK"):
        told = [len(each) for (label, _), each in stories.items() if label == kind]
        several = sum(count > 1 for count in told)
        rows.append((kind, f"{len(told):,}", several, f"{several / len(told):.1%}"))
    return table(("type", "different names", "in several stories", "share"), rows)


def blocks(corpus: Corpus, splits: dict[str, str], real: RealNews) -> dict[str, str]:
    """What stands between the marks of the report, by their names."""
    documents = list(corpus)
    texts = [document.text for document in documents]
    shared = shared_ngrams((document.metadata.story, document.text) for document in documents)
    ours = style(texts, sentences_of(documents), RATIO_WORDS)
    examples = list(shared.found.items())[:EXAMPLES]
    return {
        "compared": compared(ours, shared, real),
        "shared": f"{shared.shared} of {shared.total:,} sequences; the first of them:\n\n"
        + "".join(f"- *{' '.join(words)}* ({', '.join(told)})\n" for words, told in examples),
        "cues": cues(documents),
        "overlap": overlap(documents),
        "outlets": tally("outlet", (document.metadata.outlet for document in documents)),
        "genres": tally("genre", (document.metadata.genre for document in documents)),
        "years": tally("year", (str(document.article.date.year) for document in documents)),
        "balance": balance(documents, splits),
    }


def with_blocks(text: str, made: dict[str, str]) -> str:
    """The report with what stands between its marks written anew."""
    return BLOCK.sub(lambda block: block[1] + made[block[2]] + block[3], text)


def recorded(corpus: Corpus) -> dict[str, str]:
    """The split of each article."""
    from newscorpus.release.plan import recorded_splits

    return {article: record.split for article, record in recorded_splits(corpus).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--real", type=Path, metavar="FOLDER", help="measure real news anew")
    options = parser.parse_args()
    if options.real is not None:
        measured = msgspec.json.encode(measure_real(options.real))
        REAL.write_bytes(msgspec.json.format(measured, indent=2) + b"\n")
    real = msgspec.json.decode(REAL.read_bytes(), type=RealNews)
    corpus = Corpus(ROOT)
    made = blocks(corpus, recorded(corpus), real)
    REPORT.write_text(with_blocks(REPORT.read_text("utf-8"), made), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
