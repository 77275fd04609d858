"""What is wrong with one block of the journal, in words, and what of it nothing can read."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from mindful.core.allowed import odd
from mindful.core.entry import Entry, fault_in
from mindful.store import blocks, quick
from mindful.store.grammar import in_words

_MARKS = re.compile(rb"^(?:<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|) |^=======\r?$")
_AN_ID = re.compile(rb"^[ \t]*id[ \t]*=")
_SECOND_HEADING = re.compile(rb"\n[ \t]*\[")
_A_HEADING = re.compile(rb"^[ \t]*\[")
_AT_LINE = re.compile(r"\(at line (\d+)")
_BEFORE_KEY = rb"[ \t]*(?:\[+[ \t]*entry[ \t]*\.[ \t]*|\[+[ \t]*)?[\"']?"
_BEHIND_KEY = rb"[\"']?[ \t]*[].=]"
_LOOKED_AT = 64  # lines from the end of a block, at which what can be read of it may end
_MARKED = (
    "git's marks of a conflict stand here: keep what you want of both sides, and take out the "
    "lines <<<<<<<, ======= and >>>>>>>"
)


class Fault(NamedTuple):
    """What is wrong, in words; `line` counts from 1. `wrong` is False where it does no harm."""

    line: int
    words: str
    wrong: bool = True


class Examined(NamedTuple):
    """A block's entry, where it has one that can be read, and all that is wrong with it."""

    entry: Entry | None
    faults: list[Fault]


def examined(block: bytes) -> Examined:
    """The entry of a block, and its faults, whose lines count from the block's first."""
    values = quick.values(block)
    as_written = values is not None and {"id", "saved"} <= values.keys() and not fault_in(values)
    if values and as_written and values.get("text") != "":
        return Examined(Entry(values), [*_odd(block, values)])
    found = blocks.parse(block)
    if isinstance(found, str):
        return Examined(None, [_unread(block, found)])
    if found.torn:
        return Examined(found, [*_glued_or_torn(block)])
    beyond = [] if values or _ends_with_it(block) else [*_beyond(block)]
    return Examined(found, [*beyond, *_flat(block, found.values), *_odd(block, found.values)])


def _ends_with_it(block: bytes) -> bool:
    """Whether a block has nothing behind the `saved` of its entry, and no heading but its own.

    Then what could be read of it is all of it, and there is no need to read it once more.
    """
    end = block.rstrip(b"\r\n").rfind(b"\n")
    single = block.find(b"\nsaved = ") == end >= 0
    return single and not _SECOND_HEADING.search(block)


def readable(block: bytes) -> int:
    """How many bytes of a block can be read; what is behind them is nothing that is shown."""
    found = blocks.parse(block)
    if isinstance(found, str):
        return 0
    if found.torn or blocks.exact(block) is not None:
        return len(block)
    lines = block.split(b"\n")
    saved = [number for number, line in enumerate(lines, 1) if line.startswith(b"saved = ")]
    shorter = range(len(lines) - 1, 0, -1)
    for end in [*saved[:_LOOKED_AT], *shorter[:_LOOKED_AT]]:
        part = b"\n".join(lines[:end]) + b"\n"
        if _says(part, found):
            return len(part)
    return len(block)


def _says(part: bytes, found: Entry) -> bool:
    """Whether a part of a block is the whole of an entry."""
    values = blocks.exact(part)
    again = blocks.parse(part)
    if values is None or isinstance(again, str):
        return False
    made = set() if "id" in values else {"id"}  # of its bytes
    one, other = (
        {key: value for key, value in entry.values.items() if key not in made}
        for entry in (again, found)
    )
    return one == other


def _glued_or_torn(block: bytes) -> list[Fault]:
    glued = _glued(block) if isinstance(_table(block), str) else []
    torn = "this entry was cut off in the writing: it has an `id`, and no `saved`"
    return glued or [Fault(1, torn)]


def _beyond(block: bytes) -> Iterator[Fault]:
    """What is wrong with a block of which a whole entry can be read all the same."""
    table = _table(block)
    if isinstance(table, str):
        end = readable(block)
        if block[end:].strip(b" \t\r\n\0"):
            line = block[:end].count(b"\n") + 1
            yield from _glued(block) or [
                Fault(line, "what stands here, behind an entry, cannot be read")
            ]
        return
    if block.rstrip(b"\r\n").endswith(b"\0"):
        line = block.rstrip(b"\0\r\n").count(b"\n") + 2
        yield Fault(line, "the disk never wrote what was to stand here; nothing was lost", False)
    yield from _tables(block, table)


def _unread(block: bytes, reason: str) -> Fault:
    """Why no entry can be read from a block, on the line that says so."""
    if glued := _glued(block):
        return glued[0]
    try:
        block.decode("utf-8")
    except UnicodeDecodeError as error:
        line = block.count(b"\n", 0, error.start) + 1
        return Fault(line, "this entry cannot be read: these letters are not in UTF-8")
    said = _table(block)
    if isinstance(said, str):
        at = _AT_LINE.search(said)
        line = int(at[1]) if at else len(block.rstrip(b"\0\r\n").split(b"\n"))
        words = in_words(said.split(" (")[0].lower())
        words = words.replace("[[step]]", "[[entry]]").replace("a step begins", "an entry begins")
        return Fault(line, f"this entry cannot be read: {words}")
    key = re.search(r"`(\w+)`", reason)
    line = _line_of(block, key[1]) if key else 1
    return Fault(line, f"this entry cannot be read: {reason}")


def _glued(block: bytes) -> list[Fault]:
    """What a careless merge leaves, in a block that is not valid: its marks, or two ids."""
    lines = block.split(b"\n")
    marked = [number for number, line in enumerate(lines, 1) if _MARKS.match(line)]
    if marked:
        return [Fault(marked[0], _MARKED)]
    ids = [number for number, line in enumerate(lines, 1) if _AN_ID.match(line)]
    if len(ids) > 1:
        return [Fault(ids[1], "two entries are glued together here: a second `id` begins")]
    return []


def marks_in(text: bytes) -> int:
    """The first line with one of git's marks, 0 where there is none."""
    lines = enumerate(text.split(b"\n"), 1)
    return next((number for number, line in lines if _MARKS.match(line)), 0)


def _table(block: bytes) -> dict[str, object] | str:
    """The whole of a block as a TOML reader has it, or what that says."""
    try:
        return blocks.table(blocks.without_zeros(block).decode("utf-8", "replace").encode())
    except (ValueError, RecursionError) as error:
        return str(error)


def _tables(block: bytes, table: Mapping[str, object]) -> Iterator[Fault]:
    """What is valid TOML, and no part of an entry."""
    entries = table["entry"]
    headings = [
        number for number, line in enumerate(block.split(b"\n"), 1) if _A_HEADING.match(line)
    ]
    second = headings[1] if len(headings) > 1 else 1
    if isinstance(entries, list) and len(entries) > 1:
        yield Fault(second, "this entry is not seen: [[entry]] must begin its line")
    for key in table:
        if key != "entry":
            yield Fault(
                _line_of(block, key), f"[{key}] and what stands below it is read by nothing"
            )


def _flat(block: bytes, values: Mapping[str, object]) -> Iterator[Fault]:
    for key, value in values.items():
        if isinstance(value, dict) or (isinstance(value, list) and _holds_tables(value)):
            line = _line_of(block, key)
            yield Fault(line, f"`{key}` is a table, which is read by nothing: keys are flat")


def _holds_tables(value: list[object]) -> bool:
    return any(isinstance(one, dict) for one in value)


def _odd(block: bytes, values: Mapping[str, object]) -> Iterator[Fault]:
    for key, allowed in odd(values):
        yield Fault(_line_of(block, key), f"`{key}` is not {allowed}")


def _line_of(block: bytes, key: str) -> int:
    """The line of a key, the first where it is not plainly seen."""
    named = re.escape(key.encode())
    of_key = re.compile(_BEFORE_KEY + named + _BEHIND_KEY)
    lines = enumerate(block.split(b"\n"), 1)
    return next((number for number, line in lines if of_key.match(line)), 1)


def local(entry: Entry) -> bool:
    """Whether an entry's time says nothing of where it was."""
    at = entry.values["at"]
    return not isinstance(at, datetime) or at.tzinfo is None
