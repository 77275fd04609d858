"""What an author may want to know of an exercise: whether its words have room, and are few."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from mindful.core.exercise import Exercise, Line, Step
from mindful.core.schedule import QUIET_END, Cue, Schedule, Stretch, fit, reading

FIRST_BY = 2  # seconds from the start, in which something is said
MOST_WORDS = 12  # of a line: one breath
_BUDGET = ((0, 0), (3, 200), (5, 300), (10, 450), (20, 600))  # minutes, and the words for them
_LONGEST = 3 * 3600  # seconds of a sitting


class Unsaid(NamedTuple):
    """A line that a step has no room for: their numbers, from 1, and the seconds it lacks."""

    step: int
    line: int
    missing: int


def budget(minutes: int) -> int:
    """The words that leave enough silence, in proportion between the lengths of the table."""
    for (low, few), (high, many) in pairwise(_BUDGET):
        if minutes <= high:
            return few + (many - few) * (minutes - low) // (high - low)
    return _BUDGET[-1][1]


def words_said(schedule: Schedule) -> int:
    """How many words are said in a sitting."""
    return sum(len(cue.words.split()) for cue in schedule.cues)


def begins_late(schedule: Schedule) -> bool:
    """Whether nothing is said in the first moments."""
    return not any(cue.at <= FIRST_BY for cue in schedule.cues)


def unsaid(exercise: Exercise, seconds: int) -> Iterator[Unsaid]:
    """Every line that belongs to a length, and is not said and held in it by the rule of `fit`."""
    steps = [number for number, step in enumerate(exercise.steps, 1) if step.least * 60 <= seconds]
    for number, stretch in zip(steps, fit(exercise, seconds).stretches, strict=True):
        quiet = max(0, QUIET_END - (seconds - stretch.end))
        lines = [pair for pair in enumerate(stretch.step.say, 1) if pair[1].least * 60 <= seconds]
        if not _says(stretch, [line for _, line in lines]):
            yield from _crowded_out(number, stretch, lines, quiet)


def _crowded_out(
    number: int, stretch: Stretch, lines: list[tuple[int, Line]], quiet: int
) -> Iterator[Unsaid]:
    """The lines of one step that have no room, in the order in which they would be said."""
    length = stretch.end - stretch.start
    said = [cue.words for cue in stretch.cues if _is_held(cue)]
    timed = sorted(
        (pair for pair in lines if pair[1].at is not None), key=lambda pair: pair[1].at or 0
    )
    order = [pair for pair in lines if pair[1].at is None] + timed
    for count, (line, one) in enumerate(order, 1):
        if one.words in said:
            said.remove(one.words)
        else:
            before = [line for _, line in order[:count]]
            yield Unsaid(number, line, _missing(before, length, quiet))


def _missing(lines: list[Line], length: int, quiet: int) -> int:
    """The least seconds more in which a step says all of these."""
    low, high = length, _LONGEST
    while high - low > 1:
        middle = (low + high) // 2
        enough = _says(_alone(lines, middle, quiet), lines)
        low, high = (low, middle) if enough else (middle, high)
    return high - length


def _alone(lines: list[Line], length: int, quiet: int) -> Stretch:
    """These lines as a step of this length, so much of which is in the quiet end of a sitting."""
    step = Step("alone", length, tuple(replace(line, least=0) for line in lines))
    after = [Step("after", QUIET_END - quiet)] if quiet < QUIET_END else []
    sitting = Exercise("", "", "", "", (0, _LONGEST), 0, (step, *after))
    return fit(sitting, length + QUIET_END - quiet).stretches[0]


def _says(stretch: Stretch, lines: list[Line]) -> bool:
    return len(stretch.cues) == len(lines) and all(map(_is_held, stretch.cues))


def _is_held(cue: Cue) -> bool:
    return cue.hold >= reading(cue.words)
