"""A moment is said as people say it, and is never one to come."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.moments import moment
from mindful.errors import Misuse
from tests.conftest import HERE, MORNING

BERLIN = ZoneInfo("Europe/Berlin")


def here(naive: datetime) -> datetime:
    return naive.replace(tzinfo=HERE)


def in_berlin(naive: datetime) -> datetime:
    """As a system in Berlin answers: by the instant, with the offset that it has there."""
    return datetime.fromtimestamp(naive.replace(tzinfo=BERLIN).timestamp(), BERLIN)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("yesterday 7:00", "2026-11-21T07:00:00+01:00"),
        ("Yesterday  07:00", "2026-11-21T07:00:00+01:00"),
        ("7:00", "2026-11-22T07:00:00+01:00"),
        ("7:30", "2026-11-22T07:30:00+01:00"),
        ("7:31", "2026-11-21T07:31:00+01:00"),
        ("7:00:15", "2026-11-22T07:00:15+01:00"),
        ("today 7:00", "2026-11-22T07:00:00+01:00"),
        ("monday 18:00", "2026-11-16T18:00:00+01:00"),
        ("sunday 7:00", "2026-11-22T07:00:00+01:00"),
        ("sunday 18:00", "2026-11-15T18:00:00+01:00"),
        ("last sunday 7:00", "2026-11-15T07:00:00+01:00"),
        ("2 days ago 18:30", "2026-11-20T18:30:00+01:00"),
        ("1 week ago, 6:05", "2026-11-15T06:05:00+01:00"),
        ("2026-10-05 7:00", "2026-10-05T07:00:00+01:00"),
        ("2026-10-05T07:00", "2026-10-05T07:00:00+01:00"),
        ("2026-10-05T07:00+02:00", "2026-10-05T07:00:00+02:00"),
        ("2026-10-05T07:00:09-0330", "2026-10-05T07:00:09-03:30"),
        ("2026-10-05 07:00Z", "2026-10-05T07:00:00+00:00"),
    ],
)
def test_a_time_is_meant_as_it_is_said(said: str, meant: str) -> None:
    found = moment(said, MORNING, here)
    assert (isinstance(found, datetime), found.isoformat()) == (True, meant)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 21)),
        ("monday", date(2026, 11, 16)),
        ("3 days ago", date(2026, 11, 19)),
        ("2026-10-05", date(2026, 10, 5)),
        ("2026-1-5", date(2026, 1, 5)),
    ],
)
def test_a_day_alone_is_a_day_since_nobody_said_when(said: str, meant: date) -> None:
    assert moment(said, MORNING, here) == meant


NOT_ONE = "“{}” is not a day, or a time of one."


@pytest.mark.parametrize(
    "said",
    ["", " ", "soon", "tomorrow", "last week", "2026-10", "2026", "3 days", "1 day", "25:00",
     "7:60", "7", "monday 7", "2026-02-30", "2026-02-30 7:00", "last week 7:00",
     "2026-10-05T07:00+30:00",
     "0001-01-01 0:00 7:00", "999999 weeks ago 7:00", "٧:٠٠"],
)  # fmt: skip
def test_what_is_no_moment_is_said_not_to_be(said: str) -> None:
    with pytest.raises(Misuse) as raised:
        moment(said, MORNING, here)
    assert raised.value.message == NOT_ONE.format(said)
    assert raised.value.hint.startswith("Say it like yesterday 7:00")


@pytest.mark.parametrize(
    "said", ["today 7:31", "today 18:00", "2026-11-23", "2027-01-01 7:00", "2026-11-22T07:00-05:00"]
)
def test_what_lies_ahead_is_not_kept(said: str) -> None:
    with pytest.raises(Misuse) as raised:
        moment(said, MORNING, here)
    assert raised.value.message == f"“{said}” lies ahead."


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-03-28 2:30", "2026-03-28T02:30:00+01:00"),
        ("2026-03-29 1:59", "2026-03-29T01:59:00+01:00"),
        ("2026-03-29 2:30", "2026-03-29T03:30:00+02:00"),  # the hour that was skipped
        ("2026-03-29 3:00", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25 2:30", "2026-10-25T02:30:00+02:00"),  # the first of the two
        ("2026-10-25 3:00", "2026-10-25T03:00:00+01:00"),
        ("2026-07-01 7:00", "2026-07-01T07:00:00+02:00"),
        ("1850-07-01 7:00", "1850-07-01T07:00:00+00:53"),  # and 28 seconds, by the sun
    ],
)
def test_a_time_has_the_offset_that_held_then(said: str, meant: str) -> None:
    assert moment(said, MORNING, in_berlin).isoformat() == meant


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 23), st.integers(0, 59))
def test_a_time_alone_is_the_last_one_there_was(
    hour: int, minute: int, now_hour: int, now_minute: int
) -> None:
    now = MORNING.replace(hour=now_hour, minute=now_minute)
    found = moment(f"{hour}:{minute:02}", now, here)
    assert isinstance(found, datetime)
    assert (found.hour, found.minute) == (hour, minute)
    assert timedelta() <= now - found < timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1:30", "2026-11-22T01:30:00+01:00"),
        ("today 1:30", "2026-11-22T01:30:00+01:00"),
        ("23:00", "2026-11-21T23:00:00+01:00"),
        ("3:30", "2026-11-21T03:30:00+01:00"),
        ("today 7:00", "2026-11-21T07:00:00+01:00"),
        ("yesterday 22:00", "2026-11-20T22:00:00+01:00"),
        ("yesterday 1:30", "2026-11-21T01:30:00+01:00"),
        ("2026-11-20 1:30", "2026-11-20T01:30:00+01:00"),
        ("today", "2026-11-21"),
    ],
)
def test_at_night_today_is_the_day_that_has_not_ended(said: str, meant: str) -> None:
    night = MORNING.replace(hour=2, minute=0)
    assert moment(said, night, here, time(4)).isoformat() == meant
