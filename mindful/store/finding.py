"""One way through the journal, for a search: what may hold the words is parsed, and no more."""

from array import array
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from mindful.core.entry import Entry
from mindful.store import blocks
from mindful.store.scan import Heads, Ids, spans, whole
from mindful.store.sieve import Sieve

if TYPE_CHECKING:
    from mindful.core.ranges import Range
    from mindful.core.sought import Sought


class Finding(NamedTuple):
    """The ids of all blocks; of those that are sought, which, when and where they are.

    `damaged` is where each block begins that cannot be read but may have been one, and why.
    """

    ids: Ids
    indices: "array[int]"
    times: list[bytes]
    starts: "array[int]"
    sizes: "array[int]"
    damaged: list[tuple[int, str]]

    @classmethod
    def of(cls, file: BinaryIO, sought: "Sought", days: "Range | None") -> "Finding":
        """What is found in a file."""
        ids: list[bytes] = []
        found = cls(Ids(ids), array("q"), [], array("q"), array("q"), [])
        sieve, first = Sieve(sought.parts), 0
        begins, ends = days.edges if days else (b"", b"~")
        for base, piece in whole(file):
            heads = Heads.of(piece)
            cut = spans(piece) if sieve.may(piece) else []
            for number, (at, (start, end)) in enumerate(zip(heads.times, cut, strict=False)):
                if not (number in heads.damaged or begins <= at < ends):
                    continue
                if sieve.may_one(block := piece[start:end]):
                    found._look(first + number, at, base + start, block, sought)
            if heads.ids:
                ids.append(b"\n".join(heads.ids))
            first += len(heads.ids)
        return found._replace(ids=Ids(ids))

    def _look(self, index: int, at: bytes, start: int, block: bytes, sought: "Sought") -> None:
        """Keep what a block is, if it is sought or cannot be read."""
        entry = blocks.parse(block)
        if not isinstance(entry, Entry):
            self.damaged.append((start, entry))
        elif sought.fits(entry):
            self.indices.append(index)
            self.times.append(at)
            self.starts.append(start)
            self.sizes.append(len(block))
