"""A raw article: the form it arrives in, and the text that offsets count."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscorpus.article import read_article, text_start
from newscorpus.textfile import FileError

BODY = 'Kim left on Sunday.\n\n“We will go," he said.'


def test_the_header_goes_and_the_body_stays_as_it_is() -> None:
    article = read_article("a", f" date 2023-09-12 {BODY}\n\n".encode())
    assert article.date == datetime.date(2023, 9, 12)
    assert article.text == BODY


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_become_lf(ending: str) -> None:
    raw = f"date 2023-09-12 {BODY}".replace("\n", ending).encode()
    assert read_article("a", raw).text == BODY


def test_other_line_separators_are_text() -> None:
    text = "one\u2028two\u0085three\ttab"
    assert read_article("a", f"date 2023-09-12 {text}".encode()).text == text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "NC006"),
        (b" \n\t ", "NC006"),
        (b"No date at all", "NC007"),
        (b"date 12 September 2023 Kim left", "NC007"),
        (b"date 2023-09-12Kim left", "NC007"),
        (b"date 2023-09-12\nKim left", "NC007"),
        (b"Date 2023-09-12 Kim left", "NC007"),
        ("date \u0662023-09-12 Kim left".encode(), "NC007"),
        (b"date 2023-13-12 Kim left", "NC008"),
        (b"date 0000-00-00 Kim left", "NC008"),
        (b"date 2023-02-29 Kim left", "NC008"),
        (b"date 2023-09-12", "NC009"),
        (b"date 2023-09-12  \n ", "NC009"),
        (b"\xef\xbb\xbfdate 2023-09-12 Kim left", "NC004"),
        ("date 2023-09-12 Kim left".encode("utf-16"), "NC004"),
        ("date 2023-09-12 Kim left".encode("utf-16-le"), "NC005"),
        (b"date 2023-09-12 Kim \x00 left", "NC005"),
        (b"date 2023-09-12 Kim \xc0\xaf left", "NC003"),
        (b"date 2023-09-12 Kim \xed\xa0\x80 left", "NC003"),
        (b"date 2023-09-12 Kim \x93left", "NC003"),
    ],
)
def test_what_is_no_article_is_refused_by_its_rule(raw: bytes, code: str) -> None:
    with pytest.raises(FileError) as caught:
        read_article("a", raw)
    assert caught.value.code == code


def test_bytes_that_are_not_utf8_are_told_by_their_place() -> None:
    with pytest.raises(FileError) as caught:
        read_article("a", "date 2023-09-12 “Kim”\nleft ".encode() + b"\xff.")
    assert "byte 31" in caught.value.found
    assert caught.value.line_column == (2, 6)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_body_comes_back_stripped(body: str) -> None:
    raw = f"date 2023-09-12 {body}".encode()
    if not body.strip():
        return
    text = read_article("a", raw).text
    assert text == body.strip()
    content, start = text_start(raw)
    assert content[start : start + len(text)] == text
