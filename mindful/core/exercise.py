"""An exercise as it is authored: steps, and the lines each of them says."""

from dataclasses import dataclass

FAMILIES = ("presence", "perspective", "security", "together")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a step; `at` is in per cent of the step, `least` in minutes of the sitting."""

    words: str
    at: float | None = None
    least: float = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of an exercise with one intention.

    `share` is its part of the whole time; `keys` what the keyboard does here (notice, sort, count);
    `write` the label one types under; `breathe` the seconds in, hold, out and rest; `turn` who
    speaks (you, other, both); `least` the minutes from which the step belongs to a sitting.
    """

    name: str
    share: float
    say: tuple[Line, ...] = ()
    keys: str = ""
    write: str = ""
    breathe: tuple[float, ...] = ()
    turn: str = ""
    least: float = 0

    def lines(self, seconds: int) -> list[Line]:
        """The lines that a sitting of this length has."""
        return [line for line in self.say if line.least * 60 <= seconds]


@dataclass(frozen=True, slots=True)
class Exercise:
    """A practice, whole.

    `minutes` are the lengths it was made for, `usual` the one that is taken unless asked; one that
    is not `shorter` refuses to be sat in less than the shortest of them.
    """

    name: str
    title: str
    family: str
    purpose: str
    minutes: tuple[int, ...]
    usual: int
    steps: tuple[Step, ...]
    concept: str = ""
    gate: bool = False
    shorter: bool = True
    posture: str = ""
    caution: str = ""
    evidence: tuple[str, ...] = ()
    reflect: tuple[str, ...] = ()

    @property
    def shortest(self) -> int:
        """The shortest length it was made for, in seconds."""
        return min(self.minutes) * 60

    @property
    def longest(self) -> int:
        """The longest length it was made for, in seconds."""
        return max(self.minutes) * 60

    def uses(self, keys: str) -> bool:
        """Whether any step gives the keyboard this work."""
        return any(step.keys == keys for step in self.steps)


@dataclass(frozen=True, slots=True)
class Head:
    """An exercise as far as its first step: enough to list it."""

    name: str
    title: str
    family: str
    purpose: str
    minutes: tuple[int, ...]
    usual: int
    gate: bool
