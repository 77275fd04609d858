"""One quick way through the journal: which blocks there are, and of what id and time each is.

What is kept of a block is its id. All else is kept of a piece of some hundred blocks, and looked at
again when one of them is wanted: a journal of a long life fits into little memory.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from mindful.core.entry import Entry
from mindful.store import blocks

_PIECE = 64 * 1024  # bytes
_NO_ID = b" " * 18
_RECORD = len(_NO_ID) + 1  # bytes
_FEW = 64  # ids that are looked for one by one; from there on a table is quicker


class Ids:
    """The id of every block, in their order; one that cannot be read has blanks in its place."""

    def __init__(self, ids: list[bytes]) -> None:
        """Of ids that each stand alone, or several joined by line ends."""
        self._all = b"\n".join([*ids, b""])
        self._looked = 0
        self._several: dict[bytes, list[int]] | None = None

    def all(self) -> Iterator[str]:
        """Each id, in the order of the blocks."""
        ids = self._all.split(b"\n")[:-1]
        return (id.decode() for id in ids if id != _NO_ID)

    def where(self, id: str) -> list[int]:
        """The blocks of an id, in their order."""
        wanted, found = f"{id}\n".encode(), []
        place = self._all.find(wanted) if len(wanted) == _RECORD else -1
        while place >= 0:
            found.append(place // _RECORD)
            place = self._all.find(wanted, place + _RECORD)
        return found

    def same(self, index: int) -> list[int]:
        """A block, and all others of its id, in their order."""
        id = self._of(index)
        if id == _NO_ID:
            return [index]
        self._looked += 1
        if self._looked <= _FEW:
            return self.where(id.decode())
        if self._several is None:
            self._several = self._table()
        return self._several.get(id, [index])

    def _of(self, index: int) -> bytes:
        return self._all[index * _RECORD : (index + 1) * _RECORD - 1]

    def _table(self) -> dict[bytes, list[int]]:
        """The blocks of each id that several have."""
        ids = self._all.split(b"\n")[:-1]
        if len(set(ids)) == len(ids):
            return {}
        groups: dict[bytes, list[int]] = defaultdict(list)
        for index, id in enumerate(ids):
            groups[id].append(index)
        return {id: group for id, group in groups.items() if len(group) > 1}


class Heads(NamedTuple):
    """The ids and times of some blocks; what is damaged, by its number, and why."""

    ids: list[bytes]
    times: list[bytes]
    damaged: dict[int, str]

    @classmethod
    def of(cls, piece: bytes) -> "Heads":
        """Those of a piece that cuts no block in two."""
        found = blocks.HEADER.findall(piece)
        heads = cls([id for id, _ in found], [at for _, at in found], {})
        if b"" in heads.times:
            for number, (start, end) in enumerate(spans(piece)):
                if not heads.times[number]:
                    heads._look(number, piece[start:end])
        return heads

    def _look(self, number: int, block: bytes) -> None:
        """Read a block that does not begin as ours do."""
        entry = blocks.parse(block)
        if isinstance(entry, Entry):
            self.ids[number] = entry.id.encode()
            self.times[number] = entry.sorted_at.isoformat().encode()
        else:
            self.ids[number] = _NO_ID
            self.damaged[number] = entry


class Piece(NamedTuple):
    """A stretch of the file: its place, its first block, and its first and last time."""

    base: int
    size: int
    first: int
    earliest: bytes
    latest: bytes

    def read(self, file: BinaryIO) -> bytes:
        """Its bytes, once more; as then, a line end before the first header."""
        file.seek(self.base + 1)
        return _begun(b"\n" + file.read(self.size - 1), self.base)


class Scan(NamedTuple):
    """All pieces that hold blocks; `damaged` is where each begins that cannot be read, and why."""

    pieces: list[Piece]
    ids: Ids
    damaged: list[tuple[int, str]]

    @classmethod
    def of(cls, file: BinaryIO) -> "Scan":
        """A scan of the whole file."""
        pieces: list[Piece] = []
        ids: list[bytes] = []
        damaged: list[tuple[int, str]] = []
        first = 0
        for base, piece in whole(file):
            heads = Heads.of(piece)
            if not heads.ids:
                continue
            edges = min(heads.times), max(heads.times)
            pieces.append(Piece(base, len(piece), first, *edges))
            ids.append(b"\n".join(heads.ids))
            if heads.damaged:
                starts = begins(piece, base)
                damaged += [(starts[number], why) for number, why in heads.damaged.items()]
            first += len(heads.ids)
        return cls(pieces, Ids(ids), damaged)


def whole(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The file in pieces that cut no block in two, each with its place in it.

    A line end stands before the first header of a piece, and one behind its last line. Small pieces
    are read into memory that is already there, which takes half the time that one large one does.
    """
    file.seek(0)
    base, rest = -1, b"\n"
    while piece := file.read(max(_PIECE, len(rest))):
        rest = _begun(rest + piece, base)
        if cut := _last_header(rest):
            yield base, rest[: cut + 1]
            base, rest = base + cut, rest[cut:]
    yield base, rest


def _begun(piece: bytes, base: int) -> bytes:
    """A piece in which a header at the very beginning of the file is one like others."""
    if base < 0 and piece.startswith(b"\n" + blocks.BOM):
        return b"\n" * (1 + len(blocks.BOM)) + piece[1 + len(blocks.BOM) :]
    return piece


def _last_header(piece: bytes) -> int:
    """Where the last header begins that is wholly there; 0 where there is none but the first."""
    at = piece.rfind(b"\n[[")
    while at > 0 and not ((found := blocks.HEADER.match(piece, at)) and found.end() < len(piece)):
        at = piece.rfind(b"\n[[", 0, at)
    return max(at, 0)


def spans(piece: bytes) -> list[tuple[int, int]]:
    """Where each block of such a piece begins and ends, in it."""
    return list(pairwise(_edges(piece)))


def begins(piece: bytes, base: int) -> "array[int]":
    """Where each block of such a piece begins in the file, and where the last one ends."""
    return array("q", [base + edge for edge in _edges(piece)])


def _edges(piece: bytes) -> list[int]:
    return [*(match.start() + 1 for match in blocks.HEADER.finditer(piece)), len(piece)]
