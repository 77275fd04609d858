"""One run of a schedule: told how much time has passed, it tells what has come.

Nothing here knows a clock. A late telling loses nothing: whatever came due meanwhile is told in
its order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mindful.core.breath import PARTS, Part, notch, pace_of, part_at
from mindful.core.news import Announced, Breathed, Closed, Moment, Said, Struck, TimeIsUp, Turned
from mindful.core.schedule import Schedule, Stretch

Told = tuple[Moment, ...]
AT_ONCE = 1e-6  # seconds that no wait could be as short as


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written in a step: its label and the words."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Press:
    """A key that counts: what it stands for, and the second of the session it came in."""

    key: str
    at: float


def moments(schedule: Schedule, attended: bool) -> Iterator[tuple[float, Moment]]:
    """Everything that will come, each with its second on the schedule."""
    for index, stretch in enumerate(schedule.stretches):
        yield stretch.start, Turned(stretch, schedule.bell_at(index))
        rung = [(float(at), Struck()) for at in schedule.bells if stretch.start < at < stretch.end]
        coming = [*rung, *_said(stretch), *_breathed(stretch)]
        yield from sorted(coming, key=lambda one: one[0])
        if attended and stretch.step.write:
            yield stretch.end, TimeIsUp()
    yield schedule.seconds, Closed()


def _said(stretch: Stretch) -> Iterator[tuple[float, Moment]]:
    if stretch.announced:
        yield stretch.announced.at, Announced(stretch.announced)
    for cue in stretch.cues:
        yield cue.at, Said(cue)


def _breathed(stretch: Stretch) -> Iterator[tuple[float, Moment]]:
    for breath in stretch.breaths:
        at = breath.at
        for part, seconds in zip(PARTS, breath.parts, strict=True):
            if seconds:
                yield at, Breathed(part, seconds)
            at += seconds


@dataclass(frozen=True, slots=True)
class Session:
    """Where a sitting stands.

    `place` is the second on the schedule, `sat` the seconds really sat; `told` how many of
    `coming` have been told. `writing` is the line under the person's fingers, None when the
    keyboard is not being written on. `pace` is in breaths a minute once a person has chosen one,
    `partner` the name of the other at the same screen. `ended` is complete or early once it is
    over, `status` the exit status that Ctrl-C or a signal asks for.
    """

    schedule: Schedule
    coming: tuple[tuple[float, Moment], ...]
    attended: bool
    place: float = 0.0
    sat: float = 0.0
    told: int = 0
    index: int = 0
    paused: bool = False
    grounding: bool = False
    muted: bool = False
    pace: float | None = None
    partner: str = ""
    writing: str | None = None
    answers: tuple[Answer, ...] = ()
    presses: tuple[Press, ...] = ()
    ended: str = ""
    status: int = 0

    @classmethod
    def of(
        cls, schedule: Schedule, attended: bool, partner: str = "", muted: bool = False
    ) -> "Session":
        """A session about to begin; `attended` when someone can press keys."""
        coming = tuple(moments(schedule, attended))
        return cls(schedule, coming, attended, muted=muted, partner=partner)

    @property
    def stretch(self) -> Stretch:
        """The step of this moment."""
        return self.schedule.stretches[self.index]

    @property
    def waiting(self) -> bool:
        """Whether the schedule holds at its step's end until the person has written."""
        return self.writing is not None and self.place >= self.stretch.end

    @property
    def due(self) -> float | None:
        """Seconds until something comes; None while nothing will come by itself."""
        if self.ended or self.paused or self.waiting:
            return None
        return self.coming[self.told][0] - self.place

    @property
    def breath(self) -> Part | None:
        """Where in a guided breath this moment is; None where it is in none."""
        return part_at(self.stretch.breaths, self.place)

    def advance(self, seconds: float) -> tuple["Session", Told]:
        """The session after so many more seconds, and what came in them."""
        if self.ended or self.paused:
            return self, ()
        after = replace(self, place=self.place + seconds, sat=self.sat + seconds)
        told: list[Moment] = []
        while not after.ended:
            at, moment = after.coming[after.told]
            if at - after.place > AT_ONCE:
                break
            if after.writing is not None and isinstance(moment, Turned | Closed):
                after = replace(after, place=at)
                break
            after = after._met(at, moment)
            if not (isinstance(moment, TimeIsUp) and after.writing is None):
                told.append(moment)
        return after, tuple(told)

    def _met(self, at: float, moment: Moment) -> "Session":
        after = replace(self, told=self.told + 1)
        if isinstance(moment, Turned):
            writing = "" if self.attended and moment.stretch.step.write else None
            index = self.schedule.stretches.index(moment.stretch)
            return replace(after, index=index, writing=writing)
        if isinstance(moment, Closed):
            over = self.place - at  # a tick that came late is not time sat
            return replace(after, place=at, sat=self.sat - over, ended="complete")
        return after

    def next_step(self) -> tuple["Session", Told]:
        """Go on to the step after this one; past the last, the sitting is complete."""
        turn = next(
            i
            for i in range(self.told, len(self.coming))
            if isinstance(self.coming[i][1], Turned | Closed)
        )
        kept = self.written() if self.writing is not None else self
        return replace(kept, told=turn, place=self.coming[turn][0]).go_on().advance(0)

    def pause(self) -> "Session":
        return replace(self, paused=True)

    def ground(self) -> "Session":
        """Pause, with the way back to the room."""
        return replace(self, paused=True, grounding=True)

    def go_on(self) -> "Session":
        return replace(self, paused=False, grounding=False)

    def paced(self, way: int) -> "Session":
        """Breaths a notch quicker (1) or slower (-1) from the next one on, here and later."""
        pace = notch(self.pace or pace_of(self.stretch.step.breathe), way)
        schedule = self.schedule.breathing(pace, self.place)
        # What has been told stays told: nothing up to this place has changed.
        coming = tuple(moments(schedule, self.attended))
        return replace(self, pace=pace, schedule=schedule, coming=coming)

    def write(self, words: str) -> "Session":
        """The line as it now stands under the fingers."""
        return replace(self, writing=words)

    def written(self) -> "Session":
        """Keep the line. What is left of the step's time is quiet; after it, the next step."""
        words = (self.writing or "").strip()
        kept = (Answer(self.stretch.step.write, words),) if words else ()
        return replace(self, writing=None, answers=self.answers + kept)

    def press(self, key: str) -> "Session":
        """Remember a key that counts, with its second."""
        return replace(self, presses=(*self.presses, Press(key, self.sat)))

    def leave(self, status: int = 0) -> "Session":
        """End it here. A time that was up stays complete; a line being written is kept."""
        kept = self.written() if self.writing is not None else self
        return replace(kept, ended=self.ended or "early", status=status)
