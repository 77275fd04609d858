"""Insight Timer's CSV: month/day/year on the clocks of wherever it was sat, and no zone."""

import re
from collections.abc import Iterator
from datetime import datetime

from mindful.core.entry import Entry
from mindful.store.exchange.found import Found, Refused, Source, seconds, sitting
from mindful.store.exchange.rows import begins, entries

COLUMNS = ("Started At", "Duration", "Preset", "Activity")
# Two forms of the clock have been in use, and one file may hold both.
_STARTED = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?:\s?([AP])M)?", re.I
)
_DURATION = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2}(?:\.\d{1,9})?)")


def knows(head: bytes) -> bool:
    return begins(head, COLUMNS)


def read(source: Source) -> Iterator[Found]:
    return entries(source, COLUMNS, _entry)


def _entry(cells: list[str], source: Source) -> Entry:
    started, duration, preset, activity = cells
    at = source.moment(_started(started.strip()))
    return sitting("insight-timer", at, _seconds(duration.strip()), activity, [preset])


def _started(said: str) -> datetime:
    match = _STARTED.fullmatch(said)
    if not match:
        raise Refused("its start is not month/day/year and a time")
    month, day, year, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    half = (match[7] or "").upper()
    if half and not 1 <= hour <= 12:
        raise Refused("its time is none that a clock has")
    hour = hour % 12 + 12 * (half == "P") if half else hour
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        raise Refused("its start is not month/day/year and a time") from None


def _seconds(said: str) -> int:
    match = _DURATION.fullmatch(said)
    if not match:
        raise Refused("its length is not hours:minutes:seconds")
    return seconds(int(match[1] or 0) * 3600 + int(match[2]) * 60 + float(match[3]))
