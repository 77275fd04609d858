"""What a file of another program holds, record by record, as entries."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from io import TextIOWrapper
from typing import BinaryIO, NamedTuple, TextIO

from mindful.core.entry import Entry, Value
from mindful.core.words import normal, safe
from mindful.store.journal import LONGEST_TEXT

LONGEST_LINE = 2 * LONGEST_TEXT  # letters; what is longer is read as several lines
_FIRST_YEAR = 1900
_LONGEST = 24 * 3600  # seconds; what a clock that was forgotten has counted is no sitting
_LABEL = 120  # letters


class Refused(Exception):
    """A record that no entry can be made of, and why, in words."""


class Read(NamedTuple):
    """An entry, and the line that its record begins on."""

    line: int
    entry: Entry


class Unread(NamedTuple):
    """A record that cannot be read, the line it begins on, and why."""

    line: int
    reason: str


class Left(NamedTuple):
    """Something that the file holds and the journal has no place for."""

    what: str


Found = Read | Unread | Left


def record(line: int, make: Callable[[], Entry]) -> Read | Unread:
    """The entry that is made of the record on a line, or why none can be."""
    try:
        return Read(line, make())
    except Refused as error:
        return Unread(line, str(error))


class Source(NamedTuple):
    """A file at its start, its first bytes, and how its times are to be understood.

    `zone` is for times that carry none, and for those of the whole world; without one it is that
    of this machine. `local`: times are local, though the format has them in UTC.
    """

    file: BinaryIO
    head: bytes = b""
    zone: tzinfo | None = None
    local: bool = False

    def text(self) -> TextIO:
        """Its words; bytes that are no UTF-8 are lone surrogates in them, to be found again."""
        return TextIOWrapper(self.file, "utf-8-sig", errors="surrogateescape", newline="")

    def moment(self, when: datetime) -> datetime:
        """A time as an entry keeps it; one that is known with its offset keeps that."""
        try:
            if when.tzinfo is None:
                when = when.replace(tzinfo=self.zone) if self.zone else when.astimezone()
            return kept(when)
        except (OverflowError, ValueError, OSError):
            raise Refused("its time is none that a calendar has") from None

    def here(self, when: datetime) -> datetime:
        """A time of the whole world as it was on the clocks of here, or of the zone asked for."""
        try:
            return self.moment(when.astimezone(self.zone))
        except (OverflowError, ValueError, OSError):
            raise Refused("its time is none that a calendar has") from None


def kept(when: datetime) -> datetime:
    """A time with an offset of whole minutes and no fraction of a second."""
    if when.year < _FIRST_YEAR:
        raise Refused(f"it is of a time before {_FIRST_YEAR}")
    offset = when.utcoffset() or timedelta()
    minutes = round(offset / timedelta(minutes=1))
    zone = timezone(timedelta(minutes=minutes)) if minutes else UTC
    return when.replace(microsecond=0, fold=0, tzinfo=zone)


def lines(text: TextIO) -> Iterator[str]:
    """The lines of a text, their ends with them; one without an end comes in pieces."""
    while line := text.readline(LONGEST_LINE):
        yield line


def readable(text: str) -> str:
    """The same words; Refused where they were no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("it is not UTF-8 text") from None
    return text


def words(text: str) -> str:
    """A stranger's text as the journal keeps it: nothing in it that a terminal would obey."""
    kept = safe(normal(text))
    if len(kept.encode()) > LONGEST_TEXT:
        raise Refused("its text is longer than a megabyte")
    return kept


def label(text: str) -> str:
    """A name or a tag on one line, not too long."""
    return safe(" ".join(text.split()))[:_LABEL].rstrip()


def seconds(number: float) -> int:
    """A length that was sat, in whole seconds; Refused where none can have been."""
    if not 0.5 <= number <= _LONGEST:
        raise Refused(
            "its length is zero" if abs(number) < 0.5
            else "its length is below zero" if number < 0
            else "it is longer than a day"
        )  # fmt: skip
    return max(1, round(number))


def sitting(
    origin: str,
    at: datetime,
    practised: int,
    exercise: str = "",
    tags: Sequence[str] = (),
    text: str = "",
    **more: Value,
) -> Entry:
    """A sitting that was sat elsewhere."""
    values: dict[str, Value] = {
        "kind": "session", "at": at, "practised": practised, "ended": "complete",
        "logged": True, "origin": origin, **more,
    }  # fmt: skip
    named = [one for one in dict.fromkeys(map(label, tags)) if one]
    return Entry(values).with_(exercise=label(exercise).lower(), tags=named, text=words(text))


def reflection(origin: str, at: datetime, text: str, tags: Sequence[str] = ()) -> Entry:
    """Words that were written elsewhere."""
    named = [one for one in dict.fromkeys(map(label, tags)) if one]
    entry = Entry({"kind": "reflection", "at": at, "origin": origin})
    entry = entry.with_(tags=named, text=words(text))
    if not entry.text:
        raise Refused("there are no words in it")
    return entry
