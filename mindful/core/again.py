"""Words of one's own, given back: which of them, on which day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol

from mindful.core.days import MIDNIGHT, lived
from mindful.core.entry import Entry
from mindful.core.ranges import Range, dates
from mindful.core.sought import Sought, fold, one_line, written

QUESTION = "Is it still so?"  # where none was asked then
YEARS = 3  # back to which the same day is looked at
_OLD = timedelta(days=7)  # the least, of what is not of this day in another month or year
_FIRST_LOOK = timedelta(days=90)
_DAY = timedelta(days=1)
_WHO = ("people", "with")


class Earlier(Protocol):
    """What was written, read as far as it is asked for."""

    @property
    def first(self) -> date:
        """About the first day that there is something of."""

    def earliest_first(self, days: Range, holding: Sequence[str] = ()) -> Iterator[Entry]:
        """Entries of these days in the order of time; only those that may hold one of the words."""

    def newest_first(self, days: Range) -> Iterator[Entry]:
        """All of these days, from their end."""

    def answering(self) -> Iterator[Entry]:
        """Entries that answer another, and perhaps some that do not."""


class Choice(NamedTuple):
    """What may be given back on a day; nothing that is written on it changes that.

    `sought` is what it is to be, where that was asked for: of a practice, about someone.
    """

    earlier: Earlier
    today: date
    day_ends_at: time = MIDNIGHT
    sought: Sought = Sought(())

    def entry(self) -> Entry | None:
        """One of this day, a year ago before all; else the furthest that is akin to the newest.

        Of these, one that was answered on an earlier day comes after all others.
        """
        for days in same_days(self.today, self.day_ends_at):
            if found := next(self._fitting(days), None):
                return found
        answered, again = self._answered(), None
        for akin in self._kinds():
            for entry in self._long_ago(akin):
                if entry.id not in answered:
                    return entry
                again = again or entry
        return again

    def _kinds(self) -> "Iterator[Akin]":
        """What the furthest may be akin to, one after the other; at last, to nothing."""
        if self.sought == Sought(()):
            before = Range(None, self.today - _DAY, self.day_ends_at)
            earlier = filter(self._is_earlier, self.earlier.newest_first(before))
            if newest := next(earlier, None):
                yield Akin.to(newest)
        yield Akin(fold(self.sought.exercise), self.sought.about)

    def _long_ago(self, akin: "Akin") -> Iterator[Entry]:
        for days in stretches(self.earlier.first, self.today - _OLD, self.day_ends_at):
            yield from filter(akin.fits, self._fitting(days, akin.words))

    def _fitting(self, days: Range, holding: Sequence[str] = ()) -> Iterator[Entry]:
        """Entries with words of one's own that are sought, the earliest first."""
        entries = filter(self._is_earlier, self.earlier.earliest_first(days, holding))
        return (one for one in entries if one.text.strip() and self.sought.fits(one))

    def _answered(self) -> set[str]:
        """The ids of what was answered on an earlier day."""
        return {
            one.words("answers")
            for one in self.earlier.answering()
            if self._is_earlier(one) and one.day(self.day_ends_at) < self.today
        }

    def _is_earlier(self, entry: Entry) -> bool:
        """Whether it is whole, and was not written today about another day.

        What came from elsewhere today was written before.
        """
        saved = entry.values.get("saved")
        if entry.torn or not isinstance(saved, datetime) or entry.words("origin"):
            return not entry.torn
        return lived(saved, self.day_ends_at) < self.today


class Akin(NamedTuple):
    """A practice and people, folded, one of which an entry has; where there are none, any entry."""

    exercise: str = ""
    people: tuple[str, ...] = ()

    @classmethod
    def to(cls, entry: Entry) -> "Akin":
        return cls(fold(entry.words("exercise")), tuple(_people(entry)))

    @property
    def words(self) -> list[str]:
        """Words one of which stands in each such entry."""
        return [word for word in (self.exercise, *self.people) if word]

    def fits(self, entry: Entry) -> bool:
        same = self.exercise and fold(entry.words("exercise")) == self.exercise
        return not self.words or bool(same) or not set(self.people).isdisjoint(_people(entry))


def _people(entry: Entry) -> list[str]:
    named = (one_line(fold(name)) for key in _WHO for name in written(entry, key))
    return [name for name in named if name]


def same_days(today: date, ends_at: time = MIDNIGHT) -> Iterator[Range]:
    """The day of that date one, two and three years ago, and then a month ago.

    The last day of a month stands for those that it lacks: on 28 February, 29 February comes back.
    """
    months = [12 * year for year in range(1, YEARS + 1)]
    for back in (*months, 1):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        if year < 1:
            continue
        last = _last_of(year, month + 1)
        first = last.replace(day=min(today.day, last.day))
        ends_month = today == _last_of(today.year, today.month)
        yield Range(first, last if ends_month else first, ends_at)


def _last_of(year: int, month: int) -> date:
    last = dates(f"{year:04}-{month}", date.min).last
    assert last
    return last


def stretches(first: date, last: date, ends_at: time = MIDNIGHT) -> Iterator[Range]:
    """All days up to the last, the earliest first, in stretches that become longer and longer.

    So what is wanted is mostly found with little of the journal read.
    """
    begins, end, length = None, first, _FIRST_LOOK
    while True:
        end = end + length if last - end > length else last
        yield Range(begins, end, ends_at)
        if end == last:
            return
        begins, length = end + _DAY, length * 2
