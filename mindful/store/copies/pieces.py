"""A journal as its pieces: each entry's own bytes, and what stands between two of them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from mindful.core.entry import Entry
from mindful.store import blocks
from mindful.store.changing.extent import body, without_comments

_BLANK = b" \t\r\n\0"


class Piece(NamedTuple):
    """An entry's bytes from its `[[entry]]` on, and what stands before them, behind the last one.

    `id` is empty where the entry was written without one.
    """

    lead: bytes
    body: bytes
    id: str
    torn: bool

    @property
    def words(self) -> bytes:
        """What two copies of one entry have alike, whatever ends their lines."""
        return even(self.body)

    @property
    def comment(self) -> bytes:
        return comments(self.lead)


class Pieces(NamedTuple):
    """All the pieces of a journal, in their order, and what stands behind the last of them."""

    each: list[Piece]
    rest: bytes

    @classmethod
    def of(cls, data: bytes) -> "Pieces":
        ends = [*blocks.starts(data), len(data)]
        lead, found = data[: ends[0]], []
        for start, end in pairwise(ends):
            own = len(_own(data[start:end]))
            found.append(_piece(lead, data[start : start + own]))
            lead = data[start + own : end]
        return cls(found, lead)

    def bytes(self) -> bytes:
        """The journal that they make: each begins a line of its own, behind an empty one."""
        made: list[bytes] = []
        end = b""
        for part in _parts(self):
            if part:
                made += [b"\n"] if end and not end.endswith(b"\n") else []
                made.append(part)
                end = part
        return b"".join(made)


def _parts(pieces: Pieces) -> Iterator[bytes]:
    for one in pieces.each:
        yield one.lead
        yield one.body
    yield pieces.rest


def _own(block: bytes) -> bytes:
    """An entry's own bytes; of one that cannot be read, all but the comments at its end."""
    cut_off = blocks.exact(block) is None
    return without_comments(block, lambda _: True) if cut_off else body(block)


def _piece(lead: bytes, own: bytes) -> Piece:
    entry = blocks.parse(own)
    if not isinstance(entry, Entry):
        return Piece(lead, own, "", False)
    has_id = blocks.heads(own)[0][0] or _values(own).get("id")
    return Piece(lead, own, entry.id if has_id else "", entry.torn)


def _values(own: bytes) -> dict[str, object]:
    """What can be read of a block to its last byte; of a part of one, its id, where that is plain.

    (A torn one that was cut behind its id has it still.)
    """
    values = blocks.exact(own)
    if values is not None:
        return {**values}
    return {"id": True} if b"\nid = " in own else {}


def comments(lead: bytes) -> bytes:
    """The comments among what stands between two entries, without blank lines at their ends."""
    lines = even(lead.removeprefix(blocks.BOM)).split(b"\n")
    kept = [line for line in lines if not line.strip() or line.lstrip().startswith(b"#")]
    return b"\n".join(kept).strip(_BLANK)


def uncommented(lead: bytes) -> bool:
    """Whether anything but comments stands there."""
    return even(lead.removeprefix(blocks.BOM)) != comments(lead)


def even(data: bytes) -> bytes:
    """Bytes without blank ones around them, whatever ends their lines."""
    return data.replace(b"\r\n", b"\n").strip(_BLANK)
