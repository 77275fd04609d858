"""An exercise file looked at as its author would want it: what is wrong, what might be better."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from mindful.core.authored import (
    FIRST_BY,
    MOST_WORDS,
    Unsaid,
    begins_late,
    budget,
    unsaid,
    words_said,
)
from mindful.core.exercise import Exercise
from mindful.core.schedule import fit
from mindful.store.check import Fault, parsed
from mindful.store.lines import Lines
from mindful.store.shape import exercise

MOST_SAID = 200  # faults of one file; more than anyone reads at once
_MOST_CROWDED = 50  # lines without room; each takes a while to measure


class Examined(NamedTuple):
    """An exercise as far as it could be read, its faults, and what is no fault but worth a look."""

    exercise: Exercise | None
    faults: list[Fault]
    remarks: list[Fault]


def examine(name: str, data: bytes) -> Examined:
    """The exercise that a file of this name holds, and all there is to say of it."""
    found = parsed(data)
    if found.faults:
        return Examined(None, found.faults, [])
    one = exercise(name, found.table)
    faults = [*_without_room(one, found.lines), *_silent_at_first(one, found.lines)]
    return Examined(
        one, sorted(faults), sorted([*_wordy(one, found.lines), *_long(one, found.lines)])
    )


def _without_room(one: Exercise, lines: Lines) -> Iterator[Fault]:
    """The lines that cannot be said in the shortest of its lengths that lacks room for any."""
    for minutes in one.minutes:
        if crowded := list(islice(unsaid(one, minutes * 60), _MOST_CROWDED)):
            yield from (_crowded(one, lines, minutes, line) for line in crowded)
            return


def _crowded(one: Exercise, lines: Lines, minutes: int, line: Unsaid) -> Fault:
    step = one.steps[line.step - 1]
    lacks = f"{line.missing} second{'s are' if line.missing > 1 else ' is'} missing"
    return Fault(
        lines.line(line.step, "say", line.line),
        f"step “{step.name}”: say: line {line.line} does not fit into {_minutes(minutes)}; {lacks}",
    )


def _silent_at_first(one: Exercise, lines: Lines) -> Iterator[Fault]:
    late = [minutes for minutes in one.minutes if begins_late(fit(one, minutes * 60))]
    if late:
        first = next(number for number, step in enumerate(one.steps, 1) if step.least <= late[0])
        yield Fault(
            lines.line(first, "say"),
            f"step “{one.steps[first - 1].name}”: say: expected a line within {FIRST_BY} seconds "
            f"of the start, one without `at`; at {_minutes(late[0])} there is none",
        )


def _wordy(one: Exercise, lines: Lines) -> Iterator[Fault]:
    for number, step in enumerate(one.steps, 1):
        for place, line in enumerate(step.say, 1):
            if (words := len(line.words.split())) > MOST_WORDS:
                yield Fault(
                    lines.line(number, "say", place),
                    f"step “{step.name}”: say: line {place} has {words} words; "
                    f"you might make it two, of {MOST_WORDS} words at most",
                )


def _long(one: Exercise, lines: Lines) -> Iterator[Fault]:
    for minutes in one.minutes:
        words, most = words_said(fit(one, minutes * 60)), budget(minutes)
        if words > most:
            yield Fault(
                lines.line(0, "minutes"),
                f"minutes: {words} words are said in {_minutes(minutes)}; "
                f"you might leave more silence, with {most} at most",
            )


def _minutes(minutes: int) -> str:
    return f"{minutes} minute{'s' if minutes > 1 else ''}"
