"""A session: told the time, it loses nothing, counts what was sat, and ends as it was ended."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.breath import QUICKEST, SLOWEST, Part
from mindful.core.exercise import Line, Step
from mindful.core.news import Breathed, Closed, News, Said, TimeIsUp, Turned
from mindful.core.schedule import fit
from mindful.core.session import Answer, Session
from tests.conftest import exercise

PLAIN = fit(exercise(), 180)
WRITTEN = fit(
    exercise(
        Step("settle", 20, (Line("One person."),)),
        Step("saw", 60, (Line("What a camera would have."),), write="What I saw"),
        Step("end", 20, (Line("Look up."),)),
    ),
    180,
)


def short(news: tuple[News, ...]) -> list[str]:
    """News in a word each."""
    names = {Turned: lambda one: one.stretch.step.name, Said: lambda one: one.cue.words}
    return [names.get(type(one), lambda one: type(one).__name__)(one) for one in news]


def after(session: Session, *seconds: float) -> tuple[Session, list[str]]:
    told: list[str] = []
    for passed in seconds:
        session, news = session.advance(passed)
        told += short(news)
    return session, told


def test_everything_comes_in_its_order() -> None:
    _, told = after(Session.of(PLAIN, attended=True), 0, 180)
    assert told == [
        *("arrive", "Feel your feet.", "One breath."),
        *("stay", "Stay a while.", "Still here?"),
        *("return", "Look around.", "Closed"),
    ]


@given(st.lists(st.floats(0, 30), max_size=40))
def test_however_late_the_ticks_come_no_line_is_lost_or_told_twice(ticks: list[float]) -> None:
    session, told = after(Session.of(PLAIN, attended=True), 0, *ticks, 180)
    _, at_once = after(Session.of(PLAIN, attended=True), 0, 180)
    assert told == at_once
    assert (session.ended, session.sat) == ("complete", 180)


@given(st.lists(st.floats(0, 10), max_size=20))
def test_time_sat_is_the_time_told_without_the_pauses(ticks: list[float]) -> None:
    session = Session.of(PLAIN, attended=True)
    for tick in ticks:
        session, _ = session.pause().advance(5.0)
        session, _ = session.go_on().advance(tick)
    assert abs(session.sat - min(sum(ticks), 180)) < 1e-6


def test_a_paused_session_has_nothing_due() -> None:
    session, _ = after(Session.of(PLAIN, attended=True), 1)
    assert (session.due, session.pause().due) == (3.0, None)


def test_the_next_step_begins_at_once_and_past_the_last_one_it_is_complete() -> None:
    session, _ = after(Session.of(PLAIN, attended=True), 10)
    session, first = session.next_step()
    session, second = session.next_step()
    session, third = session.next_step()
    assert [short(news) for news in (first, second, third)] == [
        ["stay", "Stay a while."],
        ["return", "Look around."],
        ["Closed"],
    ]
    assert (session.ended, session.sat) == ("complete", 10)


def test_leaving_is_early_and_leaving_after_the_time_is_up_is_complete() -> None:
    begun, _ = after(Session.of(PLAIN, attended=True), 10)
    over, _ = after(Session.of(PLAIN, attended=True), 200)
    assert [one.leave(130).ended for one in (begun, over)] == ["early", "complete"]
    assert begun.leave(130).status == 130


def test_a_written_step_waits_for_the_person_and_the_time_over_counts() -> None:
    session, told = after(Session.of(WRITTEN, attended=True), 0, 100, 60, 15)
    assert told == ["settle", "One person.", "saw", "What a camera would have.", "TimeIsUp"]
    assert (session.waiting, session.place, session.sat, session.due) == (True, 144, 175, None)
    session, told = after(session.write("A door.").written(), 0, 36)
    assert told == ["end", "Look up.", "Closed"]
    assert (session.answers, session.sat) == ((Answer("What I saw", "A door."),), 211)


def test_a_step_written_in_early_is_quiet_until_its_time_is_over() -> None:
    session, _ = after(Session.of(WRITTEN, attended=True), 50)
    session = session.write("A door.").written()
    session, told = after(session, 90, 10)
    assert told == ["end", "Look up."]
    assert session.sat == 150


def test_where_nobody_is_there_to_write_nothing_waits() -> None:
    session, told = after(Session.of(WRITTEN, attended=False), 0, 180)
    assert "TimeIsUp" not in told
    assert (session.ended, session.sat) == ("complete", 180)


def test_a_line_half_written_is_kept_when_the_session_is_left() -> None:
    session, _ = after(Session.of(WRITTEN, attended=True), 50)
    assert session.write("A do").leave().answers == (Answer("What I saw", "A do"),)
    assert session.write("A do").next_step()[0].answers == (Answer("What I saw", "A do"),)


def test_keys_that_count_are_remembered_with_their_second() -> None:
    session, _ = after(Session.of(PLAIN, attended=True), 12.5)
    session, _ = session.press("past").pause().advance(100)
    session, _ = session.go_on().advance(1)
    kept = [(press.key, press.at) for press in session.press("here").presses]
    assert kept == [("past", 12.5), ("here", 13.5)]


def test_a_breath_is_told_part_by_part_and_known_at_every_moment() -> None:
    one = exercise(Step("breathe", 90, breathe=(4, 1, 6, 0)), Step("end", 10), minutes=(1, 3))
    session, news = Session.of(fit(one, 60), attended=True).advance(12)
    assert news[1:] == (
        Breathed("in", 4),
        Breathed("hold", 1),
        Breathed("out", 6),
        Breathed("in", 4),
    )
    parts = [session.advance(seconds)[0].breath for seconds in (0, 3, 4, 9, 31, 33)]
    assert parts == [
        *(Part("in", 0.25), Part("hold", 0), Part("out", 0), Part("out", pytest.approx(5 / 6))),
        *(Part("out", pytest.approx(5 / 6)), None),
    ]


BREATHING = fit(
    exercise(
        Step("breathe", 70, (Line("In and out."),), breathe=(4, 0, 6, 0)),
        Step("again", 20, breathe=(4, 0, 6, 0)),
        Step("end", 10),
        minutes=(3, 5),
    ),
    180,
)


def test_another_pace_begins_with_the_next_breath_and_holds_to_the_end() -> None:
    session = Session.of(BREATHING, attended=True).advance(20)[0]
    slower = session.paced(-1)
    assert (slower.pace, slower.breath) == (5.5, session.breath) == (5.5, Part("out", 1 / 3))
    breaths = [breath for stretch in slower.schedule.stretches for breath in stretch.breaths]
    assert [breath.at for breath in breaths[:2]] == [4, 14]
    assert {round(60 / sum(breath.parts), 6) for breath in breaths[2:]} == {5.5}
    assert slower.advance(164)[0].ended == "complete"


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from([1, -1])), max_size=12))
def test_whatever_the_pace_no_breath_meets_a_line_or_another_and_nothing_is_told_twice(
    presses: list[tuple[float, int]],
) -> None:
    session, told = Session.of(BREATHING, attended=True).advance(0)
    for seconds, way in presses:
        session, news = session.advance(seconds)
        told += news
        if not session.ended and session.stretch.step.breathe:
            session = session.paced(way)
    told += session.advance(180)[1]
    said = [one.cue.words for one in told if isinstance(one, Said)]
    turns = [one.stretch.step.name for one in told if isinstance(one, Turned)]
    assert (said, turns) == (["In and out."], ["breathe", "again", "end"])
    for stretch in session.schedule.stretches:
        spans = [(breath.at, breath.end) for breath in stretch.breaths]
        spans = sorted([*spans, *((cue.at, cue.at + cue.hold) for cue in stretch.cues)])
        assert all(one[1] <= two[0] + 1e-6 for one, two in pairwise(spans))
        assert not spans or spans[-1][1] <= stretch.end + 1e-6
    assert session.pace is None or SLOWEST <= session.pace <= QUICKEST


def test_the_kinds_of_news_are_what_a_face_can_tell_apart() -> None:
    _, news = Session.of(WRITTEN, attended=True).advance(144)
    assert {type(one) for one in news} == {Turned, Said, TimeIsUp}
    assert Session.of(PLAIN, attended=True).advance(180)[1][-1] == Closed()
