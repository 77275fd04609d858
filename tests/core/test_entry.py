"""What a sitting leaves: the journal's own keys, and nothing that was not there."""

import pytest

from mindful.core.entry import Entry, Rounds, counted, worth_keeping
from mindful.core.exercise import Step
from mindful.core.schedule import fit
from mindful.core.session import Session
from tests.conftest import MORNING, exercise

ALL_KEYS = fit(
    exercise(
        Step("notice", 30, keys="notice"),
        Step("sort", 30, keys="sort"),
        Step("count", 30, keys="count"),
        Step("write", 10, write="What I saw"),
    ),
    180,
)


def sat(seconds: float) -> Session:
    return Session.of(ALL_KEYS, attended=True).advance(seconds)[0]


def test_a_sitting_left_early_is_what_was_sat_of_what_was_planned() -> None:
    assert Entry.of(sat(41.6).leave(), MORNING.replace(microsecond=5)).values == {
        "kind": "session",
        "at": MORNING,
        "exercise": "made-up",
        "family": "presence",
        "planned": 180,
        "practised": 42,
        "ended": "early",
    }


def test_keys_that_counted_are_kept_as_counts_and_times() -> None:
    session = sat(10.4).press("noticed").advance(50)[0].press("past").press("here").press("here")
    session = session.advance(60)[0].press(".").advance(3.25)[0].press("|").press("x")
    values = Entry.of(session.leave(), MORNING).values
    assert {
        key: values[key] for key in values if key.startswith(("noticed", "sorted", "count"))
    } == {
        "noticed": [10],
        "sorted_past": 1,
        "sorted_future": 0,
        "sorted_elsewhere": 0,
        "sorted_here": 2,
        "count_keys": ".|x",
        "count_at": [120400, 123650, 123650],
    }


def test_what_was_written_in_steps_comes_before_the_free_reflection() -> None:
    session = sat(170).write(" A door. ").written().leave()
    text = Entry.of(session, MORNING, "\n\nIt was quiet.\r\n").text
    assert text == "What I saw: A door.\n\nIt was quiet."


@pytest.mark.parametrize(
    ("session", "text", "kept"),
    [
        (sat(2.9), "", False),
        (sat(3.0), "", True),
        (sat(1), "Rain.", True),
        (sat(1), " \n", False),
        (sat(170).next_step()[0], "", True),
    ],
)
def test_under_three_seconds_with_nothing_written_nothing_is_kept(
    session: Session, text: str, kept: bool
) -> None:
    assert worth_keeping(Entry.of(session, MORNING, text)) is kept


NINE = "........|"


def test_counted_breaths_are_told_as_rounds_and_never_as_a_share() -> None:
    marks = NINE + NINE + ".....|" + "...x" + ".."
    at = [3000 * press for press in range(len(marks))]
    assert counted(marks, at) == Rounds(nine=2, other=1, lost=1)


def test_a_key_that_bounced_or_was_held_counts_once() -> None:
    at = [0, 100, 3000, 3250, 6000, 9000, 12000, 15000, 18000, 21000, 24000]
    assert counted("." + NINE + ".", at) == Rounds(nine=0, other=1, lost=0)  # of seven
    held = [at for start in range(0, 27000, 3000) for at in (start, start + 30, start + 60)]
    marks = "".join(mark * 3 for mark in NINE)
    assert counted(marks, held) == Rounds(nine=1, other=0, lost=0)


def test_where_no_round_ended_nothing_is_told() -> None:
    assert counted("...", [0, 3000, 6000]) is None
    assert counted("", []) is None


def test_a_sitting_with_another_names_them_and_one_that_goes_on_is_so_far_interrupted() -> None:
    session = Session.of(fit(exercise(), 180), attended=True, partner="Sam").advance(65.4)[0]
    assert Entry.of(session, MORNING).values == {
        "kind": "session",
        "at": MORNING,
        "exercise": "made-up",
        "family": "presence",
        "planned": 180,
        "practised": 65,
        "ended": "interrupted",
        "with": "Sam",
    }
