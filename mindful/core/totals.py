"""What the days hold, in plain counts: how much was sat, when, and of what."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, pairwise, repeat
from typing import NamedTuple

from mindful.core.checkin import ITEMS
from mindful.core.ranges import WEEKDAYS, Range

TOO_MUCH = ("a little", "yes")
ASKED = ("no", *TOO_MUCH)
_FEWEST = 10  # sittings that can have a usual time of day
_LONG_GAP = 520  # weeks; so many without a sitting are left out, as where a clock was wrong


class Counts(NamedTuple):
    """Sittings, counted by each thing that is asked of them; however many, it stays small.

    `sittings` and `seconds` are by day, `families` by family and seconds, `hours` by the hour they
    began in, `ended` and `too_much` by the journal's words, `answers` by an item of the check-in
    and what was answered before and after.
    """

    sittings: Counter[date]
    seconds: Counter[date]
    families: Counter[tuple[str, int]]
    hours: Counter[int]
    ended: Counter[str]
    too_much: Counter[str]
    answers: Counter[tuple[str, int, int]]

    @classmethod
    def none(cls) -> "Counts":
        """Nothing counted yet."""
        return cls(*(Counter() for _ in cls._fields))


def both(values: Mapping[str, object]) -> Iterator[tuple[str, int, int]]:
    """The items of a check-in that were answered before and after, and how: 1 to 9 each."""
    for item in ITEMS:
        before, after = values.get(f"before_{item.key}"), values.get(f"after_{item.key}")
        if isinstance(before, int) and isinstance(after, int) and {before, after} <= _ANSWERS:
            yield item.key, before, after


_ANSWERS = {*range(1, 10)}


class Family(NamedTuple):
    """What was sat of one family."""

    sittings: int
    seconds: int


class Week(NamedTuple):
    """What was sat in the seven days from one on."""

    first: date
    sittings: int
    seconds: int


class Answers(NamedTuple):
    """One item of the check-in: its medians before and after, over sittings with both."""

    before: float
    after: float
    sittings: int


class Totals(NamedTuple):
    """What a stretch of days holds; only sittings count, those logged and imported too.

    `days` has the seconds of each day that was sat on, `hours` the sittings that began in each
    hour of the day, 24 of them. `too_much` counts those that were, or were a little; `asked` all
    that were asked.
    """

    range: Range
    sittings: int
    seconds: int
    days: Mapping[date, int]
    families: Mapping[str, Family]
    weeks: Sequence[Week]
    check_in: Mapping[str, Answers]
    hours: Sequence[int]
    early: int
    too_much: int
    asked: int

    @classmethod
    def of(cls, counts: Counts, days: Range, week_starts: str = "monday") -> "Totals":
        """The totals of what was counted on these days.

        `families` leaves out what is of none. `weeks` run from the range's first day to its last,
        from the first sitting or to the last one where that end is open, by the week's first day.
        """
        families: dict[str, Family] = {}
        for (name, seconds), count in counts.families.items():
            had = families.get(name, Family(0, 0))
            families[name] = Family(had.sittings + count, had.seconds + count * seconds)
        families.pop("", None)
        asked = {word: counts.too_much[word] for word in ASKED}
        return cls(
            days,
            counts.sittings.total(),
            counts.seconds.total(),
            {day: counts.seconds[day] for day in sorted(counts.seconds)},
            dict(sorted(families.items(), key=lambda one: (-one[1].sittings, one[0]))),
            _weeks(counts, days, WEEKDAYS.index(week_starts)),
            {item.key: found for item in ITEMS if (found := _answers(counts, item.key))},
            [counts.hours[hour] for hour in range(24)],
            counts.ended["early"],
            sum(asked[word] for word in TOO_MUCH),
            sum(asked.values()),
        )


def _weeks(counts: Counts, days: Range, starts: int) -> list[Week]:
    """The weeks of these days, those without a sitting too, unless they are very many in a row."""
    first = 1 + starts
    days_sat = sorted(counts.sittings)  # there may be very many
    numbers = [(day.toordinal() - first) // 7 for day in days_sat]  # as _week has it
    begun = [*dict.fromkeys(numbers)]
    ends = [*(bisect_left(numbers, week) for week in begun), len(numbers)]
    sittings = dict(zip(begun, _between(counts.sittings, days_sat, ends), strict=True))
    seconds = dict(zip(begun, _between(counts.seconds, days_sat, ends), strict=True))
    if not sittings:
        return []
    edges = [_week(day, starts) for day in (days.first, days.last) if day]
    near = (end for end in edges if min(abs(end - week) for week in sittings) <= _LONG_GAP)
    weeks = [*_without_gaps(sorted({*sittings, *near}))]
    days_of = [date.fromordinal(max(1, week * 7 + first)) for week in weeks]
    sums = (map(sums.get, weeks, repeat(0)) for sums in (sittings, seconds))
    return [*map(Week._make, zip(days_of, *sums, strict=True))]


def _between(counter: Counter[date], days: Sequence[date], ends: Sequence[int]) -> Iterator[int]:
    """The sums of a counter over stretches of these days, by the places at which they end."""
    sums = [*accumulate(map(counter.__getitem__, days), initial=0)]
    return (sums[end] - sums[begin] for begin, end in pairwise(ends))


def _week(day: date, starts: int) -> int:
    """The number of a week; those that begin with a Monday count from the calendar's first."""
    return (day.toordinal() - 1 - starts) // 7


def _first_day(week: int, starts: int) -> date:
    return date.fromordinal(max(1, week * 7 + 1 + starts))


def week_of(day: date, starts: int) -> date:
    """The first day of the week of a day; `starts` is 0 for a Monday."""
    return _first_day(_week(day, starts), starts)


def _without_gaps(weeks: Sequence[int]) -> Iterator[int]:
    """These weeks and those between them, save for very long stretches."""
    for week, following in pairwise(weeks):
        yield week
        if following - week <= _LONG_GAP:
            yield from range(week + 1, following)
    yield from weeks[-1:]


def _answers(counts: Counts, item: str) -> Answers | None:
    """The medians of an item before and after; None where nobody answered both."""
    before: Counter[int] = Counter()
    after: Counter[int] = Counter()
    for (key, was, became), count in counts.answers.items():
        if key == item:
            before[was] += count
            after[became] += count
    if not before:
        return None
    return Answers(median(before), median(after), before.total())


def median(of: Mapping[int, int]) -> float:
    """The middle of numbers, each with how often it is there; of an even many, between two."""
    many = sum(of.values())
    middle = (_at(of, (many - 1) // 2), _at(of, many // 2))
    return sum(middle) / 2


def _at(of: Mapping[int, int], place: int) -> int:
    """The number at a place, counted from 0, when all are in their order."""
    for number in sorted(of):
        place -= of[number]
        if place < 0:
            return number
    raise IndexError("there are not as many")


def usual(hours: Sequence[int]) -> tuple[int, int, int] | None:
    """The hours of day between which most sittings begin, and how many do; None unless it is clear.

    Clear is the shortest stretch that holds half of them in one hour or two, or two thirds in
    three; of ten sittings at least.
    """
    many = sum(hours)
    for length, part in ((1, 1 / 2), (2, 1 / 2), (3, 2 / 3)):
        within = [sum(hours[(first + n) % 24] for n in range(length)) for first in range(24)]
        most = max(within)
        if many >= _FEWEST and most >= part * many:
            first = within.index(most)
            return first, (first + length) % 24, most
    return None
