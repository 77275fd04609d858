"""What was kept comes back by time, by day and by name."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.history import meant, newest_first
from mindful.core.ranges import Range
from mindful.errors import MindfulError, Misuse

IDS = ["20261122-0730-k3f9", "20261122-0730-m2p1", "20261123-0730-k3f0", "20270101-0000-zz9p"]

FAR = st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31, 23, 59, 59))
NEAR = st.integers(0, 3 * 86400).map(lambda s: datetime(2026, 12, 31) + timedelta(seconds=s))
MOMENTS = st.tuples(
    (FAR | NEAR).map(lambda at: at.replace(microsecond=0)), st.integers(-14 * 60, 14 * 60)
)
Moment = tuple[datetime, int]


def written(moment: Moment) -> bytes:
    """A local time and its minutes east of UTC, as the journal has them."""
    at, east = moment
    hours, minutes = divmod(abs(east), 60)
    return f"{at.isoformat()}{'-' if east < 0 else '+'}{hours:02}:{minutes:02}".encode()


def instant(moment: Moment) -> timedelta:
    at, east = moment
    return at - datetime(1, 1, 1) - timedelta(minutes=east)


@given(st.lists(MOMENTS))
def test_the_latest_comes_first_wherever_it_was_written(moments: list[Moment]) -> None:
    places = sorted(range(len(moments)), key=lambda n: (instant(moments[n]), n), reverse=True)
    assert list(newest_first([written(moment) for moment in moments])) == places


@given(st.lists(MOMENTS), st.dates(date(2026, 12, 30), date(2027, 1, 4)), st.integers(0, 3))
def test_a_day_is_the_one_where_the_person_was(
    moments: list[Moment], first: date, more: int
) -> None:
    last = first + timedelta(days=more)
    places = [n for n, (at, _) in enumerate(moments) if first <= at.date() <= last]
    places.sort(key=lambda n: (instant(moments[n]), n), reverse=True)
    times = [written(moment) for moment in moments]
    assert list(newest_first(times, Range(first, last))) == places


@pytest.mark.parametrize(
    ("days", "places"),
    [
        (None, [2, 1, 0]),
        (Range(), [2, 1, 0]),
        (Range(date(2026, 11, 22), None), [2, 1]),
        (Range(None, date(2026, 11, 22)), [1, 0]),
        (Range(date(2026, 11, 22), date(2026, 11, 22)), [1]),
        (Range(date(2027, 1, 1), None), []),
    ],
)
def test_a_range_may_be_open_at_either_end(days: Range | None, places: list[int]) -> None:
    times = [
        b"2026-11-21T23:59:59+01:00",
        b"2026-11-22T00:00:00+01:00",
        b"2026-11-23T00:00:00+01:00",
    ]
    assert list(newest_first(times, days)) == places


def test_of_the_same_instant_the_one_written_later_comes_first() -> None:
    times = [b"2026-11-22T07:30:00+01:00", b"2026-11-22T06:30:00+00:00", b"2026-11-22T06:30:00Z"]
    assert list(newest_first(times)) == [2, 1, 0]


def test_what_has_no_time_is_left_out() -> None:
    times = [b"", b"2026-11-22T07:30:00+01:00", b"", b"2026-11-23T07:30:00+01:00", b""]
    assert list(newest_first(times)) == [3, 1]
    assert list(newest_first(times, Range(date(1900, 1, 1), date(2026, 11, 22)))) == [1]


def test_days_that_no_calendar_has_come_last_and_disorder_no_others() -> None:
    times = [
        b"2026-03-01T00:00:00+14:00",
        b"2026-02-30T00:00:00+00:00",
        b"2026-02-28T23:00:00-14:00",
        b"2026-02-31T00:00:00+00:00",
    ]
    assert list(newest_first(times)) == [2, 0, 3, 1]


@pytest.mark.parametrize(
    ("said", "id"),
    [
        ("20261122-0730-k3f9", IDS[0]),
        ("20261122-0730-k", IDS[0]),
        ("20261123", IDS[2]),
        ("2027", IDS[3]),
        ("m2p1", IDS[1]),
        ("K3F9", IDS[0]),
    ],
)
def test_an_entry_is_named_by_any_beginning_or_its_last_four(said: str, id: str) -> None:
    assert meant(said, IDS) == id


def test_a_whole_id_is_meant_even_where_another_goes_on_from_it() -> None:
    assert meant("20261122-0730-k3f9", [IDS[0] + "b", IDS[0], IDS[0]]) == IDS[0]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("20261122", f"“20261122” fits 2 entries: {IDS[0]}, {IDS[1]}"),
        ("2026", f"“2026” fits 3 entries: {IDS[0]}, {IDS[1]}, {IDS[2]}"),
        ("20", f"“20” fits 4 entries: {IDS[0]}, {IDS[1]}, {IDS[2]} …"),
    ],
)
def test_words_that_fit_several_entries_name_them(said: str, message: str) -> None:
    with pytest.raises(Misuse) as caught:
        meant(said, reversed(IDS))
    assert (caught.value.message, caught.value.hint) == (message, "Say a little more of it.")


@pytest.mark.parametrize(
    ("said", "shown"),
    [("20281122", "20281122"), ("3f9", "3f9"), ("", ""), ("0730", "0730"), ("\x1b[2J", "�[2J")],
)
def test_words_that_fit_no_entry_say_where_the_ids_are(said: str, shown: str) -> None:
    with pytest.raises(MindfulError) as caught:
        meant(said, IDS)
    told = type(caught.value), caught.value.message, caught.value.hint
    assert told == (
        MindfulError,
        f"There is no entry “{shown}”.",
        "`mindful history` shows the ids.",
    )
