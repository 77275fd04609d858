"""What was sat by the week, the month or the year, as bars; and the signs to draw with."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from mindful.core.ranges import MONTHS as NAMES
from mindful.core.totals import Totals

WEEKS = 26  # shown one by one, at most
MONTHS = 36
_GAP = 10  # years; those further than this from any that was sat in are left out
_BAR = 50  # columns of the longest bar, at most


class Signs(NamedTuple):
    """What bars, dots and shades are made of."""

    eighths: str
    dot: str
    mark: str
    shades: str

    @classmethod
    def of(cls, encoding: str | None) -> "Signs":
        """Those that an encoding has."""
        try:
            "".join(UNICODE).encode(encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            return ASCII
        return UNICODE

    def bar(self, part: float, columns: int) -> str:
        """A bar for a part of 0 to 1; of anything above nothing, something is seen."""
        steps = len(self.eighths)
        length = max(round(part * columns * steps), 1 if part else 0)
        whole, rest = divmod(length, steps)
        return self.eighths[-1] * whole + (self.eighths[rest - 1] if rest else "")

    def dots(self, at: float) -> str:
        """Nine dots, one of them marked; a median may lie between two."""
        row = list(" ".join(self.dot * 9))
        row[round((at - 1) * 2)] = self.mark
        return "".join(row)


UNICODE = Signs("▏▎▍▌▋▊▉█", "·", "●", "·░▒▓█")
ASCII = Signs("#", ".", "o", ".:+#@")


class Bar(NamedTuple):
    """A week, a month or a year, and what was sat in it."""

    label: str
    counted: int
    seconds: int


class Chart(NamedTuple):
    """Bars, what each is of, and what is counted in each."""

    unit: str
    counted: str
    bars: list[Bar]


def drawn(totals: Totals, today: date, columns: int, signs: Signs) -> list[str]:
    """A bar a line, and over them what they are."""
    chart = chart_of(totals, today)
    if not chart.bars:
        return []
    wide = max(map(len, [chart.unit, *(bar.label for bar in chart.bars)]))
    room = min(_BAR, columns - wide - len(chart.counted) - 16)
    most = max(bar.seconds for bar in chart.bars) or 1
    beside = len(chart.counted)
    lines = [f"  {chart.unit:<{wide}}  {chart.counted}  minutes"]
    for bar in chart.bars:
        lead = f"  {bar.label:>{wide}}  {bar.counted:{beside},}  {_minutes(bar.seconds):>7}"
        lines.append(f"{lead}  {signs.bar(bar.seconds / most, room)}".rstrip())
    return lines


def chart_of(totals: Totals, today: date) -> Chart:
    """The weeks, the months or the years of a range, from the first sitting on, up to today."""
    end = max(today, *[*totals.days][-1:])
    weeks = [week for week in totals.weeks if week.first <= end]
    while weeks and not weeks[0].sittings:
        weeks.pop(0)
    if len(weeks) > WEEKS:
        return _longer(totals, min(end, totals.range.last or end))
    years = len({week.first.year for week in weeks}) > 1
    names = [f"{week.first.day} {week.first:%b}" + f" {week.first.year}" * years for week in weeks]
    shown = zip(names, weeks, strict=True)
    return Chart("week of", "sittings", [Bar(name, *week[1:]) for name, week in shown])


def _longer(totals: Totals, last: date) -> Chart:
    """The months, or where they are too many the years, and the days that were sat on in them."""
    first = next(iter(totals.days))
    months = (last.year - first.year) * 12 + last.month - first.month + 1 <= MONTHS
    places = [day.year * 12 + day.month - 1 if months else day.year for day in totals.days]
    days, seconds = Counter(places), Counter[int]()
    for place, sat in zip(places, totals.days.values(), strict=True):
        seconds[place] += sat
    ends = [one.year * 12 + one.month - 1 if months else one.year for one in (first, last)]
    bars = [
        Bar(
            f"{NAMES[place % 12][:3].capitalize()} {place // 12}" if months else str(place),
            days.get(place, 0),
            seconds.get(place, 0),
        )
        for place in range(ends[0], ends[1] + 1)
        if place in days or months or _near(place, days)
    ]
    return Chart("month" if months else "year", "days", bars)


def _near(year: int, years: Iterable[int]) -> bool:
    """Whether a year is not in a very long stretch of none, as where a clock was wrong."""
    return min(abs(year - other) for other in years) <= _GAP


def _minutes(seconds: int) -> str:
    return "<1" if 0 < seconds < 30 else f"{round(seconds / 60):,}"
