"""Apple Health's export.xml: gigabytes, of which only the mindful sessions are wanted."""

import re
from collections.abc import Iterator
from datetime import datetime
from xml.parsers import expat

from mindful.store.exchange.found import (
    Found,
    Left,
    Read,
    Refused,
    Source,
    Unread,
    seconds,
    sitting,
)

_WANTED = "HKCategoryTypeIdentifierMindfulSession"
_WHEN = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)")
_PIECE = 256 * 1024  # bytes
_LARGEST = 8 * 1024 * 1024  # bytes of one element
_DEEPEST = 64


class _Stop(Exception):
    """What follows is not read, and why."""


def knows(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<HealthData" in head


def read(source: Source) -> Iterator[Found]:
    """Its mindful sessions, as they are met; what is wrong in the file ends the reading."""
    records = _Records()
    try:
        while piece := source.file.read(_PIECE):
            records.take(piece)
            yield from (_found(*one, source) for one in records.met())
        records.end()
    except _Stop as stop:
        yield from (_found(*one, source) for one in records.met())
        yield Unread(records.line, str(stop))
    if records.any:
        yield Left("which device a sitting came from")


class _Records:
    """A reader that keeps nothing of an element but what is wanted of it."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._finish
        self._parser.EntityDeclHandler = self._entity
        self._met: list[tuple[int, dict[str, str]]] = []
        self._depth = 0
        self._fed = 0
        self.any = False

    @property
    def line(self) -> int:
        return self._parser.CurrentLineNumber

    def take(self, piece: bytes) -> None:
        """Read on; _Stop where that cannot be."""
        self._fed += len(piece)
        self._parse(piece, False)
        if self._fed - self._parser.CurrentByteIndex > _LARGEST:
            raise _Stop("one element is larger than any of Apple's")

    def end(self) -> None:
        self._parse(b"", True)

    def met(self) -> list[tuple[int, dict[str, str]]]:
        met, self._met = self._met, []
        return met

    def _parse(self, piece: bytes, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code) or "unknown"
            raise _Stop(f"from here on it is not valid XML ({said})") from None
        except (ValueError, LookupError):  # an encoding that there is not
            raise _Stop("it is in an encoding that cannot be read") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Stop("its elements stand too deep in each other")
        if name == "Record" and attributes.get("type") == _WANTED:
            self.any = True
            self._met.append((self._parser.CurrentLineNumber, attributes))

    def _finish(self, _name: str) -> None:
        self._depth -= 1

    def _entity(self, *_: object) -> None:
        raise _Stop("it defines entities of its own, which no export does")


def _found(line: int, attributes: dict[str, str], source: Source) -> Found:
    try:
        start, end = (_when(attributes.get(key, "")) for key in ("startDate", "endDate"))
        sat = seconds((end - start).total_seconds())
        return Read(line, sitting("apple-health", source.moment(start), sat))
    except Refused as error:
        return Unread(line, str(error))


def _when(said: str) -> datetime:
    match = _WHEN.fullmatch(said)
    try:
        return datetime.fromisoformat("{}{}:{}".format(*match.groups()) if match else "")
    except ValueError:
        raise Refused("its start or its end is not a date and a time") from None
