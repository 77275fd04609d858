"""The day that a moment belongs to: the one its person lived, by their own clock."""

import re
from datetime import date, datetime, time, timedelta

MIDNIGHT = time()
WHEN_DAYS_END = "a time from 00:00 to 12:00"
_DAY = timedelta(days=1)
_TIME = re.compile(r"(0?\d|1[0-2]):([0-5]\d)", re.ASCII)


def ending(said: str) -> time | None:
    """The time at which a day ends, from 04:00 or 4:00; None for what is none.

    It is of the night or the morning: whoever is up at that time still lives the day before.
    """
    match = _TIME.fullmatch(said)
    found = time(int(match[1]), int(match[2])) if match else None
    return found if found and found <= time(12) else None


def lived(at: date, ends_at: time = MIDNIGHT) -> date:
    """The day of a moment, by the local date that it carries itself; a date is that day.

    Before the time at which a day ends it is still the one before. No zone is asked: where
    someone was, and which clock they had, is in the moment.
    """
    if not isinstance(at, datetime):
        return at
    day = at.date()
    return day - _DAY if at.time() < ends_at and day > date.min else day


def edges(first: date | None, last: date | None, ends_at: time = MIDNIGHT) -> tuple[bytes, bytes]:
    """The first minute of a stretch of days, and the first one behind it, as the journal has them.

    As bytes, a moment lies between the two when it belongs to one of these days; an end left open
    is before, or behind, every moment.
    """
    begins = f"{first}T{ends_at:%H:%M}" if first and first > date.min else ""
    ends = f"{last + _DAY}T{ends_at:%H:%M}" if last and last < date.max else "~"
    return begins.encode(), ends.encode()
