"""Sounds as numbers: scaled, mixed, and a voice taken out of the silence around it."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from mindful.core.samples import LARGEST, LEAST, RATE, Samples, at_our_rate, mixed, scaled, spoken

samples = st.lists(st.integers(-32_768, 32_767), max_size=40).map(lambda one: array("h", one))


def of(*numbers: int) -> "Samples[int]":
    return array("h", numbers)


@given(one=samples, other=samples, at=st.integers(0, 60))
def test_two_sounds_together_are_their_sum_at_each_moment(
    one: "Samples[int]", other: "Samples[int]", at: int
) -> None:
    length = max(len(one), at + len(other))
    first = [*one, *[0] * (length - len(one))]
    second = [*[0] * at, *other, *[0] * (length - at - len(other))]
    sums = [a + b for a, b in zip(first, second, strict=True)]
    expected = [max(LEAST, min(LARGEST, each)) for each in sums]
    assert list(mixed(one, other, at)) == expected


def test_softer_is_softer() -> None:
    assert scaled(of(1000, -1000, 1, 0), 0.5) == of(500, -500, 0, 0)


def test_a_voice_is_freed_of_the_silence_around_it_and_as_loud_as_any_other() -> None:
    silence, word = [0] * RATE, [100, -200, 100] * 1000
    voice = spoken(of(*silence, *word, *silence), 1.0)
    margin = int(0.005 * RATE)
    assert len(voice) == len(word) + 2 * margin - 1
    assert max(map(abs, voice)) == int(0.35 * LARGEST)


def test_a_quieter_voice_is_quieter_and_one_that_says_nothing_is_nothing() -> None:
    assert max(map(abs, spoken(of(100, -200), 0.5))) == int(0.35 * LARGEST * 0.5)
    assert [spoken(of(*none), 1.0) for none in ((), (0, 0))] == [of(), of()]


def test_a_sound_at_another_rate_comes_to_last_as_long_at_ours() -> None:
    assert at_our_rate(of(0, 100, 200), RATE // 2) == of(0, 50, 100, 150, 200, 200)
    assert len(at_our_rate(of(*[7] * 16_000), 16_000)) == RATE
    assert at_our_rate(of(1, 2, 3), RATE) == of(1, 2, 3)
