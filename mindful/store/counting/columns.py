"""Blocks as we write them, many at once, as the few values that are counted."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from mindful.core.entry import Value, fault_in
from mindful.core.totals import ASKED, both
from mindful.store import quick

# What TOML forbids raw in a text, and the backslash, which may stand for any of it: whatever holds
# one of these is read by other means. Brackets are no such thing, but are counted with them.
_UNCLEAN = bytes({*range(32), 127, *b"\\["} - {*b"\t\n"})
_CLEAN = bytes({*range(256)} - {*_UNCLEAN})
_ALWAYS = frozenset(["id", "kind", "at", "text", "saved"])
_FIRST = (b"exercise", b"family", b"planned", b"practised", b"ended")
_HEAD = frozenset(key.decode() for key in _FIRST)
# The days that every year has, as they stand behind it.
_ANY_YEAR = {str(date.fromordinal(day))[5:].encode() for day in range(1, 366)}
_MINUTE = rb"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_PLAIN_DATE = rb"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_SECONDS = rb":[0-5][0-9][+-]" + _MINUTE + rb"\n"
# A group that is searched for in vain costs more than an alternative that is empty. When it was
# saved is the same day most often, else one that every month has: others are read by other means.
_BLOCK = re.compile(
    rb'\n\[\[entry\]\]\nid = "([0-9]{8}-[0-9]{4}-[0-9a-hjkmnp-tv-z]{4})"\n'
    rb'(?:kind = "([^"\n]*)"\n|)'
    rb"at = ([0-9]{4}-[0-9]{2}-[0-9]{2})T(" + _MINUTE + rb")" + _SECONDS +
    rb"(" + b"".join(key + rb" = [^\n]*+\n" for key in _FIRST) + rb"|)"
    rb"((?:[^ts\n][^\n]*+\n|t[^e\n][^\n]*+\n|so[^\n]*+\n)*+)"
    rb'(?:text = """\n[^"]*+(?:""?[^"]++)*+"""\n|)'
    rb"saved = (?:\3|" + _PLAIN_DATE + rb")T" + _MINUTE + _SECONDS +
    rb"(?=\n(?:\[\[|\Z)|\Z)"
)  # fmt: skip
_WRITTEN = re.compile(
    rb"\nat = ([^T]+)T([^\n]{5})[^\n]*\n(?:(?!text = |saved = )[^\n]+\n)*"
    rb'(?:text = """\n([^"]*(?:""?[^"]+)*)"""\n|)saved = '
)


class Columns(NamedTuple):
    """What the search finds of some blocks; `head` and `marks` read the lines of the last two.

    Where a head is empty, its keys may be among the other lines.
    """

    ids: tuple[bytes, ...] = ()
    kinds: tuple[bytes, ...] = ()
    dates: tuple[bytes, ...] = ()
    clocks: tuple[bytes, ...] = ()
    heads: tuple[bytes, ...] = ()
    rests: tuple[bytes, ...] = ()


class Head(NamedTuple):
    """What the first lines of a sitting say."""

    family: str = ""
    practised: int = 0
    ended: str = ""


class Marks(NamedTuple):
    """What its other lines say; of a head too, where they have keys of one."""

    head: Head | None
    too_much: str
    answers: tuple[tuple[str, int, int], ...]


def columns(piece: bytes) -> Columns | None:
    """All blocks of a piece that cuts none in two, if each is one that we wrote; else None."""
    left = piece.translate(None, _CLEAN)
    brackets = left.count(b"[")
    if brackets < len(left) or not _is_utf_8(piece):
        return None
    found = _BLOCK.findall(piece)
    if not found:
        return None
    made = Columns(*zip(*found, strict=True))
    # Is there a header that was passed over, within a text perhaps? Most often this tells at once.
    if brackets != 2 * len(found) + b"".join(made.rests).count(b"[") and (
        piece.count(b"\n[[") != len(found)
    ):
        return None
    return made if _are_days({*made.dates}) and _agree(made) else None


def written(piece: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The date, the time of day and the text of each block, where all of a piece are columns."""
    yield from _WRITTEN.findall(piece)


def _is_utf_8(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _agree(made: Columns) -> bool:
    """Whether all other lines are as we write them, and no key stands twice."""
    if not all(head(one) for one in {*made.heads}):
        return False
    for rest in {*made.rests}:
        said = marks(rest)
        if said is None:
            return False
        if said.head and any(made.heads[n] for n, one in enumerate(made.rests) if one == rest):
            return False
    return True


def _are_days(said: set[bytes]) -> bool:
    """Whether the calendar has all these days."""
    if min(said) >= b"0001" and {day[5:] for day in said} <= _ANY_YEAR:
        return True
    try:
        return all(date.fromisoformat(day.decode()) for day in said)
    except ValueError:
        return False


@lru_cache(4096)
def head(lines: bytes) -> Head | None:
    """What the first lines of a block say; None where they are not as we write them."""
    values = _values(lines)
    return values if values is None else _head(values)


@lru_cache(1024)
def marks(lines: bytes) -> Marks | None:
    """What the other lines of a block say; None where they are not as we write them."""
    values = _values(lines)
    if values is None:
        return None
    too_much = str(values.get("too_much", ""))
    first = None if _HEAD.isdisjoint(values) else _head(values)
    return Marks(first, too_much if too_much in ASKED else "", tuple(both(values)))


def _values(lines: bytes) -> Mapping[str, Value] | None:
    values = quick.values(b"[[entry]]\n" + lines)
    if values is None or not _ALWAYS.isdisjoint(values) or fault_in({**values, "at": date.min}):
        return None
    return values


def _head(values: Mapping[str, Value]) -> Head:
    practised = values.get("practised", 0)
    assert isinstance(practised, int), "it was seen to be a number"
    return Head(str(values.get("family", "")), practised, str(values.get("ended", "")))
