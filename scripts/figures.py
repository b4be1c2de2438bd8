"""Write the corpus's numbers into README.md and DATASHEET.md, between their marks.

A test compares, so that no number in the prose drifts from the data.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from newscorpus import Corpus, Document

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(<!-- figures: ([a-z]+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def counted(counts: Counter[str], order: tuple[str, ...]) -> str:
    """``direct 12 (40%), mixed 3 (10%)``, in an order."""
    total = sum(counts.values())
    return ", ".join(f"{name} {counts[name]:,} ({counts[name] / total:.0%})" for name in order)


class Figures:
    """The numbers of a corpus, counted in one pass."""

    def __init__(self, corpus: Corpus) -> None:
        self.totals: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.quotes: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.sets: dict[str, set[str]] = {"outlets": set(), "genres": set(), "stories": set()}
        self.told: Counter[str] = Counter()
        self.dates: list[str] = []
        self.topics: set[str] = set()
        for document in corpus:
            self.add(document)

    def add(self, document: Document) -> None:
        """Count one document."""
        layers, metadata = document.annotation, document.metadata
        self.totals["articles"] += 1
        self.totals["words"] += len(document.text.split())
        self.totals["entities"] += len(layers.entities)
        self.totals["names"] += sum(mention.kind == "name" for mention in layers.mentions)
        self.totals["mentions"] += len(layers.mentions)
        self.totals["discontinuous"] += sum(len(quote.content) > 1 for quote in layers.quotes)
        self.totals["nested"] += sum(quote.within is not None for quote in layers.quotes)
        self.totals["on entities"] += sum(s.target.entity is not None for s in layers.stances)
        self.totals["former"] += sum(stance.former for stance in layers.stances)
        self.types.update(entity.type for entity in layers.entities)
        self.quotes.update(quote.type for quote in layers.quotes)
        self.labels.update(stance.label for stance in layers.stances)
        self.topics.update(s.target.topic for s in layers.stances if s.target.topic)
        self.sets["outlets"].add(metadata.outlet)
        self.sets["genres"].add(metadata.genre)
        self.sets["stories"].add(metadata.story)
        self.told[metadata.story] += 1
        self.dates.append(document.article.date.isoformat())

    def short(self) -> str:
        """One sentence, for the README."""
        return (
            f"{self.totals['articles']} articles, {self.totals['words']:,} words, "
            f"{self.totals['names']:,} names, {sum(self.quotes.values()):,} quotes, "
            f"{sum(self.labels.values()):,} stances.\n"
        )

    def full(self) -> str:
        """A table, for the datasheet."""
        several = [count for count in self.told.values() if count > 1]
        rows = {
            "articles": f"{self.totals['articles']}, of {min(self.dates)} to {max(self.dates)}",
            "words (parted by white space)": f"{self.totals['words']:,}",
            "outlets, genres": f"{len(self.sets['outlets'])}, {len(self.sets['genres'])}",
            "stories": f"{len(self.told)}; {len(several)} of them told by {sum(several)} articles",
            "entities": f"{self.totals['entities']:,}: "
            + counted(self.types, ("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK")),
            "mentions": f"{self.totals['mentions']:,}, of which {self.totals['names']:,} names",
            "quotes": f"{sum(self.quotes.values()):,}: "
            + counted(self.quotes, ("direct", "indirect", "mixed", "reported")),
            "discontinuous, nested quotes": f"{self.totals['discontinuous']}, "
            f"{self.totals['nested']}",
            "stances": f"{sum(self.labels.values()):,}: "
            + counted(self.labels, ("favor", "against", "mixed", "neutral")),
            "targets": f"{len(self.topics)} topics; {self.totals['on entities']} stances on "
            f"entities; {self.totals['former']} stances given up",
        }
        lines = ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())]
        return "\n".join(lines) + "\n"


# What the datasheet tells of agreement: layers and measures as the report names them.
TOLD = (
    ("names", "exact F1"),
    ("names", "alpha over code points"),
    ("types of names", "Cohen's kappa"),
    ("quotes: content", "exact F1"),
    ("quotes: content", "overlap F1"),
    ("quotes: content", "alpha over code points"),
    ("quotes: cue", "exact F1"),
    ("quotes: source", "exact F1"),
    ("types of quotes", "Cohen's kappa"),
    ("types of quotes", "Krippendorff's alpha"),
    ("speakers of quotes", "accuracy"),
    ("stances: holder and target", "exact F1"),
    ("holders of stances", "accuracy"),
    ("labels of stances", "Cohen's kappa"),
    ("labels of stances", "Krippendorff's alpha"),
)


def agreement_table(corpus: Corpus) -> str:
    """The agreement of the two passes, on all articles and on those of each round."""
    from newscorpus.agreement.comparison import agreement

    rounds = {"all": corpus.annotated("a1")}
    for article, metadata in corpus.metadata.items():
        name = dict(metadata.more)["round"]
        rounds.setdefault(f"round {name}", []).append(article)
    columns = {}
    for name, articles in sorted(rounds.items()):
        compared = agreement(corpus, ("a1", "a2"), articles)
        figures = {(each.layer, each.measure): each.figure for each in compared.measured}
        columns[f"{name} ({compared.articles})"] = figures
    lines = [
        "| layer | measure | " + " | ".join(columns) + " |",
        "|---|---|" + "---:|" * len(columns),
    ]
    for layer, measure in TOLD:
        cells = (
            f"{figures[layer, measure].value:.3f} "
            f"({figures[layer, measure].low:.3f}–{figures[layer, measure].high:.3f})"
            for figures in columns.values()
        )
        lines.append(f"| {layer} | {measure} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def decisions_sentence(corpus: Corpus) -> str:
    """How the differences were decided."""
    from newscorpus.adjudication.work import decisions_of

    choices: Counter[str] = Counter()
    for article in corpus.annotated("a1"):
        choices.update(each.choice for each in decisions_of(corpus, article).decisions.values())
    order = ("a1", "a2", "both", "neither", "other")
    return f"{choices.total():,} differences: {counted(choices, order)}.\n"


def with_figures(text: str, figures: Figures, corpus: Corpus) -> str:
    """A document with its blocks of figures written anew."""
    made: dict[str, Callable[[], str]] = {
        "short": figures.short,
        "full": figures.full,
        "agreement": lambda: agreement_table(corpus),
        "decisions": lambda: decisions_sentence(corpus),
    }
    return BLOCK.sub(lambda block: block[1] + made[block[2]]() + block[3], text)


if __name__ == "__main__":
    whole = Corpus(ROOT)
    counted_once = Figures(whole)
    for name in ("README.md", "DATASHEET.md"):
        path = ROOT / name
        path.write_text(with_figures(path.read_text("utf-8"), counted_once, whole), "utf-8")
