"""Every exercise that comes with mindful, at every length: the corpus."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from mindful.core.exercise import Exercise
from mindful.core.schedule import QUIET_END, fit, least_seconds, reading
from mindful.store.library import Library

LIBRARY = Library.of(Path("/nowhere"))
EXERCISES = {name: LIBRARY.read(name) for name in LIBRARY.files()}
# The silence of each at its usual length, in per cent; fifteen less is enough at its shortest.
SILENCE = {
    "affect-dyad": 10,
    "before-we-meet": 40,
    "body-scan": 60,
    "breath-anchor": 70,
    "breath-count": 80,
    "certainty-check": 20,
    "circle": 50,
    "cope": 35,
    "day-review": 20,
    "earned": 25,
    "far-view": 40,
    "guess-and-ask": 5,
    "hourglass": 55,
    "hunch": 20,
    "inside-out": 20,
    "kindness": 45,
    "listen": 5,
    "name-it": 45,
    "not-knowing": 25,
    "open": 75,
    "pace": 60,
    "parts": 30,
    "perspective-dyad": 12,
    "responded-to": 45,
    "rewind": 25,
    "sounds": 75,
    "steady-place": 50,
    "their-chair": 35,
    "three-readings": 15,
    "time-sort": 60,
    "wishes": 55,
}
WORD_BUDGETS = ((20, 600), (10, 450), (5, 300), (3, 200))  # from so many minutes on
NOT_OUR_WORDS = re.compile(
    r"(?i)\b(just|let go|clear your mind|safe|well done|good job|great|should|must|surrender|"
    r"relax|streak|score|fail|failed|heal|cure|journey|energy|toxic|self-care|mindset|vibe)\b|!"
)

every = pytest.mark.parametrize("one", EXERCISES.values(), ids=EXERCISES.keys())


def lengths(one: Exercise) -> list[int]:
    """Every whole minute it was made for, and the ends of what can be asked."""
    asked = [10, 60, *range(one.shortest, one.longest + 60, 60), 3600, 3 * 3600]
    return [seconds for seconds in asked if seconds >= least_seconds(one)]


def test_every_one_has_its_silence_named() -> None:
    assert sorted(EXERCISES) == sorted(SILENCE)


@every
def test_at_every_length_it_is_whole(one: Exercise) -> None:
    for seconds in lengths(one):
        fitted = fit(one, seconds)
        cues = fitted.cues
        assert sum(stretch.end - stretch.start for stretch in fitted.stretches) == seconds
        assert cues[0].at <= 2
        assert all(cue.at <= seconds - QUIET_END for cue in cues)
        assert all(one.at + one.hold <= two.at for one, two in pairwise(cues))
        if seconds >= one.shortest:
            assert all(cue.hold == reading(cue.words) for cue in cues)


@every
def test_at_every_length_it_was_made_for_no_line_is_left_out(one: Exercise) -> None:
    for minutes in one.minutes:
        said = {cue.words for cue in fit(one, minutes * 60).cues}
        steps = [step for step in one.steps if step.least <= minutes]
        meant = {line.words for step in steps for line in step.say if line.least <= minutes}
        assert said == meant


@every
def test_even_in_ten_seconds_every_step_has_its_line(one: Exercise) -> None:
    fitted = fit(one, least_seconds(one))
    assert all(stretch.cues for stretch in fitted.stretches)


@every
def test_no_line_comes_within_a_guided_breath(one: Exercise) -> None:
    for seconds in lengths(one):
        for stretch in fit(one, seconds).stretches:
            said = [(cue.at, cue.at + cue.hold) for cue in stretch.cues]
            spans = sorted([*said, *((breath.at, breath.end) for breath in stretch.breaths)])
            assert all(one[1] <= two[0] for one, two in pairwise(spans))


@every
def test_at_every_length_it_leaves_the_silence_it_is_meant_to(one: Exercise) -> None:
    floor = SILENCE[one.name] / 100
    lacking = [
        seconds // 60
        for seconds in range(one.shortest, one.longest + 60, 60)
        if fit(one, seconds).silence < floor - 0.15 * (seconds < one.usual * 60)
    ]
    assert lacking == []


@every
def test_at_every_length_it_keeps_to_its_words(one: Exercise) -> None:
    for seconds in range(one.shortest, one.longest + 60, 60):
        words = sum(len(cue.words.split()) for cue in fit(one, seconds).cues)
        assert words <= next(most for least, most in WORD_BUDGETS if seconds >= least * 60)


@every
def test_it_speaks_in_the_voice(one: Exercise) -> None:
    lines = [line.words for step in one.steps for line in step.say]
    texts = [*lines, *one.reflect, one.purpose, one.posture, one.caution, one.title]
    assert [line for line in lines if len(line.split()) > 12 or line.count(",") > 2] == []
    assert [text for text in texts if NOT_OUR_WORDS.search(text)] == []
    assert [text for text in one.evidence if "[K]" in text or "[S]" in text] == []


@every
def test_it_says_what_it_is_from_what_to_mind_and_what_is_known(one: Exercise) -> None:
    missing = [
        key
        for key in ("purpose", "concept", "posture", "caution", "evidence", "reflect")
        if not getattr(one, key)
    ]
    assert missing == []
