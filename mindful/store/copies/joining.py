"""Two copies of a journal made into one, entry by entry: nothing of either is lost or chosen."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mindful.core.entry import version_mark
from mindful.store.copies.pieces import Piece, Pieces, comments, even, uncommented

Versions = dict[object, list[Piece]]


class Addition(NamedTuple):
    """What another copy of the journal adds to it.

    `added` is what is to stand behind it, empty where it has everything. `new` counts the entries
    that it lacks, `same` those it has; `other` are what those will be called that it has already in
    another version.
    `apart` is whether words stand before the first entry of the copy that cannot be joined.
    """

    added: bytes
    new: int
    same: int
    other: list[str]
    apart: bool


def addition(ours: bytes, theirs: bytes) -> Addition:
    """What a copy of the journal has that the journal has not."""
    here, there = Pieces.of(ours), Pieces.of(theirs)
    known, given = _versions(here.each), _versions(there.each)
    text, made, other = _lines(ours), list[Piece](), list[str]()
    new = same = 0
    for one in there.each:
        before = known.setdefault(_key(one), [])
        if _among(one, before):
            same += 1
        elif not _gives_way(one, [*before, *given[_key(one)]]):
            if whole := {version.words for version in before if not version.torn}:
                other.append(one.id + version_mark(len(whole) + 1))
            else:
                new += 1
            before.append(one)
            made.append(one._replace(lead=_apart(one.comment, text)))
            continue
        made += _loose([one.lead], text)
    made += _loose([there.rest], text)
    added = Pieces(made, b"").bytes()
    return Addition(added, new, same, other, any(uncommented(one) for one in _first(there)))


class United(NamedTuple):
    """The journal that two copies make with their common ancestor, and the ids of those entries
    that both changed, which are there in both versions."""

    data: bytes
    both: list[str]


def united(base: bytes, ours: bytes, theirs: bytes) -> United:
    """What was done to the journal in two places, done to one: ours first, in its order.

    An entry deleted in one place and untouched in the other is gone; changed in one, it is
    changed; deleted in one and changed in the other, it is there, and named.
    """
    if theirs in (base, ours):
        return United(ours, [])
    if ours == base:
        return United(theirs, [])
    was, here, there = (Pieces.of(data) for data in (base, ours, theirs))
    of = _Three(_versions(was.each), _versions(here.each), _versions(there.each))
    made = [*_ours(of, here.each, _lines(theirs))]
    text = _lines(ours)
    added = [*_theirs(of, there.each, text)]
    if not added:
        rest = _lead(was.rest, here.rest, there.rest)
        return United(Pieces(made, rest).bytes(), of.both())
    last = _loose([here.rest], b""), _loose([there.rest], text)
    return United(Pieces([*made, *last[0], *added, *last[1]], b"").bytes(), of.both())


def _ours(of: "_Three", ours: Iterable[Piece], theirs: bytes) -> Iterator[Piece]:
    """Our entries in their order, and in the place of those that were changed there, what is there.

    A comment before one that was deleted there goes with it, unless it is new.
    """
    placed: set[object] = set()
    left = {key: len(versions) for key, versions in of.here.items()}
    for one in ours:
        key = _key(one)
        left[key] -= 1
        before = of.lead(of.was, key)
        lead = _lead(before, one.lead, of.lead(of.there, key))
        stays = of.stays(one)
        if stays:
            yield one._replace(lead=lead)
        if key in placed or (stays and left[key]):
            continue
        placed.add(key)
        for version in of.new(key):
            yield version._replace(lead=b"\n" if stays else lead)
            stays = True
        if not stays and even(one.lead) != even(before or b""):
            yield from _loose([one.lead], theirs)


def _theirs(of: "_Three", theirs: Iterable[Piece], ours: bytes) -> Iterator[Piece]:
    """The entries that only the other copy has, in their order, unless we have deleted them."""
    for one in theirs:
        key = _key(one)
        if key in of.here:
            continue
        if not _among(one, of.was.get(key, [])):
            yield one._replace(lead=_apart(one.comment, ours))
        elif even(one.lead) != even(of.lead(of.was, key) or b""):
            yield from _loose([one.lead], ours)


class _Three(NamedTuple):
    """Every version of each entry, in the ancestor and in both copies."""

    was: Versions
    here: Versions
    there: Versions

    def stays(self, one: Piece) -> bool:
        """Whether an entry of ours is to stay: it was neither deleted nor changed there."""
        key = _key(one)
        return _among(one, self.there.get(key, [])) or not _among(one, self.was.get(key, []))

    def new(self, key: object) -> list[Piece]:
        """The versions that only the other copy has."""
        return _alone(key, self.there, self.here, self.was)

    def both(self) -> list[str]:
        """The ids of those that were changed in both places, or deleted in one of them."""
        return [
            versions[0].id
            for key, versions in {**self.here, **self.there}.items()
            if (theirs := self.new(key)) or key not in self.there
            if (ours := _alone(key, self.here, self.there, self.was)) or key not in self.here
            if (ours and theirs) or (key in self.was and (ours or theirs))
        ]

    @staticmethod
    def lead(versions: Versions, key: object) -> bytes | None:
        return versions[key][0].lead if key in versions else None


def _alone(key: object, one: Versions, other: Versions, was: Versions) -> list[Piece]:
    """The versions of an entry that one copy has, and neither the other nor the ancestor."""
    known = [*other.get(key, []), *was.get(key, [])]
    mine = one.get(key, [])
    return [
        piece for piece in mine
        if not _among(piece, known) and not _gives_way(piece, [*mine, *other.get(key, [])])
    ]  # fmt: skip


def _key(one: Piece) -> object:
    """What an entry is known by: its id, or its words where it has none."""
    return one.id or one.words


def _versions(pieces: Iterable[Piece]) -> Versions:
    found: Versions = {}
    for one in pieces:
        found.setdefault(_key(one), []).append(one)
    return found


def _among(one: Piece, versions: Iterable[Piece]) -> bool:
    return any(one.words == version.words for version in versions)


def _gives_way(one: Piece, versions: Iterable[Piece]) -> bool:
    """Whether an entry was cut off, and stands whole among these."""
    return one.torn and any(not version.torn for version in versions)


def _lead(was: bytes | None, here: bytes, there: bytes | None) -> bytes:
    """What stands before an entry in the end: whatever was written there in either place."""
    if there is None or even(there) in (even(was or b""), even(here)):
        return here
    if was is not None and even(here) == even(was):
        return there
    lines = even(here).split(b"\n")
    more = [line for line in even(there).split(b"\n") if line not in lines]
    return here + b"\n".join([*more, b"", b""]) if more else here


def _apart(comment: bytes, text: bytes) -> bytes:
    """A comment on lines of its own, unless it stands in this text already."""
    return b"\n" + comment + b"\n\n" if comment and _fenced(comment) not in text else b"\n"


def _loose(leads: Iterable[bytes], text: bytes) -> Iterator[Piece]:
    """Comments that belong to no entry that is taken over, as pieces without one."""
    for comment in map(comments, leads):
        if comment and _fenced(comment) not in text:
            yield Piece(b"\n" + comment + b"\n", b"", "", False)


def _lines(data: bytes) -> bytes:
    return _fenced(even(data))


def _fenced(data: bytes) -> bytes:
    return b"\n" + data + b"\n"


def _first(pieces: Pieces) -> list[bytes]:
    return [one.lead for one in pieces.each[:1]] or [pieces.rest]
