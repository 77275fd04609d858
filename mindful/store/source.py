"""A stranger's TOML file: read with care before any reader sees it."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from mindful.store.append import opened

LARGEST_FILE = 256 * 1024  # bytes
LONGEST_LINE = 8192  # characters
MOST_DOTS = 8  # in one line, outside its strings
_STRINGS = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""(?!")|\\?\Z)|"(?:\\.|[^"\\\n])*"?'
    r"|'''.*?(?:'''(?!')|\Z)|'[^'\n]*'?|#[^\n]*",
    re.DOTALL,
)
_KEY = re.compile(r"""\s*(\[+\s*)?(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*[]=.]""")


class NotReadable(ValueError):
    """Why no table can be had from a file, in words."""


def source(file: Path) -> str:
    """The text of a file; NotReadable for one that need not be as it is."""
    return text_of(raw(file))


def raw(file: Path) -> bytes:
    """The bytes of a file, no more than one too many; NotReadable where there is none to be had."""
    try:
        with opened(file) as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotReadable((error.strerror or os.strerror(5)).lower()) from None


def text_of(data: bytes) -> str:
    """The text that a file's bytes are, with LF line ends and no byte order mark."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise NotReadable("it is not UTF-8 text") from None
    if len(data) > LARGEST_FILE:
        raise NotReadable("it is larger than 256 KiB")
    lines = zip(text.split("\n"), bare(text).split("\n"), strict=True)
    for number, (line, left) in enumerate(lines, 1):
        # A key of thousands of dotted parts keeps a TOML reader busy for seconds.
        if len(line) > LONGEST_LINE or left.count(".") > MOST_DOTS:
            raise NotReadable(f"line {number} is not of the format")
    return text


def table(text: str) -> dict[str, object]:
    """The table a text holds; NotReadable where it is no TOML, or too much of it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        raise NotReadable(reason[:1].lower() + reason[1:]) from None
    except RecursionError:
        raise NotReadable("it is nested too deeply") from None
    except ValueError:
        raise NotReadable("a number in it is too long") from None


def bare(text: str, short_strings: bool = False) -> str:
    """The text with its strings and comments gone and its line ends kept.

    With `short_strings` those of one line stay, as quoted keys do.
    """

    def left(found: re.Match[str]) -> str:
        lines = found[0].count("\n")
        return found[0] if short_strings and not lines and found[0][0] != "#" else "\n" * lines

    return _STRINGS.sub(left, text)


def keys(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line that begins with a key: its number, the key, and whether it heads a table."""
    for number, line in enumerate(bare(text, short_strings=True).split("\n"), 1):
        if match := _KEY.match(line):
            yield number, next(filter(None, match.groups()[1:]), ""), bool(match[1])


def ending(value: str) -> str:
    """What stands behind a value on its line: blanks and a comment."""
    parts = _STRINGS.finditer(value)
    comments = (one.start() for one in parts if one[0][0] == "#" and one.end() == len(value))
    return value[len(value[: next(comments, len(value))].rstrip()) :]
