"""The journal read from end to end, and everything that is wrong in it said; nothing is changed."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from mindful.core.entry import TAIL, version_mark
from mindful.store import append, blocks
from mindful.store.copies.pieces import uncommented
from mindful.store.health.faults import Examined, Fault, examined, local, marks_in, readable
from mindful.store.scan import begins, whole

_BLANK = b" \t\r\n\0"
_A_DAY = timedelta(days=1)  # a clock may be ahead by as much, where somebody travels
_NAMED = 5  # lines, where what is said of many is said once
_HEADINGS = (b"[entry", b"[[entry", b"[[ entry")


class Part(NamedTuple):
    """Some bytes of the journal: where they begin, on which line, and what they are."""

    at: int
    line: int
    data: bytes

    @property
    def lines(self) -> str:
        """Which lines they are: 214, or 214 to 220."""
        last = self.line + self.data.rstrip(b"\n").count(b"\n")
        return f"{self.line} to {last}" if last > self.line else str(self.line)


def faults_in(file: BinaryIO, now: datetime) -> Iterator[Fault]:
    """All that is wrong in a journal, by line, and behind it what is only to be known."""
    if file.read(2) in append.UTF_16:
        yield Fault(1, "it is in UTF-16, and cannot be read: save it as UTF-8")
        return
    seen = _Seen({}, [], [], [])
    found: list[Fault] = []
    for number, part in enumerate(parts(file)):
        if number:
            one = examined(part.data)
            found += [fault._replace(line=fault.line + part.line - 1) for fault in one.faults]
            found = seen.kept(part, one, found, now)
        else:
            found += _before_the_first(part.data)
    yield from sorted([*found, *seen.twice()])
    yield from seen.times()


def parts(file: BinaryIO) -> Iterator[Part]:
    """What stands before the first entry, which may be nothing, and each block."""
    starts = [at for base, piece in whole(file) for at in begins(piece, base)[:-1]]
    end = file.seek(0, 2)
    file.seek(0)
    line = 1
    for start, stop in pairwise([0, *starts, end]):
        data = file.read(stop - start)
        yield Part(start, line, data)
        line += data.count(b"\n")


def unread_in(file: BinaryIO) -> list[Part]:
    """Every part of its blocks that nothing can be read from."""
    found = []
    for number, part in enumerate(parts(file)):
        if number and _may_be_broken(part.data):
            end = readable(part.data)
            rest = part.data[end:]
            if words := rest.rstrip(_BLANK):
                line = part.line + part.data[:end].count(b"\n")
                if end:  # the blank lines still part the entry from the next one
                    rest = rest[: len(words) + 1]
                found.append(Part(part.at + end, line, rest))
    return found


def _may_be_broken(block: bytes) -> bool:
    return bool(examined(block).faults)


class _Seen(NamedTuple):
    """What can only be said when all has been read.

    `whole` has the line and the hash of each version of an entry, by its id; then the ids of torn
    ones, each with its fault, and the lines of times without an offset, and of those to come.
    """

    whole: dict[str, tuple[tuple[int, int], ...]]
    torn: list[tuple[str, Fault]]
    local: list[int]
    ahead: list[int]

    def kept(self, part: Part, one: Examined, found: list[Fault], now: datetime) -> list[Fault]:
        """Remember an entry; the faults, without that of a torn one, which is said later."""
        entry = one.entry
        if entry is None:
            return found
        if local(entry):
            self.local.append(part.line)
        if entry.at > now + _A_DAY:
            self.ahead.append(part.line)
        id = entry.words("id")
        if entry.torn:
            self.torn.append((id, found[-1]))
            return found[:-1]
        mark = hash(part.data.strip())
        before = self.whole.get(id, ())
        if all(mark != other for _, other in before):
            self.whole[id] = (*before, (part.line, mark))
        return found

    def twice(self) -> Iterator[Fault]:
        """Entries that are there in several versions, or cut off and whole."""
        for id, versions in self.whole.items():
            for number, (line, _) in enumerate(versions[1:], 2):
                other = f"{id} stands on line {versions[0][0]} too, in other words"
                shown = f"this one is shown as {id[-TAIL:]}{version_mark(number)}"
                yield Fault(line, f"{other}: {shown}, and either can be deleted")
        for id, fault in self.torn:
            if id in self.whole:
                line = self.whole[id][0][0]
                whole = f"this is what was cut off in writing the entry of line {line}"
                yield Fault(fault.line, whole + "; it is shown by nothing", wrong=False)
            else:
                yield fault

    def times(self) -> Iterator[Fault]:
        """Said of all of them at once: a person may write so."""
        if self.local:
            yield Fault(
                self.local[0],
                f"{_so_many(self.local)} without an offset, and read as of where you are now",
                wrong=False,
            )
        if self.ahead:
            yield Fault(self.ahead[0], f"{_so_many(self.ahead)} still to come", wrong=False)


def _so_many(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return "the time of this entry is"
    more = lines[1 : _NAMED + 1]
    named = ", ".join(map(str, more)) + (" …" if len(lines) > _NAMED + 1 else "")
    others = f"those on lines {named}" if len(more) > 1 else f"the one on line {named}"
    return f"the times of this entry and of {others} are"


def _before_the_first(text: bytes) -> Iterator[Fault]:
    """What is wrong above the first entry: anything but comments."""
    if text.startswith(blocks.BOM):
        yield Fault(1, "it begins with a byte order mark, which does no harm", wrong=False)
    if not uncommented(text):
        return
    lines = text.removeprefix(blocks.BOM).split(b"\n")
    others = [
        number for number, line in enumerate(lines, 1)
        if line.strip(b" \t\r\0") and not line.lstrip().startswith(b"#")
    ]  # fmt: skip
    line = marks_in(text)
    if line:
        yield Fault(line, "git's marks of a conflict stand here: take them out")
    elif lines[others[0] - 1].lstrip().startswith(_HEADINGS):
        yield Fault(others[0], "this is read by nothing: an entry begins with a line [[entry]]")
    else:
        yield Fault(
            others[0], "what stands above the first entry is read by nothing; with a # it may stay"
        )
