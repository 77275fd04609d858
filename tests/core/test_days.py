"""A day is the one its person lived, by their own clock, wherever that was and whatever it did."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.days import MIDNIGHT, ending, lived
from mindful.core.entry import Entry
from mindful.core.ranges import Range

DAY = timedelta(days=1)
# What the journal says (a date alone, a local time, or one with its offset), when days end, and
# the day it belongs to.
CASES = [
    # An ordinary day, from end to end.
    ("2026-11-22T00:00:00+01:00", "00:00", "2026-11-22"),
    ("2026-11-22T23:59:59+01:00", "00:00", "2026-11-22"),
    ("2026-11-22T03:59:59+01:00", "04:00", "2026-11-21"),
    ("2026-11-22T04:00:00+01:00", "04:00", "2026-11-22"),
    ("2026-11-23T03:59:59+01:00", "04:00", "2026-11-22"),
    ("2026-11-22T11:59:59+01:00", "12:00", "2026-11-21"),
    ("2026-11-22T12:00:00+01:00", "12:00", "2026-11-22"),
    ("2026-11-22T04:29:00+01:00", "04:30", "2026-11-21"),
    ("2026-11-22T04:30:00+01:00", "04:30", "2026-11-22"),
    # Berlin, a day of 23 hours: two o'clock is three o'clock.
    ("2026-03-29T01:59:59+01:00", "00:00", "2026-03-29"),
    ("2026-03-29T03:00:00+02:00", "00:00", "2026-03-29"),
    ("2026-03-29T01:59:59+01:00", "02:30", "2026-03-28"),
    ("2026-03-29T03:00:00+02:00", "02:30", "2026-03-29"),
    # Berlin, a day of 25 hours: half past two is there twice.
    ("2026-10-25T02:30:00+02:00", "00:00", "2026-10-25"),
    ("2026-10-25T02:30:00+01:00", "00:00", "2026-10-25"),
    ("2026-10-25T02:30:00+02:00", "03:00", "2026-10-24"),
    ("2026-10-25T02:30:00+01:00", "03:00", "2026-10-24"),
    # Apia went to bed on 29 December 2011 and got up on the 31st.
    ("2011-12-29T23:59:00-10:00", "00:00", "2011-12-29"),
    ("2011-12-31T00:01:00+14:00", "00:00", "2011-12-31"),
    ("2011-12-31T00:01:00+14:00", "04:00", "2011-12-30"),  # by the clock alone, as anywhere
    # Auckland to Los Angeles: the 22nd is there twice, and a later moment has an earlier day.
    ("2026-11-22T19:30:00+13:00", "00:00", "2026-11-22"),
    ("2026-11-22T12:30:00-08:00", "00:00", "2026-11-22"),
    ("2026-11-23T01:00:00+13:00", "00:00", "2026-11-23"),
    ("2026-11-22T06:00:00-08:00", "00:00", "2026-11-22"),
    # And back: the 23rd is passed over.
    ("2026-11-22T22:00:00-08:00", "00:00", "2026-11-22"),
    ("2026-11-24T07:00:00+13:00", "00:00", "2026-11-24"),
    # Lord Howe moves its clocks by half an hour.
    ("2026-04-05T01:45:00+11:00", "02:00", "2026-04-04"),
    ("2026-04-05T01:45:00+10:30", "02:00", "2026-04-04"),
    ("2026-10-04T02:30:00+11:00", "02:00", "2026-10-04"),
    # A clock that was wrong, and both ends of the calendar.
    ("1970-01-01T00:00:05+00:00", "00:00", "1970-01-01"),
    ("1970-01-01T00:00:05+00:00", "04:00", "1969-12-31"),
    ("9999-12-31T23:59:59+00:00", "00:00", "9999-12-31"),
    ("9999-12-31T23:59:59-12:00", "04:00", "9999-12-31"),
    ("0001-01-01T00:00:00+14:00", "04:00", "0001-01-01"),  # there is none before it
    # A leap day, and the year's turn.
    ("2024-02-29T23:30:00+01:00", "00:00", "2024-02-29"),
    ("2024-03-01T00:30:00+01:00", "04:00", "2024-02-29"),
    ("2026-03-01T00:30:00+01:00", "04:00", "2026-02-28"),
    ("2027-01-01T02:00:00+01:00", "04:00", "2026-12-31"),
    # Written by hand: a date is that day, a time without offset is what the clock showed.
    ("2026-11-22", "04:00", "2026-11-22"),
    ("2026-11-22T03:30:00", "04:00", "2026-11-21"),
    ("2026-11-22T03:30:00", "00:00", "2026-11-22"),
    ("2026-03-29T02:30:00", "00:00", "2026-03-29"),  # which the clocks of Berlin skip
]


@pytest.mark.parametrize(("at", "ends", "day"), CASES)
def test_a_moment_belongs_to_the_day_its_person_lived(at: str, ends: str, day: str) -> None:
    moment = date.fromisoformat(at) if len(at) == 10 else datetime.fromisoformat(at)
    ends_at, expected = ending(ends) or MIDNIGHT, date.fromisoformat(day)
    assert lived(moment, ends_at) == expected
    assert Entry({"at": moment}).day(ends_at) == expected


@pytest.mark.parametrize(("at", "ends", "day"), [case for case in CASES if len(case[0]) == 25])
def test_the_edges_of_a_day_hold_what_belongs_to_it(at: str, ends: str, day: str) -> None:
    only, ends_at = date.fromisoformat(day), ending(ends) or MIDNIGHT
    inner = date.min < only < date.max
    holding = []
    for one in (only - DAY, only, only + DAY) if inner else (only,):
        begins, behind = Range(one, one, ends_at).edges
        holding += [one] if begins <= at.encode() < behind else []
    assert holding == [only]


def test_there_are_forty_of_them_and_more() -> None:
    assert len(CASES) >= 40


@given(
    st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)),
    st.integers(-840, 840),
    st.sampled_from([time(), time(4), time(4, 30), time(12)]),
    st.integers(-2, 2),
)
def test_the_edges_of_a_range_agree_with_its_days(
    at: datetime, east: int, ends_at: time, off: int
) -> None:
    sign, (hours, minutes) = "-" if east < 0 else "+", divmod(abs(east), 60)
    written = f"{at.replace(microsecond=0).isoformat()}{sign}{hours:02}:{minutes:02}".encode()
    first = at.date() + off * DAY
    begins, behind = Range(first, first + DAY, ends_at).edges
    assert (begins <= written < behind) == (first <= lived(at, ends_at) <= first + DAY)


@pytest.mark.parametrize("said", ["", "4", "13:00", "12:01", "24:00", "4:60", "-1:00", "four"])
def test_what_is_no_time_of_the_night_or_morning_ends_no_day(said: str) -> None:
    assert ending(said) is None
