"""What the days hold, in plain counts: how much was sat, when, and of what."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mindful.core.ranges import Range


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
