"""Charts as geometry: every day, every stretch of days and every answer in its place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core import charts
from mindful.core.charts import Bar, Day, bars, drawn, maps
from mindful.core.ranges import Range

SUNDAY = date(2026, 11, 22)
some_days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
practice = st.dictionaries(some_days, st.integers(1, 8000), max_size=40)
week = st.sampled_from(["monday", "sunday", "saturday"])


@pytest.mark.parametrize(
    ("seconds", "level"),
    [(None, 0), (0, 1), (299, 1), (300, 2), (899, 2), (900, 3), (1799, 3), (1800, 4), (36000, 4)],
)
def test_a_day_is_the_darker_the_longer_was_sat(seconds: int | None, level: int) -> None:
    assert charts.level(seconds) == level


def test_two_weeks_stand_in_two_columns_from_monday_to_sunday() -> None:
    first = date(2026, 11, 14)
    (map,) = maps(Range(first, date(2026, 11, 16)), {date(2026, 11, 15): 600}, "monday")
    assert map.days == [
        Day(first, 0, 0, 45.0, 141.0, 1.98),
        Day(date(2026, 11, 15), 600, 2, 45.0, 163.0, 6.38),
        Day(date(2026, 11, 16), 0, 0, 67.0, 31.0, 1.98),
    ]
    assert (map.width, map.height) == (90, 174.0)
    assert map.months == [(34.0, first)]
    assert map.weekdays == [(31.0, 0), (75.0, 2), (119.0, 4)]


def test_a_week_that_starts_on_sunday_has_it_on_top() -> None:
    (map,) = maps(Range(SUNDAY, SUNDAY + timedelta(6)), {}, "sunday")
    assert [(one.x, one.y) for one in map.days] == [(45.0, 31.0 + 22 * n) for n in range(7)]
    assert map.weekdays == [(53.0, 0), (97.0, 2), (141.0, 4)]


def test_the_name_of_a_month_that_has_no_room_is_left_out() -> None:
    (map,) = maps(Range(date(2026, 9, 28), SUNDAY), {}, "monday")
    assert [day for _, day in map.months] == [date(2026, 10, 1), date(2026, 11, 1)]


def test_of_more_than_half_a_year_there_is_a_map_for_each_half_that_was_sat_in() -> None:
    sat = {date(2024, 12, 31): 60, date(2026, 2, 1): 60, date(2026, 8, 1): 60}
    found = list(maps(Range(date(2024, 11, 5), date(2026, 9, 3)), sat, "monday"))
    assert [(map.first, map.last) for map in found] == [
        (date(2024, 11, 5), date(2024, 12, 31)),
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 3)),
    ]
    assert {map.width for map in found} == {426.0}


@pytest.mark.parametrize(
    ("days", "sat", "first", "last"),
    [
        (Range(date(2026, 8, 31), SUNDAY), [], date(2026, 8, 31), SUNDAY),
        (Range(date(2026, 1, 1), date(2026, 12, 31)), [date(2026, 3, 9)], date(2026, 3, 9), SUNDAY),
        (Range(date(2026, 1, 1), date(2026, 12, 31)), [], date(2026, 8, 31), SUNDAY),
        (Range(), [date(2020, 5, 1)], date(2020, 5, 1), SUNDAY),
        (Range(), [date(2027, 1, 1)], date(2026, 10, 10), date(2027, 1, 1)),
        (Range(), [date.min, date.max], date.min, date.max),
        (Range(last=date(1, 1, 9)), [], date.min, date(1, 1, 9)),
    ],
)
def test_no_day_still_to_come_is_drawn_and_few_before_the_first_that_was(
    days: Range, sat: list[date], first: date, last: date
) -> None:
    assert drawn(days, dict.fromkeys(sat, 60), SUNDAY) == Range(first, last)


def test_of_days_still_to_come_nothing_is_drawn() -> None:
    days = drawn(Range(date(2027, 1, 1), date(2027, 1, 31)), {}, SUNDAY)
    assert (list(maps(days, {}, "monday")), bars(days, {}, "monday")) == ([], ("week", []))


def test_weeks_are_bars_and_the_longest_is_whole() -> None:
    sat = {date(2026, 11, 8): 60, date(2026, 11, 9): 100, SUNDAY: 140, date(2026, 11, 23): 999}
    assert bars(Range(date(2026, 11, 5), SUNDAY), sat, "monday") == (
        "week",
        [
            Bar(date(2026, 11, 5), 60, 60 / 140),
            Bar(date(2026, 11, 9), 100, 100 / 140),
            Bar(date(2026, 11, 16), 140, 1.0),
        ],
    )


def test_of_more_than_half_a_year_months_are_bars_and_of_more_than_five_years_years() -> None:
    sat = {date(2026, 1, 31): 30, date(2026, 2, 1): 60}
    unit, months = bars(Range(date(2025, 12, 5), SUNDAY), sat, "monday")
    assert (unit, [one.first for one in months][:3], len(months)) == (
        "month", [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)], 12
    )  # fmt: skip
    assert [one.part for one in months[:4]] == [0.0, 0.5, 1.0, 0.0]
    sat[date(2019, 5, 1)] = 90
    assert bars(Range(date(2018, 1, 1), SUNDAY), sat, "monday") == (
        "year", [Bar(date(2019, 1, 1), 90, 1.0), Bar(date(2026, 1, 1), 90, 1.0)]
    )  # fmt: skip


def test_an_answer_stands_among_the_nine_or_between_two_of_them() -> None:
    assert charts.scale(4.5) == charts.Scale([6 + 12 * n for n in range(9)], 48.0, 108.0)


@given(some_days, st.integers(0, 3000), practice, week)
def test_every_day_that_was_sat_on_stands_on_a_map_once_and_in_a_bar(
    first: date, length: int, sat: dict[date, int], week_starts: str
) -> None:
    days = Range(first, first + timedelta(length))
    within = {day: seconds for day, seconds in sat.items() if days.holds(day)}
    found = [one for map in maps(days, sat, week_starts) for one in map.days]
    assert {one.day: one.seconds for one in found if one.seconds} == within
    assert len({one.day for one in found}) == len(found)
    for map in maps(days, sat, week_starts):
        assert len({(one.x, one.y) for one in map.days}) == len(map.days)
        assert all(0 < one.x < map.width and 0 < one.y < map.height for one in map.days)
    _, made = bars(days, sat, week_starts)
    assert sum(one.seconds for one in made) == sum(within.values())
    assert [one.first for one in made] == sorted({one.first for one in made})


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize("week_starts", ["monday", "sunday", "saturday"])
def test_the_ends_of_the_calendar_are_drawn_like_any_other_days(
    year: int, week_starts: str
) -> None:
    days = Range(date(year, 1, 1), date(year, 12, 31))
    sat = {date(year, 1, 1): 60, date(year, 12, 31): 60}
    assert len(list(maps(days, sat, week_starts))) == 2
    short = Range(date(year, 12, 20), date(year, 12, 31))
    assert sum(one.seconds for one in bars(short, sat, week_starts)[1]) == 60
