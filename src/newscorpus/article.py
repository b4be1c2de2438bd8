"""A raw article: bytes as they arrived, and the text on which every offset counts.

The form is fixed: UTF-8, optional white space, the word ``date``, an ISO date, one space, then
the body on the same line; paragraphs are parted by a blank line. The text is the body with CRLF
and CR made LF and white space taken off both ends; nothing else is changed.
"""

from __future__ import annotations

import datetime
import hashlib
import re

import msgspec

from newscorpus.findings import shown
from newscorpus.textfile import FileError, decode_text

_HEADER = re.compile(r"\s*date ")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")


class Article(msgspec.Struct, frozen=True):
    """An article's id (its file's name without the ending), its date and its text."""

    id: str
    date: datetime.date
    text: str

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text's UTF-8 bytes, as an annotation records it."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_article(identifier: str, raw: bytes) -> Article:
    """The article in a raw file's bytes.

    Raises:
        FileError: where the bytes are not in the form of a raw article. It carries the code of
            the rule that they break, and the place in the file.
    """
    date, start, content = _split(decode_text(raw))
    return Article(identifier, date, content[start:].rstrip())


def text_start(raw: bytes) -> tuple[str, int]:
    """A raw file's content, with LF line ends, and where in it the text starts, in code points.

    Used to say in which line of the file a place of the text stands.
    """
    _, start, content = _split(decode_text(raw))
    return content, start


def _split(content: str) -> tuple[datetime.date, int, str]:
    if "\r" in content:
        content = content.replace("\r\n", "\n").replace("\r", "\n")
    header = _HEADER.match(content)
    if header is None:
        if not content.strip():
            raise FileError("NC006", 0, "a file of white space alone" if content else "no bytes")
        found = shown(content.strip()[:40])
        raise FileError("NC007", len(content) - len(content.lstrip()), found)
    written = _DATE.match(content, header.end())
    if written is None:
        found = shown(content[header.end() : header.end() + 12])
        raise FileError("NC007", header.end(), found)
    try:
        date = datetime.date(int(written[1]), int(written[2]), int(written[3]))
    except ValueError:
        raise FileError("NC008", header.end(), written.group()) from None
    if content[written.end() :].strip() == "":
        raise FileError("NC009", written.end(), "nothing after the date")
    if content[written.end()] != " ":
        found = shown(content[written.end() : written.end() + 12])
        raise FileError("NC007", written.end(), found)
    body = content[written.end() :]
    return date, written.end() + len(body) - len(body.lstrip()), content
