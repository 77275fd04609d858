"""Which of one's own words come back, and when."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.again import Choice, same_days, stretches
from mindful.core.entry import Entry, Value
from mindful.core.ranges import Range
from mindful.core.sought import Sought
from tests.conftest import HERE

TODAY = date(2026, 11, 22)
FOUR = time(4)


class Kept(NamedTuple):
    """What was written, all of it at hand."""

    entries: list[Entry]
    ends_at: time = time()

    @property
    def first(self) -> date:
        return min((one.day() for one in self.entries), default=date.min)

    def earliest_first(self, days: Range, holding: Sequence[str] = ()) -> Iterator[Entry]:
        del holding
        return iter([one for one in sorted(self.entries, key=lambda entry: entry.at)
                     if days.holds(one.day(self.ends_at))])  # fmt: skip

    def newest_first(self, days: Range) -> Iterator[Entry]:
        return reversed([*self.earliest_first(days)])

    def answering(self) -> Iterator[Entry]:
        return iter(self.entries)


def wrote(at: str, text: str = "", **more: Value) -> Entry:
    """An entry of that time, called by its text, and saved at once unless told."""
    moment = datetime.fromisoformat(at).replace(tzinfo=HERE)
    return Entry({"id": f"id of {text}", "at": moment, "text": text, "saved": moment, **more})


def comes_back(*entries: Entry, today: date = TODAY, ends_at: time = time(), **sought: str) -> str:
    """The text that is given back; nothing where none is."""
    who = tuple(filter(None, [sought.pop("about", "")]))
    choice = Choice(Kept([*entries], ends_at), today, ends_at, Sought((), about=who, **sought))
    found = choice.entry()
    return found.text if found else ""


DAYS = [
    wrote("2025-11-22T21:00", "a year"),
    wrote("2024-11-22T21:00", "two years"),
    wrote("2023-11-22T07:00", "three years"),
    wrote("2026-10-22T07:00", "a month"),
    wrote("2022-11-22T07:00", "four years", exercise="sounds"),
    wrote("2023-03-01T07:00", "furthest of sounds", exercise="sounds"),
    wrote("2021-03-01T07:00", "earliest"),
    wrote("2026-11-21T07:00", "newest", exercise="sounds"),
]


def test_the_same_day_comes_before_all_else_a_year_before_two_and_a_month_last() -> None:
    left, found = list(DAYS), []
    while left:
        found.append(comes_back(*left))
        left = [one for one in left if one.text != found[-1]]
        if not found[-1]:
            break
    assert found == [
        "a year",
        "two years",
        "three years",
        "a month",
        "four years",
        "furthest of sounds",
        "earliest",
        "",
    ]


def test_of_one_day_the_first_words_come_back() -> None:
    late, early = wrote("2025-11-22T21:00", "late"), wrote("2025-11-22T07:00", "early")
    assert comes_back(late, early, wrote("2025-11-22T06:00", exercise="sounds")) == "early"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-22", ["2025-11-22", "2024-11-22", "2023-11-22", "2026-10-22"]),
        ("2028-02-29", ["2027-02-28", "2026-02-28", "2025-02-28", "2028-01-29 2028-01-31"]),
        ("2027-02-28", ["2026-02-28", "2025-02-28", "2024-02-28 2024-02-29",
                        "2027-01-28 2027-01-31"]),
        ("2028-02-28", ["2027-02-28", "2026-02-28", "2025-02-28", "2028-01-28"]),
        ("2026-03-31", ["2025-03-31", "2024-03-31", "2023-03-31", "2026-02-28"]),
        ("2026-03-29", ["2025-03-29", "2024-03-29", "2023-03-29", "2026-02-28"]),
        ("2026-04-30", ["2025-04-30", "2024-04-30", "2023-04-30", "2026-03-30 2026-03-31"]),
        ("2027-01-05", ["2026-01-05", "2025-01-05", "2024-01-05", "2026-12-05"]),
        ("0001-01-05", []),
        ("0002-01-05", ["0001-01-05", "0001-12-05"]),
        ("9999-12-31", ["9998-12-31", "9997-12-31", "9996-12-31", "9999-11-30"]),
    ],
)  # fmt: skip
def test_the_same_day_is_found_in_months_that_lack_it_too(today: str, expected: list[str]) -> None:
    found = [(days.first, days.last) for days in same_days(date.fromisoformat(today))]
    spans = [one.split() for one in expected]
    assert found == [(date.fromisoformat(one[0]), date.fromisoformat(one[-1])) for one in spans]


def test_no_day_is_lost_from_one_year_to_the_next() -> None:
    days = [date(2024, 1, 1) + timedelta(days=count) for count in range(366)]
    later = [date(2025, 1, 1) + timedelta(days=count) for count in range(365)]
    coming = [next(same_days(day)) for day in later]
    assert [day for day in days if not any(one.holds(day) for one in coming)] == []


@given(st.dates(), st.dates())
def test_stretches_are_all_days_up_to_the_last_without_a_gap(first: date, last: date) -> None:
    found = list(stretches(first, last))
    assert (found[0].first, found[-1].last) == (None, last)
    for one, following in pairwise(found):
        assert one.last
        assert following.first == one.last + timedelta(days=1)
    assert len(found) < 20


def test_what_was_with_the_same_person_is_akin_too() -> None:
    entries = [
        wrote("2024-01-01T07:00", "earliest"),
        wrote("2024-02-01T07:00", "with Sam", **{"with": "SAM"}),
        wrote("2024-03-01T07:00", "about Sam", people=["Ana", "Sam"]),
        wrote("2026-11-20T07:00", "newest", people=["sam"], exercise="listen"),
    ]
    assert comes_back(*entries) == "with Sam"
    assert comes_back(*entries[:1], *entries[2:]) == "about Sam"
    assert comes_back(*entries[:1], *entries[3:]) == "earliest"


@pytest.mark.parametrize(
    "entry",
    [
        wrote("2024-01-01T07:00", ""),
        wrote("2024-01-01T07:00", " \n"),
        wrote("2024-01-01T07:00", "cut off")._replace(torn=True),
        wrote("2026-11-16T07:00", "six days old"),
        wrote("2026-11-22T07:00", "today"),
        wrote("2027-11-22T07:00", "to come"),
    ],
)
def test_without_words_whole_and_a_week_old_nothing_comes_back(entry: Entry) -> None:
    assert comes_back(entry) == ""
    old = wrote("2026-11-15T07:00", "a week old")
    assert comes_back(entry, old) == "a week old"


@given(st.lists(st.sampled_from(DAYS)), st.integers(0, 1500), st.sampled_from(["", "sounds"]),
       st.sampled_from(DAYS))  # fmt: skip
def test_nothing_that_is_written_today_changes_what_comes_back(
    entries: list[Entry], ago: int, exercise: str, answered: Entry
) -> None:
    now = datetime(2026, 11, 22, 20, tzinfo=HERE)
    at = now - timedelta(days=ago)
    new = Entry({"id": "new", "at": at, "text": "new", "exercise": exercise, "saved": now,
                 "answers": answered.id})  # fmt: skip
    assert comes_back(*entries, new) == comes_back(*entries)


def test_what_was_brought_in_from_elsewhere_today_was_written_before() -> None:
    now = datetime(2026, 11, 22, 20, tzinfo=HERE)
    assert comes_back(wrote("2024-05-01T07:00", "brought in", saved=now, origin="x")) == (
        "brought in"
    )
    by_hand = Entry({"id": "a", "at": date(2024, 5, 1), "text": "by hand"})
    assert comes_back(by_hand) == "by hand"


def test_what_was_answered_on_an_earlier_day_comes_after_all_others() -> None:
    first, second = wrote("2024-01-01T07:00", "first"), wrote("2024-02-01T07:00", "second")
    other = wrote("2024-03-01T07:00", "other")
    akin = {"exercise": "sounds"}
    first, second = first.with_(**akin), second.with_(**akin)
    newest = wrote("2026-11-20T07:00", "newest", **akin, answers=first.id)
    assert comes_back(first, second, other, newest) == "second"
    also = wrote("2026-11-20T06:00", "also", answers=second.id)
    assert comes_back(first, second, other, newest, also) == "other"
    last = wrote("2026-11-20T06:00", "last", answers=other.id)
    assert comes_back(first, second, other, newest, also, last) == "first"


def test_of_one_practice_or_person_the_furthest_comes_back() -> None:
    entries = [
        *DAYS,
        wrote("2024-03-02T07:00", "on pace", exercise="pace"),
        wrote("2024-03-03T07:00", "about Ana", people=["Ana"]),
    ]
    assert comes_back(*entries, exercise="Pace") == "on pace"
    assert comes_back(*entries, about="ana") == "about Ana"
    assert comes_back(*entries, exercise="pace", about="ana") == ""


def test_a_night_belongs_to_the_day_before_for_whose_days_end_later() -> None:
    night = wrote("2025-11-23T02:00", "at night")
    evening = wrote("2023-11-22T20:00", "in the evening")
    assert comes_back(night, evening, ends_at=FOUR) == "at night"
    assert comes_back(night, evening) == "in the evening"
    late = wrote("2026-11-22T03:00", "late", exercise="sounds")
    before = wrote("2026-11-20T07:00", "before")
    entries = [wrote("2022-03-01T07:00", "earliest"), DAYS[5], before, late]
    assert comes_back(*entries, ends_at=FOUR) == "furthest of sounds"
    assert comes_back(*entries) == "earliest"
