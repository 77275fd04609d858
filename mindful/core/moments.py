"""A moment that was, as people write it."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone

from mindful.core.days import MIDNIGHT, lived
from mindful.core.ranges import WEEKDAYS, dates
from mindful.core.words import safe
from mindful.errors import Misuse

Local = Callable[[datetime], datetime]

WHICH_MOMENT = "Say it like yesterday 7:00, 7:00, monday, 2 days ago 18:30 or 2026-10-05 7:00."
_TIME = re.compile(
    r"(?:(.+?)(?:t| |, ))?(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?(z|[+-]\d\d(?::?\d\d)?))?", re.ASCII
)
_STRETCH = re.compile(r"(last )?\d+ ?[a-z]+")  # 3 days: as many days, and not one of them
_DAY = timedelta(days=1)


def moment(said: str, now: datetime, local: Local, day_ends_at: time = MIDNIGHT) -> datetime | date:
    """The moment that these words mean; a day alone is a date, since its time is not known.

    A time alone is that of today, or of yesterday where it is still to come; a weekday is the last
    of its name. Where days end at some time of the night, what is before it is of the day before;
    a date that is said by its numbers is one of the calendar. `local` gives a time of day the
    offset that it has here: of a time that a changed clock has twice the first, of one that it
    skips the one as far behind. Raises Misuse for words that mean none, and for what lies ahead.
    """
    text = " ".join(said.lower().split())
    match = _TIME.fullmatch(text)
    words = (match[1] or "" if match else text).strip(" ,")
    today = lived(now, day_ends_at)
    day = _day(words, today) if words or not match else today
    if match and day and not words[:4].isdecimal() and _clock(match) < day_ends_at:
        day += _DAY
    at = _at(day, match, local) if day and match else day
    if at is None:
        raise Misuse(f"“{safe(said)}” is not a day, or a time of one.", WHICH_MOMENT)
    if _ahead(at, now) and day and (not words or words in WEEKDAYS):
        earlier = day - _DAY * (7 if words else 1)
        at = _at(earlier, match, local) if match else earlier
    if at is None or _ahead(at, now):
        raise Misuse(f"“{safe(said)}” lies ahead.", "What is kept has a time that was.")
    return at


def _ahead(at: date, now: datetime) -> bool:
    return at > now if isinstance(at, datetime) else at > now.date()


def _day(words: str, today: date) -> date | None:
    if _STRETCH.fullmatch(words):
        return None
    try:
        days = dates(words, today)
    except Misuse:
        return None
    return days.first if days.first == days.last else None


def _clock(match: "re.Match[str]") -> time:
    """The time of day that was said; midnight for what is none."""
    hour, minute = int(match[2]), int(match[3])
    return time(hour, minute) if hour < 24 and minute < 60 else MIDNIGHT


def _at(day: date, match: "re.Match[str]", local: Local) -> datetime | None:
    """That time of the day, with its offset; None where there is no such time."""
    _, hour, minute, second, offset = match.groups()
    try:
        naive = datetime.combine(day, time(int(hour), int(minute), int(second or 0)))
        return naive.replace(tzinfo=_zone(offset)) if offset else _whole(local(naive))
    except (ValueError, OverflowError, OSError):  # 25:00, or a year that no clock has
        return None


def _zone(offset: str) -> timezone:
    if offset == "z":
        return timezone(timedelta())
    digits = offset[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-size if offset[0] == "-" else size)


def _whole(at: datetime) -> datetime:
    """The same time with an offset of whole minutes: before there were zones, few had one."""
    offset = at.utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    return at.replace(tzinfo=timezone(timedelta(minutes=minutes)), fold=0)
