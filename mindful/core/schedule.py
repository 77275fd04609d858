"""An exercise fitted to a length: every line, breath and bell has its second."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mindful.core.breath import Breath, at_pace, laid
from mindful.core.exercise import Exercise, Line, Step

QUIET_END = 5  # seconds before the end in which nothing is said
NO_BELL_BEFORE = 30  # seconds from the start
NO_BELL_AFTER = 20  # seconds before the end

Hold = Callable[[str], float]


def reading(words: str) -> float:
    """How long a line stays, in seconds: two, and half a second a word; four at least."""
    return max(4.0, 2 + len(words.split()) / 2)


@dataclass(frozen=True, slots=True)
class Cue:
    """A line placed on the timeline, `at` and `hold` in seconds."""

    at: float
    hold: float
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A step placed on the timeline, from `start` to `end` in whole seconds."""

    step: Step
    start: int
    end: int
    cues: tuple[Cue, ...]
    breaths: tuple[Breath, ...] = ()

    def silences(self, since: float = 0) -> Iterator[tuple[float, float]]:
        """Every stretch of it, from a second on, in which no line is held."""
        starts = [float(self.start), *(cue.at + cue.hold for cue in self.cues)]
        ends = [*(cue.at for cue in self.cues), float(self.end)]
        for start, end in zip(starts, ends, strict=True):
            if max(start, since) < end:
                yield max(start, since), end

    def breathing(self, pace: float | None = None, since: float = 0) -> "Stretch":
        """The same with its breaths laid anew, at so many a minute; one begun by then stays."""
        if not self.step.breathe:
            return self
        kept = [breath for breath in self.breaths if breath.at <= since]
        parts = at_pace(self.step.breathe, pace) if pace else self.step.breathe
        free = max([since, *(breath.end for breath in kept)])
        return replace(self, breaths=(*kept, *laid(parts, self.silences(free))))


@dataclass(frozen=True, slots=True)
class Schedule:
    """An exercise fitted to a length in seconds."""

    exercise: Exercise
    seconds: int
    stretches: tuple[Stretch, ...]

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Every line of the sitting, in the order of its coming."""
        return tuple(cue for stretch in self.stretches for cue in stretch.cues)

    @property
    def silence(self) -> float:
        """The part of the time, 0 to 1, in which no line is being held."""
        return 1 - sum(cue.hold for cue in self.cues) / self.seconds

    def breathing(self, pace: float, since: float) -> "Schedule":
        """The same with the breaths that begin after a second laid anew, at so many a minute."""
        return replace(
            self, stretches=tuple(stretch.breathing(pace, since) for stretch in self.stretches)
        )

    def bell_at(self, index: int) -> bool:
        """Whether a bell marks the beginning of this stretch.

        The first does. After it never in the first 30 s or the last 20 s, save where a person's
        turn ends.
        """
        stretch = self.stretches[index]
        if index == 0 or self.stretches[index - 1].step.turn:
            return True
        return NO_BELL_BEFORE <= stretch.start <= self.seconds - NO_BELL_AFTER


def least_seconds(exercise: Exercise) -> int:
    """The least time an exercise can be sat in: ten seconds and one a step, unless it refuses."""
    if not exercise.shorter:
        return exercise.shortest
    return max(10, sum(1 for step in exercise.steps if not step.least))


def fit(exercise: Exercise, seconds: int, hold: Hold = reading) -> Schedule:
    """Lay an exercise over a length, from `least_seconds` to three hours.

    `hold` tells how long a line needs, in seconds; a spoken line has its own length.
    """
    steps = [step for step in exercise.steps if step.least * 60 <= seconds]
    brief = seconds < exercise.shortest
    stretches = []
    start = 0
    for step, length in zip(steps, _lengths(exercise, steps, seconds), strict=True):
        place = _Place(start, start + length, min(start + length, seconds - QUIET_END), hold)
        lines = [line for line in step.say if line.least * 60 <= seconds]
        cues = place.first(lines) if brief else place.all(lines)
        stretches.append(Stretch(step, start, start + length, cues).breathing())
        start += length
    return Schedule(exercise, seconds, tuple(stretches))


def _lengths(exercise: Exercise, steps: list[Step], seconds: int) -> list[int]:
    """Whole seconds for each step, adding up to the time exactly."""
    if seconds < exercise.shortest:
        # The last step is long enough, where it can be, for its line to come before the quiet end.
        last = min(QUIET_END, seconds - len(steps) + 1)
        return share_out([step.share for step in steps], seconds, last=last)
    if seconds <= exercise.longest:
        return share_out([step.share for step in steps], seconds)
    lengths = share_out([step.share for step in steps], exercise.longest)
    between = range(1, len(steps) - 1) if len(steps) > 2 else range(len(steps))
    largest = max(between, key=lambda i: lengths[i])
    lengths[largest] += seconds - exercise.longest
    return lengths


def share_out(shares: list[float], seconds: int, last: int = 1) -> list[int]:
    """Whole seconds in proportion to shares, each at least one and the last at least `last`.

    They add up to `seconds` exactly, by the method of largest remainders.
    """
    ideal = [seconds * share / sum(shares) for share in shares]
    least = [1] * (len(shares) - 1) + [last]
    lengths = [max(int(wish), low) for wish, low in zip(ideal, least, strict=True)]
    while (rest := seconds - sum(lengths)) != 0:
        way = 1 if rest > 0 else -1
        movable = [i for i in range(len(lengths)) if way > 0 or lengths[i] > least[i]]
        neediest = max(movable, key=lambda i: way * (ideal[i] - lengths[i]))
        lengths[neediest] += way
    return lengths


@dataclass(frozen=True, slots=True)
class _Place:
    """The room one step has for its lines: said from `start`, all held by `limit`."""

    start: int
    end: int
    limit: int
    hold: Hold

    def first(self, lines: list[Line]) -> tuple[Cue, ...]:
        """The first line alone, held as long as there is."""
        if not lines or self.start > self.limit:
            return ()
        need = self.hold(lines[0].words)
        return (Cue(self.start, min(need, self.end - self.start), lines[0].words),)

    def all(self, lines: list[Line]) -> tuple[Cue, ...]:
        """The opening lines one after another, then those with a time of their own.

        Those come early rather than not at all. A line that would not be held to its end is left
        out, save the first of the step.
        """
        cues: list[Cue] = []
        free: float = self.start
        opening = [line for line in lines if line.at is None]
        timed = sorted((line for line in lines if line.at is not None), key=_moment)
        for line in opening + timed:
            need = self.hold(line.words)
            wish = self.start + (self.end - self.start) * _moment(line) / 100
            at = max(free, min(wish, self.limit - need))
            if not cues and line.at is None:
                need = min(need, self.limit - at)
            if need > 0 and at + need <= self.limit:
                cues.append(Cue(at, need, line.words))
                free = at + need
        return tuple(cues)


def _moment(line: Line) -> float:
    return line.at or 0.0
