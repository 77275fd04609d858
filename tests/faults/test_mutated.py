"""A journal that was damaged: whoever reads it still finds every entry that was not."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from io import BytesIO
from itertools import pairwise
from random import Random
from typing import NamedTuple

import pytest

from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.store import blocks
from mindful.store.contents import Contents
from mindful.terminal import pages
from tests.conftest import MORNING
from tests.faults.reading import found_in

# What counts as untouched. A block reaches from its `[[entry]]` line to the next one. It is
# untouched when none of these bytes was changed and its header still begins a line. A damage that
# destroys the header of the block behind it makes that block's lines a part of this one, so far as
# a reader can tell: then it still counts where we wrote it, since `saved` says that it ends there,
# and does not where a person wrote it by hand. What is added after the damage always counts.

HEADER = re.compile(rb"\[\[[ \t]*entry[ \t]*]][ \t]*(#[^\n]*)?\r?(\n|\Z)")
TEXTS = [
    "Twice I caught myself writing an email.",
    'a line\n[[entry]]\nid = "20261122-0730-aaaa"\nanother',
    'quotes """ and ends in two""',
    "a backslash \\ and \\u0041\nblank at the end \nnext",
    "# not a comment\n<<<<<<< HEAD\n=======\n\nsaved = 2026-11-22T07:41:03+01:00",
    "emoji 🪷 family 👩‍👩‍👧 wide 漢字 עברית, nul \x00 escape \x1b[2J",
    "\n".join(f"A line of a longer text, number {number}." for number in range(40)),
]
NASTY = [b'"', b"'", b"\\", b"\n", b"\r", b"#", b"[", b"]", b"=", b"\0", b"\xff", b"\xef\xbb\xbf"]
NEW = blocks.write(
    Entry.reflection(MORNING, "Written after the damage.").with_(
        id="20261122-0730-new0", saved=MORNING
    )
)


def block(number: int) -> bytes:
    """The block of one of thirty entries: sittings, reflections, and some written by hand."""
    at = MORNING - timedelta(hours=9 * (30 - number))
    if number % 7 == 6:
        return f"\n[[entry]]\nat = {at:%Y-%m-%d} # by hand\ntext = 'Sun, {number}.'\n".encode()
    entry = Entry.reflection(at, f"{number}. {TEXTS[number % len(TEXTS)]}")
    if number % 3:
        entry = entry.with_(
            kind="session", exercise="time-sort", family="presence", planned=600, practised=412,
            ended="early", noticed=[12, 40], sorted_past=3, question="What was it like?",
            tags=["morning", "two words"], people=["M."],
        )  # fmt: skip
    id = blocks.new_id(at, bytes([number, 1, 2, 3]))
    return blocks.write(entry.with_(id=id, saved=at + timedelta(minutes=11)))


@cache
def thirty() -> tuple[bytes, list[bytes], list[Entry]]:
    """What stands before the first entry, the blocks, and what each says."""
    data = b"# my journal\n" + b"".join(map(block, range(30)))
    starts = [*blocks.starts(data), len(data)]
    parts = [data[start:end] for start, end in pairwise(starts)]
    entries = [entry for entry in map(blocks.parse, parts) if isinstance(entry, Entry)]
    assert (len(parts), len(entries)) == (30, 30)
    return data[: starts[0]], parts, entries


class Piece(NamedTuple):
    """A stretch of the file: an untouched block, by its number, or anything else, by None."""

    data: bytes
    number: int | None


class Splice(NamedTuple):
    """A damage: these bytes in the place of those from `start` to `end`."""

    start: int
    end: int
    put: bytes

    def of(self, pieces: list[Piece]) -> list[Piece]:
        """The file afterwards, piece by piece; what was touched is one piece without a number."""
        ends = [0]
        for piece in pieces:
            ends.append(ends[-1] + len(piece.data))
        spans = list(zip(pairwise(ends), pieces, strict=True))
        before = [piece for (_, end), piece in spans if end < self.start]
        behind = [piece for (start, _), piece in spans if start >= max(self.end, self.start + 1)]
        left, right = sum(len(p.data) for p in before), sum(len(p.data) for p in behind)
        whole = b"".join(piece.data for piece in pieces)
        middle = whole[left : self.start] + self.put + whole[self.end : len(whole) - right]
        return [*before, Piece(middle, None), *behind]


def flipped(data: bytes, at: int, chance: Random) -> Splice:
    return Splice(at, at + 1, bytes([data[at] ^ 1 << chance.randrange(8)]))


def inserted(data: bytes, at: int, chance: Random) -> Splice:
    return Splice(at, at, b"".join(chance.choices(NASTY, k=chance.randint(1, 3))))


def deleted(data: bytes, at: int, chance: Random) -> Splice:
    return Splice(at, min(len(data), at + chance.randint(1, 20)), b"")


def doubled(data: bytes, at: int, chance: Random) -> Splice:
    return Splice(at, at, data[at : at + chance.randint(1, 20)])


def cut(data: bytes, at: int, chance: Random) -> Splice:
    at = max(at, len(data) // 2)
    return Splice(at, len(data), chance.choice([b"", b"\0" * chance.randint(1, 5000)]))


def line_at(data: bytes, at: int) -> tuple[int, int]:
    """Where the line begins and ends that this byte is in."""
    return data.rfind(b"\n", 0, at) + 1, (data.find(b"\n", at) + 1) or len(data)


def line_deleted(data: bytes, at: int, chance: Random) -> Splice:
    return Splice(*line_at(data, at), b"")


def line_doubled(data: bytes, at: int, chance: Random) -> Splice:
    start, end = line_at(data, at)
    return Splice(end, end, data[start:end])


def line_inserted(data: bytes, at: int, chance: Random) -> Splice:
    start, end = line_at(data, chance.randrange(len(data)))
    here, _ = line_at(data, at)
    return Splice(here, here, data[start:end])


def lines_transposed(data: bytes, at: int, chance: Random) -> Splice:
    start, middle = line_at(data, at)
    _, end = line_at(data, min(middle, len(data) - 1))
    return Splice(start, end, data[middle:end] + data[start:middle])


Damage = Callable[[bytes, int, Random], Splice]
DAMAGES: list[Damage] = [
    flipped, inserted, deleted, doubled, cut,
    line_deleted, line_doubled, line_inserted, lines_transposed,
]  # fmt: skip


class Mutant(NamedTuple):
    """A damaged journal with an entry added to it, and what must still be read from it."""

    data: bytes
    untouched: list[Entry]


def mutant(seed: int) -> Mutant:
    """One to four damages of the thirty entries, always the same ones for a seed."""
    chance = Random(seed)
    preamble, parts, entries = thirty()
    pieces = [Piece(preamble, None), *map(Piece, parts, range(30))]
    for damage in chance.choices(DAMAGES, k=chance.randint(1, 4)):
        data = b"".join(piece.data for piece in pieces)
        at = header_in(data, chance) if chance.random() < 0.2 else chance.randrange(len(data))
        pieces = damage(data, at, chance).of(pieces)
    data = b"".join(piece.data for piece in pieces)
    new = blocks.parse(NEW.lstrip())
    assert isinstance(new, Entry)
    lead = b"" if data.endswith(b"\n") else b"\n"
    return Mutant(data + lead + NEW, [*(entries[number] for number in numbers(pieces)), new])


def header_in(data: bytes, chance: Random) -> int:
    """A byte in one of the header lines, or next to it; these few deserve a fifth of the damage."""
    headers = [found.start() for found in re.finditer(rb"\[\[entry]]", data)]
    return min(len(data) - 1, chance.choice(headers) + chance.randint(-1, 10))


def numbers(pieces: list[Piece]) -> Iterator[int]:
    """The blocks that count as untouched, as the comment above says."""
    for index, (data, number) in enumerate(pieces):
        behind = b"".join(piece.data for piece in pieces[index + 1 :]) or NEW.lstrip()
        own = b"\nsaved = " in data
        ends = data.endswith(b"\n") and HEADER.match(behind.lstrip(b"\n"))
        begins = index == 0 or pieces[index - 1].data.endswith(b"\n")
        if number is not None and begins and (own or ends):
            yield number


class Tally(NamedTuple):
    """What came of so many mutants; each fault with the seed of its mutant."""

    mutants: int
    untouched: int
    damaged: int
    faults: list[str]


def read(seed: int) -> tuple[int, int, list[str]]:
    """The entries of a mutant that were untouched, how many others there are, and all faults."""
    data, untouched = mutant(seed)
    try:
        contents = Contents(BytesIO(data))
        entries = [*map(alone, contents.newest_first(lambda _: None))]
        faults = [*lost(untouched, entries), *unfindable(Random(seed), contents, untouched)]
        others = [entry for entry in entries if entry not in untouched]
        shown(others)
    except Exception as error:
        return len(untouched), 0, [f"raised {error!r}"]
    return len(untouched), len(others), faults


def alone(entry: Entry) -> Entry:
    """The same where no damage made another version of it."""
    return entry._replace(version=1, versions=1)


def lost(untouched: list[Entry], entries: list[Entry]) -> Iterator[str]:
    times = Counter(map(repr, entries))
    for entry in untouched:
        if times[repr(entry)] != 1:
            yield f"found {times[repr(entry)]} times: {entry.values}"


def unfindable(chance: Random, contents: Contents, untouched: list[Entry]) -> Iterator[str]:
    """One of the untouched, looked for by its id and by its day."""
    entry = chance.choice(untouched)
    if "saved" in entry.values and alone(contents.find(entry.id)) != entry:
        yield f"not found by its id: {entry.id}"
    day = Range(entry.at.date(), entry.at.date())
    if entry not in map(alone, contents.newest_first(lambda _: None, day)):
        yield f"not found on its day: {entry.id}"


def shown(entries: list[Entry]) -> None:
    """Whatever could be read can also be put on a page."""
    list(pages.history(entries, {}, pages.View(80, MORNING.date())) if entries else ())
    for entry in entries:
        pages.history_line(entry, pages.View(80))
        list(pages.entry(entry, "", pages.View(80)))
        json.dumps(dict(entry.values), default=str)


def campaign(mutants: int) -> Tally:
    read_all = {seed: read(seed) for seed in range(mutants)}
    return Tally(
        len(read_all),
        sum(untouched for untouched, _, _ in read_all.values()),
        sum(others for _, others, _ in read_all.values()),
        [f"seed {seed}: {fault}" for seed, (_, _, faults) in read_all.items() for fault in faults],
    )


def test_a_journal_without_damage_counts_as_untouched_throughout() -> None:
    preamble, parts, _ = thirty()
    pieces = [Piece(preamble, None), *map(Piece, parts, range(30))]
    assert list(numbers(pieces)) == list(range(30))
    assert list(numbers(Splice(3, 4, b"x").of(pieces))) == list(range(30))
    assert list(numbers(Splice(len(preamble), len(preamble) + 1, b"x").of(pieces))) == [
        *range(1, 30)
    ]


def test_damage_takes_no_entry_but_those_it_touched() -> None:
    tally = campaign(300)
    assert tally.faults == []
    assert tally.mutants == 300
    assert tally.untouched > 300 * 20


@pytest.mark.long
def test_ten_thousand_damages_take_no_entry_but_those_they_touched() -> None:
    tally = campaign(10_000)
    print(
        f"\nmutated: {tally.mutants} mutants, {tally.untouched} untouched entries all the same, "
        f"{tally.damaged} damaged ones shown, {len(tally.faults)} faults"
    )
    assert tally.faults == []
    assert tally.mutants == 10_000
    assert tally.untouched > 10_000 * 20


@pytest.mark.parametrize("lines", [10, 60, 70, 1000])
def test_an_entry_is_found_however_long_the_one_behind_it_whose_header_is_lost(lines: int) -> None:
    long = Entry.reflection(MORNING, "\n".join(map(str, range(lines))))
    behind = blocks.write(long.with_(id="20261122-0731-l0ng", saved=MORNING))
    data = NEW + behind.replace(b"[[entry]]", b"[[entry]") + NEW.replace(b"new0", b"new1")
    found = found_in(data)
    assert [entry.id for entry in found.whole] == ["20261122-0730-new1", "20261122-0730-new0"]


@pytest.mark.parametrize("once", [b"20261122-0730-new0", b"2026-11-22T07:30:00+01:00\ntext"])
def test_a_byte_that_is_no_text_in_an_id_or_a_time_hides_nothing_else(once: bytes) -> None:
    damaged = NEW.replace(once, once.replace(b"3", b"\xb3", 1))
    contents = Contents(BytesIO(damaged + NEW.replace(b"new0", b"new1")))
    lines: list[int] = []
    entries = list(contents.newest_first(lambda damage: lines.append(damage.line)))
    assert [entry.id for entry in entries] == ["20261122-0730-new1"]
    assert contents.find("new1") == entries[0]
    assert lines == [2]


def test_an_entry_is_found_whose_header_was_doubled() -> None:
    found = found_in(NEW.replace(b"[[entry]]\n", b"[[entry]]\n[[entry]]\n"))
    assert [entry.id for entry in found.whole] == ["20261122-0730-new0"]
    assert [damage.line for damage in found.damages] == [2]
