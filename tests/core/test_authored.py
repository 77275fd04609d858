"""Whether the lines an author wrote have room, and are few enough."""

import pytest

from mindful.core.authored import Unsaid, begins_late, budget, unsaid, words_said
from mindful.core.exercise import Line, Step
from mindful.core.schedule import fit
from tests.conftest import exercise

FOUR = "Near and far together."  # held for four seconds
SEVEN = "One two three four five six seven eight nine ten."  # held for seven


def step(share: float, *lines: Line) -> Step:
    return Step("stay", share, lines)


@pytest.mark.parametrize(
    ("steps", "lacking"),
    [
        ([step(50, Line(FOUR)), step(50, Line(FOUR))], []),
        ([step(5, Line(SEVEN), Line(FOUR)), step(95, Line(FOUR))], [Unsaid(1, 2, 2)]),
        ([step(5, Line(SEVEN), Line(FOUR), Line(FOUR)), step(95)],
         [Unsaid(1, 2, 2), Unsaid(1, 3, 6)]),
        ([step(95), step(5, Line(FOUR), Line(FOUR))], [Unsaid(2, 2, 4)]),
        ([step(3, Line(SEVEN)), step(97)], [Unsaid(1, 1, 2)]),
        ([step(96), step(2, Line(FOUR)), step(2, Line(FOUR))],
         [Unsaid(2, 1, 2), Unsaid(3, 1, 6)]),
        ([step(100, Line(FOUR), Line(FOUR, at=100), Line(SEVEN, at=100))], []),
        ([step(5, Line(FOUR), Line(FOUR), Line(FOUR)), step(95)], [Unsaid(1, 3, 3)]),
        ([step(5, Line(SEVEN), Line(FOUR, least=5), Line(SEVEN, least=10)), step(95)], []),
        ([step(5, Line(FOUR)), Step("late", 5, (Line(SEVEN), Line(SEVEN)), least=5), step(90)], []),
    ],
    ids=["room", "too little", "two of them", "the quiet end", "cut short", "before a short end",
         "behind the very end", "the same words twice", "lines for later", "a step for later"],
)  # fmt: skip
def test_a_line_without_room_is_named_with_the_seconds_it_lacks(
    steps: list[Step], lacking: list[Unsaid]
) -> None:
    assert list(unsaid(exercise(*steps), 180)) == lacking


@pytest.mark.parametrize("more", [0, 1])
def test_with_the_seconds_it_lacked_every_line_is_said(more: int) -> None:
    lines = (Line(SEVEN), Line(FOUR), Line(SEVEN, at=50), Line(FOUR, at=60))
    short = exercise(step(10, *lines), step(90))
    lacking = list(unsaid(short, 180))
    last = lacking[-1].missing
    length = 18 + last - 1 + more
    longer = exercise(step(length, *lines), step(180 - length), minutes=(3,))
    assert (list(unsaid(longer, 180)) == []) == bool(more)


def test_it_is_late_where_nothing_is_said_in_the_first_two_seconds() -> None:
    late = exercise(step(100, Line(FOUR, at=50)))
    soon = exercise(step(100, Line(FOUR, at=2)))
    assert [begins_late(fit(one, 180)) for one in (late, soon, exercise())] == [True, True, False]


def test_the_words_that_leave_silence_are_known_for_every_length() -> None:
    assert [budget(minutes) for minutes in (1, 3, 4, 5, 10, 15, 20, 180)] == [
        *(66, 200, 250, 300, 450, 525, 600, 600)
    ]
    assert words_said(fit(exercise(step(50, Line(FOUR)), step(50, Line(SEVEN))), 180)) == 14
