"""How much several practices seem to change, each estimate leaning on all the others.

Few sittings, one chosen low and another high, make large differences out of nothing. So what is
left of a change once the start is taken into account is drawn towards what is common to all, the
more so the fewer sittings there are. Everything is in points of the scale from 1 to 9.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import erf, exp, log, sqrt
from typing import NamedTuple

_SLOPE, _SLOPE_VARIANCE = 0.5, 0.25**2  # what is expected of a slope before anything is known
_RESIDUAL, _RESIDUAL_WORTH = 1.44, 4  # a variance, and how many sittings that expectation counts
_COMMON_VARIANCE = 1.6**2  # of the change common to all
_SPREAD = 0.6  # how far practices may lie from what is common: half of a normal distribution
_SPREADS = tuple(0.01 + step * (2.5 - 0.01) / 49 for step in range(50))
_ROUNDS = 3  # slope and residual variance need each other; after three they stand still
_SLIGHT = 1e-4  # a part of the whole that is not worth its time
_FINE = 0.01  # points to which a range is found

Pairs = Sequence[tuple[int, int]]  # the answers before and after


class Line(NamedTuple):
    """What is after, by what was before: the slope within each practice, and what varies still."""

    slope: float
    variance: float


def line(groups: Sequence[Pairs]) -> Line:
    """The line common to all groups, each about its own middle.

    An analysis of covariance with a normal prior on its slope: it takes out that whoever starts
    low tends to end higher, also where the choice of a practice hung on the start.
    """
    across = along = 0.0
    kept = []
    for pairs in groups:
        before, after = _middle(pairs)
        away = [(x - before, y - after) for x, y in pairs]
        across += sum(x * x for x, _ in away)
        along += sum(x * y for x, y in away)
        kept += away
    slope, variance = _SLOPE, _RESIDUAL
    free = max(len(kept) - len(groups) - 1, 0) + _RESIDUAL_WORTH
    for _ in range(_ROUNDS):
        slope = (along / variance + _SLOPE / _SLOPE_VARIANCE) / (
            across / variance + 1 / _SLOPE_VARIANCE
        )
        missed = sum((y - slope * x) ** 2 for x, y in kept)
        variance = (missed + _RESIDUAL_WORTH * _RESIDUAL) / free
    return Line(slope, variance)


class Part(NamedTuple):
    """One spread that practices may have, how likely it is, and what is common to all under it."""

    weight: float
    spread: float  # a variance
    common: float
    unsure: float  # the variance of what is common


class Normal(NamedTuple):
    """A normal distribution among others, and how much it weighs."""

    weight: float
    mean: float
    deviation: float

    def above(self, point: float) -> float:
        """Its share above a point."""
        return 0.5 - 0.5 * erf((point - self.mean) / (self.deviation * sqrt(2)))


class Pool:
    """Practices beside each other: what each seems to change, from a usual start.

    A hierarchical normal model, its spread averaged over a grid, after Gelman et al., Bayesian
    Data Analysis, chapter 5; the mean change of each is first adjusted to the start usual for all.
    """

    def __init__(self, groups: Mapping[str, Pairs]) -> None:
        self._groups = groups
        self.line = line([*groups.values()])

    @cached_property
    def _changes(self) -> dict[str, tuple[float, float]]:
        """Of each, its change adjusted to the usual start, and the variance of that."""
        usual, _ = _middle([pair for pairs in self._groups.values() for pair in pairs])
        found = {}
        for name, pairs in self._groups.items():
            before, after = _middle(pairs)
            change = after - self.line.slope * (before - usual) - usual
            found[name] = change, self.line.variance / len(pairs)
        return found

    @cached_property
    def _parts(self) -> list[Part]:
        """What is common, for each spread, with the likelihood of that spread."""
        changes = [*self._changes.values()]
        parts = []
        for deviation in _SPREADS:
            spread = deviation**2
            weights = [1 / (variance + spread) for _, variance in changes]
            unsure = 1 / (sum(weights) + 1 / _COMMON_VARIANCE)
            each = [(weight, change) for weight, (change, _) in zip(weights, changes, strict=True)]
            common = unsure * sum(weight * change for weight, change in each)
            away = sum(weight * (change - common) ** 2 for weight, change in each)
            likely = log(unsure) + sum(map(log, weights)) - away - common**2 / _COMMON_VARIANCE
            likely = (likely - (deviation / _SPREAD) ** 2) / 2
            parts.append(Part(likely, spread, common, unsure))
        highest = max(part.weight for part in parts)
        weighed = [part._replace(weight=exp(part.weight - highest)) for part in parts]
        whole = sum(part.weight for part in weighed)
        shares = [part._replace(weight=part.weight / whole) for part in weighed]
        return [part for part in shares if part.weight > _SLIGHT]

    def _own(self, name: str) -> Iterator[Normal]:
        """What one practice changes, for each spread."""
        change, variance = self._changes[name]
        for part in self._parts:
            drawn = variance / (variance + part.spread)  # how far it is drawn to what is common
            mean = (1 - drawn) * change + drawn * part.common
            deviation = sqrt((1 - drawn) * variance + drawn**2 * part.unsure)
            yield Normal(part.weight, mean, deviation)

    def _beyond(self, name: str) -> Iterator[Normal]:
        """The same, beyond what is common to all."""
        change, variance = self._changes[name]
        for part in self._parts:
            drawn = variance / (variance + part.spread)
            mean = (1 - drawn) * (change - part.common)
            deviation = sqrt((1 - drawn) * variance + (1 - drawn) ** 2 * part.unsure)
            yield Normal(part.weight, mean, deviation)

    def change(self, name: str) -> float:
        """What one practice seems to change."""
        return sum(one.weight * one.mean for one in self._own(name))

    def between(self, name: str, share: float) -> tuple[float, float]:
        """The ends between which so large a share of what it may change lies, in the middle."""
        own = [*self._own(name)]
        return _point(own, (1 + share) / 2), _point(own, (1 - share) / 2)

    def surely_more(self, name: str) -> float:
        """The probability, 0 to 1, that one practice changes more than is common to all."""
        return sum(one.weight * one.above(0) for one in self._beyond(name))


def _middle(pairs: Pairs) -> tuple[float, float]:
    """The means before and after."""
    return sum(x for x, _ in pairs) / len(pairs), sum(y for _, y in pairs) / len(pairs)


def _point(mixed: Sequence[Normal], above: float) -> float:
    """The point with so large a share of the whole above it."""
    low = min(one.mean - 5 * one.deviation for one in mixed)
    high = max(one.mean + 5 * one.deviation for one in mixed)
    while high - low > _FINE:
        point = (low + high) / 2
        if sum(one.weight * one.above(point) for one in mixed) > above:
            low = point
        else:
            high = point
    return (low + high) / 2
