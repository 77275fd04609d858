"""What the journal holds: found by one search, parsed one by one."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from io import SEEK_END
from typing import TYPE_CHECKING, BinaryIO

from mindful.core.days import MIDNIGHT
from mindful.core.entry import Entry
from mindful.core.history import LAST, meant, newest_first
from mindful.errors import MindfulError
from mindful.store import blocks
from mindful.store.blocks import Damage, Head

if TYPE_CHECKING:
    from mindful.core.ranges import Range
    from mindful.core.sought import Sought
    from mindful.core.suggestion import Past

_TAIL = 64 * 1024  # bytes
# The first keys of a sitting as we write them.
_SITTING = re.compile(
    rb'\n\[\[entry\]\]\nid = "[^"\n]*"\nkind = "session"\n'
    rb'at = ([^\n]{25})\nexercise = "([a-z0-9-]+)"'
)
Told = Callable[[Damage], None]


class Contents:
    """The journal's blocks, each read and parsed only when it is asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    @cached_property
    def _heads(self) -> list[Head]:
        return blocks.heads(self._file)

    @cached_property
    def _size(self) -> int:
        return self._file.seek(0, SEEK_END)

    @cached_property
    def _near(self) -> list[int]:
        """Where the last blocks begin, which are most often the ones wanted."""
        return blocks.starts(self._file, max(0, self._size - _TAIL))

    @cached_property
    def _starts(self) -> list[int]:
        return blocks.starts(self._file)

    def newest_first(self, damaged: Told, days: "Range | None" = None) -> Iterator[Entry]:
        """Entries by the time they began, the latest first; damaged blocks met are told.

        Equal blocks count once, and a torn block gives way to a whole one of its id.
        """
        return self._read(self._order(damaged, days), damaged)

    def oldest_first(self, damaged: Told, days: "Range | None" = None) -> Iterator[Entry]:
        """The same in the order of time."""
        return self._read(reversed([*self._order(damaged, days)]), damaged)

    def _order(self, damaged: Told, days: "Range | None") -> Iterator[int]:
        times = [at for _, at in self._heads]
        for index, at in enumerate(times):
            if not at:
                times[index] = self._time(index, damaged, days)
        for index in self._hidden([id for id, _ in self._heads]):
            times[index] = b""
        yield from newest_first(times, days)

    def _read(self, order: Iterable[int], damaged: Told) -> Iterator[Entry]:
        for index in order:
            entry = self._entry(index)
            if isinstance(entry, Entry):
                yield entry
            else:
                damaged(entry)

    def found(
        self, sought: "Sought", damaged: Told, days: "Range | None" = None
    ) -> tuple[int, Iterator[Entry]]:
        """How many entries are such, and they, the latest first; damaged blocks met are told.

        Only blocks that may hold the words are parsed: to see whether they do, and once more when
        they are asked for.
        """
        from mindful.store.finding import Finding

        finding = Finding.of(self._file, sought, days)
        for start, reason in finding.damaged:
            damaged(Damage(self._line(start), reason))
        hidden = self._hidden(finding.ids)
        times = [
            b"" if index in hidden else at
            for index, at in zip(finding.indices, finding.times, strict=True)
        ]
        order = list(newest_first(times, days))
        blocks_found = (self._bytes(finding.starts[n], finding.sizes[n]) for n in order)
        read = map(blocks.parse, blocks_found)
        return len(order), (entry for entry in read if isinstance(entry, Entry))

    def find(self, said: str) -> Entry:
        """The entry that is meant by `last`, a beginning of its id, or its last four."""
        if said == LAST:
            found = next(self.newest_first(lambda _: None), None)
            if found is None:
                raise MindfulError("There is no entry yet.", "`mindful start` begins a practice.")
            return found
        ids = [id.decode() if id else self._id(index) for index, (id, _) in enumerate(self._heads)]
        wanted = meant(said, filter(None, ids))
        hidden = self._hidden([id for id, _ in self._heads])
        entry = self._entry(
            next(index for index, id in enumerate(ids) if id == wanted and index not in hidden)
        )
        if isinstance(entry, Entry):
            return entry
        raise MindfulError(
            f"That entry cannot be read (line {entry.line} of the journal: {entry.reason}).",
            "The others are fine. An editor can mend it.",
        )

    def past(self) -> "Past":
        """What was sat, as far as a search can tell; whether the last of it was too much."""
        from mindful.core.suggestion import Past

        sat = sorted(self._sat())
        sittings = (one for one in self.newest_first(lambda _: None) if one.kind == "session")
        latest = next(sittings, None) if sat else None
        too_much = latest is not None and latest.words("too_much") == "yes"
        return Past([name for _, name in sat], {name: at for at, name in sat}, too_much)

    def _sat(self) -> Iterator[tuple[datetime, str]]:
        for piece in blocks.pieces(self._file):
            for at, name in _SITTING.findall(piece):
                with suppress(ValueError):  # a date that no calendar has
                    yield datetime.fromisoformat(at.decode()), name.decode()

    def has(self, entry: Entry) -> bool:
        """Whether this entry stands there, whole."""
        wanted = entry.id.encode()
        found = [self._entry(at) for at, (id, _) in enumerate(self._heads) if id == wanted]
        whole = (one for one in found if isinstance(one, Entry) and not one.torn)
        return any(one.at == entry.at for one in whole)

    def _start(self, index: int) -> int:
        back = len(self._heads) - index
        return (self._near if back <= len(self._near) else self._starts)[-back]

    def _block(self, index: int) -> bytes:
        start = self._start(index)
        end = self._start(index + 1) if index + 1 < len(self._heads) else self._size
        return self._bytes(start, end - start)

    def _bytes(self, start: int, size: int) -> bytes:
        self._file.seek(start)
        return self._file.read(size)

    def _entry(self, index: int) -> Entry | Damage:
        found = blocks.parse(self._block(index))
        return found if isinstance(found, Entry) else Damage(self._line(self._start(index)), found)

    def _line(self, start: int) -> int:
        return self._bytes(0, start).count(b"\n") + 1

    def _time(self, index: int, damaged: Told, days: "Range | None") -> bytes:
        """The time of a block that does not begin as ours do; empty when there is none."""
        entry = self._entry(index)
        if isinstance(entry, Entry):
            return entry.sorted_at(days.day_ends_at if days else MIDNIGHT).isoformat().encode()
        damaged(entry)
        return b""

    def _id(self, index: int) -> str:
        entry = self._entry(index)
        return entry.id if isinstance(entry, Entry) else ""

    def _hidden(self, ids: list[bytes]) -> set[int]:
        """The blocks, all of whose ids are given, that another of the same id stands for."""
        if len({*ids, b""}) == len(ids) - ids.count(b"") + 1:
            return set()
        groups: dict[bytes, list[int]] = {}
        for index, id in enumerate(ids):
            if id:
                groups.setdefault(id, []).append(index)
        hidden: set[int] = set()
        for group in groups.values():
            whole = [index for index in group if not self._torn(index)] if len(group) > 1 else group
            shown = {self._block(index).strip(): index for index in reversed(whole or group)}
            hidden |= set(group) - set(shown.values())
        return hidden

    def _torn(self, index: int) -> bool:
        entry = self._entry(index)
        return not isinstance(entry, Entry) or entry.torn
