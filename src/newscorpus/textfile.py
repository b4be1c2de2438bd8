"""Reading a file that came from a stranger: bounded, regular, inside its folder, UTF-8.

Every fault is a ``FileError`` with the code of the rule that the file breaks, so that nothing
reaches a parser that has not passed here.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

MAX_BYTES = 8 * 1024**2  # no news article or annotation of one comes near it
MAX_TABLE_BYTES = 2 * 1024**3  # metadata of some ten million articles

# A link is not followed before it is known where it leads; a pipe without a writer does not block.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NO_CONTROL = bytes(byte for byte in range(256) if not _CONTROL.match(chr(byte)))
_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "UTF-8",
    b"\xff\xfe": "UTF-16, little endian",
    b"\xfe\xff": "UTF-16, big endian",
}


class FileError(ValueError):
    """A file that cannot be taken; ``offset`` is a place in its text, in code points.

    ``found`` says what stands there. The rule's page in the documentation says the rest.
    """

    def __init__(self, code: str, offset: int, found: str, expected: str = "") -> None:
        super().__init__(f"{code}: {found}")
        self.code = code
        self.offset = offset
        self.found = found
        self.expected = expected
        self.line_column: tuple[int, int] | None = None


def read_bytes(path: str | Path, folder: str | Path, most: int = MAX_BYTES) -> bytes:
    """All bytes of a regular file that lies in ``folder``.

    Raises:
        FileError: NC001 where it is no regular file, cannot be read or leads out of ``folder``
            through a symbolic link; NC002 where it has more than ``most`` bytes.
    """
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        if not Path(path).is_symlink():
            raise FileError("NC001", 0, error.strerror or str(error)) from None
        leads_to = Path(path).resolve()
        if not leads_to.is_relative_to(Path(folder).resolve()):
            found = "a symbolic link that leads out of its folder"
            raise FileError("NC001", 0, found) from None
        return read_bytes(leads_to, folder, most)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise FileError("NC001", 0, "no regular file")
        if status.st_size > most:
            raise FileError("NC002", 0, f"{status.st_size:,} bytes")
        # One byte more than it says: an end that does not come shows that the file grows.
        data = os.read(handle, status.st_size + 1)
        while len(data) <= most and (more := os.read(handle, most + 1 - len(data))):
            data += more
    except OSError as error:
        raise FileError("NC001", 0, error.strerror or str(error)) from None
    finally:
        os.close(handle)
    if len(data) > most:
        raise FileError("NC002", 0, f"more than {most:,} bytes")
    return data


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step, so that no half of it is ever there. Its folder is made; a file
    that is the same already is left alone.

    Raises:
        OSError: where the disk does not take it; what was there is still there then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_bytes() == data:
        return
    whole = path.with_name(f".{path.name}.new")
    with whole.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    whole.replace(path)


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes, line ends as they are.

    Raises:
        FileError: NC004 with a byte order mark, NC003 where the bytes are not UTF-8.
    """
    for mark, name in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            raise FileError("NC004", 0, f"a byte order mark ({name})")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        found = f"byte 0x{data[error.start]:02x} at byte {error.start}: {error.reason}"
        raise placed(FileError("NC003", len(before), found), before) from None


def decode_text(data: bytes) -> str:
    """The same for a text that people read.

    Raises:
        FileError: what ``decode`` raises, and NC005 with a control character other than tab and
            line ends.
    """
    text = decode(data)
    # In UTF-8 the bytes of control characters stand for nothing else: one quick pass over them.
    if data.translate(None, _NO_CONTROL) and (control := _CONTROL.search(text)):
        found = f"U+{ord(control.group()):04X}"
        raise placed(FileError("NC005", control.start(), found), text[: control.start()])
    return text


def placed(error: FileError, before: str) -> FileError:
    """The error with its line and column, told from the text before it."""
    line = before.count("\n") + 1
    error.line_column = (line, len(before) - before.rfind("\n"))
    return error
