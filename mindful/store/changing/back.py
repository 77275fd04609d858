"""Taking a change of the journal back, whatever was written since."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from mindful.core.entry import Entry
from mindful.errors import MindfulError
from mindful.store.changing import undo
from mindful.store.changing.rewrite import held
from mindful.store.changing.splices import Splice, Standing, spliced, standing, taking_out
from mindful.store.changing.undo import Beside, Record, hashed
from mindful.store.places import Places


class Taken(NamedTuple):
    """What was taken back: the kind of change, when it was, the entries that came and that went."""

    what: str
    at: datetime
    back: list[Entry]
    gone: list[Entry]


def take_back(places: Places, now: datetime) -> Taken:
    """Take back the last change that was not taken back yet.

    Raises MindfulError, with nothing changed, where there is none, and where what was changed has
    been changed by hand since.
    """
    with held(places) as journal:
        record = undo.last(places, journal.data, now)
        if record is None:
            raise MindfulError(
                "There is nothing to take back.",
                "An edit, a delete, an import or a merge can be, for 30 days.",
            )
        after = without(record, journal.data)
        if after is None:
            raise MindfulError(
                f"The {record.what} of {record.at:%Y-%m-%d %H:%M} cannot be taken back: what it "
                "changed was changed by hand since. Nothing was changed.",
                f"What it was before stands in {record.file}",
            )
        journal.put(after)
        with suppress(OSError):  # where it stays, it counts as never made: the journal says so
            record.file.unlink()
    return Taken(record.what, record.at, *_entries(record))


def _entries(record: Record) -> Iterator[list[Entry]]:
    for parts in zip(*((one.before, one.after) for one in record.splices), strict=True):
        found = [one.entry for part in parts for one in standing(part)]
        yield [entry for entry in found if entry]


def without(record: Record, data: bytes) -> bytes | None:
    """The journal as it would be without that change; None where that cannot be told.

    Nothing written behind it since, and it is as before, byte for byte.
    """
    if record.after.begins(data):
        after = spliced(data, list(_reversed(record)))
        if len(data) == record.after.size or _only(record, data, after):
            return after
    for moved in _located(record, data):
        after = spliced(data, moved)
        if _only(record, data, after):
            return after
    return None


def _reversed(record: Record) -> Iterator[Splice]:
    """The splices that lead back, where everything before them is as it was."""
    moved = 0
    for one in record.splices:
        yield Splice(one.at + moved, one.after, one.before)
        moved += len(one.after) - len(one.before)


def _only(record: Record, data: bytes, after: bytes) -> bool:
    """Whether what the change added goes, what it took away comes, and all else stays."""
    expected = Counter(_bodies(data))
    for one in record.splices:
        expected.subtract(_bodies(one.after))
        expected.update(_bodies(one.before))
    return +expected == Counter(_bodies(after)) and min(expected.values(), default=0) >= 0


def _bodies(data: bytes) -> list[bytes]:
    return [one.body.rstrip() for one in standing(data)]


def _located(record: Record, data: bytes) -> Iterator[list[Splice]]:
    """The splices that lead back, by what stands there now; the likeliest first."""
    blocks = standing(data)
    bodies = [one.body.rstrip() for one in blocks]
    used: set[int] = set()
    fixed: list[Splice] = []
    loose: list[tuple[bytes, list[int]]] = []
    for one, beside in zip(record.splices, record.beside, strict=True):
        added = _bodies(one.after)
        if not added:
            loose.append((one.before, _spots(beside, data, blocks)))
            continue
        places = _found(added, bodies, used, together=bool(one.before.strip()))
        if places is None:
            return
        used |= set(places)
        first, final = blocks[places[0]], blocks[places[-1]]
        if not one.before.strip():
            fixed += taking_out(data, [blocks[place] for place in places])
        else:
            end = final.at + len(final.body)
            fixed.append(Splice(first.at, data[first.at : end], _ended(one.before)))
    for nth in range(max((len(spots) for _, spots in loose), default=1)):
        yield [*fixed, *(_put(data, spots[min(nth, len(spots) - 1)], before)
                         for before, spots in loose)]  # fmt: skip


def _found(
    added: list[bytes], bodies: list[bytes], used: set[int], together: bool
) -> list[int] | None:
    """Where these entries stand now; None where one of them does not, or they stand apart."""
    if together:
        for first in range(len(bodies) - len(added) + 1):
            places = list(range(first, first + len(added)))
            if bodies[first : first + len(added)] == added and not used & set(places):
                return places
        return None
    places = []
    for one in added:
        free = (place for place, body in enumerate(bodies) if body == one and place not in used)
        if (place := next(free, None)) is None:
            return None
        used.add(place)
        places.append(place)
    return places


def _spots(beside: Beside, data: bytes, blocks: list[Standing]) -> list[int]:
    """Where something that was taken away may go: behind the one, before the other, or last."""
    hashes = [hashed(one.body.rstrip()) for one in blocks]
    spots = []
    if hashes.count(beside.one) == 1:
        ahead = blocks[hashes.index(beside.one)]
        end = ahead.at + len(ahead.body)
        spots.append(end + data.startswith(b"\n", end))
    if hashes.count(beside.other) == 1:
        spots.append(blocks[hashes.index(beside.other)].at)
    return [*spots, len(data)]


def _put(data: bytes, spot: int, before: bytes) -> Splice:
    """The splice that puts an entry at a place between others, on lines of its own."""
    own = _ended(before.strip(b"\r\n"))
    if spot < len(data):
        return Splice(spot, b"", own + b"\n")
    lead = b"" if not data or data.endswith(b"\n\n") else b"\n" if data.endswith(b"\n") else b"\n\n"
    return Splice(spot, b"", lead + own)


def _ended(block: bytes) -> bytes:
    return block if block.endswith(b"\n") else block + b"\n"
