"""One way through the journal, to count what was sat and to have the newest words.

A stretch of the file that is as we write it is counted column by column; any other block is read as
it is everywhere else.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import BinaryIO, NamedTuple

from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.core.totals import Counts
from mindful.store import blocks
from mindful.store.counting.columns import columns, written
from mindful.store.counting.summing import Dated, Sum
from mindful.store.scan import Piece, spans, whole

_MARGIN = 4  # times as many texts as are wanted are held before the oldest are let go


class Tally(NamedTuple):
    """What was sat in each of the ranges asked for, and the newest texts of the first, newest last.

    `damaged` is where each block begins that cannot be read and may be of these days, and why.
    """

    counts: list[Counts]
    texts: list[str]
    damaged: list[tuple[int, str]]

    @classmethod
    def of(cls, file: BinaryIO, ranges: Sequence[Range], newest: int = 0) -> "Tally":
        """What is counted in a file; `newest` says of how many entries the texts are wanted."""
        way = _Way(ranges, newest, frozenset()).through(file)
        if way.twice:  # seldom, as where two copies became one: those ids need a second look
            way = _Way(ranges, newest, frozenset(way.twice)).through(file)
        return cls(
            [one.counts() for one in way.sums], way.texts(file) if newest else [], way.damaged
        )


def counted(versions: Sequence[Entry]) -> Entry:
    """The one that counts of all blocks of an id: the first that is whole, else the first."""
    return next((one for one in versions if not one.torn), versions[0])


class _Way:
    """One way through the file; blocks of the ids `apart` are counted at its end."""

    def __init__(self, ranges: Sequence[Range], newest: int, apart: frozenset[bytes]) -> None:
        self.sums = [Sum(days) for days in ranges]
        self.twice: set[bytes] = set()
        self.damaged: list[tuple[int, str]] = []
        self._apart = apart
        self._versions: dict[bytes, list[Entry]] = {}
        self._seen: set[bytes] = set()
        self._newest = newest
        self._texts: list[Dated] = []
        self._pieces: list[Piece] = []  # those with more of them, by their latest day
        self._near = True  # whether the piece before was of these days, and this one may be

    def through(self, file: BinaryIO) -> "_Way":
        """The same, with all of a file counted."""
        for base, piece in whole(file):
            if not self._quickly(base, piece):
                self._slowly(base, piece)
        self._seen.clear()  # of a long journal it is the largest thing there is
        for versions in self._versions.values():
            self._add(counted(versions))
        return self

    def _quickly(self, base: int, piece: bytes) -> bool:
        """Count a piece of which all blocks are as we write them, or of other days."""
        if not self._near:
            heads = blocks.HEADER.findall(piece)
            if not any(map(self._may_be_near, [at for _, at in heads])):
                return self._meet(tuple(id for id, _ in heads))
        found = columns(piece)
        if found is None or not self._meet(found.ids):
            return False
        self._near = False
        for number, one in enumerate(self.sums):
            within = one.add_all(found)
            self._near = self._near or bool(within.ids)
            if self._newest and number == 0 and within.ids:
                self._pieces.append(Piece(base, len(piece), 0, b"", max(within.dates)))
        return True

    def _slowly(self, base: int, piece: bytes) -> None:
        """Count a piece block by block."""
        heads = blocks.HEADER.findall(piece)
        for (id, at), (start, end) in zip(heads, spans(piece), strict=True):
            near = self._may_be_near(at)
            if not near and id not in self._apart:
                self._meet((id,))
                continue
            entry = blocks.parse(piece[start:end])
            if not isinstance(entry, Entry):
                self.damaged += [(base + start, entry)] if near else []
            elif (named := entry.id.encode()) in self._apart:
                self._versions.setdefault(named, []).append(entry)
            else:
                self._meet((named,))
                self._add(entry)

    def _may_be_near(self, at: bytes) -> bool:
        """Whether a block of this time may be of these days; where it is not plain, it may."""
        return at[10:11] != b"T" or any(one.holds(at) for one in self.sums)

    def _meet(self, ids: tuple[bytes, ...]) -> bool:
        """Remember these ids; False where one of them needs a look at each block of it."""
        if not self._apart.isdisjoint(ids):
            return False
        known = len(self._seen)
        self._seen.update(ids)
        if len(self._seen) - known < len(ids):
            self.twice.update(ids)  # one of them is; for the others a second look does no harm
        return True

    def _add(self, entry: Entry) -> None:
        for one in self.sums:
            one.add(entry)
        if self._newest and self.sums[0].covers(entry):
            at = entry.sorted_at
            self._keep([(at.date().isoformat().encode(), f"{at:%H:%M}".encode(), entry.text)])

    def _keep(self, texts: Iterable[Dated]) -> None:
        """Keep texts with their times, as long as they may be among the newest."""
        self._texts.extend(texts)
        if len(self._texts) > self._newest * _MARGIN:
            self._drop_old()

    def _drop_old(self) -> None:
        self._texts.sort(key=itemgetter(0, 1))
        del self._texts[: -self._newest]

    def texts(self, file: BinaryIO) -> list[str]:
        """The newest texts, the newest last."""
        for piece in sorted(self._pieces, key=attrgetter("latest"), reverse=True):
            self._drop_old()
            if len(self._texts) == self._newest and self._texts[0][0] > piece.latest:
                break
            texts = written(piece.read(file))
            self._keep(one for one in texts if self.sums[0].holds(b"T".join(one[:2])))
        self._drop_old()
        found = (text.decode() if isinstance(text, bytes) else text for *_, text in self._texts)
        return [text for text in found if text.strip()]
