"""Draw docs/annotated-article.svg: some paragraphs of an article with all three layers.

A monospaced font is used, and every run of text is given its length, so that marks and words keep
together whatever font a reader has.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from newscorpus import Corpus, Document, Quote, Stance

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = "glasswing-strike-day-nine"
PARAGRAPHS = slice(1, 4)
STANCES = 5

COLUMNS, ADVANCE, LINE, SIZE, LEFT, TOP = 88, 8.4, 34.0, 14, 28, 72
COLOURS = {
    "PER": "#c2410c", "ORG": "#1d4ed8", "GPE": "#15803d", "LOC": "#15803d",
    "FAC": "#15803d", "NORP": "#7e22ce", "EVENT": "#7e22ce", "WORK": "#7e22ce",
}  # fmt: skip
QUOTE_TINTS = {
    "direct": "#fef3c7",
    "mixed": "#fde68a",
    "indirect": "#e0f2fe",
    "reported": "#ede9fe",
}
INK, FAINT = "#1f2937", "#6b7280"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: which code points of the text stand in it."""

    start: int
    end: int


def wrapped(text: str, start: int, end: int) -> Iterator[Line | None]:
    """The lines of a stretch of text; ``None`` between paragraphs."""
    for number, paragraph in enumerate(text[start:end].split("\n\n")):
        if number:
            yield None
        at = text.index(paragraph, start)
        for piece in textwrap.wrap(paragraph, COLUMNS, drop_whitespace=True):
            at = text.index(piece, at)
            yield Line(at, at + len(piece))
            at += len(piece)


class Picture:
    """Collects the parts of the drawing, back to front."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.back: list[str] = []
        self.front: list[str] = []
        paragraphs = document.text.split("\n\n")
        self.start = len("\n\n".join(paragraphs[: PARAGRAPHS.start])) + 2
        self.end = self.start + len("\n\n".join(paragraphs[PARAGRAPHS]))
        self.rows: list[tuple[Line, float]] = []
        top = float(TOP)
        for line in wrapped(document.text, self.start, self.end):
            if line is None:
                top += LINE * 0.6
                continue
            self.rows.append((line, top))
            top += LINE
        self.bottom = top

    def runs(self, start: int, end: int) -> Iterator[tuple[float, float, float]]:
        """Where a span lies: left, right and baseline, for each line that it touches."""
        for line, baseline in self.rows:
            first, last = max(start, line.start), min(end, line.end)
            if first < last:
                left = LEFT + (first - line.start) * ADVANCE
                yield left, left + (last - first) * ADVANCE, baseline

    def text(self, x: float, y: float, words: str, style: str = f'fill="{INK}"') -> None:
        """A run of text of a fixed length."""
        length = len(words) * ADVANCE
        place = f'x="{x:.1f}" y="{y:.1f}" textLength="{length:.1f}"'
        self.front.append(f"<text {place} {style}>{escape(words)}</text>")

    def draw(self) -> str:
        """The whole drawing."""
        for line, baseline in self.rows:
            self.text(LEFT, baseline, self.document.text[line.start : line.end])
        for quote in self.document.annotation.quotes:
            self.quote(quote)
        for mention in self.document.annotation.mentions:
            colour = COLOURS[self.document.entity(mention).type]
            dashes = "" if mention.kind == "name" else ' stroke-dasharray="3 2"'
            for left, right, y in self.runs(mention.start, mention.end):
                self.back.append(
                    f'<rect x="{left - 2:.1f}" y="{y - 14:.1f}" width="{right - left + 4:.1f}" '
                    f'height="19" rx="3" fill="none" stroke="{colour}"{dashes}/>'
                )
        self.stances()
        self.legend()
        return self.svg()

    def quote(self, quote: Quote) -> None:
        """The content as a tint, its id above; cue and source underlined."""
        first = True
        for span in quote.content:
            for left, right, y in self.runs(span.start, span.end):
                self.back.append(
                    f'<rect x="{left - 1:.1f}" y="{y - 16:.1f}" width="{right - left + 2:.1f}" '
                    f'height="23" fill="{QUOTE_TINTS[quote.type]}"/>'
                )
                if first:
                    speaker = self.document.speaker(quote)
                    label = f"{quote.id} {quote.type}, {speaker.name or speaker.description}"
                    self.small(left, y - 18, label)
                    first = False
        for part, dashes in ((quote.cue, ' stroke-dasharray="2 2"'), (quote.source, "")):
            for span in part:
                for left, right, y in self.runs(span.start, span.end):
                    self.back.append(
                        f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{y + 8:.1f}" y2="{y + 8:.1f}" '
                        f'stroke="{INK}" stroke-width="1.5"{dashes}/>'
                    )

    def small(self, x: float, y: float, words: str, colour: str = FAINT) -> None:
        """A small label."""
        self.front.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="9.5" fill="{colour}" '
            f'font-family="sans-serif">{escape(words)}</text>'
        )

    def stances(self) -> None:
        """Who is for or against what, below the text."""
        y = self.bottom + 8
        for stance in self.document.annotation.stances[:STANCES]:
            self.text(LEFT, y, self.told(stance))
            y += 22
        self.bottom = y

    def told(self, stance: Stance) -> str:
        """A stance in one line."""
        holder, target = self.document.holder(stance), self.document.target(stance)
        name = holder.name or holder.description
        about = target if isinstance(target, str) else target.name
        cited = " ".join(stance.evidence.quotes) or "the narrative"
        former = "formerly " if stance.former else ""
        return f"{stance.id}  {name} → {about}: {former}{stance.label}  ({cited})"

    def legend(self) -> None:
        """What the marks mean."""
        x = float(LEFT)
        for kind in ("PER", "ORG", "GPE"):
            self.front.append(
                f'<rect x="{x:.1f}" y="14" width="34" height="17" rx="3" fill="none" '
                f'stroke="{COLOURS[kind]}"/>'
            )
            self.small(x + 6, 26, kind, COLOURS[kind])
            x += 44
        for kind, tint in QUOTE_TINTS.items():
            self.front.append(f'<rect x="{x:.1f}" y="14" width="54" height="17" fill="{tint}"/>')
            self.small(x + 6, 26, kind, INK)
            x += 62
        self.small(x + 4, 26, "underlined: source;  dotted: cue;  dashed box: pronoun or nominal")

    def svg(self) -> str:
        """The parts put together."""
        width, height = LEFT * 2 + COLUMNS * ADVANCE, self.bottom + 6
        title = f"Paragraphs of {self.document.id} with its entities, quotes and stances"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
            f'font-family="ui-monospace, Menlo, Consolas, monospace" font-size="{SIZE}" '
            'role="img">\n'
            f"<title>{escape(title)}</title>\n"
            f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
            + "\n".join(self.back + self.front)
            + "\n</svg>\n"
        )


def picture() -> str:
    """The picture of the project's article."""
    return Picture(Corpus(ROOT).document(ARTICLE)).draw()


if __name__ == "__main__":
    (ROOT / "docs" / "annotated-article.svg").write_text(picture(), "utf-8")
