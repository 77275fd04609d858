"""The objects of a JSON array, one after another, without having all of them in memory."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from mindful.store.exchange.found import Refused, Unread, readable

_PIECE = 64 * 1024  # letters
_LARGEST = 8 * 1024 * 1024  # letters of one object
_NEAR = 16  # letters before the end in which a fault may be a word that was cut
_BLANKS = re.compile(r"[ \t\r\n]*")
_NEXT = "\n,"  # what stands between two objects as we write them
_NO_JSON = "it is not valid JSON"


class Object(NamedTuple):
    """One object, and the line it begins on."""

    line: int
    values: dict[str, object]


class _Text:
    """A text of which a stretch is at hand, and a place in it."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._held = ""
        self._at = 0
        self._ended = False
        self._decoder = json.JSONDecoder()
        self.line = 1
        self.last = ""  # the value that was read last, as it stands there

    def peek(self) -> str:
        """The next letter that is no blank; nothing at the end."""
        while True:
            blanks = _BLANKS.match(self._held, self._at)
            self._go(blanks.end() if blanks else self._at)
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def take(self, letter: str) -> bool:
        """Go on behind the next letter that is no blank, where it is this one."""
        if found := self.peek() == letter:
            self._at += 1
        return found

    def value(self) -> object:
        """The next value; Refused, the place unchanged, where there is none that can be read."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                cut = error.pos >= len(self._held) - _NEAR or error.msg.startswith("Untermin")
                if not cut or len(self._held) - self._at > _LARGEST or not self._more():
                    raise Refused(_NO_JSON) from None
            except (ValueError, RecursionError, MemoryError):
                raise Refused("it holds what no entry does") from None
            else:
                if end < len(self._held) or not self._more():
                    self.last = self._held[self._at : end]
                    self._go(end)
                    return value

    def skip_to(self, mark: str) -> bool:
        """Go on behind the next of these marks; whether there is one."""
        while (found := self._held.find(mark, self._at)) < 0:
            self._go(max(self._at, len(self._held) - len(mark)))
            if not self._more():
                return False
        self._go(found + len(mark))
        return True

    def _go(self, end: int) -> None:
        self.line += self._held.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Have more at hand: as much again, so that one long object is not read too often."""
        if self._ended:
            return False
        if self._at > _PIECE:
            self._held, self._at = self._held[self._at :], 0
        piece = self._text.read(max(_PIECE, len(self._held) - self._at))
        self._held += piece
        self._ended = not piece
        return bool(piece)


def objects(text: TextIO, key: str = "") -> Iterator[Object | Unread]:
    """The objects of the array that the file is, or that stands under a key of the object it is.

    What cannot be read ends it, unless the next object begins a line, as ours do.
    """
    held = _Text(text)
    try:
        if not (_to_array(held, key) if key else held.take("[")):
            yield Unread(held.line, _NO_JSON)
            return
    except Refused as error:
        yield Unread(held.line, str(error))
        return
    goes_on = True
    while goes_on and held.peek() not in ("", "]"):
        line = held.line
        try:
            value = held.value()
        except Refused as error:
            goes_on = held.skip_to(_NEXT)
            yield Unread(line, f"{'' if goes_on else 'from here on '}{error}")
            continue
        yield _object(line, value, held.last)
        if not held.take(",") and held.peek() != "]":
            line = held.line
            goes_on = held.skip_to(_NEXT)
            yield Unread(line, f"{'' if goes_on else 'from here on '}{_NO_JSON}")


def _object(line: int, value: object, written: str) -> Object | Unread:
    try:
        readable(written)
    except Refused as error:
        return Unread(line, str(error))
    return Object(line, value) if isinstance(value, dict) else Unread(line, "it is not an entry")


def _to_array(held: _Text, key: str) -> bool:
    """Come to the array under this key."""
    if not held.take("{"):
        return False
    while held.peek() == '"':
        name = held.value()
        if not held.take(":"):
            return False
        if name == key and held.take("["):
            return True
        held.value()
        held.take(",")
    return False
