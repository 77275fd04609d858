"""A stranger's TOML file: read with care before any reader sees it."""

import errno
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mindful.core.words import UNKNOWN
from mindful.store.append import opened, why

LARGEST_FILE = 256 * 1024  # bytes
LONGEST_LINE = 8192  # characters
MOST_DOTS = 8  # in one line, outside its strings
_STRINGS = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""(?!")|\\?\Z)|"(?:\\.|[^"\\\n])*"?'
    r"|'''.*?(?:'''(?!')|\Z)|'[^'\n]*'?|#[^\n]*",
    re.DOTALL,
)
# What nobody sees in an editor, and a terminal may obey: controls, what turns the direction of
# writing, what has no width, the invisible tag letters. A joiner has its place in writings other
# than ours, and only there.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(
    f"[{_CONTROL}{_TURNING}\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]|(?<![^\x00-\x7f])[\u200c\u200d]"
)
_KEY = re.compile(r"""\s*(\[+\s*)?(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*[]=.]""")


class NotReadable(ValueError):
    """Why no table can be had from a file, in words; `line` is where, 0 for nowhere in it."""

    def __init__(self, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.line = line


def source(file: Path) -> str:
    """The text of a file; NotReadable for one that need not be as it is."""
    return text_of(raw(file))


def raw(file: Path) -> bytes:
    """The bytes of a file, no more than one too many; NotReadable where there is none to be had."""
    try:
        with opened(file) as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotReadable(why_unread(error)) from None


def why_unread(error: OSError) -> str:
    """Why a file could not be read, in words."""
    if error.errno in (errno.EISDIR, errno.EINVAL, errno.ELOOP, errno.EIO):
        return why(error)
    return (error.strerror or os.strerror(errno.EIO)).lower()


def text_of(data: bytes) -> str:
    """The text that a file's bytes are, with LF line ends and no byte order mark."""
    if len(data) > LARGEST_FILE:
        raise NotReadable("it is larger than 256 KiB")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data.count(b"\n", 0, error.start)
        raise NotReadable("it is not UTF-8 text", before + 1) from None
    lines = zip(text.split("\n"), bare(text).split("\n"), strict=True)
    for number, (line, left) in enumerate(lines, 1):
        # A key of thousands of dotted parts keeps a TOML reader busy for seconds.
        if len(line) > LONGEST_LINE or left.count(".") > MOST_DOTS:
            raise NotReadable(f"line {number} is not of the format", number)
    return text


def table(text: str) -> dict[str, object]:
    """The table a text holds; NotReadable where it is no TOML, or too much of it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        where = re.search(r"at line (\d+)", reason)
        line = int(where[1]) if where else text.rstrip().count("\n") + 1
        raise NotReadable(reason[:1].lower() + reason[1:], line) from None
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


def drawn(text: str) -> list[str]:
    """The lines of a text with its comments gone and a lone quote for each of its strings."""

    def left(found: re.Match[str]) -> str:
        return "" if found[0][0] == "#" else '"' + "\n" * found[0].count("\n")

    return _STRINGS.sub(left, text).split("\n")


def unseen(text: str) -> Iterator[re.Match[str]]:
    """Every character in a text that nobody sees and a terminal may obey."""
    return _UNSEEN.finditer(text)


def shown(text: str) -> str:
    """A stranger's words as they can be quoted: harmless, on one line, and not many of them."""
    return _UNSEEN.sub(UNKNOWN, " ".join(text.split()))[:40]


@cache
def sign(one: str) -> str:
    """A character that cannot be seen, in words."""
    kinds = ((r"\x1b", "an escape character"), (r"\r", "a carriage return without a line feed"),
             (_CONTROL, "a control character"),
             (_TURNING, "a character that turns the direction of writing"))  # fmt: skip
    kind = next((words for of, words in kinds if re.match(f"[{of}]", one)), "an unseen character")
    return f"{kind} (U+{ord(one):04X}) stands here; take it out"


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
