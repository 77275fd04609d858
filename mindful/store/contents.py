"""What the journal holds: found by one search, parsed one by one."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import heappop, heappush
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from mindful.core.entry import Entry
from mindful.core.history import LAST, by_instant, meant, newest_first, no_entry
from mindful.errors import MindfulError
from mindful.store import blocks
from mindful.store.blocks import Damage
from mindful.store.scan import Heads, Piece, Scan, begins, spans

if TYPE_CHECKING:
    from array import array

    from mindful.core.ranges import Range
    from mindful.core.sought import Sought
    from mindful.core.suggestion import Past
    from mindful.store.counting.tally import Tally
    from mindful.store.finding import Finding

_FALLING = bytes(range(255, -1, -1))  # what turns the order of bytes round
Told = Callable[[Damage], None]
May = Callable[[bytes], bool]


class Version(NamedTuple):
    """Which version of its entry a block is, of how many."""

    number: int
    of: int


_ONLY = Version(1, 1)


class Contents:
    """The journal's blocks, each read and parsed only when it is asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._starts: dict[int, array[int]] = {}

    @cached_property
    def _scan(self) -> Scan:
        return Scan.of(self._file)

    def newest_first(
        self, damaged: Told, days: "Range | None" = None, may: May | None = None
    ) -> Iterator[Entry]:
        """Entries by the time they began, the latest first; damaged blocks met are told.

        Equal blocks count once, and a torn block gives way to a whole one of its id; of several
        other blocks of one id, each is a version of the entry. Only those are parsed whose block
        `may` be wanted.
        """
        return self._read(self._order(days, may), damaged)

    def oldest_first(
        self, damaged: Told, days: "Range | None" = None, may: May | None = None
    ) -> Iterator[Entry]:
        """The same in the order of time."""
        return self._read(reversed([*self._order(days, may)]), damaged)

    def tally(self, damaged: Told, ranges: "Sequence[Range]", newest: int = 0) -> "Tally":
        """What was sat in each of these ranges, and so many of the newest texts of the first."""
        from mindful.store.counting.tally import Tally

        found = Tally.of(self._file, ranges, newest)
        self._tell(damaged, found.damaged)
        return found

    @property
    def earliest(self) -> bytes:
        """The first time that is seen, empty where there is none."""
        return min((one.earliest for one in self._scan.pieces if one.earliest), default=b"")

    def _order(self, days: "Range | None", may: May | None) -> Iterator[int]:
        """The blocks of these days, the latest first; pieces are opened as their time comes."""
        first, end = days.edges if days else (b"", b"~")
        pieces = [one for one in self._scan.pieces if one.latest >= first and one.earliest < end]
        pieces.sort(key=lambda piece: piece.latest)
        times = self._falling(pieces, may)
        return by_instant((at, index) for at, index in times if first <= at < end)

    def _falling(self, pieces: list[Piece], may: May | None) -> Iterator[tuple[bytes, int]]:
        """The times and blocks of these pieces, which are sorted, the greatest time first."""
        soon: list[tuple[bytes, int]] = []
        while pieces or soon:
            while pieces and not (soon and soon[0][0] < pieces[-1].latest.translate(_FALLING)):
                piece = pieces.pop()
                data = piece.read(self._file)
                if may and not may(data):
                    continue
                times = Heads.of(data).times
                chosen = [may(data[start:end]) for start, end in spans(data)] if may else times
                for index, (at, one) in enumerate(zip(times, chosen, strict=True), piece.first):
                    if at and one:
                        heappush(soon, (at.translate(_FALLING), index))
            if soon:
                at, index = heappop(soon)
                yield at.translate(_FALLING), index

    def _read(self, order: Iterable[int], damaged: Told) -> Iterator[Entry]:
        self._tell(damaged, self._scan.damaged)
        for index in order:
            entry = self._entry(index)
            if isinstance(entry, Entry):
                yield entry
            elif entry:
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
        self._tell(damaged, finding.damaged)
        several = (index for index in finding.indices if len(finding.ids.same(index)) > 1)
        versions = {index: self._version(index) for index in several}
        times = [
            at if versions.get(index, _ONLY) else b""
            for index, at in zip(finding.indices, finding.times, strict=True)
        ]
        order = list(newest_first(times, days))
        return len(order), self._such(finding, order, versions)

    def _such(
        self, finding: "Finding", order: list[int], versions: dict[int, Version | None]
    ) -> Iterator[Entry]:
        for place in order:
            entry = blocks.parse(self._bytes(finding.starts[place], finding.sizes[place]))
            if isinstance(entry, Entry):
                yield _versioned(entry, versions.get(finding.indices[place]) or _ONLY)

    def find(self, said: str) -> Entry:
        """The entry that is meant by `last`, a beginning of its id, or its last four.

        Behind the id of a later version of an entry stands its number: k3f9.2.
        """
        if said == LAST:
            found = next(self.newest_first(lambda _: None), None)
            if found is None:
                raise MindfulError("There is no entry yet.", "`mindful start` begins a practice.")
            return found
        entry = self._entry(self._meant(said))
        if isinstance(entry, Entry):
            return entry
        assert entry, "what is meant is shown"
        raise MindfulError(
            f"That entry cannot be read (line {entry.line} of the journal: {entry.reason}).",
            "The others are fine. An editor can mend it.",
        )

    def _meant(self, said: str) -> int:
        """The block that is meant by a beginning of its entry's id, or its last four."""
        own, dot, number = said.partition(".")
        ids = self._scan.ids
        shown = self._shown(ids.where(meant(own, ids.all()))[0])
        wanted = int(number) if number.isdecimal() else 0 if dot else 1
        if not 1 <= wanted <= len(shown):
            raise no_entry(said)
        return shown[wanted - 1]

    def past(self) -> "Past":
        """What was sat, as far as a search can tell; whether the last of it was too much."""
        from mindful.core.suggestion import Past
        from mindful.store.sat import sat_in

        sat = sorted(sat_in(self._file))
        sittings = (one for one in self.newest_first(lambda _: None) if one.kind == "session")
        latest = next(sittings, None) if sat else None
        too_much = latest is not None and latest.words("too_much") == "yes"
        return Past([name for _, name in sat], {name: at for at, name in sat}, too_much)

    def has(self, entry: Entry) -> bool:
        """Whether this entry stands there, whole."""
        found = map(self._entry, self._scan.ids.where(entry.id))
        return any(isinstance(one, Entry) and not one.torn and one.at == entry.at for one in found)

    def _block(self, index: int) -> bytes:
        start, end = self._ends(index)
        return self._bytes(start, end - start)

    def _ends(self, index: int) -> "array[int]":
        """Where a block begins, and where the next one does."""
        number = bisect_right(self._scan.pieces, index, key=lambda piece: piece.first) - 1
        piece = self._scan.pieces[number]
        if number not in self._starts:
            self._starts[number] = begins(piece.read(self._file), piece.base)
        return self._starts[number][index - piece.first :][:2]

    def _bytes(self, start: int, size: int) -> bytes:
        self._file.seek(start)
        return self._file.read(size)

    def _entry(self, index: int) -> Entry | Damage | None:
        """What a block holds; None where another of its id stands for it."""
        version = self._version(index)
        if version is None:
            return None
        found = blocks.parse(self._block(index))
        if isinstance(found, Entry):
            return _versioned(found, version)
        return Damage(self._line(self._ends(index)[0]), found)

    def _tell(self, damaged: Told, found: list[tuple[int, str]]) -> None:
        """Tell of damage that was found, where it begins and why, by its lines."""
        for start, reason in found:
            damaged(Damage(self._line(start), reason))

    def _line(self, start: int) -> int:
        return self._bytes(0, start).count(b"\n") + 1

    def _version(self, index: int) -> Version | None:
        """Which version of its entry a block is; None where another of its id stands for it."""
        shown = self._shown(index)
        return Version(shown.index(index) + 1, len(shown)) if index in shown else None

    def _shown(self, index: int) -> list[int]:
        """Of all blocks of a block's id, those that no other one stands for, in their order."""
        group = self._scan.ids.same(index)
        if len(group) == 1:
            return group
        whole = [one for one in group if not self._torn(one)]
        alike = {self._block(one).strip(): one for one in reversed(whole or group)}
        return sorted(alike.values())

    def _torn(self, index: int) -> bool:
        found = blocks.parse(self._block(index))
        return not isinstance(found, Entry) or found.torn


def _versioned(entry: Entry, version: Version) -> Entry:
    return entry._replace(version=version.number, versions=version.of)
