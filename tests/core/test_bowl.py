"""A bowl that is struck, in numbers: soft at first, slowly dying, never too loud."""

from math import log10

import pytest

from mindful.core.bowl import OPENS_AT, sounds
from mindful.core.heard import Sound
from mindful.core.samples import LARGEST, RATE, Samples

MADE = dict(sounds(1.0))
STROKE = MADE[Sound.CLOSING]


def decibels(samples: "Samples[int]") -> float:
    """The peak, below full scale."""
    return round(20 * log10(max(map(abs, samples)) / LARGEST), 1)


def loudness(samples: "Samples[int]", second: float, length: float = 0.5) -> float:
    """The root of the mean square over a stretch."""
    part = samples[int(second * RATE) : int((second + length) * RATE)]
    return float((sum(one * one for one in part) / len(part)) ** 0.5)


def partial(samples: "Samples[int]", hertz: float, second: float = 0.05) -> float:
    """How much of a pitch there is in half a second: the magnitude by Goertzel's rule."""
    from math import cos, pi

    part = samples[int(second * RATE) : int((second + 0.5) * RATE)]
    step, before, now = 2 * cos(2 * pi * hertz / RATE), 0.0, 0.0
    for one in part:
        before, now = now, one + step * now - before
    return float((now * now + before * before - step * now * before) ** 0.5 / len(part))


def test_every_sound_is_made() -> None:
    assert MADE.keys() == set(Sound)


def test_a_stroke_peaks_at_12_decibels_below_full_scale_and_nothing_is_louder() -> None:
    assert decibels(STROKE) == -12.0
    assert max(map(decibels, MADE.values())) == -12.0


def test_a_stroke_swells_for_five_milliseconds_at_least_and_ends_in_silence() -> None:
    peak = max(map(abs, STROKE))
    assert STROKE[0] == 0
    assert max(map(abs, STROKE[:22])) < 0.1 * peak  # in the first millisecond
    assert max(map(abs, STROKE[:110])) < 0.6 * peak
    assert max(map(abs, STROKE[-22:])) <= 2


def test_a_stroke_dies_away_slowly() -> None:
    first, fourth, seventh = (loudness(STROKE, second) for second in (0.1, 3.5, 6.5))
    assert (first > 3 * fourth > 6 * seventh, seventh > 10) == (True, True)


def test_a_bowls_partials_are_in_it_and_no_harmonics() -> None:
    bowl = [partial(STROKE, 220 * ratio) for ratio in (1.0, 2.71, 5.15)]
    harmonics = [partial(STROKE, 220 * ratio) for ratio in (2.0, 3.0, 4.0)]
    assert min(bowl) > 3 * max(harmonics)


def test_it_begins_with_a_half_stroke_and_then_a_stroke() -> None:
    opening = MADE[Sound.OPENING]
    stroke = opening[int(OPENS_AT * RATE) :]
    assert decibels(opening[: RATE // 2]) == -18.9
    assert (len(stroke), stroke.tobytes()) == (len(STROKE), STROKE.tobytes())
    assert max(map(abs, opening[int(1.2 * RATE) : int(OPENS_AT * RATE)])) == 0


def test_the_closing_strokes_are_softer_each_time() -> None:
    three = (Sound.CLOSING, Sound.CLOSING_2, Sound.CLOSING_3)
    assert [decibels(MADE[sound]) for sound in three] == [-12.0, -13.9, -16.0]


def test_all_three_are_one_sound_where_nobody_is_there_four_seconds_apart() -> None:
    whole = MADE[Sound.CLOSING_ALL]
    assert len(whole) == 8 * RATE + len(STROKE)
    assert whole[: 4 * RATE].tobytes() == STROKE[: 4 * RATE].tobytes()
    rung = [loudness(whole, second, 0.1) for second in (3.85, 4.0, 7.85, 8.0)]
    assert (rung[1] > 3 * rung[0], rung[3] > 3 * rung[2]) == (True, True)


@pytest.mark.parametrize("tone", [Sound.NOTED, Sound.PAUSED, Sound.WENT_ON, Sound.NOTHING])
def test_a_tone_is_short_and_soft(tone: Sound) -> None:
    assert (len(MADE[tone]) / RATE < 0.2, round(decibels(MADE[tone]))) == (True, -30)


def test_half_the_volume_is_half_of_each_sample() -> None:
    soft = dict(sounds(0.5))
    assert decibels(soft[Sound.CLOSING]) == -18.0
