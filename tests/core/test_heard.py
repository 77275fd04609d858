"""What of a sitting is heard, and when, is known before it begins."""

from mindful.core.bells import Bells
from mindful.core.exercise import Exercise, Line, Step
from mindful.core.heard import ALOUD, Sound, aloud, bell_of, room_of, tone_of, words_of
from mindful.core.news import (
    Act,
    Announced,
    Breathed,
    Closed,
    News,
    Said,
    Struck,
    TimeIsUp,
    Turned,
)  # fmt: skip
from mindful.core.schedule import Cue, Schedule, Stretch, fit
from mindful.core.session import Session, moments
from tests.conftest import exercise

TOGETHER = exercise(
    Step("you", 50, (Line("Say how it was."),), turn="you"),
    Step("both", 50, (Line("Look up."), Line("Once more.", at=40, least=5)), turn="both"),
)
BREATHING = exercise(Step("slow", 100, (Line("Follow it."),), breathe=(4, 1, 5, 0)))
CUE = Cue(0, 4.0, "Here.")


def heard(schedule: Schedule) -> list[tuple[float, Sound | str]]:
    """Bells and words with their seconds."""
    return [
        (at, sound)
        for at, moment in moments(schedule, attended=False)
        for sound in (bell_of(moment, attended=False), words_of(moment))
        if sound
    ]


def test_a_sitting_is_heard_from_the_half_stroke_to_the_closing_ones() -> None:
    assert heard(fit(exercise(), 180)) == [
        (0, Sound.OPENING),
        (0.0, "Feel your feet."),
        (4.0, "One breath."),
        (36, Sound.SOFT),
        (36, "Stay a while."),
        (90.0, "Still here?"),
        (144, Sound.SOFT),
        (144, "Look around."),
        (180, Sound.CLOSING_ALL),
    ]


def test_bells_that_were_asked_for_come_at_their_time_within_a_step() -> None:
    rung = heard(fit(exercise(), 180, bells=Bells("every", (90,))))
    assert rung[4:6] == [(90, Sound.SOFT), (90.0, "Still here?")]
    assert [at for at, sound in rung if sound is Sound.SOFT] == [90]


def test_aloud_a_line_leaves_room_for_the_bell_and_for_whose_turn_it_is() -> None:
    fitted = fit(TOGETHER, 180, lambda words: 3.0, aloud=ALOUD)
    assert heard(fitted) == [
        (0, Sound.OPENING),
        (5.0, "Now you speak."),
        (8.0, "Say how it was."),
        (90, Sound.SOFT),
        (92.0, "Now both of you."),
        (95.0, "Look up."),
        (180, Sound.CLOSING_ALL),
    ]


def test_where_that_would_cost_a_line_who_speaks_is_left_to_the_eye() -> None:
    tight = exercise(
        Step("you", 95, (Line("Say how it was."),), turn="you"),
        Step("both", 5, (Line("Look up."),), turn="both"),
    )
    both = fit(tight, 180, lambda words: 3.0, aloud=ALOUD).stretches[1]
    assert both == Stretch(tight.steps[1], 171, 180, (Cue(172.0, 3.0, "Look up."),))


def test_breaths_come_after_what_is_announced() -> None:
    step = Step("slow", 100, (Line("Follow it."),), breathe=(4, 0, 6, 0), turn="both")
    (stretch,) = fit(exercise(step), 180, lambda words: 3.0, aloud=ALOUD).stretches
    assert (stretch.announced, stretch.breaths[0].at) == (Cue(5.0, 3.0, "Now both of you."), 11)


def test_of_a_breath_in_and_out_are_said() -> None:
    said = heard(fit(BREATHING, 180))
    assert said[1:5] == [(0.0, "Follow it."), (4, "in"), (9, "out"), (14, "in")]


def test_a_word_for_a_breath_has_half_of_it_and_a_line_its_hold() -> None:
    news: list[News] = [Breathed("in", 4), Said(CUE), Announced(CUE), Closed()]
    assert [room_of(one) for one in news] == [2.0, 4.0, 4.0, 0.0]


def test_everything_that_may_be_said_is_known_each_once() -> None:
    assert aloud(fit(TOGETHER, 180)) == [
        "Now you speak.", "Say how it was.", "Now both of you.", "Look up.",
    ]  # fmt: skip
    assert aloud(fit(TOGETHER, 300))[-1] == "Once more."
    assert aloud(fit(BREATHING, 180)) == ["Follow it.", "in", "out"]


def test_each_bell_has_its_sound() -> None:
    stretch = fit(exercise(), 180).stretches[1]
    rung: list[News] = [Turned(stretch, True), Turned(stretch, False), Struck(), Struck(2),
                        Struck(3), TimeIsUp(), Closed(), Act.NOTED]  # fmt: skip
    assert [bell_of(one, attended=True) for one in rung] == [
        Sound.SOFT, None, Sound.SOFT, Sound.CLOSING_2, Sound.CLOSING_3, Sound.SOFT, Sound.CLOSING,
        None,
    ]  # fmt: skip


def test_the_keys_of_closed_eyes_are_answered_by_a_tone() -> None:
    answers: list[News] = [
        Act.NOTED,
        Act.KEPT,
        Act.PAUSED,
        Act.WENT_ON,
        Act.NOTHING,
        Act.TIME_ASKED,
    ]
    assert [tone_of(one) for one in answers] == [
        Sound.NOTED, Sound.NOTED, Sound.PAUSED, Sound.WENT_ON, Sound.NOTHING, None,
    ]  # fmt: skip


def test_a_bell_within_a_step_is_told_in_its_time() -> None:
    session = Session.of(fit(exercise(), 180, bells=Bells("at", (50,))), attended=True)
    _, told = session.advance(50)
    assert told[-1] == Struck()


def test_a_new_pace_of_breathing_leaves_the_bells_where_they_are() -> None:
    one: Exercise = BREATHING
    session = Session.of(fit(one, 180, bells=Bells("every", (60,))), attended=True)
    session, _ = session.advance(30)
    coming = session.paced(1).coming
    assert [at for at, moment in coming if moment == Struck()] == [60, 120]
