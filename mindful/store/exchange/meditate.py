"""Meditate's CSV: seconds since 1970, and a label."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from mindful.core.entry import Entry
from mindful.store.exchange.found import Found, Refused, Source, seconds, sitting
from mindful.store.exchange.rows import begins, entries

COLUMNS = ("start_time_unix", "duration_secs", "mode", "label", "note")
_NUMBER = re.compile(r"-?\d{1,12}")
_MODES = {"box_breath": "box breath", "guided": "guided"}  # any other is its timer


def knows(head: bytes) -> bool:
    return begins(head, COLUMNS)


def read(source: Source) -> Iterator[Found]:
    return entries(source, COLUMNS, _entry)


def _entry(cells: list[str], source: Source) -> Entry:
    start, duration, mode, label, note = (cell.strip() for cell in cells)
    if not _NUMBER.fullmatch(start) or not _NUMBER.fullmatch(duration):
        raise Refused("its start and its length are not whole seconds")
    try:
        when = datetime.fromtimestamp(int(start), UTC)
    except (OverflowError, ValueError, OSError):
        raise Refused("its time is none that a calendar has") from None
    sat = seconds(int(duration))
    exercise = _MODES.get(mode.lower(), "timer")
    return sitting("meditate", source.here(when), sat, exercise, [label], note)
