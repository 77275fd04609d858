"""Durations and ranges read as people say them; nonsense gets a sentence and a next step."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.ranges import (
    HOW_LONG,
    MONTHS,
    WEEKDAYS,
    WHICH_DAYS,
    Range,
    dates,
    duration,
    since_until,
    sitting_length,
)
from mindful.errors import Misuse

MONDAY = date(2026, 10, 5)
THURSDAY = date(2026, 10, 15)


def days(said: str) -> Range:
    """The range written as its first and its last day, or as its only one."""
    first, _, last = said.partition(" ")
    return Range(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("10", 600),
        ("10m", 600),
        ("90s", 90),
        ("30s", 30),
        ("1h", 3600),
        ("1h30", 5400),
        ("1h30m", 5400),
        ("1 h 30", 5400),
        ("90", 5400),
        ("1:30", 90),
        ("1:30:00", 5400),
        ("90:00", 5400),
        ("10 min", 600),
        ("1.5h", 5400),
        ("1,5h", 5400),
        ("1.5", 90),
        ("2 hrs", 7200),
        ("5 minutes 30 seconds", 330),
        ("1 hour 1 minute 1 second", 3661),
        ("1h 30s", 3630),
        ("  10M ", 600),
    ],
)
def test_a_length_is_understood_as_people_write_it(said: str, seconds: int) -> None:
    assert duration(said) == seconds


@pytest.mark.parametrize(("said", "seconds"), [("10m30", 630), ("1h30", 5400), ("1h30m15", 5415)])
def test_a_trailing_number_is_the_next_smaller_unit(said: str, seconds: int) -> None:
    assert duration(said) == seconds


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "ten",
        "-5m",
        "+5m",
        "0",
        "0s",
        "0:00",
        "0.4s",
        "10m10m",
        "30m 1h",
        "30s5",
        "5 d",
        "m10",
        "10m!",
        "10 minutos",
        "1.5.5h",
        "1.h",
        "1e3",
        "½h",
        "nan",
        "inf",
        "1:5",
        "1:60",
        "1:60:00",
        "1::30",
        ":30",
        "1:30m",
        pytest.param("9" * 400 + "h", id="400 digits"),
        pytest.param("9" * 5000 + ":00", id="5000 digits on a clock"),
    ],
)
def test_what_is_not_a_length_is_refused_with_how_to_say_one(said: str) -> None:
    with pytest.raises(Misuse) as caught:
        duration(said)
    told = caught.value.message, caught.value.hint
    assert told == (f"“{said}” is not a length of time.", HOW_LONG)


@given(st.integers(1, 100 * 3600))
def test_a_length_reads_back_however_it_is_written(seconds: int) -> None:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    written = [
        f"{seconds}s",
        f"{minutes}m{second}",
        f"{minutes}:{second:02}",
        f"{hour}h {minute}m {second}s",
        f"{hour} hours {minute} minutes {second} seconds",
        f"{hour}:{minute:02}:{second:02}",
    ]
    assert [duration(said) for said in written] == [seconds] * len(written)


@pytest.mark.parametrize(
    ("said", "seconds"), [("10s", 10), ("0:10", 10), ("3h", 10800), ("180", 10800)]
)
def test_a_sitting_may_last_from_ten_seconds_to_three_hours(said: str, seconds: int) -> None:
    assert sitting_length(said) == seconds


@pytest.mark.parametrize("said", ["9s", "0:09", "3:00:01", "181", "4h"])
def test_a_sitting_outside_its_bounds_is_refused_with_the_bounds(said: str) -> None:
    with pytest.raises(Misuse) as caught:
        sitting_length(said)
    told = caught.value.message, caught.value.hint
    assert told == (
        f"A sitting lasts from 10 seconds to 3 hours; “{said}” does not.",
        "Any length between the two fits.",
    )


@pytest.mark.parametrize(
    ("said", "today", "expected"),
    [
        ("today", THURSDAY, "2026-10-15"),
        ("yesterday", THURSDAY, "2026-10-14"),
        ("yesterday", date(2027, 1, 1), "2026-12-31"),
        ("yesterday", date(2028, 3, 1), "2028-02-29"),
        ("this week", THURSDAY, "2026-10-12 2026-10-18"),
        ("this week", MONDAY, "2026-10-05 2026-10-11"),
        ("this week", date(2026, 10, 18), "2026-10-12 2026-10-18"),
        ("this week", date(2027, 1, 1), "2026-12-28 2027-01-03"),
        ("last week", THURSDAY, "2026-10-05 2026-10-11"),
        ("last week", date(2027, 1, 4), "2026-12-28 2027-01-03"),
        ("this month", THURSDAY, "2026-10-01 2026-10-31"),
        ("this month", date(2026, 12, 31), "2026-12-01 2026-12-31"),
        ("this month", date(2028, 2, 3), "2028-02-01 2028-02-29"),
        ("last month", THURSDAY, "2026-09-01 2026-09-30"),
        ("last month", date(2027, 1, 31), "2026-12-01 2026-12-31"),
        ("last month", date(2027, 3, 31), "2027-02-01 2027-02-28"),
        ("this year", THURSDAY, "2026-01-01 2026-12-31"),
        ("last year", THURSDAY, "2025-01-01 2025-12-31"),
        ("thursday", THURSDAY, "2026-10-15"),
        ("friday", THURSDAY, "2026-10-09"),
        ("wednesday", THURSDAY, "2026-10-14"),
        ("sunday", date(2027, 1, 1), "2026-12-27"),
        ("last thursday", THURSDAY, "2026-10-08"),
        ("last friday", THURSDAY, "2026-10-09"),
        ("october", THURSDAY, "2026-10-01 2026-10-31"),
        ("march", THURSDAY, "2026-03-01 2026-03-31"),
        ("december", THURSDAY, "2025-12-01 2025-12-31"),
        ("february", date(2028, 2, 1), "2028-02-01 2028-02-29"),
        ("last march", THURSDAY, "2026-03-01 2026-03-31"),
        ("last october", THURSDAY, "2025-10-01 2025-10-31"),
        ("  Last   WEEK ", THURSDAY, "2026-10-05 2026-10-11"),
    ],
)
def test_a_named_stretch_of_days_is_counted_from_today(
    said: str, today: date, expected: str
) -> None:
    assert dates(said, today) == days(expected)


@pytest.mark.parametrize(
    ("said", "today", "expected"),
    [
        ("1 day", THURSDAY, "2026-10-15"),
        ("3 days", THURSDAY, "2026-10-13 2026-10-15"),
        ("3 weeks", THURSDAY, "2026-09-25 2026-10-15"),
        ("3w", THURSDAY, "2026-09-25 2026-10-15"),
        ("last 3 weeks", THURSDAY, "2026-09-25 2026-10-15"),
        ("1 month", THURSDAY, "2026-09-16 2026-10-15"),
        ("1 month", date(2027, 3, 31), "2027-03-01 2027-03-31"),
        ("2 months", date(2027, 1, 10), "2026-11-11 2027-01-10"),
        ("1 year", THURSDAY, "2025-10-16 2026-10-15"),
        ("1 year", date(2028, 2, 29), "2027-03-01 2028-02-29"),
        ("99999 years", THURSDAY, "0001-01-01 2026-10-15"),
        ("99999 weeks", date(1900, 1, 1), "0001-01-01 1900-01-01"),
    ],
)
def test_so_many_days_weeks_months_or_years_end_with_today(
    said: str, today: date, expected: str
) -> None:
    assert dates(said, today) == days(expected)


@pytest.mark.parametrize(
    ("said", "today", "expected"),
    [
        ("1 day ago", THURSDAY, "2026-10-14"),
        ("3 weeks ago", THURSDAY, "2026-09-24"),
        ("1 month ago", date(2026, 10, 31), "2026-09-30"),
        ("1 month ago", date(2028, 3, 31), "2028-02-29"),
        ("1 year ago", date(2028, 2, 29), "2027-02-28"),
        ("4 years ago", date(2028, 2, 29), "2024-02-29"),
    ],
)
def test_so_long_ago_is_one_day(said: str, today: date, expected: str) -> None:
    assert dates(said, today) == days(expected)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026", "2026-01-01 2026-12-31"),
        ("2026-10", "2026-10-01 2026-10-31"),
        ("2026-12", "2026-12-01 2026-12-31"),
        ("2028-02", "2028-02-01 2028-02-29"),
        ("2100-02", "2100-02-01 2100-02-28"),
        ("2026-10-05", "2026-10-05"),
        ("2026-1-5", "2026-01-05"),
        ("2028-02-29", "2028-02-29"),
        ("1900", "1900-01-01 1900-12-31"),
        ("9999", "9999-01-01 9999-12-31"),
        ("9999-12", "9999-12-01 9999-12-31"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_a_year_a_month_or_a_day_is_all_of_it(said: str, expected: str) -> None:
    assert dates(said, THURSDAY) == days(expected)


@pytest.mark.parametrize("said", ["", "   "])
def test_no_words_are_all_days(said: str) -> None:
    assert dates(said, THURSDAY) == Range(None, None)


@pytest.mark.parametrize(
    "said",
    [
        "tomorrow",
        "whenever",
        "last",
        "last last monday",
        "next week",
        "weeks",
        "0 days",
        "-3 weeks",
        "3 weeks from now",
        "3 fortnights",
        "0000",
        "26",
        "20261005",
        "2026-00",
        "2026-13",
        "2026-10-00",
        "2026-02-29",
        "2026-04-31",
        "2026-10-05-01",
        "05.10.2026",
    ],
)
def test_what_is_no_stretch_of_days_is_refused_with_how_to_say_one(said: str) -> None:
    with pytest.raises(Misuse) as caught:
        dates(said, THURSDAY)
    told = caught.value.message, caught.value.hint
    assert told == (f"“{said}” is not a day or a stretch of days.", WHICH_DAYS)


COUNTED = st.builds(
    "{} {}{}".format,
    st.integers(1, 99999),
    st.sampled_from(["days", "weeks", "months", "years"]),
    st.sampled_from(["", " ago"]),
)
STRETCHES = ["this week", "last week", "this month", "last month", "this year", "last year"]
NAMED = st.sampled_from(["today", "yesterday", *STRETCHES, *WEEKDAYS, *MONTHS])
TODAYS = st.dates(date(1900, 1, 1), date(9998, 12, 31))


@given(NAMED | COUNTED | st.dates().map(str), TODAYS)
def test_a_range_never_ends_before_it_begins(said: str, today: date) -> None:
    first, last, _ = dates(said, today)
    assert first is not None
    assert last is not None
    assert first <= last


@given(st.integers(1, 90), st.sampled_from("dwmy"), st.dates(date(2000, 1, 1), date(2999, 1, 1)))
def test_so_many_days_begin_on_the_day_after_so_long_ago(
    count: int, unit: str, today: date
) -> None:
    ago = dates(f"{count}{unit} ago", today).first
    assert ago is not None
    assert dates(f"{count}{unit}", today) == Range(ago + timedelta(days=1), today)


def answer(read: Callable[[str], object], said: str) -> object:
    """What is read, or the next step where nothing can be."""
    try:
        return read(said)
    except Misuse as error:
        return error.hint


@given(st.text("0123456789.,:-hmswdy aglostekn", max_size=20))
def test_whatever_is_said_is_understood_or_refused_with_a_hint(said: str) -> None:
    assert answer(duration, said)
    assert answer(lambda words: dates(words, THURSDAY), said)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("", "", Range()),
        ("2026-10", "", Range(date(2026, 10, 1), None)),
        ("", "last month", Range(None, date(2026, 9, 30))),
        ("2025", "last month", days("2025-01-01 2026-09-30")),
        ("3 weeks ago", "yesterday", days("2026-09-24 2026-10-14")),
        ("today", "today", days("2026-10-15")),
        ("this week", "monday", days("2026-10-12")),
    ],
)
def test_since_takes_the_first_day_of_its_range_and_until_the_last(
    since: str, until: str, expected: Range
) -> None:
    assert since_until(since, until, THURSDAY) == expected


def test_since_after_until_is_refused_with_a_way_out() -> None:
    with pytest.raises(Misuse) as caught:
        since_until("today", "last month", THURSDAY)
    told = caught.value.message, caught.value.hint
    assert told == ("“today” comes after “last month”.", "The earlier one goes with --since.")


@pytest.mark.parametrize(
    ("today", "week_starts", "this", "last"),
    [
        ("2026-10-15", "monday", "2026-10-12 2026-10-18", "2026-10-05 2026-10-11"),
        ("2026-10-15", "sunday", "2026-10-11 2026-10-17", "2026-10-04 2026-10-10"),
        ("2026-10-15", "saturday", "2026-10-10 2026-10-16", "2026-10-03 2026-10-09"),
        ("2026-10-11", "monday", "2026-10-05 2026-10-11", "2026-09-28 2026-10-04"),
        ("2026-10-11", "sunday", "2026-10-11 2026-10-17", "2026-10-04 2026-10-10"),
        ("2026-10-11", "saturday", "2026-10-10 2026-10-16", "2026-10-03 2026-10-09"),
    ],
)
def test_a_week_begins_on_the_day_a_person_chose(
    today: str, week_starts: str, this: str, last: str
) -> None:
    day = date.fromisoformat(today)
    assert dates("this week", day, week_starts) == days(this)
    assert dates("last week", day, week_starts) == days(last)
    both = since_until("last week", "this week", day, week_starts)
    assert both == Range(days(last).first, days(this).last)
