"""A sitting as one long sound: each bell and line at its sample, and the silence between them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from mindful.core.heard import Line, Sound, bell_of, line_of
from mindful.core.samples import RATE, Samples, silence, together
from mindful.core.schedule import Schedule
from mindful.core.session import moments

BLOCK = 65_536  # samples, three seconds: the most that is made at a time
RUNG = (Sound.OPENING, Sound.SOFT, Sound.CLOSING_ALL)  # the bells where nobody is there


class Note(NamedTuple):
    """A sound, and the sample at which it begins."""

    at: int
    sound: "Samples[int]"


def notes(
    schedule: Schedule,
    bells: "Mapping[Sound, Samples[int]]",
    lines: Mapping[str, Line],
    read: "Callable[[Line], Samples[int]]",
) -> Iterator[Note]:
    """What is heard where nobody is there, in the order of its coming.

    A line is read when it is its turn, so that never all of them are held.
    """
    for second, moment in moments(schedule, attended=False):
        at = round(second * RATE)
        bell = bell_of(moment, attended=False)
        if bell and bell in bells:
            yield Note(at, bells[bell])
        if line := line_of(moment, lines):
            yield Note(at, read(line))


def length(schedule: Schedule, bells: "Mapping[Sound, Samples[int]]") -> int:
    """The samples of a whole sitting: all of its time, and the closing strokes behind it."""
    return schedule.seconds * RATE + len(bells.get(Sound.CLOSING_ALL, ()))


def blocks(coming: Iterable[Note], count: int) -> "Iterator[Samples[int]]":
    """So many samples, a block at a time: notes in their order, ringing into each other."""
    waiting = iter(coming)
    ahead = next(waiting, None)
    ringing: list[Note] = []
    nothing = silence(BLOCK)
    place = 0
    while place < count:
        while ahead and ahead.at <= place:
            ringing.append(ahead)
            ahead = next(waiting, None)
        end = min(place + BLOCK, count, ahead.at if ahead else count)
        parts = [note.sound[place - note.at : end - note.at] for note in ringing]
        yield together(parts, end - place) if parts else nothing[: end - place]
        place = end
        ringing = [note for note in ringing if note.at + len(note.sound) > place]
