"""A stranger's TOML file: read with care before any reader sees it."""

import os
import re
import tomllib
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


class NotReadable(ValueError):
    """Why no table can be had from a file, in words."""


def source(file: Path) -> str:
    """The text of a file; NotReadable for one that no exercise needs to be."""
    try:
        with opened(file) as stream:
            data = stream.read(LARGEST_FILE + 1)
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise NotReadable("it is not UTF-8 text") from None
    except OSError as error:
        raise NotReadable((error.strerror or os.strerror(5)).lower()) from None
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
