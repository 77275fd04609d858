"""The rows of a CSV; a quote that is never closed takes no other row with it."""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TextIO

from mindful.core.entry import Entry
from mindful.errors import MindfulError
from mindful.store.exchange.found import (
    LONGEST_LINE,
    Found,
    Left,
    Read,
    Refused,
    Source,
    Unread,
    lines,
    readable,
    record,
)

_AGAIN = 20  # times that lines are read once more, row by row; each may take a megabyte anew

Make = Callable[[list[str], Source], Entry]


class Row(NamedTuple):
    """The cells of one row, and the line it begins on."""

    line: int
    cells: list[str]


class _Lines:
    """Lines for a CSV reader, remembered since the last row, so that they can be read again."""

    def __init__(self, text: TextIO) -> None:
        self._lines = lines(text)
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._size = 0
        self._times = 0
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._size > LONGEST_LINE:
            raise csv.Error
        line = self._again.popleft() if self._again else next(self._lines)
        self._taken.append(line)
        self._size += len(line)
        self.number += line[-1] in "\r\n"
        return line

    def begin(self) -> int:
        """Another row begins here; its line."""
        self._taken.clear()
        self._size = 0
        return self.number + 1

    def back(self) -> None:
        """Only the first line of this row was one; the others are rows of their own."""
        if self._times < _AGAIN and len(self._taken) > 1:
            self._times += 1
            self._again.extendleft(reversed(self._taken[1:]))
            self.number -= sum(line[-1] in "\r\n" for line in self._taken[1:])


def rows(source: Source, width: int = 0) -> Iterator[Row | Unread]:
    """Each row of the file, those without any cell left out; `width` is what the others have."""
    csv.field_size_limit(LONGEST_LINE)
    read = _Lines(source.text())
    reader = csv.reader(read, strict=True)
    while True:
        line = read.begin()
        try:
            cells = next(reader)
            wrong = width and len(cells) not in (0, width)
            reason = f"it has {len(cells)} cells, and not {width}" if wrong else ""
            readable("".join(cells))
        except StopIteration:
            return
        except csv.Error:
            reason = "a quote in it is not closed, or stands where none may"
        except Refused as error:
            reason = str(error)
        if reason:
            read.back()
            yield Unread(line, reason)
        elif cells:
            yield Row(line, cells)


def first(head: bytes) -> list[str]:
    """The names of the columns, in small letters, as far as the first line of a file has any."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").partition(b"\n")[0]
    try:
        cells = next(csv.reader([line.decode()], strict=True), [])
    except (csv.Error, UnicodeDecodeError):
        return []
    return [cell.strip().lower() for cell in cells]


def begins(head: bytes, columns: Sequence[str]) -> bool:
    """Whether a file begins with these columns."""
    return first(head) == [column.lower() for column in columns]


def entries(source: Source, columns: Sequence[str], make: Make, left: str = "") -> Iterator[Found]:
    """What each row means; `left` is what its cells hold besides.

    Raises MindfulError for other columns.
    """
    wanted = [column.lower() for column in columns]
    found = rows(source, len(wanted))
    head = next(found, None)
    if not isinstance(head, Row) or [cell.strip().lower() for cell in head.cells] != wanted:
        raise MindfulError(
            "That is another format: its first line is not what it would be.",
            "Without --format the file is recognised by what is in it.",
        )
    for row in found:
        if isinstance(row, Unread):
            yield row
            continue
        made = record(row.line, partial(make, row.cells, source))
        yield made
        if left and isinstance(made, Read):
            yield Left(left)
            left = ""
