"""A year as a heat map, and the same in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mindful.core.charts import LEVELS
from mindful.core.ranges import MONTHS, WEEKDAYS
from mindful.terminal.bars import Signs
from mindful.terminal.columns import wrapped
from mindful.terminal.said import so_many
from mindful.terminal.theme import TINTED, minutes

STEPS = (1, *(60 * least for least in LEVELS))  # seconds from which a day has the next shade
LEGEND = ("none", "under 5", "under 15", "under 30", "30 minutes and more")
_LABEL = 5  # columns before the weeks
_WHOLE = 60  # columns that a year needs; with fewer, it is shown by halves


class Year(NamedTuple):
    """The days of a year that were sat on, at least one, and their seconds; what day it is."""

    year: int
    days: Mapping[date, int]
    today: date

    def shade(self, day: date | None, first: int, last: int) -> int | None:
        """Which of the five shades a day has; None outside of these months, and to come."""
        if not day or day.year != self.year or not first <= day.month <= last:
            return None
        if day > self.today and day not in self.days:
            return None
        return max(day in self.days, sum(self.days.get(day, 0) >= step for step in STEPS))

    def month(self, month: int) -> dict[date, int]:
        """What was sat in a month."""
        return {day: sat for day, sat in sorted(self.days.items()) if day.month == month}

    @property
    def begun(self) -> range:
        """The months that have begun, or were sat in."""
        last = max([self.today, *self.days])
        return range(1, 13 if last.year > self.year else last.month + 1)


def page(year: Year, starts: int, columns: int, signs: Signs, tinted: bool) -> Iterator[str]:
    """The year's weeks as columns; `starts` is the weekday a week begins with, 0 for Monday."""
    sat = f"Practised on {_days(len(year.days))}, {minutes(sum(year.days.values()))}."
    yield from (str(year.year), "", *wrapped(sat, columns))
    for first, last in [(1, 12)] if columns >= _WHOLE else [(1, 6), (7, 12)]:
        weeks = _weeks(year.year, first, last, starts)
        shown = [[year.shade(day, first, last) for day in week] for week in weeks]
        if any(shade is not None for week in shown for shade in week):
            yield from (
                "",
                _names(weeks, year.year, first, last),
                *_rows(shown, starts, signs, tinted),
            )
    yield ""
    yield from _legend(columns, signs, tinted)


def _weeks(year: int, first: int, last: int, starts: int) -> list[list[date | None]]:
    """The days of each week that has some of these months; None where the calendar has none."""
    begin = date(year, first, 1).toordinal()
    begin -= (begin - 1 - starts) % 7
    end = date(year, last, 31 if last == 12 else 30).toordinal()
    return [[_day(week + count) for count in range(7)] for week in range(begin, end + 1, 7)]


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def _names(weeks: Sequence[Sequence[date | None]], year: int, first: int, last: int) -> str:
    """The months' names, each over the week that it begins in."""
    line = ""
    starts = {date(year, month, 1): month for month in range(first, last + 1)}
    for place, week in enumerate(weeks):
        begun = next((starts[day] for day in week if day in starts), 0)
        if begun:
            line = f"{line:<{_LABEL + place}}{MONTHS[begun - 1][:3].capitalize()}"
    return line


def _rows(
    shown: Sequence[Sequence[int | None]], starts: int, signs: Signs, tinted: bool
) -> Iterator[str]:
    """The seven days of the week, one a line."""
    for row in range(7):
        name = WEEKDAYS[(starts + row) % 7][:3].capitalize()
        shades = [week[row] if row < len(week) else None for week in shown]
        while shades and shades[-1] is None:
            shades.pop()
        cells = "".join(_cell(shade, signs, tinted) for shade in shades)
        yield f"{name:<{_LABEL}}{cells}".rstrip()


def _cell(shade: int | None, signs: Signs, tinted: bool) -> str:
    if shade is None:
        return " "
    on, off = TINTED if tinted and shade else ("", "")
    return f"{on}{signs.shades[shade]}{off}"


def _legend(columns: int, signs: Signs, tinted: bool) -> Iterator[str]:
    """What the shades mean, on as many lines as it takes."""
    line, width = "", 0
    for shade, words in enumerate(LEGEND):
        lead = " " * _LABEL if not width else "   "
        if width + len(lead) + 2 + len(words) > columns:
            yield line
            lead, line, width = " " * _LABEL, "", 0
        line += f"{lead}{_cell(shade, signs, tinted)} {words}"
        width += len(lead) + 2 + len(words)
    yield line


def lines(year: Year) -> Iterator[str]:
    """A month a line, its fields apart by tabs: the month, the days sat on, and the minutes."""
    for month in year.begun:
        sat = year.month(month)
        amount = round(sum(sat.values()) / 60)
        yield f"{year.year:04}-{month:02}\t{_days(len(sat))}\t{amount} min"


def in_words(year: Year, columns: int) -> Iterator[str]:
    """The days that were sat on, by month, and no number of them."""
    for month in year.begun:
        if days := year.month(month):
            named = ", ".join(str(day.day) for day in days)
            yield from wrapped(f"{MONTHS[month - 1].capitalize()}: {named}", columns, "", "  ")


def _days(count: int) -> str:
    return so_many(count, "day")
