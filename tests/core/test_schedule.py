"""Fitting: every rule of it, for any exercise at any length."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mindful.core.exercise import Exercise, Line, Step
from mindful.core.schedule import QUIET_END, fit, least_seconds, reading, share_out
from tests.conftest import exercise

WORDS = st.integers(1, 12).map(lambda count: " ".join(["word"] * count))
LINES = st.builds(
    Line, WORDS, st.none() | st.integers(0, 100), st.sampled_from([0, 0, 0, 5, 10, 20])
)
BREATHS = st.just(()) | st.tuples(
    st.integers(2, 8), st.integers(0, 4), st.integers(2, 8), st.integers(0, 4)
)
SHORT, LONG = 3 * 60, 20 * 60


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """Any exercise made for 3 to 20 minutes, its shares of any proportion."""
    steps = draw(
        st.lists(
            st.builds(
                Step,
                st.just("step"),
                st.integers(1, 60),
                st.lists(LINES, max_size=5).map(tuple),
                breathe=BREATHS,
                least=st.sampled_from([0, 0, 0, 0, 5, 10]),
            ),
            min_size=1,
            max_size=8,
        )
    )
    first = Step("first", steps[0].share, steps[0].say, breathe=steps[0].breathe)
    return exercise(first, *steps[1:], minutes=(3, 20))


ANY_LENGTH = st.integers(10, 3 * 3600)
MADE_FOR = st.integers(SHORT, LONG)
SHORTER = st.integers(10, SHORT - 1)
LONGER = st.integers(LONG + 1, 3 * 3600)


@given(exercises(), ANY_LENGTH)
def test_steps_follow_one_another_and_add_up_to_the_time_exactly(
    one: Exercise, seconds: int
) -> None:
    stretches = fit(one, seconds).stretches
    ends = [0, *(stretch.end for stretch in stretches)]
    assert [stretch.start for stretch in stretches] == ends[:-1]
    assert ends[-1] == seconds
    assert all(stretch.end > stretch.start for stretch in stretches)


@given(exercises(), MADE_FOR)
def test_within_its_lengths_every_step_has_its_share_to_the_second(
    one: Exercise, seconds: int
) -> None:
    stretches = fit(one, seconds).stretches
    total = sum(stretch.step.share for stretch in stretches)
    for stretch in stretches:
        wish = seconds * stretch.step.share / total
        assert abs(stretch.end - stretch.start - wish) < 1 or wish < 1


@given(exercises(), ANY_LENGTH)
def test_a_step_from_ten_minutes_on_is_left_out_of_shorter_sittings(
    one: Exercise, seconds: int
) -> None:
    fitted = tuple(stretch.step for stretch in fit(one, seconds).stretches)
    assert fitted == tuple(step for step in one.steps if step.least * 60 <= seconds)


@given(exercises(), MADE_FOR | LONGER)
def test_a_line_is_held_as_long_as_it_takes_to_read(one: Exercise, seconds: int) -> None:
    for stretch in fit(one, seconds).stretches:
        for index, cue in enumerate(stretch.cues):
            # The first line of a step too short for it is held as long as there is.
            whole = cue.at + reading(cue.words) <= min(stretch.end, seconds - QUIET_END)
            assert cue.hold == reading(cue.words) or (index == 0 and not whole)


@given(exercises(), ANY_LENGTH)
def test_lines_come_one_at_a_time_each_within_its_step(one: Exercise, seconds: int) -> None:
    for stretch in fit(one, seconds).stretches:
        free: float = stretch.start
        for cue in stretch.cues:
            assert cue.at >= free
            free = cue.at + cue.hold
        assert free <= stretch.end


@given(exercises(), MADE_FOR | LONGER)
def test_opening_lines_follow_one_another_from_the_beginning_of_the_step(
    one: Exercise, seconds: int
) -> None:
    for stretch in fit(one, seconds).stretches:
        untimed = {line.words for line in stretch.step.say if line.at is None}
        timed = {line.words for line in stretch.step.say if line.at is not None}
        opening = [cue for cue in stretch.cues if cue.words in untimed - timed]
        at: float = stretch.start
        for cue in opening if not untimed & timed else []:
            assert cue.at == at
            at += cue.hold


@given(st.integers(0, 100), MADE_FOR)
def test_a_line_with_a_time_comes_there_as_far_as_the_others_and_the_end_allow(
    percent: int, seconds: int
) -> None:
    said = (Line("One two three."), Line("Four five.", at=percent))
    one = exercise(Step("all", 90, said), Step("end", 10), minutes=(3, 20))
    step = fit(one, seconds).stretches[0]
    wish = min(step.end * percent / 100, step.end - 4)
    assert [cue.at for cue in step.cues] == [0, max(4.0, wish)]


@given(exercises(), ANY_LENGTH)
def test_nothing_is_said_in_the_last_five_seconds(one: Exercise, seconds: int) -> None:
    cues = fit(one, seconds).cues
    assert all(cue.at <= seconds - QUIET_END for cue in cues)
    if seconds >= SHORT:
        assert all(cue.at + cue.hold <= seconds - QUIET_END for cue in cues)


@given(exercises(), ANY_LENGTH)
def test_a_line_from_ten_minutes_on_is_not_said_in_shorter_sittings(
    one: Exercise, seconds: int
) -> None:
    for stretch in fit(one, seconds).stretches:
        allowed = [line.words for line in stretch.step.say if line.least * 60 <= seconds]
        assert all(cue.words in allowed for cue in stretch.cues)


@given(exercises(), ANY_LENGTH)
def test_no_line_falls_into_a_breath_and_every_breath_is_whole(one: Exercise, seconds: int) -> None:
    for stretch in fit(one, seconds).stretches:
        spans = [(breath.at, breath.end) for breath in stretch.breaths]
        spans += [(cue.at, cue.at + cue.hold) for cue in stretch.cues]
        spans.sort()
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
        assert not spans or (spans[0][0] >= stretch.start and spans[-1][1] <= stretch.end)


@given(MADE_FOR)
def test_silence_stretches_and_breath_does_not(seconds: int) -> None:
    one = exercise(Step("breathe", 80, breathe=(4, 0, 6, 0)), Step("end", 20), minutes=(3, 20))
    step = fit(one, seconds).stretches[0]
    assert [breath.at for breath in step.breaths] == [10 * at for at in range(step.end // 10)]
    assert {breath.parts for breath in step.breaths} == {(4, 0, 6, 0)}


@given(exercises(), SHORTER)
def test_shorter_than_its_shortest_every_step_has_a_second_and_its_first_line(
    one: Exercise, seconds: int
) -> None:
    for stretch in fit(one, seconds).stretches:
        allowed = [line.words for line in stretch.step.say if line.least * 60 <= seconds]
        quiet = stretch.start > seconds - QUIET_END
        first = [] if quiet else allowed[:1]
        assert [cue.words for cue in stretch.cues] == first
        assert all(cue.at == stretch.start for cue in stretch.cues)


@given(exercises(), LONGER)
def test_longer_than_its_longest_only_one_step_grows_and_neither_the_first_nor_the_last(
    one: Exercise, seconds: int
) -> None:
    def lengths(of: int) -> list[int]:
        return [stretch.end - stretch.start for stretch in fit(one, of).stretches]

    longest, longer = lengths(LONG), lengths(seconds)
    grown = [index for index, (a, b) in enumerate(zip(longest, longer, strict=True)) if a != b]
    assert len(grown) == 1
    assert longer[grown[0]] - longest[grown[0]] == seconds - LONG
    if len(longest) > 2:
        assert longest[grown[0]] == max(longest[1:-1])
        assert 0 < grown[0] < len(longest) - 1


@given(exercises(), LONGER)
def test_longer_sittings_get_longer_silence_not_more_talk(one: Exercise, seconds: int) -> None:
    longest = [cue.words for cue in fit(one, LONG).cues]
    longer = [cue.words for cue in fit(one, seconds).cues]
    # A line that had no room in the step that grew may find it; none is added beyond the file's.
    said = [line.words for step in one.steps for line in step.say]
    assert len(longest) <= len(longer) <= len(said)


@given(st.integers(10, 3 * 3600))
def test_a_spoken_line_keeps_the_length_it_is_given(seconds: int) -> None:
    fitted = fit(exercise(minutes=(3, 20)), seconds, hold=lambda words: 3.25)
    if seconds >= SHORT:
        assert {cue.hold for cue in fitted.cues} == {3.25}


@given(st.lists(st.integers(1, 100), min_size=1, max_size=60), st.integers(60, 10800))
def test_seconds_shared_out_add_up_and_nobody_goes_without(shares: list[float], time: int) -> None:
    lengths = share_out(shares, time)
    assert sum(lengths) == time
    assert min(lengths) >= 1


def test_bells_begin_and_mark_the_turns_but_not_in_the_first_half_minute_or_the_last_moments() -> (
    None
):
    steps = [Step(name, 20) for name in ("a", "b", "c", "d", "e")]
    one = exercise(*steps, minutes=(1, 3))
    bells = {length: [fit(one, length).bell_at(index) for index in range(5)] for length in (60, 90)}
    assert bells == {
        60: [True, False, False, True, False],
        90: [True, False, True, True, False],
    }


def test_a_bell_ends_a_persons_turn_whenever_it_is() -> None:
    one = exercise(Step("you", 10, turn="you"), Step("other", 90, turn="other"), minutes=(1, 3))
    assert fit(one, 60).bell_at(1) is True


def test_an_exercise_of_many_steps_needs_a_second_for_each() -> None:
    many = exercise(*(Step("one", 100 / 15) for _ in range(15)))
    assert (least_seconds(many), least_seconds(exercise())) == (15, 10)


def test_a_line_is_read_at_two_words_a_second_and_never_under_four_seconds() -> None:
    assert [reading(" ".join(["word"] * count)) for count in (1, 4, 5, 12)] == [4, 4, 4.5, 8]
