"""What of a sitting is heard: the bell, the words or the tone that go with its news."""

from collections.abc import Mapping
from enum import Enum
from typing import Protocol, TypeVar

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
)
from mindful.core.schedule import Aloud, Schedule


class Sound(Enum):
    """What can be heard besides words: bells, and tones that answer a key."""

    OPENING = "opening"
    SOFT = "soft"
    CLOSING = "closing"
    CLOSING_2 = "closing-2"
    CLOSING_3 = "closing-3"
    CLOSING_ALL = "closing-all"
    NOTED = "noted"
    PAUSED = "paused"
    WENT_ON = "went-on"
    NOTHING = "nothing"


TURNS = {
    "you": "Now you speak.",
    "other": "Now the other speaks.",
    "both": "Now both of you.",
}  # without a name: what is spoken is kept as a sound
BREATHS = ("in", "out")
ALOUD = Aloud(opening=5.0, bell=2.0, turns=TURNS)
_STRUCK = {0: Sound.SOFT, 2: Sound.CLOSING_2, 3: Sound.CLOSING_3}
_TONES = {
    Act.NOTED: Sound.NOTED,
    Act.KEPT: Sound.NOTED,
    Act.PAUSED: Sound.PAUSED,
    Act.GROUNDED: Sound.PAUSED,
    Act.WENT_ON: Sound.WENT_ON,
    Act.NOTHING: Sound.NOTHING,
}


def bell_of(news: News, attended: bool) -> Sound | None:
    """The bell that goes with it. Where nobody is there, nothing waits: three strokes in one."""
    if isinstance(news, Turned):
        soft = Sound.SOFT if news.bell else None
        return soft if news.stretch.start else Sound.OPENING
    if isinstance(news, Closed):
        return Sound.CLOSING if attended else Sound.CLOSING_ALL
    if isinstance(news, Struck):
        return _STRUCK[news.closing]
    return Sound.SOFT if isinstance(news, TimeIsUp) else None


def aloud(schedule: Schedule) -> list[str]:
    """All that may be said aloud in a sitting of this exercise and length, each once."""
    said: dict[str, None] = {}
    for stretch in schedule.stretches:
        step = stretch.step
        words = [TURNS.get(step.turn, ""), *(line.words for line in step.lines(schedule.seconds))]
        said |= dict.fromkeys([*words, *(BREATHS if step.breathe else ())])
    return [words for words in said if words]


def tone_of(news: News) -> Sound | None:
    """The tone that answers a key."""
    return _TONES.get(news) if isinstance(news, Act) else None


def words_of(news: News) -> str:
    """The words that go with it, if any."""
    if isinstance(news, Said | Announced):
        return news.cue.words
    return news.part if isinstance(news, Breathed) and news.part in BREATHS else ""


def room_of(news: News) -> float:
    """The seconds there are for its words."""
    if isinstance(news, Said | Announced):
        return news.cue.hold
    return news.seconds / 2 if isinstance(news, Breathed) else 0.0


class Timed(Protocol):
    """A line as sound, whatever that is to whoever plays or writes it."""

    @property
    def seconds(self) -> float:
        """How long it takes."""


Line = TypeVar("Line", bound=Timed)


def line_of(news: News, lines: Mapping[str, Line]) -> Line | None:
    """The line that goes with it, by its words, where there is room for all of it."""
    line = lines.get(words_of(news))
    return line if line is not None and line.seconds <= room_of(news) else None
