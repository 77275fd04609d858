"""What a change of the journal took away, kept for thirty days so that it can be taken back.

Each change is a file of its own: a line that says what was changed, when and where, and behind it
the bytes that stood there and those that do now, as they are. It is on the disk before the journal
is touched; whether the change was made at all is seen from the journal itself.
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from mindful.store.append import content
from mindful.store.changing.splices import Splice, standing
from mindful.store.places import Places
from mindful.store.replace import replace, sweep

KEPT = timedelta(days=30)
_ENDING = ".undo"


class Whole(NamedTuple):
    """What a whole file is known by: how many bytes it has, and their hash."""

    size: int
    hash: str

    @classmethod
    def of(cls, data: bytes) -> "Whole":
        return cls(len(data), hashed(data))

    def begins(self, data: bytes) -> bool:
        """Whether these bytes are that file, or that file and something behind it."""
        return len(data) >= self.size and hashed(data[: self.size]) == self.hash


class Beside(NamedTuple):
    """What the entries on both sides of a place are known by; empty at an end of the file.

    Their hashes and not their words: those go when they are deleted for good.
    """

    one: str = ""
    other: str = ""


class Record(NamedTuple):
    """One change: what it was, when, the file before and after it, and every splice of it."""

    file: Path
    what: str
    at: datetime
    before: Whole
    after: Whole
    splices: list[Splice]
    beside: list[Beside]

    def made(self, data: bytes) -> bool:
        """Whether the change was made, going by what the journal holds now."""
        if self.before.size < self.after.size and self.after.begins(data):
            return True
        adds_only = not any(one.before for one in self.splices)
        if self.before.begins(data) and not adds_only:
            return False
        if self.after.begins(data):
            return True
        there = bodies(data)
        if any(bodies(one.after) & there for one in self.splices):
            return True
        return any(bodies(one.before) - there for one in self.splices)


def bodies(data: bytes) -> set[bytes]:
    """Every entry's own bytes, without the line ends behind them."""
    return {one.body.rstrip() for one in standing(data)}


def hashed(data: bytes) -> str:
    from hashlib import sha256  # which takes longer to load than all of this

    return sha256(data).hexdigest()


def remember(
    places: Places, what: str, now: datetime, splices: Sequence[Splice], data: bytes, after: bytes
) -> Path:
    """Keep what a change is about to take away, and return the file that it is kept in.

    To be called under the journal's lock, before the journal is changed: it holds `data`, and is to
    hold `after`. Raises OSError when it cannot be kept: then nothing may be changed.
    """
    splices = sorted(splices, key=lambda one: one.at)
    head = {
        "what": what,
        "at": now.isoformat(timespec="seconds"),
        "before": Whole.of(data),
        "after": Whole.of(after),
        "splices": [[one.at, len(one.before), len(one.after)] for one in splices],
        "beside": list(_beside(after, splices)),
    }
    bytes_of = b"".join(one.before + one.after for one in splices)
    numbers = [int(file.stem) for file in _files(places.undo)]
    file = places.undo / f"{max(numbers, default=0) + 1:06}{_ENDING}"
    replace(file, json.dumps(head).encode() + b"\n" + bytes_of)
    return file


def last(places: Places, data: bytes, now: datetime) -> Record | None:
    """The last change that can be taken back; what was never made, or is too old, is dropped."""
    for record in _young(places, now):
        if record.made(data):
            return record
        record.file.unlink()
    return None


def tidy(places: Places, data: bytes, now: datetime) -> None:
    """Drop what is older than thirty days, and a last change that a kill kept from being made."""
    with suppress(OSError):
        last(places, data, now)


def forget(places: Places, id: str, body: bytes) -> None:
    """Drop every change that knows an entry by its id or its bytes, or what it was before.

    Raises OSError where one stays.
    """
    named = re.compile(rb'(?m)^[ \t]*id[ \t]*=[ \t]*["\']' + id.encode())
    known = {body.rstrip()}
    for file in reversed(_files(places.undo)):
        record = _record(file)
        holds = False
        for one in record.splices if record else []:
            parts = bodies(one.before) | bodies(one.after)
            if parts & known:
                known |= parts if len(parts) <= 2 else set()  # an edit: what it was before it
                holds = True
        if holds or named.search(content(file) or b""):
            file.unlink()


def _young(places: Places, now: datetime) -> list[Record]:
    """The records that are young enough, the last one first; the others go."""
    for left in places.undo.glob(f".*{_ENDING}.tmp"):
        sweep(left.with_name(left.name[1:].removesuffix(".tmp")))
    young = []
    for file in reversed(_files(places.undo)):
        if (record := _record(file)) is None:
            continue  # damaged: it is left where it is
        if now - record.at > KEPT:
            file.unlink()
        else:
            young.append(record)
    return young


def _files(folder: Path) -> list[Path]:
    try:
        found = [Path(folder, name) for name in os.listdir(folder)]
    except OSError:
        return []
    return sorted(file for file in found if file.suffix == _ENDING and file.stem.isdecimal())


def _record(file: Path) -> Record | None:
    with suppress(OSError, ValueError, TypeError, KeyError):
        head, _, rest = (content(file) or b"").partition(b"\n")
        known = json.loads(head)
        splices, end = [], 0
        for at, before, after in known["splices"]:
            pieces = rest[end : end + before], rest[end + before : end + before + after]
            splices.append(Splice(at, *pieces))
            end += before + after
        if end != len(rest):
            return None
        wholes = Whole(*known["before"]), Whole(*known["after"])
        beside = [Beside(*one) for one in known["beside"]]
        at = datetime.fromisoformat(known["at"])
        return Record(file, known["what"], at, *wholes, splices, beside)
    return None


def _beside(after: bytes, splices: Sequence[Splice]) -> Iterator[Beside]:
    """What stands on both sides of each place where something was only taken away."""
    blocks = standing(after) if any(not one.after for one in splices) else []
    moved = 0
    for one in splices:
        at = one.at + moved
        moved += len(one.after) - len(one.before)
        if one.after:
            yield Beside()
            continue
        ahead = [block for block in blocks if block.at < at][-1:]
        behind = [block for block in blocks if block.at >= at][:1]
        yield Beside(
            *("".join(hashed(block.body.rstrip()) for block in part) for part in (ahead, behind))
        )
