"""Bells ring when a person asks for them, and otherwise where a step turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.bells import AT_TURNS, Bells, bells
from mindful.core.exercise import Line, Step
from mindful.core.schedule import fit
from mindful.errors import Misuse
from tests.conftest import exercise

TURNS = (0, 20, 100, 170)  # seconds at which the steps of a sitting of three minutes begin


def never() -> float:
    raise AssertionError("nothing is left to chance")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("turns", AT_TURNS),
        ("none", Bells("none")),
        ("every 5m", Bells("every", (300,))),
        ("Every 90s", Bells("every", (90,))),
        ("every5m", Bells("every", (300,))),
        ("at 10m,2m", Bells("at", (120, 600))),
        ("at 2m, 2m,", Bells("at", (120,))),
        ("at 1:30", Bells("at", (90,))),
    ],
)
def test_bells_are_asked_for_as_people_say_it(said: str, meant: Bells) -> None:
    assert bells(said, never) == meant


def test_bells_by_chance_are_drawn_once() -> None:
    drawn = iter([0.5, 0.1, 0.9])
    assert bells("random 3", lambda: next(drawn)) == Bells("random", chances=(0.5, 0.1, 0.9))


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("evry 5m", "Bells cannot be “evry 5m”. Did you mean every?", "turns, every 5m"),
        ("every", "Bells cannot be “every”. Every when?", "turns, every 5m"),
        ("random", "Bells cannot be “random”. How many, 1 to 60?", "turns, every 5m"),
        ("random 61", "Bells cannot be “random 61”. How many, 1 to 60?", "turns, every 5m"),
        ("", "Bells cannot be “”.", "turns, every 5m"),
        ("\x1b[2J", "Bells cannot be “\ufffd[2J”.", "turns, every 5m"),
        ("every 9s", "A bell every 9s would never fall silent.", "10 seconds is the least."),
        ("every ten", "“ten” is not a length of time.", "turns, every 5m"),
        ("at ,", "Bells cannot ring at “,”.", "turns, every 5m"),
        ("at 2m,x", "“x” is not a length of time.", "turns, every 5m"),
    ],
)
def test_what_is_no_bell_is_answered_in_a_sentence(said: str, message: str, hint: str) -> None:
    with pytest.raises(Misuse) as caught:
        bells(said, never)
    assert caught.value.message == message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("asked", "rung"),
    [
        (AT_TURNS, (100,)),
        (Bells("none"), ()),
        (Bells("every", (60,)), (60, 120)),
        (Bells("every", (180,)), ()),
        (Bells("at", (10, 100, 179, 180, 600)), (10, 100, 179)),
        (Bells("random", chances=(0.0, 1.0)), (30, 160)),
        (Bells("random", chances=(1.0, 0.5, 0.5)), (73, 95, 160)),
    ],
)
def test_a_sitting_of_three_minutes_rings_so(asked: Bells, rung: tuple[int, ...]) -> None:
    assert asked.within(TURNS, (), 180) == rung


@given(
    chances=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=60),
    seconds=st.integers(10, 10_800),
)
def test_bells_by_chance_keep_clear_of_both_ends(chances: list[float], seconds: int) -> None:
    rung = Bells("random", chances=tuple(chances)).within((), (), seconds)
    assert all(30 <= at <= seconds - 20 for at in rung)
    assert seconds < 50 or len(rung) >= min(len(chances), (seconds - 50) // 2)


def test_the_end_of_a_turn_rings_whatever_was_asked_save_none() -> None:
    asked = (AT_TURNS, Bells("at", (50,)), Bells("none"))
    assert [one.within(TURNS, (20, 170), 180) for one in asked] == [
        (20, 100, 170),
        (20, 50, 170),
        (),
    ]


def test_a_schedule_knows_its_bells_and_which_step_one_begins() -> None:
    fitted = fit(exercise(), 180, bells=Bells("at", (36, 90)))
    assert fitted.bells == (36, 90)
    assert [fitted.bell_at(index) for index in range(3)] == [True, True, False]


def test_two_people_hear_the_end_of_each_turn() -> None:
    steps = (Step("a", 50, (Line("One."),), turn="you"), Step("b", 50, (Line("Two."),)))
    assert fit(exercise(*steps), 20, bells=Bells("every", (15,))).bells == (10, 15)
