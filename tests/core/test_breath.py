"""Guided breaths: whole ones, at a pace that stays within what is settling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.breath import (
    LEAST,
    LONGEST_HOLD,
    QUICKEST,
    SLOWEST,
    Breath,
    Part,
    at_pace,
    laid,
    notch,
    pace_of,
    part_at,
)

SIX = (4, 0, 6, 0)
SHAPES = st.tuples(st.floats(2, 20), st.floats(0, 4), st.floats(2, 20), st.floats(0, 4))


def test_whole_breaths_fill_each_silence_from_a_whole_second_on() -> None:
    assert list(laid(SIX, [(0.5, 25), (30, 39), (40, 50)])) == [
        Breath(1, SIX),
        Breath(11, SIX),
        Breath(40, SIX),
    ]


@pytest.mark.parametrize(
    ("second", "part"),
    [
        (9.9, None),
        (10, Part("in", 0)),
        (13, Part("in", 0.75)),
        (14, Part("hold", 0)),
        (15.5, Part("out", 0.25)),
        (17, Part("rest", 0)),
        (18, None),
    ],
)
def test_every_second_of_a_breath_lies_in_one_of_its_parts(
    second: float, part: Part | None
) -> None:
    assert part_at([Breath(10, (4, 1, 2, 1))], second) == part


def test_a_notch_is_half_a_breath_a_minute_and_stops_at_either_end() -> None:
    pace, slower, quicker = 6.0, [], []
    for _ in range(4):
        pace = notch(pace, -1)
        slower.append(pace)
    for _ in range(5):
        pace = notch(pace, 1)
        quicker.append(pace)
    assert (slower, quicker) == ([5.5, 5, 4.5, 4.5], [5, 5.5, 6, 6.5, 6.5])


@pytest.mark.parametrize(
    ("parts", "quicker", "slower"), [((2, 0, 3, 0), 12, 6.5), ((6, 0, 10, 0), 4.5, 3.75)]
)
def test_beyond_either_end_quicker_is_never_slower_and_slower_never_quicker(
    parts: tuple[float, ...], quicker: float, slower: float
) -> None:
    pace = pace_of(parts)
    assert (notch(pace, 1), notch(pace, -1)) == (quicker, slower)


def test_a_slower_breath_keeps_its_shape() -> None:
    assert at_pace(SIX, 5) == pytest.approx((4.8, 0, 7.2, 0))


@given(SHAPES, st.floats(SLOWEST, QUICKEST))
def test_at_any_pace_a_breath_has_that_pace_and_no_part_strains(
    parts: tuple[float, ...], pace: float
) -> None:
    inward, hold, out, rest = paced = at_pace(parts, pace)
    assert min(inward, out) >= LEAST - 1e-9
    assert max(hold, rest) <= LONGEST_HOLD
    assert pace_of(paced) == pytest.approx(pace)
