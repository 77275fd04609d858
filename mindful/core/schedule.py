"""An exercise fitted to a length: every line, breath and bell has its second."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, product
from types import MappingProxyType
from typing import NamedTuple

from mindful.core.bells import AT_TURNS, Bells
from mindful.core.breath import Breath, at_pace, laid
from mindful.core.exercise import Exercise, Line, Step

QUIET_END = 5  # seconds before the end in which nothing is said

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
    """A step placed on the timeline, from `start` to `end` in whole seconds.

    `announced` is what is only said aloud, before its lines.
    """

    step: Step
    start: int
    end: int
    cues: tuple[Cue, ...]
    announced: Cue | None = None
    breaths: tuple[Breath, ...] = ()

    def silences(self, since: float = 0) -> Iterator[tuple[float, float]]:
        """Every stretch of it, from a second on, in which no line is held."""
        cues = [cue for cue in (self.announced, *self.cues) if cue]
        starts = [float(self.start), *(cue.at + cue.hold for cue in cues)]
        ends = [*(cue.at for cue in cues), float(self.end)]
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


class Aloud(NamedTuple):
    """What a sitting for the ear needs: seconds before a line that follows a bell, and words.

    `opening` counts from the first stroke of all, `bell` from a soft one. `turns` says, by the turn
    of a step, who speaks in it.
    """

    opening: float = 0.0
    bell: float = 0.0
    turns: Mapping[str, str] = MappingProxyType({})


READ = Aloud()


@dataclass(frozen=True, slots=True)
class Schedule:
    """An exercise fitted to a length in seconds.

    `bells` are the whole seconds of the soft bells between the first stroke and the last, as they
    were `asked` for.
    """

    exercise: Exercise
    seconds: int
    stretches: tuple[Stretch, ...]
    bells: tuple[int, ...] = ()
    asked: Bells = AT_TURNS

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
        """Whether a bell marks the beginning of this stretch; that of the first always does."""
        return index == 0 or self.stretches[index].start in self.bells


def least_seconds(exercise: Exercise) -> int:
    """The least time an exercise can be sat in: ten seconds and one a step, unless it refuses."""
    if not exercise.shorter:
        return exercise.shortest
    return max(10, sum(1 for step in exercise.steps if not step.least))


def fit(
    exercise: Exercise,
    seconds: int,
    hold: Hold = reading,
    bells: Bells = AT_TURNS,
    aloud: Aloud = READ,
) -> Schedule:
    """Lay an exercise over a length, from `least_seconds` to three hours.

    `hold` tells how long a line needs, in seconds; a spoken line has its own length.
    """
    steps = [step for step in exercise.steps if step.least * 60 <= seconds]
    *starts, _ = edges = [0, *accumulate(_lengths(exercise, steps, seconds))]
    spoken = [start for step, start in zip(steps, edges[1:], strict=True) if step.turn]
    rung = bells.within(starts, spoken, seconds)
    brief = seconds < exercise.shortest
    stretches = []
    for step, (start, end) in zip(steps, pairwise(edges), strict=True):
        place = _Place(start, end, min(end, seconds - QUIET_END), hold)
        lines = step.lines(seconds)
        if brief:
            announced, cues = None, place.first(lines)
        else:
            bell = aloud.opening if start == 0 else aloud.bell * (start in rung)
            announced, cues = place.aloud(lines, bell, aloud.turns.get(step.turn, ""))
        stretches.append(Stretch(step, start, end, cues, announced).breathing())
    return Schedule(exercise, seconds, tuple(stretches), rung, bells)


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

    def aloud(
        self, lines: list[Line], bell: float, words: str
    ) -> tuple[Cue | None, tuple[Cue, ...]]:
        """Who speaks, and the lines, so many seconds after a bell.

        Where that would cost a line, the bell is given less time, or who speaks is not said.
        """
        whole = [(cue.words, cue.hold) for cue in self.all(lines)]
        for said, part in product(dict.fromkeys((words, "")), (1.0, 0.5, 0.0)):
            lead = bell * part
            announced = Cue(self.start + lead, self.hold(said), said) if said else None
            cues = self.all(lines, lead + (announced.hold if announced else 0))
            if [(cue.words, cue.hold) for cue in cues] == whole:
                break
        return announced, cues

    def first(self, lines: list[Line]) -> tuple[Cue, ...]:
        """The first line alone, held as long as there is."""
        if not lines or self.start > self.limit:
            return ()
        need = self.hold(lines[0].words)
        return (Cue(self.start, min(need, self.end - self.start), lines[0].words),)

    def all(self, lines: list[Line], lead: float = 0) -> tuple[Cue, ...]:
        """The opening lines one after another, then those with a time of their own.

        Those come early rather than not at all: each as early as it must for itself, or where that
        would cost another line, for all that follow. A line that would not be held to its end is
        left out, save the first of the step.
        """
        opening = [line for line in lines if line.at is None]
        timed = sorted((line for line in lines if line.at is not None), key=_moment)
        each = self._laid(opening + timed, lead, [0.0] * len(lines))
        if len(each) == len(lines):
            return each
        needs = [self.hold(line.words) for line in opening + timed]
        after = [sum(needs[place + 1 :]) for place in range(len(needs))]
        return max(each, self._laid(opening + timed, lead, after), key=len)

    def _laid(self, lines: list[Line], lead: float, after: list[float]) -> tuple[Cue, ...]:
        """The lines in their order, `after` each of them so many seconds left before the limit."""
        cues: list[Cue] = []
        free = self.start + lead
        for line, left in zip(lines, after, strict=True):
            need = self.hold(line.words)
            wish = self.start + (self.end - self.start) * _moment(line) / 100
            at = max(free, min(wish, self.limit - need - left))
            if not cues and line.at is None:
                need = min(need, self.limit - at)
            if need > 0 and at + need <= self.limit:
                cues.append(Cue(at, need, line.words))
                free = at + need
        return tuple(cues)


def _moment(line: Line) -> float:
    return line.at or 0.0
