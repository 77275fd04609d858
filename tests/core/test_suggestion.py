"""What one might sit now: something fitting, and why in one line."""

from datetime import datetime, time, timedelta

import pytest

from mindful.core.exercise import Head
from mindful.core.suggestion import Past, Suggestion, suggestions
from tests.conftest import MORNING


def head(name: str, family: str, purpose: str = "To be here.", gate: bool = False) -> Head:
    return Head(name, name.title(), family, purpose, (3, 5), 5, gate)


HEADS = [
    head("breath", "presence"),
    head("sounds", "presence"),
    head("far", "perspective", gate=True),
    head("ask", "perspective"),
    head("place", "security"),
    head("review", "together", "In the evening, look back on three moments."),
]
ALL = ("breath", "sounds", "ask", "place", "review")
NEW = "You have not sat this one yet."


def first(past: Past, now: datetime = MORNING) -> Suggestion:
    return next(suggestions(HEADS, past, now))


def sat(*names: str, too_much: bool = False) -> Past:
    """These sat a day apart, the last of them yesterday."""
    days = {name: MORNING - timedelta(days=len(names) - at) for at, name in enumerate(names)}
    return Past(names, days, too_much)


@pytest.mark.parametrize(
    ("past", "meant"),
    [
        (sat(), Suggestion("sounds", "One to begin with: outward, the eyes open.")),
        (sat("sounds"), Suggestion("ask", "Nothing of the family perspective so far.")),
        (sat("sounds", "ask"), Suggestion("place", "Nothing of the family security so far.")),
        (sat("sounds", "ask", "place", "review"), Suggestion("breath", NEW)),
        (sat(*ALL), Suggestion("breath", "Not sat since 17 November.")),
        (sat("place", "breath", "sounds", "ask", "review"),
         Suggestion("place", "Not sat since 17 November.")),
        (sat(*ALL, too_much=True),
         Suggestion("sounds", "Something outward, after what was too much last time.")),
    ],
    ids=["first", "a family", "another family", "a new one", "longest ago", "order", "too much"],
)  # fmt: skip
def test_what_fits_comes_first_and_says_why(past: Past, meant: Suggestion) -> None:
    assert first(past) == meant


def test_in_the_evening_the_one_that_is_for_the_evening_comes_first_once() -> None:
    evening = MORNING.replace(hour=21)
    assert first(sat(*ALL), evening) == Suggestion("review", "One for the evening.")
    today = Past(ALL, {**sat(*ALL).last, "review": evening - timedelta(hours=1)})
    assert first(today, evening).name == "breath"


def test_nothing_that_asks_first_how_stirred_up_one_is_is_ever_suggested() -> None:
    for past in (sat(), sat(*ALL), sat(*ALL, too_much=True)):
        assert "far" not in [one.name for one in suggestions(HEADS, past, MORNING)]


def test_without_the_outward_one_there_is_still_something() -> None:
    heads = [one for one in HEADS if one.name != "sounds"]
    names = [one.name for one in suggestions(heads, Past(), MORNING)]
    assert names == ["breath", "ask", "place", "review"]


def test_the_year_is_named_where_it_is_not_this_one() -> None:
    last = {name: MORNING.replace(year=2025) for name in ALL}
    assert first(Past(ALL, last)).why == "Not sat since 22 November 2025."


def test_a_night_that_had_not_ended_is_the_day_before() -> None:
    past = Past(ALL, dict.fromkeys(ALL, MORNING.replace(day=17, hour=2)))
    found = next(suggestions(HEADS, past, MORNING, time(4)))
    assert found.why == "Not sat since 16 November."
