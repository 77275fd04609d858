"""What a face is told: what has come, and what a key has done."""

from dataclasses import dataclass
from enum import Enum, auto

from mindful.core.schedule import Cue, Stretch


@dataclass(frozen=True, slots=True)
class Turned:
    """A step begins; with a soft bell or without."""

    stretch: Stretch
    bell: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A line comes."""

    cue: Cue


@dataclass(frozen=True, slots=True)
class Announced:
    """Whose turn it is, for the ear alone: the eye has been told."""

    cue: Cue


@dataclass(frozen=True, slots=True)
class Struck:
    """A bell within a step; after the end, the second or the third closing stroke."""

    closing: int = 0


@dataclass(frozen=True, slots=True)
class Breathed:
    """A part of a breath begins: in, hold, out or rest, for so many seconds."""

    part: str
    seconds: float


@dataclass(frozen=True, slots=True)
class TimeIsUp:
    """A step that is written in has had its time, and now waits for the person."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The whole time is over: the first closing stroke."""


Moment = Turned | Announced | Said | Breathed | Struck | TimeIsUp | Closed


class Act(Enum):
    """What a key has done."""

    PAUSED = auto()
    WENT_ON = auto()
    TIME_ASKED = auto()
    MUTED = auto()
    UNMUTED = auto()
    GROUNDED = auto()
    KEYS_ASKED = auto()
    NOTED = auto()
    PACED = auto()
    KEPT = auto()
    LEFT = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Written:
    """The line being written, as it now stands, and where in it the cursor is."""

    words: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Slept:
    """The process was stopped, or the machine slept: so many seconds that do not count."""

    seconds: float


News = Moment | Act | Written | Slept
Pressed = str | Written
