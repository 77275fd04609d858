"""Totals are plain counts: weeks without gaps, medians, and a usual time where there is one."""

from collections import Counter
from datetime import date

import pytest

from mindful.core.ranges import Range
from mindful.core.totals import Answers, Counts, Totals, Week, usual, week_of


def counts(days: dict[date, int]) -> Counts:
    """One sitting of so many seconds on each of these days."""
    return Counts.none()._replace(sittings=Counter(dict.fromkeys(days, 1)), seconds=Counter(days))


@pytest.mark.parametrize(
    ("day", "starts", "first"),
    [
        (date(2026, 11, 22), 0, date(2026, 11, 16)),
        (date(2026, 11, 22), 6, date(2026, 11, 22)),
        (date(2026, 11, 22), 5, date(2026, 11, 21)),
        (date(2026, 11, 16), 0, date(2026, 11, 16)),
        (date(1, 1, 1), 6, date(1, 1, 1)),
        (date(9999, 12, 31), 0, date(9999, 12, 27)),
    ],
)
def test_a_week_begins_where_its_person_says(day: date, starts: int, first: date) -> None:
    assert week_of(day, starts) == first


def test_weeks_without_a_sitting_are_among_the_weeks() -> None:
    found = counts({date(2026, 11, 3): 300, date(2026, 11, 22): 600})
    totals = Totals.of(found, Range(date(2026, 10, 26), date(2026, 11, 30)))
    assert totals.weeks == [
        Week(date(2026, 10, 26), 0, 0),
        Week(date(2026, 11, 2), 1, 300),
        Week(date(2026, 11, 9), 0, 0),
        Week(date(2026, 11, 16), 1, 600),
        Week(date(2026, 11, 23), 0, 0),
        Week(date(2026, 11, 30), 0, 0),
    ]


def test_a_clock_that_was_wrong_once_makes_no_hundred_thousand_weeks() -> None:
    found = counts({date(1970, 1, 1): 60, date(2026, 11, 22): 600, date(9999, 12, 31): 60})
    firsts = [week.first for week in Totals.of(found, Range(date(1, 1, 1))).weeks]
    assert firsts == [date(1969, 12, 29), date(2026, 11, 16), date(9999, 12, 27)]


def test_medians_are_over_sittings_with_both_answers() -> None:
    answers = Counter({("here", 2, 5): 1, ("here", 3, 5): 1, ("ease", 4, 9): 3})
    found = Counts.none()._replace(answers=answers)
    assert Totals.of(found, Range()).check_in == {
        "here": Answers(2.5, 5, 2),
        "ease": Answers(4, 9, 3),
    }


@pytest.mark.parametrize(
    ("begun", "found"),
    [
        ({7: 6, 20: 5}, (7, 8, 6)),
        ({7: 5, 8: 4, 20: 7}, (7, 9, 9)),
        ({23: 5, 0: 5, 12: 4}, (23, 1, 10)),
        ({6: 3, 7: 3, 8: 3, 20: 4}, (6, 9, 9)),
        ({7: 5, 12: 5, 16: 5, 20: 5}, None),
        ({20: 8, 21: 8, 22: 7, 7: 11, 8: 11}, None),
        ({7: 9}, None),
        ({}, None),
    ],
)
def test_a_usual_time_is_said_only_where_it_is_clear(
    begun: dict[int, int], found: tuple[int, int, int] | None
) -> None:
    assert usual([begun.get(hour, 0) for hour in range(24)]) == found
