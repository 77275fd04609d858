"""Charts as geometry: where days, stretches of days and answers stand, before any of it is drawn.

Lengths are in units of a drawing that may be shown at any size; parts are of 0 to 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from mindful.core.ranges import WEEKDAYS, Range

LEVELS = (5, 15, 30)  # minutes from which a day is of the second level, the third, the fourth
_FEW = 12 * 7  # days; so many are drawn even where there was nothing yet
_IN_ONE = 27 * 7  # days that one map, and bars of a week each, have room for: half a year
_MONTHS = 60  # bars of a month each; where there are more, they are of a year
_LARGE, _SMALL = 22, 14  # from one day of a map to the next, where it is of 14 weeks or of more
_LEFT, _ABOVE = 34, 20  # room for the names of weekdays and months
_NAME = 28  # room for the name of a month
_RADII = (0.09, 0.2, 0.29, 0.37, 0.45)  # of the distance between two days, by level
_NAMED = (0, 2, 4)  # Monday, Wednesday and Friday
_BETWEEN = 12  # from one answer of a scale to the next


class Day(NamedTuple):
    """One day on a map, as a dot: the darker and the larger, the longer was sat; level 0 to 4."""

    day: date
    seconds: int
    level: int
    x: float
    y: float
    radius: float


class Map(NamedTuple):
    """Days in columns of a week; `months` and `weekdays` say where which name stands."""

    first: date
    last: date
    width: float
    height: float
    days: Sequence[Day]
    months: Sequence[tuple[float, date]]
    weekdays: Sequence[tuple[float, int]]


class Bar(NamedTuple):
    """What was sat from a day on, and how long its bar is beside the longest."""

    first: date
    seconds: int
    part: float


class Scale(NamedTuple):
    """The answers 1 to 9 as dots in a row, and where the one that was given stands."""

    dots: Sequence[float]
    at: float
    width: float


def level(seconds: int | None) -> int:
    """How dark a day is: 0 where nothing was sat, 1 to 4 by `LEVELS`."""
    return 0 if seconds is None else 1 + sum(seconds >= 60 * minutes for minutes in LEVELS)


def radius(of: int, between: float = _SMALL) -> float:
    """How large the dot of a level is, at that distance between two of them."""
    return round(_RADII[of] * between, 2)


def drawn(days: Range, sat: Mapping[date, int], today: date) -> Range:
    """The days of a range that are drawn: none still to come, and few before the first that was.

    Where all of it is still to come its end is before its beginning.
    """
    newest = max([today, *sat])
    last = min(days.last or newest, newest)
    few = date.fromordinal(max(1, last.toordinal() - _FEW + 1))
    return Range(max(days.first or date.min, min([few, *sat])), last, days.day_ends_at)


def maps(days: Range, sat: Mapping[date, int], week_starts: str) -> Iterator[Map]:
    """One map of half a year and less; of more, one for each half of a year that was sat in.

    Those are all as wide, so that they are as large beside each other.
    """
    first, last = days.first or date.min, days.last or date.max
    length = (last - first).days + 1
    if length <= _IN_ONE:
        if length > 0:
            yield _map(first, last, sat, week_starts, _LARGE if length <= 14 * 7 else _SMALL)
        return
    for year, second in sorted({(day.year, day.month > 6) for day in sat if days.holds(day)}):
        begins, ends = ((7, 1), (12, 31)) if second else ((1, 1), (6, 30))
        half = max(first, date(year, *begins)), min(last, date(year, *ends))
        yield _map(*half, sat, week_starts, _SMALL)._replace(width=_LEFT + 28.0 * _SMALL)


def _map(first: date, last: date, sat: Mapping[date, int], week_starts: str, between: int) -> Map:
    starts = WEEKDAYS.index(week_starts)
    week, _ = _place(first, starts)
    days = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        column, row = _place(day, starts)
        dark = level(sat.get(day))
        x, y = _LEFT + (column - week + 0.5) * between, _ABOVE + (row + 0.5) * between
        days.append(Day(day, sat.get(day, 0), dark, x, y, radius(dark, between)))
    weekdays = [(_ABOVE + ((name - starts) % 7 + 0.5) * between, name) for name in _NAMED]
    width = max(days[-1].x + between / 2, _LEFT + 2 * _NAME)
    return Map(first, last, width, _ABOVE + 7.0 * between, days, _months(days, between), weekdays)


def _months(days: Sequence[Day], between: float) -> list[tuple[float, date]]:
    """Where months begin, the first left out where its name would run into the next."""
    begun = [next(group) for _, group in groupby(days, lambda one: (one.day.year, one.day.month))]
    found = [(one.x - between / 2, one.day) for one in begun]
    crowded = len(found) > 1 and found[1][0] - found[0][0] < _NAME
    return found[crowded:]


def _place(day: date, starts: int) -> tuple[int, int]:
    """The week of a day, counted from the first there is, and the day within it."""
    return divmod(day.toordinal() - 1 - starts, 7)  # the first of all days was a Monday


def bars(days: Range, sat: Mapping[date, int], week_starts: str) -> tuple[str, list[Bar]]:
    """What was sat by week, by month or by year, as fits the range, and by which of them.

    Years in which nothing was sat are left out.
    """
    first, last = days.first or date.min, days.last or date.max
    if last < first:
        return "week", []
    if (last - first).days < _IN_ONE:
        starts = WEEKDAYS.index(week_starts)
        unit, begins = (
            "week",
            [
                max(first, date.fromordinal(max(1, number * 7 + 1 + starts)))
                for number in range(_place(first, starts)[0], _place(last, starts)[0] + 1)
            ],
        )
    elif (months := _month(last) - _month(first) + 1) <= _MONTHS:
        numbers = range(_month(first), _month(first) + months)
        unit, begins = "month", [date(number // 12, number % 12 + 1, 1) for number in numbers]
    else:
        unit, begins = "year", sorted({date(day.year, 1, 1) for day in sat if days.holds(day)})
    return unit, _bars(begins, {day: took for day, took in sat.items() if days.holds(day)})


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _bars(begins: Sequence[date], sat: Mapping[date, int]) -> list[Bar]:
    from bisect import bisect

    sums = [0] * len(begins)
    for day, seconds in sat.items():
        sums[bisect(begins, day) - 1] += seconds
    longest = max(sums, default=0) or 1
    return [Bar(*one, part=one[1] / longest) for one in zip(begins, sums, strict=True)]


def scale(answer: float) -> Scale:
    """Where an answer of 1 to 9 stands among all of them."""
    dots = [_BETWEEN * (number + 0.5) for number in range(9)]
    return Scale(dots, _BETWEEN * (answer - 0.5), _BETWEEN * 9.0)
