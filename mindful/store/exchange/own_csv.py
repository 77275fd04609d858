"""Our own CSV: a column for each of the journal's keys, for a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from io import StringIO

from mindful.core.entry import KEYS, Entry
from mindful.core.words import safe
from mindful.errors import MindfulError
from mindful.store.exchange.found import Found, Refused, Source, Unread, record
from mindful.store.exchange.own_json import entry_of, own_values
from mindful.store.exchange.rows import Row, first, rows

COLUMNS = tuple(KEYS)
LOSES = "CSV keeps no keys of your own, and splits a tag or a name at a semicolon"
_NUMBERS = ("noticed", "count_at")
_NEEDED = {"id", "kind", "at"}
_APART = "; "
# Where a spreadsheet would begin to reckon. The quotes before it make that one that we put there
# can be told from one that a person wrote.
_RECKONS = re.compile("'*\\s*[-=+@\t\r\n\0＝＋－＠]")
_NUMBER = re.compile(r"-?\d{1,15}")


def knows(head: bytes) -> bool:
    return {*first(head)} >= _NEEDED


def export(entries: Iterable[Entry]) -> Iterator[str]:
    """A row of names, and a row an entry; every cell is quoted, and none begins a formula."""
    yield _row(COLUMNS)
    for entry in entries:
        given = own_values(entry)
        yield _row([_cell(given.get(key)) for key in COLUMNS])


def _row(cells: Iterable[str]) -> str:
    written = StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(
        [f"'{cell}" if _RECKONS.match(cell) else cell for cell in cells]
    )
    return written.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        words = all(isinstance(one, str) for one in value)
        return safe((_APART if words else " ").join(map(str, value)))
    return "" if value is None else safe(str(value))


def read(source: Source) -> Iterator[Found]:
    found = rows(source)
    head = next(found, None)
    columns = [one.strip().lower() for one in head.cells] if isinstance(head, Row) else []
    if not {*columns} >= _NEEDED:
        raise MindfulError(
            "That is another format: its first line does not name an id, a kind and an at.",
            "Without --format the file is recognised by what is in it.",
        )
    for row in rows_of(found, len(columns)):
        if isinstance(row, Unread):
            yield row
            continue
        yield record(row.line, partial(_entry, dict(zip(columns, row.cells, strict=True))))


def rows_of(found: Iterator[Row | Unread], width: int) -> Iterator[Row | Unread]:
    for row in found:
        if isinstance(row, Row) and len(row.cells) != width:
            row = Unread(row.line, f"it has {len(row.cells)} cells, and not {width}")
        yield row


def _entry(cells: dict[str, str]) -> Entry:
    values: dict[str, object] = {}
    for key, cell in cells.items():
        cell = cell[1:] if cell.startswith("'") and _RECKONS.match(cell) else cell
        if cell and key in KEYS:
            values[key] = _value(key, cell)
    return entry_of(values)


def _value(key: str, cell: str) -> object:
    kind = KEYS[key]
    if kind is int:
        return _number(key, cell)
    if kind is bool:
        return cell.strip().lower() == "true"
    if kind is not list:
        return cell
    if key in _NUMBERS:
        return [_number(key, one) for one in cell.split()]
    return [one for one in cell.split(_APART) if one]


def _number(key: str, cell: str) -> int:
    if not _NUMBER.fullmatch(cell.strip()):
        raise Refused(f"`{key}` is not a whole number")
    return int(cell)
