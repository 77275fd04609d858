"""Sitting: the time, the keys and the face together, in a time that only passes when waited for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.exercise import Line, Step
from mindful.core.news import Act, Closed, Said, Slept, Struck, TimeIsUp, Turned, Written
from mindful.core.schedule import Schedule, fit
from mindful.core.session import Answer, Session
from mindful.practice import close, sit
from tests.conftest import RememberingFace, Time, exercise, typed

PLAIN = fit(exercise(), 180)


def sat(time: Time, schedule: Schedule = PLAIN) -> tuple[Session, RememberingFace]:
    face = RememberingFace(time)
    return sit(schedule, time, time, face), face


def said(face: RememberingFace) -> list[tuple[float, str]]:
    return [(at, one.cue.words) for at, one in face.news if isinstance(one, Said)]


def acts(face: RememberingFace) -> list[tuple[float, Act]]:
    return [(at, one) for at, one in face.news if isinstance(one, Act)]


def test_every_line_comes_at_its_second_and_the_end_on_time() -> None:
    session, face = sat(Time())
    assert said(face) == [
        *((0, "Feel your feet."), (4, "One breath.")),
        *((36, "Stay a while."), (90, "Still here?")),
        (144, "Look around."),
    ]
    assert face.news[-1] == (180, Closed())
    assert (session.ended, session.sat, session.status) == ("complete", 180, 0)


def test_the_face_is_drawn_every_second() -> None:
    _, face = sat(Time())
    assert 180 <= face.draws <= 190


@given(st.floats(0, 4.9))
def test_when_every_wait_ends_late_no_line_is_lost_and_no_lateness_adds_up(late: float) -> None:
    time = Time(late=late)
    session, face = sat(time)
    assert [words for _, words in said(face)] == [cue.words for cue in PLAIN.cues]
    assert (session.ended, session.sat) == ("complete", 180)
    assert time.passed <= 180 + late + 1e-6


def test_a_process_that_was_stopped_counts_only_what_was_sat() -> None:
    time = Time(stopped=(50, 20))
    session, face = sat(time)
    assert (session.ended, session.sat) == ("complete", 180)
    assert time.passed == pytest.approx(200)
    assert [one for _, one in face.news if isinstance(one, Slept)] == [Slept(20)]
    assert (110, "Still here?") in said(face)


def test_a_pause_stops_the_time_and_any_of_three_keys_goes_on() -> None:
    time = Time({10: "escape", 30: "enter", 40: "escape", 60: " ", 70: " ", 90: "escape"})
    session, face = sat(time)
    assert (session.sat, time.passed) == (180, 240)
    assert acts(face) == [
        *((10, Act.PAUSED), (30, Act.WENT_ON), (40, Act.PAUSED), (60, Act.WENT_ON)),
        *((70, Act.PAUSED), (90, Act.WENT_ON)),
    ]


def test_q_leaves_early_with_what_was_sat() -> None:
    session, face = sat(Time({12.5: "q"}))
    assert (session.ended, session.sat, session.status) == ("early", 12.5, 0)
    assert acts(face) == [(12.5, Act.LEFT)]


def test_ctrl_c_leaves_early_with_the_status_of_shells() -> None:
    session, _ = sat(Time({12.5: "ctrl-c"}))
    assert (session.ended, session.sat, session.status) == ("early", 12.5, 130)


@pytest.mark.parametrize("status", [129, 130, 143])
def test_a_signal_leaves_early_with_what_was_sat(status: int) -> None:
    session, _ = sat(Time(leaves=(12.25, status)))
    assert (session.ended, session.sat, session.status) == ("early", 12.25, status)


def test_a_signal_in_a_pause_adds_nothing_to_what_was_sat() -> None:
    session, _ = sat(Time({5: "escape"}, leaves=(60, 143)))
    assert (session.sat, session.status) == (5, 143)


def test_the_keys_for_time_sound_and_help_are_answered() -> None:
    _, face = sat(Time({5: "t", 6: "m", 7: "m", 8: "?", 9: "x", 10: "n", 11: "q"}))
    assert acts(face) == [
        *((5, Act.TIME_ASKED), (6, Act.MUTED), (7, Act.UNMUTED), (8, Act.KEYS_ASKED)),
        *((9, Act.NOTHING), (11, Act.LEFT)),
    ]
    assert (10, "Stay a while.") in said(face)


def test_g_pauses_and_enter_goes_on() -> None:
    session, face = sat(Time({5: "g", 25: "enter", 30: "q"}))
    assert (session.sat, session.ended) == (10, "early")
    assert acts(face) == [(5, Act.GROUNDED), (25, Act.WENT_ON), (30, Act.LEFT)]


def test_n_through_every_step_is_complete() -> None:
    session, _ = sat(Time({5: "n", 6: "n", 7: "n"}))
    assert (session.ended, session.sat) == ("complete", 7)


def test_after_ctrl_z_it_goes_on_where_it_was_and_no_time_has_passed() -> None:
    time = Time({10: "ctrl-z"}, away=3)
    session, face = sat(time)
    assert (session.ended, session.sat, time.passed) == ("complete", 180, 183)
    assert [one for one in face.news if isinstance(one[1], Slept)] == [(13, Slept(3))]
    assert face.hidden == 1


def test_ctrl_z_in_a_pause_is_a_pause_and_nothing_is_said_of_it() -> None:
    time = Time({10: "escape", 12: "ctrl-z", 50: "enter", 60: "q"}, away=20)
    session, face = sat(time)
    assert session.sat == 20
    assert acts(face) == [(10, Act.PAUSED), (50, Act.WENT_ON), (60, Act.LEFT)]
    assert not [one for _, one in face.news if isinstance(one, Slept)]


def test_whoever_was_away_for_long_finds_it_paused() -> None:
    night = 8 * 3600.0
    time = Time({night + 100: "enter"}, stopped=(50, night))
    session, face = sat(time)
    assert (session.ended, session.sat) == ("complete", 180)
    assert [one for _, one in face.news if isinstance(one, Slept)] == [Slept(night)]
    assert [act for _, act in acts(face)] == [Act.PAUSED, Act.WENT_ON]


def test_where_nobody_can_press_a_key_it_goes_on_however_long_it_was_stopped() -> None:
    session, face = sat(Time(stopped=(50, 8 * 3600.0), present=False))
    assert (session.ended, session.sat, acts(face)) == ("complete", 180, [])


@given(st.floats(0, 0.19))
def test_the_first_closing_stroke_of_ten_minutes_comes_within_a_fifth_of_a_second(
    late: float,
) -> None:
    time = Time(late=late)
    _, face = sat(time, fit(exercise(), 600))
    (closed,) = [at for at, one in face.news if isinstance(one, Closed)]
    assert 600 <= closed <= 600.2


def kept_at(time: Time, schedule: Schedule = PLAIN) -> list[float]:
    """When the session was handed on to be kept."""
    kept: list[float] = []
    sit(schedule, time, time, RememberingFace(time), lambda session: kept.append(time.passed))
    return kept


def test_what_was_sat_is_handed_on_every_second_and_what_is_written_twice_as_often() -> None:
    def longest(kept: list[float]) -> float:
        return max(two - one for one, two in pairwise(kept))

    assert longest(kept_at(Time())) <= 1
    kept = kept_at(Time({**typed("quiet", 50), 100: "enter"}), WRITING)
    assert longest([at for at in kept if 40 < at < 100]) <= 0.5


def test_up_and_down_change_the_pace_only_where_a_breath_is_guided() -> None:
    guided = fit(exercise(Step("slow", 50, breathe=(4, 0, 6, 0)), Step("sit", 50)), 180)
    session, face = sat(Time({5: "down", 6: "down", 100: "up", 110: "q"}), guided)
    assert session.pace == 5
    assert [act for _, act in acts(face)] == [Act.PACED, Act.PACED, Act.NOTHING, Act.LEFT]


SORTING = fit(
    exercise(
        Step("arrive", 20, (Line("Feel your feet."),)),
        Step("sort", 60, (Line("Where does it point?"),), keys="sort"),
        Step("end", 20, (Line("Look around."),)),
    ),
    180,
)


def test_sorting_keys_count_in_their_step_and_nowhere_else() -> None:
    session, face = sat(Time({5: "p", 40: "p", 41: "f", 42: "h", 150: "e"}), SORTING)
    assert [(press.key, press.at) for press in session.presses] == [
        ("past", 40),
        ("future", 41),
        ("here", 42),
    ]
    assert acts(face)[0] == (5, Act.NOTHING)


NOTICING = fit(exercise(Step("arrive", 20), Step("stay", 60, keys="notice"), Step("end", 20)), 180)


def test_space_notices_where_it_may_and_never_pauses_there() -> None:
    session, face = sat(Time({5: " ", 50: " ", 51: " "}), NOTICING)
    assert [(press.key, press.at) for press in session.presses] == [
        ("noticed", 50),
        ("noticed", 51),
    ]
    assert (acts(face)[0], session.sat) == ((5, Act.NOTHING), 180)


COUNTING = fit(exercise(Step("count", 90, keys="count"), Step("end", 10)), 180)


def test_counting_keys_are_kept_by_their_marks() -> None:
    presses = {3: " ", 6: " ", 9: "enter", 12: "r", 15: "backspace", 18: "p"}
    session, _ = sat(Time(presses), COUNTING)
    assert [(press.key, press.at) for press in session.presses] == [
        (".", 3),
        (".", 6),
        ("|", 9),
        ("x", 12),
        ("x", 15),
    ]


WRITING = fit(
    exercise(
        Step("settle", 20, (Line("One person."),)),
        Step("saw", 60, (Line("What a camera would have."),), write="What I saw"),
        Step("end", 20, (Line("Look up."),)),
    ),
    180,
)


def test_while_writing_letters_are_letters_and_enter_keeps_the_line() -> None:
    time = Time({**typed("quiet", 50), 52: "enter"})
    session, face = sat(time, WRITING)
    assert session.answers == (Answer("What I saw", "quiet"),)
    assert (session.ended, time.passed) == ("complete", 180)
    assert (50.4, Written("quiet", 5)) in face.news


def test_a_step_waits_until_its_line_is_written_with_one_soft_sign() -> None:
    time = Time({**typed("late", 170), 175: "enter"})
    session, face = sat(time, WRITING)
    assert [at for at, one in face.news if isinstance(one, TimeIsUp)] == [144]
    turns = [(at, one.stretch.step.name) for at, one in face.news if isinstance(one, Turned)]
    assert turns == [(0, "settle"), (36, "saw"), (175, "end")]
    assert (session.sat, session.answers[0].words) == (211, "late")


def test_enter_without_a_word_goes_on_at_once() -> None:
    session, _ = sat(Time({50: "enter"}), WRITING)
    assert (session.answers, session.sat) == ((), 86)


def test_a_second_enter_goes_on_from_a_line_that_is_kept() -> None:
    session, face = sat(Time({**typed("so", 50), 51: "enter", 60: "enter"}), WRITING)
    assert (60, Act.KEPT) not in acts(face)
    assert (session.answers[0].words, session.sat) == ("so", 96)


def test_escape_while_writing_pauses_and_the_line_is_still_there() -> None:
    presses = {**typed("so", 50), 55: "escape", 65: "escape", 66: "enter"}
    session, _ = sat(Time(presses), WRITING)
    assert (session.answers[0].words, session.sat) == ("so", 180)


def test_where_there_is_no_keyboard_nothing_waits() -> None:
    time = Time(present=False)
    session, _ = sat(time, WRITING)
    assert (session.ended, time.passed) == ("complete", 180)


def closing(time: Time) -> tuple[Session, list[float]]:
    face = RememberingFace(time)
    begun, _ = Session.of(PLAIN, attended=True).advance(180)
    session = close(begun, time, time, face)
    return session, [at for at, one in face.news if isinstance(one, Struck)]


def test_two_more_strokes_close_four_seconds_apart_and_then_there_is_silence() -> None:
    time = Time()
    session, strokes = closing(time)
    assert (strokes, time.passed, session.ended) == ([4, 8], 20, "complete")


def test_the_silence_after_a_brief_sitting_is_brief() -> None:
    time = Time()
    begun, _ = Session.of(fit(exercise(), 30), attended=True).advance(30)
    close(begun, time, time, RememberingFace(time))
    assert time.passed == 10


@pytest.mark.parametrize("at", [5, 15])
def test_any_key_ends_the_silence_too(at: int) -> None:
    time = Time({at: "x"})
    closing(time)
    assert time.passed == at


def test_any_key_goes_on_from_the_closing() -> None:
    session, strokes = closing(Time({5: "enter"}))
    assert (strokes, session.status) == ([4], 0)


@pytest.mark.parametrize("time", [Time({5: "ctrl-c"}), Time(leaves=(5, 130))])
def test_leaving_in_the_closing_is_still_complete(time: Time) -> None:
    session, _ = closing(time)
    assert (session.ended, session.status) == ("complete", 130)


def test_without_a_terminal_nothing_waits_after_the_first_stroke() -> None:
    time = Time(present=False)
    assert (closing(time)[1], time.passed) == ([], 0)


class Gone(RememberingFace):
    """A terminal that has been closed."""

    def tell(self, news: object, session: Session) -> None:
        raise OSError(5, "Input/output error")

    def draw(self, session: Session) -> None:
        raise OSError(5, "Input/output error")


def test_a_terminal_that_is_gone_costs_nothing_of_what_was_sat() -> None:
    time = Time()
    session = sit(PLAIN, time, time, Gone(time))
    assert (session.ended, session.sat) == ("complete", 180)
