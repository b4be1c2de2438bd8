"""Rules on quotes: their marks, parts, speakers and nesting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscorpus.annotation import Quote
from newscorpus.checks.view import CLOSING, DOUBLE_MARKS, OPENING, View
from newscorpus.findings import Problem, shown

# An opening mark, three words or more, and a closing mark or the paragraph's end: shorter ones
# are mostly titles and words as such.
_QUOTATION = re.compile(r"[“„«\"](?!\s)([^“”„«»\"\n]*[^\s“”„«»\"])(?:[”“»\"]|(?=\n|\Z))")
_SINGLE = re.compile(r"(?<!\w)‘(?!\s)([^‘\n]*?[^\s‘])’(?!\w)")
_WORDS_OF_A_QUOTATION = 4
_TRAILING = " ,.;:!?…-–—"


def parts_apart(view: View) -> Iterator[Problem]:
    """NC402: cue and source lie outside the content."""
    for index, quote in enumerate(view.annotation.quotes):
        for part in ("cue", "source"):
            for place, span in enumerate(getattr(quote, part)):
                if any(span.start < said.end and said.start < span.end for said in quote.content):
                    pointer = ("quotes", index, part, place)
                    expected = f"a {part} outside the content"
                    yield Problem("NC402", f"{shown(span.text)} in the content", expected, pointer)


def nesting_circles(view: View) -> Iterator[Problem]:
    """NC403: no quote is within itself."""
    for index, quote in enumerate(view.annotation.quotes):
        seen: set[str] = set()
        outer = quote.within
        while outer is not None and outer not in seen:
            if outer == quote.id:
                pointer = ("quotes", index, "within")
                yield Problem("NC403", f"{quote.id} within itself", "no circle", pointer)
                break
            seen.add(outer)
            outer = view.quotes[outer].within if outer in view.quotes else None


def marks(view: View) -> Iterator[Problem]:
    """NC404 to NC407: the type is the one that the quotation marks show."""
    for index, quote in enumerate(view.annotation.quotes):
        wrong = _wrong_marks(view, quote)
        if wrong is not None:
            code, expected = wrong
            found = f"{quote.type}, of {shown(quote.content[0].text)}"
            yield Problem(code, found, expected, ("quotes", index, "type"))


def _wrong_marks(view: View, quote: Quote) -> tuple[str, str] | None:
    """The rule that a quote's type breaks, and what was expected."""
    if quote.type == "direct":
        well = _stands_in_marks(view.text, quote)
        return None if well else ("NC404", "a mark before and after it")
    if quote.type == "mixed":
        return None if _touches_marks(view.text, quote) else ("NC406", "a mark in it")
    if _stands_in_own_marks(view.text, quote):
        return "NC405", "direct"
    if _holds_marks(quote) and not _has_nested(view, quote):
        return "NC407", "mixed"
    return None


def _stands_in_marks(text: str, quote: Quote) -> bool:
    """Whether the content is enclosed in quotation marks. Its last mark may have been forgotten
    by the article, at the end of a paragraph or of the text."""
    first, last = quote.content[0], quote.content[-1]
    before = text[first.start - 1 : first.start] if first.start else ""
    after = text[last.end :].lstrip(_TRAILING)[:1]
    return bool(before) and before in OPENING and (after in CLOSING or after == "\n" or not after)


def _stands_in_own_marks(text: str, quote: Quote) -> bool:
    """Whether the marks next to the content are its own, and not those of an outer quotation of
    which it is a part."""
    first, last = quote.content[0], quote.content[-1]
    before = text[first.start - 1 : first.start] if first.start else ""
    after = text[last.end : last.end + 1]
    return (
        len(quote.content) == 1
        and quote.within is None
        and before in {"“", "„", "«", '"'}
        and after in {"”", "»", '"'}
    )


def _touches_marks(text: str, quote: Quote) -> bool:
    for span in quote.content:
        around = text[max(0, span.start - 1) : span.end + 1]
        if any(mark in around for mark in DOUBLE_MARKS) or _SINGLE.search(around):
            return True
        if re.search(r"(?<!\w)'\w[^'\n]*'(?!\w)", around):
            return True
    return False


def _holds_marks(quote: Quote) -> bool:
    return any(mark in span.text for span in quote.content for mark in DOUBLE_MARKS)


def _has_nested(view: View, quote: Quote) -> bool:
    """Whether a quote nested in this one accounts for the marks in it."""
    return any(inner.within == quote.id for inner in view.annotation.quotes)


def uncovered(view: View) -> Iterator[Problem]:
    """NC408: what stands in quotation marks is covered by the content of a quote, or is a title
    that is marked as a name."""
    text = view.text
    contents = [
        (span.start, span.end) for quote in view.annotation.quotes for span in quote.content
    ]
    around = "\n" + text + "\n"
    edges = {start for start, _ in contents} | {end + 1 for _, end in contents}
    known = sum(around[edge : edge + 1] in DOUBLE_MARKS for edge in edges)
    all_marks = sum(map(text.count, DOUBLE_MARKS))
    if all_marks and known == all_marks:
        return  # most texts: every mark stands at the edge of a quote's content
    covered = contents + [(name.start, name.end) for name in view.names]
    starts = {start for start, _ in covered}
    pattern = _QUOTATION if any(mark in text for mark in '“"„«') else _SINGLE
    for found in pattern.finditer(text):
        start, end = found.span(1)
        if start in starts or len(found[1].split()) < _WORDS_OF_A_QUOTATION:
            continue
        if not any(first <= start and end <= last for first, last in covered) and not any(
            start <= first < end for first, _ in covered
        ):
            yield Problem("NC408", shown(found[1]), "a quote, or no quotation", offset=start)


def sources(view: View) -> Iterator[Problem]:
    """NC409, NC411: the source holds a mention of the speaker, who speaks to somebody else."""
    for index, quote in enumerate(view.annotation.quotes):
        if quote.addressee == quote.speaker:
            pointer = ("quotes", index, "addressee")
            yield Problem("NC411", f"{quote.speaker} twice", "another entity, or null", pointer)
        for place, span in enumerate(quote.source):
            if (quote.speaker, span.start, span.end) not in view.mentioned and not any(
                mention.entity == quote.speaker
                and span.start <= mention.start
                and mention.end <= span.end
                for mention in view.annotation.mentions
            ):
                there = ("quotes", index, "source", place)
                expected = f"a mention of {quote.speaker} in it"
                yield Problem("NC409", shown(span.text), expected, there)


def nested_inside(view: View) -> Iterator[Problem]:
    """NC410: a nested quote's content lies in the content of its outer one."""
    for index, quote in enumerate(view.annotation.quotes):
        outer = view.quotes.get(quote.within or "")
        if outer is None:
            continue
        start, end = outer.content[0].start, outer.content[-1].end
        if quote.content[0].start < start or quote.content[-1].end > end:
            found = f"{quote.id} at {quote.content[0].start}:{quote.content[-1].end}"
            expected = f"a place in {outer.id}, {start}:{end}"
            yield Problem("NC410", found, expected, ("quotes", index, "within"))
