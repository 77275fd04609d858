"""Splices: some bytes of the journal in the place of others, and all the others as they are."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from mindful.core.entry import Entry
from mindful.errors import MindfulError
from mindful.store import blocks
from mindful.store.changing.extent import body


class Splice(NamedTuple):
    """At this byte of the file stands `before`; `after` is to stand there instead."""

    at: int
    before: bytes
    after: bytes


def between(before: bytes, after: bytes) -> Splice:
    """The splice that leads from the one to the other, and touches no block that both begin or end
    with."""
    one, other = _parts(before), _parts(after)
    most = min(len(one), len(other))
    ahead = next((n for n in range(most) if one[n] != other[n]), most)
    most -= ahead
    behind = next((n for n in range(most) if one[-1 - n] != other[-1 - n]), most)
    at = sum(map(len, one[:ahead]))
    changed = (b"".join(parts[ahead : len(parts) - behind]) for parts in (one, other))
    return Splice(at, *changed)


def _parts(data: bytes) -> list[bytes]:
    """What stands before the first block, and each block."""
    return [data[start:end] for start, end in pairwise([0, *blocks.starts(data), len(data)])]


class Standing(NamedTuple):
    """A block as it stands in the file: where it begins, and what of it is its entry's."""

    at: int
    block: bytes

    @property
    def body(self) -> bytes:
        return body(self.block)

    @property
    def entry(self) -> Entry | None:
        found = blocks.parse(self.block)
        return found if isinstance(found, Entry) else None


def spliced(data: bytes, splices: Sequence[Splice]) -> bytes:
    """The bytes with these splices made; MindfulError where they do not hold what is replaced."""
    pieces, end = [], 0
    for one in sorted(splices, key=lambda one: one.at):
        if one.at < end or not data.startswith(one.before, one.at) or one.at > len(data):
            raise MindfulError(
                "The journal was changed by someone else meanwhile. Nothing was written.",
                "You might try once more.",
            )
        pieces += [data[end : one.at], one.after]
        end = one.at + len(one.before)
    return b"".join([*pieces, data[end:]])


def standing(data: bytes) -> list[Standing]:
    """Every block of the journal, in its order."""
    ends = [*blocks.starts(data), len(data)]
    return [Standing(start, data[start:end]) for start, end in pairwise(ends)]


def with_id(data: bytes, id: str) -> list[Standing]:
    """The blocks that have this id, or that may, since none is plainly seen."""
    seen = [head for head, _ in blocks.heads(data)]
    return [one for one, head in zip(standing(data), seen, strict=True)
            if head in (b"", id.encode())]  # fmt: skip


def alike(data: bytes, id: str, wanted: bytes) -> list[Standing]:
    """The blocks of this id whose entry stands there in just these bytes."""
    own = wanted.rstrip()
    near = (one for one in with_id(data, id) if one.block.startswith(own))
    return [one for one in near if one.body.rstrip() == own]


def taking_out(data: bytes, entries: Sequence[Standing]) -> list[Splice]:
    """The splices that take these entries out, and with each one blank line beside it."""
    going = {one.at for one in entries}
    splices: list[Splice] = []
    stays, end = None, 0
    for one in standing(data):
        if one.at not in going:
            stays = one
            continue
        splices.append(_without_blank(data, one.at, _going(one, stays), end))
        end = splices[-1].at + len(splices[-1].before)
    return splices


def _going(one: Standing, ahead: Standing | None) -> bytes:
    """What goes with an entry: zeros too, and a comment that would join what has no end.

    That is a text that was cut off, or zeros, which are read past only where nothing follows them.
    """
    whole = ahead is None or (blocks.exact(ahead.block) is not None and not _has_zeros(ahead))
    if whole and not _has_zeros(one):
        return one.body
    line = one.block.find(b"\n", len(one.block.rstrip()))
    return one.block[: line + 1] if line >= 0 else one.block


def _has_zeros(one: Standing) -> bool:
    """Whether zeros of a cut stand behind an entry."""
    return b"\0" in one.block[len(one.body) :]


def _without_blank(data: bytes, at: int, own: bytes, since: int) -> Splice:
    """The splice for one of them, where the bytes up to `since` are taken out already."""
    end = at + len(own)
    for blank in (b"\n", b"\r\n"):
        if data.startswith(blank, end):
            return Splice(at, own + blank, b"")
        if end == len(data) and data[since:at].endswith(b"\n" + blank):
            return Splice(at - len(blank), blank + own, b"")
    return Splice(at, own, b"")
