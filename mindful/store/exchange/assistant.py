"""Meditation Assistant's CSV: whole minutes, in UTC unless the person says they are local."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from mindful.core.entry import Entry
from mindful.store.exchange.found import Found, Refused, Source, seconds, sitting
from mindful.store.exchange.rows import begins, entries

COLUMNS = ("ID", "Length", "Started", "Completed", "Message")
_LENGTH = re.compile(r"(\d{1,2}):(\d\d)")
_MINUTE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


def knows(head: bytes) -> bool:
    return begins(head, COLUMNS)


def read(source: Source) -> Iterator[Found]:
    return entries(source, COLUMNS, _entry, "when a sitting was completed, pauses included")


def _entry(cells: list[str], source: Source) -> Entry:
    _, length, started, _, message = (cell.strip() for cell in cells)
    match = _LENGTH.fullmatch(length)
    if not match:
        raise Refused("its length is not hours:minutes")
    when = _minute(started)
    at = source.moment(when) if source.local else source.here(when.replace(tzinfo=UTC))
    sat = seconds(int(match[1]) * 3600 + int(match[2]) * 60)
    return sitting("meditation-assistant", at, sat, text=message)


def _minute(said: str) -> datetime:
    try:
        return datetime.fromisoformat(said if _MINUTE.fullmatch(said) else "")
    except ValueError:
        raise Refused("its start is not a date and minutes") from None
