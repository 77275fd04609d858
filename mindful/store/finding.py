"""One way through the journal, for a search: what may hold the words is parsed, and no more."""

from array import array
from collections.abc import Iterator
from datetime import time
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from mindful.core.days import MIDNIGHT
from mindful.core.entry import Entry
from mindful.store import blocks
from mindful.store.sieve import Sieve

if TYPE_CHECKING:
    from mindful.core.ranges import Range
    from mindful.core.sought import Sought

_PIECE = 64 * 1024  # bytes
_BOM = b"\xef\xbb\xbf"


class Finding(NamedTuple):
    """The id of every block; of those that are sought, which, when and where they are.

    `damaged` is where each block begins that cannot be read but may have been one, and why.
    """

    ids: list[bytes]
    indices: "array[int]"
    times: list[bytes]
    starts: "array[int]"
    sizes: "array[int]"
    damaged: list[tuple[int, str]]

    @classmethod
    def of(cls, file: BinaryIO, sought: "Sought", days: "Range | None") -> "Finding":
        """What is found in a file; where a time is not plainly seen, it may lie on other days."""
        found = cls([], array("q"), [], array("q"), array("q"), [])
        sieve = Sieve(sought.words)
        begins, ends = days.edges if days else (b"", b"~")
        ends_at = days.day_ends_at if days else MIDNIGHT
        for base, piece in whole(file):
            heads = blocks.HEADER.findall(piece)
            if sieve.may(piece):
                spans = zip(heads, _spans(piece), strict=True)
                for index, ((_, at), (start, end)) in enumerate(spans, len(found.ids)):
                    if at and not begins <= at < ends:
                        continue
                    if sieve.may_one(block := piece[start:end]):
                        found._look(index, at, base + start, block, sought, ends_at)
            found.ids.extend([id for id, _ in heads])
        return found

    def _look(
        self, index: int, at: bytes, start: int, block: bytes, sought: "Sought", ends_at: time
    ) -> None:
        """Keep what a block is, if it is sought or cannot be read."""
        entry = blocks.parse(block)
        if not isinstance(entry, Entry):
            self.damaged.append((start, entry))
        elif sought.fits(entry):
            self.indices.append(index)
            self.times.append(at or entry.sorted_at(ends_at).isoformat().encode())
            self.starts.append(start)
            self.sizes.append(len(block))


def whole(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The file in pieces that cut no block in two, each with its place in it.

    A line end stands before the first header of a piece, and one behind its last line.
    """
    file.seek(0)
    base, rest = -1, b"\n"
    while piece := file.read(max(_PIECE, len(rest))):
        if rest == b"\n" and piece.startswith(_BOM):
            piece = b"\n" * len(_BOM) + piece[len(_BOM) :]
        rest += piece
        if cut := _last_header(rest):
            yield base, rest[: cut + 1]
            base, rest = base + cut, rest[cut:]
    yield base, rest


def _last_header(piece: bytes) -> int:
    """Where the last header begins that is wholly there; 0 where there is none but the first."""
    at = piece.rfind(b"\n[[")
    while at > 0 and not ((found := blocks.HEADER.match(piece, at)) and found.end() < len(piece)):
        at = piece.rfind(b"\n[[", 0, at)
    return max(at, 0)


def _spans(piece: bytes) -> list[tuple[int, int]]:
    """Where each block of such a piece begins and ends, in it."""
    begins = [match.start() + 1 for match in blocks.HEADER.finditer(piece)]
    return list(pairwise([*begins, len(piece)]))
