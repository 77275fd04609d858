"""Adding up the sittings of one range, from columns of values and from entries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from itertools import compress

from mindful.core.days import MIDNIGHT, lived
from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.core.totals import ASKED, Counts, both
from mindful.store.counting.columns import Columns, head, marks

_SITTING = b"session"
_SHIFT = 64
_ONE = 1 << _SHIFT  # what one sitting counts where the seconds of a day are in the same number
Dated = tuple[bytes, bytes, bytes | str]  # the day, the time of day, and a text


class Sum:
    """Sittings of a range, counted as they are met; bytes as long as they are bytes."""

    def __init__(self, days: Range) -> None:
        self._range = days
        self._begins, self._ends = days.edges
        self._first = str(days.first or "").encode()
        self._last = str(days.last or "~").encode()
        ends_at = days.day_ends_at
        self._night = f"{ends_at:%H:%M}".encode() if ends_at != MIDNIGHT else b""
        self._counts = Counts.none()
        self._days: defaultdict[bytes, int] = defaultdict(int)  # seconds, and sittings times _ONE
        self._heads: Counter[bytes] = Counter()
        self._ones = _Ones()
        self._clocks: Counter[bytes] = Counter()

    def holds(self, at: bytes) -> bool:
        """Whether a time as we write it is of these days."""
        return self._begins <= at < self._ends

    def covers(self, entry: Entry) -> bool:
        """Whether an entry is of these days."""
        return self._range.holds(entry.day(self._range.day_ends_at))

    def add_all(self, found: Columns) -> Columns:
        """Add the sittings that are of these days; all that is of them is given back."""
        days = self._lived(found)
        first, last = self._first, self._last
        earliest, latest = min(days), max(days)
        if latest < first or last < earliest:
            return Columns()
        if not (first <= earliest and latest <= last):
            chosen = [first <= day <= last for day in days]
            found, days = _chosen(found, chosen), tuple(compress(days, chosen))
        count = found.kinds.count(_SITTING)
        if count == len(days):
            self._add_sittings(found, days)
        elif count:
            sat = [kind == _SITTING for kind in found.kinds]
            self._add_sittings(_chosen(found, sat), tuple(compress(days, sat)))
        return found

    def _lived(self, found: Columns) -> tuple[bytes, ...]:
        """The days they belong to."""
        if not (night := self._night):
            return found.dates
        times = zip(found.dates, found.clocks, strict=True)
        return tuple(_day_before(day) if clock < night else day for day, clock in times)

    def _add_sittings(self, found: Columns, days: tuple[bytes, ...]) -> None:
        self._clocks.update(found.clocks)
        self._heads.update(found.heads)
        sums = self._days
        for day, one in zip(days, map(self._ones.__getitem__, found.heads), strict=True):
            sums[day] += one
        for rest, count in Counter(found.rests).items():
            said = marks(rest)
            assert said, "only what can be read is handed on"
            self._counts.too_much[said.too_much] += count
            for answered in said.answers:
                self._counts.answers[answered] += count
        if b"" in found.heads:
            self._add_others(found, days)

    def _add_others(self, found: Columns, days: tuple[bytes, ...]) -> None:
        """Add what stands elsewhere where the first lines are not all there, as of what was logged.

        It was counted as being of no family, and as no time.
        """
        counts = self._counts
        for day, first, rest in zip(days, found.heads, found.rests, strict=True):
            said = marks(rest)
            if not first and said and said.head:
                counts.families["", 0] -= 1
                counts.families[said.head.family, said.head.practised] += 1
                counts.ended[said.head.ended] += 1
                self._days[day] += said.head.practised

    def add(self, entry: Entry) -> None:
        """Add an entry, if it is a sitting and of these days."""
        if entry.kind != "session" or not self.covers(entry):
            return
        day = entry.day(self._range.day_ends_at)
        seconds = max(0, entry.seconds("practised"))
        counts = self._counts
        counts.sittings[day] += 1
        counts.seconds[day] += seconds
        counts.families[entry.words("family"), seconds] += 1
        if isinstance(entry.values["at"], datetime):
            counts.hours[entry.at.hour] += 1
        counts.ended[entry.words("ended")] += 1
        said = entry.words("too_much")
        counts.too_much[said if said in ASKED else ""] += 1
        counts.answers.update(both(entry.values))

    def counts(self) -> Counts:
        """All that was added."""
        counts = self._counts
        if self._days:
            written, sums = b"\n".join(self._days).decode().split("\n"), self._days.values()
            days = [*map(date.fromisoformat, written)]
            least = _ONE - 1
            sittings, seconds = [one >> _SHIFT for one in sums], [one & least for one in sums]
            _add_to(counts.sittings, zip(days, sittings, strict=True))
            _add_to(counts.seconds, zip(days, seconds, strict=True))
        self._days.clear()
        for lines, count in self._heads.items():
            said = head(lines)
            assert said, "only what can be read is added"
            counts.families[said.family, said.practised] += count
            counts.ended[said.ended] += count
        for clock, count in self._clocks.items():
            counts.hours[int(clock[:2])] += count
        return counts


def _add_to(counter: Counter[date], counted: Iterable[tuple[date, int]]) -> None:
    """Add to what is there; where nothing is, much quicker."""
    if counter:
        counter.update(dict(counted))
    else:
        dict.update(counter, counted)


def _chosen(found: Columns, which: list[bool]) -> Columns:
    return Columns(*(tuple(compress(column, which)) for column in found))


class _Ones(dict[bytes, int]):
    """By the first lines of a sitting, one sitting and its seconds, as one number."""

    def __missing__(self, lines: bytes) -> int:
        said = head(lines)
        self[lines] = one = _ONE + (said.practised if said else 0)
        return one


@lru_cache(512)
def _day_before(day: bytes) -> bytes:
    """The day that a night still belongs to."""
    night = datetime.combine(date.fromisoformat(day.decode()), MIDNIGHT)
    return lived(night, time.max).isoformat().encode()
