r"""Marked text: the form in which a person annotates with a text editor.

The article's text is copied and braces are put around spans; below a line ``---`` stand the
records, one a line, fields parted by ``|``::

    {e1:Ines Calloway}, who chairs the {e2:Harrow Bridge Board}, called the toll
    {q1:"{q2:a tax on getting to work}"} ...
    ---
    e1 | PER | Ines Calloway
    e2 | ORG | Harrow Bridge Board
    e3 | ORG | ~ officials at the ministry        (no name; a description)
    e4 | PER | ~ Calloway and Brandt | members e1 e5
    e5 | PER | Jo Brandt | speaks_for e2
    q1 | mixed | e1 | to e2 | within q3
    s1 | e1 | against | topic harrow-bridge-toll | quotes q1
    s2 | e1 | favor | entity e2 | former

Tags in the text, several parted by a space (``{e1.pro q1.src:she}``):

========  =====================================  ==========  ==============================
``e1``    a mention of e1 by name                ``q1``      content of quote q1
``e1.nom``  by a nominal                         ``q1.cue``  its cue
``e1.pro``  by a pronoun                         ``q1.src``  its source
``s1``    a span of evidence of stance s1
========  =====================================  ==========  ==============================

Braces nest. Spans that cross one another are opened with ``{+s1}`` and closed with ``{-s1}``; where
several of one tag do, they are told apart by a number: ``{+s1#2}`` and ``{-s1#2}``.
A brace or backslash of the text itself is written ``\{``, ``\}``, ``\\``.

What it cannot carry: mention ids (they are numbered anew in text order), the ``annotator``, and the
``decisions`` of an adjudicated gold.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from newscorpus.annotation import (
    SCHEMA_VERSION,
    Annotation,
    Entity,
    Evidence,
    Mention,
    Quote,
    Span,
    Stance,
    Target,
)
from newscorpus.findings import shown

SUFFIX = ".marked.txt"

KINDS = {"": "name", "nom": "nominal", "pro": "pronoun"}
PARTS = {"": "content", "cue": "cue", "src": "source"}
SUFFIX_OF_KIND = {kind: suffix for suffix, kind in KINDS.items()}
SUFFIX_OF_PART = {part: suffix for suffix, part in PARTS.items()}

_TAG = re.compile(r"(?P<id>[eqs][0-9]+)(?:\.(?P<part>[a-z]+))?")
_OPEN = re.compile(r"\{(?P<sign>[+-]?)(?P<tags>[eqs][0-9.#a-z ]*)(?P<end>[:}])")


_SPECIAL = re.compile(r"[{}\\]")


class MarkedError(ValueError):
    """Marked text that cannot be read; says the line, counted from 1, and how to mend it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line


@dataclass(slots=True)
class _Marks:
    """The text without its marks, and the (start, end) of each tag in text order."""

    text: str
    spans: list[tuple[str, int, int]] = field(default_factory=list)


def read_marked(source: str, article: str, annotator: str) -> tuple[str, Annotation]:
    """The text and its annotation, from marked text.

    Args:
        source: marked text, lines parted by LF.
        article: the article's id.
        annotator: who annotated.

    Raises:
        MarkedError: where a mark or a record cannot be read, or something is used that has
            no record.
    """
    body, parted, tail = source.partition("\n---\n")
    if not parted:
        raise MarkedError(1, "no line '---' parts the text from its records")
    marks = _TextReader(body.strip()).read()
    first_record = body.count("\n") + 3
    lines = list(enumerate(tail.split("\n"), first_record))
    return marks.text, _Records(marks, lines).annotation(article, annotator)


def _line_of(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1


class _TextReader:
    """Reads the part above the line: takes the marks out and notes where they stood."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.length = 0
        self.spans: list[tuple[str, int, int]] = []
        self.open: list[tuple[list[str], int, int]] = []  # tags, start, place in the source
        self.milestones: dict[str, tuple[int, int]] = {}  # start, place in the source

    def read(self) -> _Marks:
        steps = {"\\": self.escape, "}": self.close, "{": self.mark}
        position = 0
        while special := _SPECIAL.search(self.source, position):
            self.text(self.source[position : special.start()])
            position = steps[special.group()](special.start())
        self.text(self.source[position:])
        for _, _, place in self.open:
            raise self.error(place, "a brace that is never closed")
        for tag, (_, place) in self.milestones.items():
            raise self.error(place, f"{{+{tag}}} is never closed")
        self.spans.sort(key=lambda span: (span[1], -span[2]))
        return _Marks("".join(self.pieces), self.spans)

    def text(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def escape(self, position: int) -> int:
        char = self.source[position + 1 : position + 2]
        if char not in {"{", "}", "\\"}:
            raise self.error(position, r"a lone backslash: write \\")
        self.text(char)
        return position + 2

    def close(self, position: int) -> int:
        if not self.open:
            raise self.error(position, r"'}' closes nothing: write \}")
        tags, start, _ = self.open.pop()
        self.spans.extend((tag, start, self.length) for tag in tags)
        return position + 1

    def mark(self, position: int) -> int:
        opened = _OPEN.match(self.source, position)
        if opened is None or (opened["end"] == ":") != (opened["sign"] == ""):
            found = self.source[position : position + 20]
            raise self.error(position, f"a mark that cannot be read: {found!r}")
        tags = opened["tags"].split()
        for tag in tags:
            plain = tag if opened["sign"] == "" else tag.partition("#")[0]
            _check_tag(plain, _line_of(self.source, position))
        if opened["sign"] == "":
            self.open.append((tags, self.length, position))
        elif opened["sign"] == "+":
            self.milestones |= dict.fromkeys(tags, (self.length, position))
        else:
            for tag in tags:
                if tag not in self.milestones:
                    raise self.error(position, f"{{-{tag}}} closes nothing")
                start, _ = self.milestones.pop(tag)
                self.spans.append((tag.partition("#")[0], start, self.length))
        return opened.end()

    def error(self, position: int, message: str) -> MarkedError:
        return MarkedError(_line_of(self.source, position), message)


def _check_tag(tag: str, line: int) -> None:
    matched = _TAG.fullmatch(tag)
    allowed = {"e": KINDS, "q": PARTS, "s": {"": ""}}
    if matched is None or (matched["part"] or "") not in allowed[tag[0]]:
        raise MarkedError(line, f"no such tag: {tag!r}")


class _Records:
    """The records below the line, joined with the spans of the text."""

    def __init__(self, marks: _Marks, lines: list[tuple[int, str]]) -> None:
        self.text = marks.text
        self.spans: dict[str, list[Span]] = defaultdict(list)
        self.mentions: list[tuple[str, str, Span]] = []
        for tag, start, end in marks.spans:
            span = Span(start, end, marks.text[start:end])
            if tag[0] == "e":
                entity, _, suffix = tag.partition(".")
                self.mentions.append((entity, KINDS[suffix], span))
            else:
                self.spans[tag].append(span)
        self.rows: dict[str, tuple[int, list[str]]] = {}
        for number, line in lines:
            fields = [part.strip() for part in line.split("|")]
            if fields == [""]:
                continue
            if not re.fullmatch(r"[eqs][0-9]+", fields[0]):
                raise MarkedError(number, f"a record starts with its id (e1, q1, s1): {line!r}")
            if fields[0] in self.rows:
                raise MarkedError(number, f"{fields[0]} has two records")
            self.rows[fields[0]] = (number, fields)
        used = {entity for entity, _, _ in self.mentions}
        used |= {tag.partition(".")[0] for tag in self.spans}
        for missing in sorted(used - set(self.rows)):
            raise MarkedError(1, f"{missing} is marked in the text and has no record")

    def annotation(self, article: str, annotator: str) -> Annotation:
        by_layer: dict[str, list[tuple[int, list[str]]]] = {"e": [], "q": [], "s": []}
        for identifier, row in self.rows.items():
            by_layer[identifier[0]].append(row)
        return Annotation(
            schema_version=SCHEMA_VERSION,
            article=article,
            text_sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            annotator=annotator,
            entities=tuple(self._entity(*row) for row in by_layer["e"]),
            mentions=tuple(
                Mention(f"m{number}", entity, kind, span.start, span.end, span.text)
                for number, (entity, kind, span) in enumerate(self.mentions, 1)
            ),
            quotes=tuple(self._quote(*row) for row in by_layer["q"]),
            stances=tuple(self._stance(*row) for row in by_layer["s"]),
        )

    @staticmethod
    def _options(number: int, fields: list[str], allowed: set[str]) -> dict[str, list[str]]:
        options: dict[str, list[str]] = {}
        for part in fields:
            word, *values = part.split()
            if word not in allowed or word in options:
                raise MarkedError(number, f"{part!r} is none of {', '.join(sorted(allowed))}")
            options[word] = values
        return options

    def _one(self, number: int, options: dict[str, list[str]], word: str) -> str | None:
        values = options.get(word)
        if values is None:
            return None
        if len(values) != 1:
            raise MarkedError(number, f"'{word}' takes one id or slug")
        return values[0]

    def _entity(self, number: int, fields: list[str]) -> Entity:
        if len(fields) < 3:
            raise MarkedError(number, "an entity: id | type | name, or ~ and a description")
        identifier, kind, name, *rest = fields
        options = self._options(number, rest, {"members", "speaks_for"})
        unnamed = name.startswith("~")
        return Entity(
            id=identifier,
            type=kind,
            name=None if unnamed else name,
            description=name[1:].strip() if unnamed else None,
            members=tuple(options.get("members", ())),
            speaks_for=self._one(number, options, "speaks_for"),
        )

    def _quote(self, number: int, fields: list[str]) -> Quote:
        if len(fields) < 3:
            raise MarkedError(number, "a quote: id | type | speaker | to e2 | within q1")
        identifier, kind, speaker, *rest = fields
        options = self._options(number, rest, {"to", "within"})
        return Quote(
            id=identifier,
            type=kind,
            speaker=speaker,
            addressee=self._one(number, options, "to"),
            content=tuple(self.spans[identifier]),
            cue=tuple(self.spans[f"{identifier}.cue"]),
            source=tuple(self.spans[f"{identifier}.src"]),
            within=self._one(number, options, "within"),
        )

    def _stance(self, number: int, fields: list[str]) -> Stance:
        if len(fields) < 4:
            raise MarkedError(number, "a stance: id | holder | label | topic t | quotes q1")
        identifier, holder, label, *rest = fields
        options = self._options(number, rest, {"topic", "entity", "quotes", "former"})
        if ("topic" in options) == ("entity" in options):
            raise MarkedError(number, "a stance has one target: topic SLUG or entity ID")
        return Stance(
            id=identifier,
            holder=holder,
            target=Target(
                topic=self._one(number, options, "topic"),
                entity=self._one(number, options, "entity"),
            ),
            label=label,
            evidence=Evidence(
                quotes=tuple(options.get("quotes", ())), spans=tuple(self.spans[identifier])
            ),
            former="former" in options,
        )


def first_difference(marked: str, text: str) -> str | None:
    """Where the text of a marked file leaves the article's, or ``None`` where it does not."""
    if marked == text:
        return None
    pairs = enumerate(zip(marked, text, strict=False))
    shorter = min(len(marked), len(text))
    at = next((place for place, (one, other) in pairs if one != other), shorter)
    around = slice(max(0, at - 20), at + 20)
    return (
        f"at code point {at}, {shown(marked[around])} where the article has {shown(text[around])}"
    )


def write_marked(text: str, annotation: Annotation) -> str:
    """Marked text of an annotation; ``read_marked`` gives the annotation back, save for what
    the module's docstring says it cannot carry.

    Every span is written with milestones only where it crosses another one.
    """
    spans: list[tuple[int, int, str]] = []
    spans.extend(
        (mention.start, mention.end, _join(mention.entity, SUFFIX_OF_KIND[mention.kind]))
        for mention in annotation.mentions
    )
    for quote in annotation.quotes:
        for part in ("content", "cue", "source"):
            tag = _join(quote.id, SUFFIX_OF_PART[part])
            spans.extend((span.start, span.end, tag) for span in getattr(quote, part))
    for stance in annotation.stances:
        spans.extend((span.start, span.end, stance.id) for span in stance.evidence.spans)
    spans.sort(key=lambda span: (span[0], -span[1]))
    return _marked_text(text, spans) + "\n---\n" + "\n".join(_record_lines(annotation)) + "\n"


def _join(identifier: str, suffix: str) -> str:
    return f"{identifier}.{suffix}" if suffix else identifier


def _marked_text(text: str, spans: list[tuple[int, int, str]]) -> str:
    nested: list[tuple[int, int, list[str]]] = []
    crossing: list[tuple[int, int, str]] = []
    open_ends: list[int] = []
    for start, end, tag in spans:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and end > open_ends[-1]:
            crossing.append((start, end, tag))
        elif nested and nested[-1][:2] == (start, end):
            nested[-1][2].append(tag)
        else:
            nested.append((start, end, [tag]))
            open_ends.append(end)
    opens: dict[int, str] = defaultdict(str)
    closes: dict[int, str] = defaultdict(str)
    for start, end, tags in nested:
        opens[start] += "{" + " ".join(tags) + ":"
        closes[end] += "}"
    seen: Counter[str] = Counter()
    for start, end, tag in crossing:
        seen[tag] += 1
        name = f"{tag}#{seen[tag]}" if seen[tag] > 1 else tag
        opens[start] = "{+" + name + "}" + opens[start]
        closes[end] += "{-" + name + "}"
    places = sorted({0, len(text), *opens, *closes})
    pieces = []
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        pieces += [closes[place], opens[place], re.sub(r"([{}\\])", r"\\\1", text[place:following])]
    return "".join(pieces)


def _record_lines(annotation: Annotation) -> list[str]:
    lines = []
    for entity in annotation.entities:
        name = entity.name if entity.name is not None else f"~ {entity.description or ''}".strip()
        parts = [entity.id, entity.type, name]
        parts += ["members " + " ".join(entity.members)] if entity.members else []
        parts += [f"speaks_for {entity.speaks_for}"] if entity.speaks_for else []
        lines.append(" | ".join(parts))
    for quote in annotation.quotes:
        parts = [quote.id, quote.type, quote.speaker]
        parts += [f"to {quote.addressee}"] if quote.addressee else []
        parts += [f"within {quote.within}"] if quote.within else []
        lines.append(" | ".join(parts))
    for stance in annotation.stances:
        topic, entity_id = stance.target.topic, stance.target.entity
        parts = [stance.id, stance.holder, stance.label]
        parts.append(f"topic {topic}" if topic is not None else f"entity {entity_id}")
        parts += ["quotes " + " ".join(stance.evidence.quotes)] if stance.evidence.quotes else []
        parts += ["former"] if stance.former else []
        lines.append(" | ".join(parts))
    return lines
