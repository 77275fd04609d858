"""What an import would bring: what is new, what is here already, and what cannot be read."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import NamedTuple

from mindful.core.entry import Entry
from mindful.store import blocks
from mindful.store.contents import Contents
from mindful.store.exchange.formats import Format
from mindful.store.exchange.found import Found, Left, Read, Unread

MOST = 500_000  # entries of one import
LARGEST = 256 * 1024 * 1024  # bytes that one import may add, and a little more
NAMED = 20  # of what cannot be read, that are named
_NEIGHBOURS = 8  # sittings before one that may still go on when it begins


class Incoming(NamedTuple):
    """What is new, as blocks; how many are here already, and how many of them with other words."""

    new: list[bytes]
    here: int
    differing: int
    unread: int
    named: list[Unread]
    left: list[str]
    too_many: bool = False


class Known:
    """What the journal holds, as far as an import must know it; a number an entry, not its words.

    An entry of ours is known by its id. Of others a sitting is known by when it began and how long
    it was, words by when they were written and by themselves.
    """

    def __init__(self, contents: Contents, format: Format) -> None:
        self._format = format
        self._ids: dict[str, int] = {}
        self._torn: set[str] = set()
        self._marks: set[int] = set()
        self._sat: list[tuple[float, float]] = []
        for entry in contents.newest_first(lambda _: None):
            if entry.torn:
                self._torn.add(entry.words("id"))
            else:
                self.add(entry)

    def add(self, entry: Entry) -> None:
        """This entry is there from now on."""
        if id := entry.words("id"):
            self._ids[id] = hash(entry.text)
        if entry.torn:
            self._torn.add(id)
            return
        self._marks.update(self._marks_of(entry))
        if self._format.overlaps and entry.seconds("practised"):
            insort(self._sat, _stretch(entry))

    def has(self, entry: Entry) -> bool:
        """Whether it is there."""
        if id := entry.words("id"):
            return id in self._ids or (entry.torn and id in self._torn)
        if any(mark in self._marks for mark in self._marks_of(entry)):
            return True
        return self._format.overlaps and self._overlaps(entry)

    def written(self, read: Read, saved: datetime) -> bytes | Unread:
        """The block of a new entry, which is there from now on; one that was cut off stays so."""
        entry = read.entry
        id = entry.words("id") or self.new_id(entry)
        kept = {} if entry.torn or "saved" in entry.values else {"saved": saved}
        entry = Entry({"id": id, **entry.values, **kept}, entry.torn)
        try:
            block = blocks.write(entry)
        except ValueError:
            return Unread(read.line, "the journal has no form for what is in it")
        self.add(entry)
        return block

    def differs(self, entry: Entry) -> bool:
        """Whether it is there under its id, with other words."""
        return self._ids.get(entry.words("id"), hash(entry.text)) != hash(entry.text)

    def new_id(self, entry: Entry) -> str:
        """An id that is not taken, drawn from the entry: a second try of an import draws it again.

        So a block that a kill cut off gives way to the whole one.
        """
        what = repr([entry.words("origin"), entry.at.isoformat(), entry.seconds("practised"),
                     entry.text])  # fmt: skip
        for number in count():
            chance = sha256(f"{number} {what}".encode()).digest()
            id = blocks.new_id(entry.at, chance)
            if id not in self._ids:
                return id
        raise AssertionError

    def _marks_of(self, entry: Entry) -> list[int]:
        """An entry as numbers; its clock's time beside its instant where a format has no zone."""
        what = entry.seconds("practised") or entry.text
        if self._format.minutes and entry.kind == "session":
            what = "a sitting"
        round_to = 60 if self._format.minutes else 1
        times = [int(_instant(entry.at)) // round_to]
        if self._format.floating:
            times = [int(_instant(entry.at.replace(tzinfo=None))) // round_to]
        return [hash((at, what)) for at in times]

    def _overlaps(self, entry: Entry) -> bool:
        """Whether half of it, or of one that is there, was sat at the same time."""
        begin, end = _stretch(entry)
        place = bisect_left(self._sat, (end, 0.0))
        for other_begin, other_end in self._sat[max(0, place - _NEIGHBOURS) : place]:
            both = min(end, other_end) - max(begin, other_begin)
            if both > 0 and 2 * both >= min(end - begin, other_end - other_begin):
                return True
        return False


def _instant(at: datetime) -> float:
    """Seconds since the year one, in UTC where an offset is known."""
    offset = at.utcoffset()
    since = at.replace(tzinfo=None) - datetime.min
    return since.total_seconds() - (offset.total_seconds() if offset else 0.0)


def _stretch(entry: Entry) -> tuple[float, float]:
    begin = _instant(entry.at)
    return begin, begin + entry.seconds("practised")


def incoming(found: Iterable[Found], known: Known, now: datetime) -> Incoming:
    """What is new of what was found; `now` is when it would be kept."""
    new: list[bytes] = []
    unread: list[Unread] = []
    left: dict[str, None] = {}
    here = differing = count = size = 0
    saved = now.replace(microsecond=0)
    for one in found:
        if isinstance(one, Left):
            left[one.what] = None
            continue
        if isinstance(one, Read) and known.has(one.entry):
            here += 1
            differing += known.differs(one.entry)
            continue
        if isinstance(one, Read) and (len(new) == MOST or size > LARGEST):
            return Incoming(new, here, differing, count, unread, [*left], True)
        made = known.written(one, saved) if isinstance(one, Read) else one
        if isinstance(made, Unread):
            count += 1
            unread += [made] if count <= NAMED else []
        else:
            new.append(made)
            size += len(made)
    return Incoming(new, here, differing, count, unread, [*left])
