"""Durations and stretches of dates, as people write them."""

import re
from datetime import date, time, timedelta
from typing import NamedTuple

from mindful.core.days import MIDNIGHT, edges
from mindful.errors import Misuse

SHORTEST_SITTING = 10  # seconds
LONGEST_SITTING = 3 * 3600  # seconds

_UNITS = {"h": 3600, "m": 60, "s": 1}
_PIECE = r"(\d+(?:[.,]\d+)?)\s*([a-z]*)\s*"
_CLOCK = r"(?:(\d{1,6}):)?(\d{1,6}):(\d\d)"
_LENGTHS = {"d": 1, "w": 7}
_BACK = r"(?:last )?(\d{1,5}) ?(d|w|m|y|days?|weeks?|months?|years?)( ago)?"
_CALENDAR = r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january february march april may june july august september october november december"
).split()

HOW_LONG = "Say it like 10m, 90s, 1h or 1:30:00."
WHICH_DAYS = "Say it like today, last week, monday, 2026-10 or 3 weeks."


def duration(said: str) -> int:
    """Seconds, from 10 (minutes), 10m, 90s, 1h30, 1.5h, 1:30 or 1:30:00.

    Raises Misuse for anything else, for nothing and for less than nothing.
    """
    text = said.strip().lower()
    seconds = _clock(text) if ":" in text else _pieces(text)
    if seconds is None or not 1 <= seconds < 1e9:
        raise Misuse(f"“{said}” is not a length of time.", HOW_LONG)
    return round(seconds)


def sitting_length(said: str) -> int:
    """A duration that one can sit: ten seconds to three hours."""
    seconds = duration(said)
    if not SHORTEST_SITTING <= seconds <= LONGEST_SITTING:
        raise Misuse(
            f"A sitting lasts from 10 seconds to 3 hours; “{said}” does not.",
            "Any length between the two fits.",
        )
    return seconds


def _clock(text: str) -> float | None:
    match = re.fullmatch(_CLOCK, text)
    if not match:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if seconds > 59 or (match.group(1) and minutes > 59):
        return None
    return hours * 3600 + minutes * 60 + seconds


def _pieces(text: str) -> float | None:
    """A number and its unit, over and over, each unit smaller than the one before."""
    total, smaller, end = 0.0, 7200.0, 0
    for match in re.finditer(_PIECE, text):
        if match.start() != end:
            return None
        size = _unit(match.group(2), smaller)
        if size is None or size >= smaller:
            return None
        total += float(match.group(1).replace(",", ".")) * size
        smaller, end = size, match.end()
    return total if end == len(text) and end else None


def _unit(word: str, before: float) -> float | None:
    if not word:  # alone it means minutes; after a unit, the next smaller one
        return 60 if before > 3600 else before / 60 if before > 1 else None
    known = {"h": "h hr hrs hour hours", "m": "m min mins minute minutes"}
    known["s"] = "s sec secs second seconds"
    return next((float(_UNITS[u]) for u, names in known.items() if word in names.split()), None)


class Range(NamedTuple):
    """A stretch of days, both ends within; an end left open is None."""

    first: date | None = None
    last: date | None = None
    day_ends_at: time = MIDNIGHT

    @property
    def edges(self) -> tuple[bytes, bytes]:
        """Its first minute and the first one behind it, as the journal writes them."""
        return edges(self.first, self.last, self.day_ends_at)

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return (self.first or date.min) <= day <= (self.last or date.max)


def dates(said: str, today: date, week_starts: str = "monday") -> Range:
    """The range that these words mean on that day; no words mean all there is.

    Raises Misuse for words that mean none.
    """
    text = " ".join(said.lower().split())
    if not text:
        return Range()
    found = _named(text, today, week_starts) or _back(text, today) or _calendar(text)
    if found is None:
        raise Misuse(f"“{said}” is not a day or a stretch of days.", WHICH_DAYS)
    return found


def since_until(since: str, until: str, today: date, week_starts: str = "monday") -> Range:
    """From the first day of one range to the last of another, either left open."""
    first = dates(since, today, week_starts).first
    last = dates(until, today, week_starts).last
    if first and last and first > last:
        raise Misuse(f"“{since}” comes after “{until}”.", "The earlier one goes with --since.")
    return Range(first, last)


def _named(text: str, today: date, week_starts: str) -> Range | None:
    if text in ("today", "yesterday"):
        day = today - timedelta(days=text == "yesterday")
        return Range(day, day)
    for which, back in (("this", 0), ("last", 1)):
        if text == f"{which} week":
            begun = (today.weekday() - WEEKDAYS.index(week_starts)) % 7
            first = today - timedelta(days=begun + 7 * back)
            return Range(first, first + timedelta(days=6))
        if text == f"{which} month":
            return _month(*_months_before(today.year, today.month, back))
        if text == f"{which} year":
            return _year(today.year - back)
    name = text.removeprefix("last ")
    if name in WEEKDAYS:
        behind = (today.weekday() - WEEKDAYS.index(name)) % 7
        day = today - timedelta(days=behind or (7 if text != name else 0))
        return Range(day, day)
    if name in MONTHS:
        month = MONTHS.index(name) + 1
        ahead = month > today.month or (month == today.month and text != name)
        return _month(today.year - ahead, month)
    return None


def _back(text: str, today: date) -> Range | None:
    match = re.fullmatch(_BACK, text)
    if not match or match.group(1).strip("0") == "":
        return None
    count, unit, ago = int(match.group(1)), match.group(2)[0], match.group(3)
    try:
        if unit in _LENGTHS:
            day = today - timedelta(days=count * _LENGTHS[unit])
        else:
            months = count * (12 if unit == "y" else 1)
            year, month = _months_before(today.year, today.month, months)
            day = date(year, month, min(today.day, _month_end(year, month).day))
    except (ValueError, OverflowError):
        return Range(date.min, today)
    return Range(day, day) if ago else Range(day + timedelta(days=1), today)


def _calendar(text: str) -> Range | None:
    match = re.fullmatch(_CALENDAR, text)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if match.group(3):
            return Range(date(year, month, day), date(year, month, day))
        return _month(year, month) if match.group(2) else _year(year)
    except ValueError:
        return None


def _months_before(year: int, month: int, back: int) -> tuple[int, int]:
    index = year * 12 + month - 1 - back
    return index // 12, index % 12 + 1


def _month(year: int, month: int) -> Range:
    return Range(date(year, month, 1), _month_end(year, month))


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _year(year: int) -> Range:
    return Range(date(year, 1, 1), date(year, 12, 31))
