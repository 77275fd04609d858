"""Guided breaths: laid into the silences of a step, at a pace that can be changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

PARTS = ("in", "hold", "out", "rest")
# Breaths a minute; resonance frequencies of adults are commonly given as lying between these.
SLOWEST, QUICKEST, NOTCH = 4.5, 6.5, 0.5
LEAST, LONGEST_HOLD = 2.0, 4.0  # seconds: an in or out breath at least, a hold at most

Parts = tuple[float, ...]  # seconds in, hold, out, rest


@dataclass(frozen=True, slots=True)
class Breath:
    """One whole breath: the second it begins at, and the seconds of its parts."""

    at: float
    parts: Parts

    @property
    def end(self) -> float:
        return self.at + sum(self.parts)


@dataclass(frozen=True, slots=True)
class Part:
    """A moment within a breath: the part it is in, and how much of it is over, 0 to 1."""

    name: str
    over: float


def laid(parts: Parts, silences: Iterable[tuple[float, float]]) -> Iterator[Breath]:
    """As many whole breaths as each silence has room for, the first of each on a whole second."""
    length = sum(parts)
    for start, end in silences:
        first = ceil(start)
        for count in range(int((end - first) // length)):
            yield Breath(first + count * length, parts)


def part_at(breaths: Iterable[Breath], second: float) -> Part | None:
    """The part of a breath that this second lies in; None between breaths."""
    breath = next((one for one in breaths if one.at <= second < one.end), None)
    if breath is None:
        return None
    into = second - breath.at
    for name, seconds in zip(PARTS, breath.parts, strict=True):
        if into < seconds:
            return Part(name, into / seconds)
        into -= seconds
    return None


def pace_of(parts: Parts) -> float:
    """Breaths a minute."""
    return 60 / sum(parts)


def notch(pace: float, way: int) -> float:
    """The pace half a breath a minute quicker (1) or slower (-1), within what is settling.

    One that an exercise has set beyond its ends goes no further, and not the other way either.
    """
    within = max(SLOWEST, min(QUICKEST, pace + way * NOTCH))
    return max(pace, within) if way > 0 else min(pace, within)


def at_pace(parts: Parts, pace: float) -> Parts:
    """A breath of the same shape at another pace; where that would strain, the holds give way."""
    length = 60 / pace
    inward, hold, _, rest = (seconds * length / sum(parts) for seconds in parts)
    inward = min(max(LEAST, inward), length - LEAST)
    free = length - inward - LEAST
    hold, rest = min(LONGEST_HOLD, hold), min(LONGEST_HOLD, rest)
    given = min(1.0, free / (hold + rest)) if hold + rest else 1.0
    hold, rest = hold * given, rest * given
    return (inward, hold, length - inward - hold - rest, rest)
