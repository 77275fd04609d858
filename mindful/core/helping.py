"""What may honestly be said of how sittings went, by the answers before and after each.

Silence is the rule. A person has few sittings, chooses them by mood, and of many practices one
always looks best; so nothing is said of a practice below five sittings, and nothing of one against
the others below twenty and nine chances in ten.
"""

from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from mindful.core.pooling import Pairs, Pool

LISTED_BELOW = 3  # sittings of a practice, each of which is then listed; from there, too few to say
SHOWN_FROM = 5  # sittings of a practice
CHANGE_FROM = 12  # sittings in all, from which their common change can be told
COMPARED_FROM = 20  # sittings in all, from which one practice may be set against the others
# And the probability of it. With .90, twelve in a hundred people whose practices do not differ at
# all were told that one does, in one of two items; with .95, at most five, and .94 is too little.
SURE = 0.95
SHARE = 0.8  # of what may be, within a range

_NINE_TENTHS = 1.2815515655  # deviations below which nine tenths of a normal distribution lie
_RESAMPLES = 2000
_BYTES = 256  # values of a byte, each as likely as any other
_SHIFT = 8  # from a change, -8 to 8, to a byte

Chance = Callable[[int], bytes]  # so many bytes, as by chance


class Rated(NamedTuple):
    """A sitting that was answered before and after, 1 to 9 each."""

    exercise: str
    before: int
    after: int


class About(NamedTuple):
    """A change in points, and the ends of the range it may well lie in."""

    change: float
    low: float
    high: float


class Practice(NamedTuple):
    """One practice: its sittings; each of them, where they are few; what they seem to change."""

    exercise: str
    sittings: int
    each: tuple[tuple[int, int], ...] = ()
    about: About | None = None


class Claim(NamedTuple):
    """The practice that seems to help more than the others, or less."""

    exercise: str
    more: bool


class Helped(NamedTuple):
    """What may be said of one item of the check-in; None is what may not be said yet.

    `slope` is how much of a low or high start is there still at the end, 0 to 1 mostly.
    """

    sittings: int
    change: About | None
    practices: tuple[Practice, ...]
    claim: Claim | None
    slope: float | None


def helped(rated: Iterable[Rated], chance: Chance) -> Helped:
    """What may be said of these sittings, which stand in the order of time.

    The practices come by how often each was sat, and not by what it seems to change.
    """
    groups: dict[str, list[tuple[int, int]]] = {}
    for one in rated:
        groups.setdefault(one.exercise, []).append((one.before, one.after))
    pairs = [pair for group in groups.values() for pair in group]
    if not pairs:
        return Helped(0, None, (), None, None)
    pool, enough = Pool(groups), len(pairs) >= COMPARED_FROM
    often = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return Helped(
        len(pairs),
        overall(pairs, chance) if len(pairs) >= CHANGE_FROM else None,
        tuple(_practice(name, group, pool, len(pairs)) for name, group in often),
        _claim(groups, pool) if enough else None,
        pool.line.slope if enough else None,
    )


def _practice(name: str, pairs: Pairs, pool: Pool, in_all: int) -> Practice:
    count = len(pairs)
    listed = count < LISTED_BELOW or in_all < CHANGE_FROM
    about = None
    if count >= SHOWN_FROM:
        about = About(pool.change(name), *pool.between(name, SHARE))
    return Practice(name, count, tuple(pairs) if listed else (), about)


def _claim(groups: dict[str, list[tuple[int, int]]], pool: Pool) -> Claim | None:
    """The one thing that may be said of a practice against the others: what is surest."""
    often = [name for name, pairs in groups.items() if len(pairs) >= SHOWN_FROM]
    if len(groups) < 2 or not often:
        return None
    sure = {name: pool.surely_more(name) for name in often}
    surest = max(often, key=lambda name: abs(sure[name] - 0.5))
    if max(sure[surest], 1 - sure[surest]) < SURE:
        return None
    return Claim(surest, sure[surest] > 0.5)


def overall(pairs: Pairs, chance: Chance) -> About:
    """The mean change as it was, with the range of the means of 2,000 resamples of the sittings.

    The percentile bootstrap of Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13.
    """
    changes = [after - before for before, after in pairs]
    count, mean = len(changes), sum(changes) / len(changes)
    if count > _BYTES:
        # So many that their resampled means are normal, nearer than 2,000 of them could tell.
        away = sqrt(sum((change - mean) ** 2 for change in changes)) / count * _NINE_TENTHS
        return About(mean, mean - away, mean + away)
    means = sorted(_resampled(changes, chance))
    tail = round((1 - SHARE) / 2 * _RESAMPLES)
    return About(mean, means[tail], means[-tail - 1])


def _resampled(changes: Sequence[int], chance: Chance) -> list[float]:
    """The means of as many changes, each drawn from them all, 2,000 times.

    A byte draws one; the few highest, which would make some changes likelier, draw none.
    """
    count = len(changes)
    used = _BYTES // count * count
    table = bytes(changes[byte % count] + _SHIFT for byte in range(_BYTES))
    none = bytes(range(used, _BYTES))
    drawn, wanted = b"", count * _RESAMPLES
    while len(drawn) < wanted:
        drawn += chance(wanted).translate(table, none)
    return [sum(drawn[start : start + count]) / count - _SHIFT for start in range(0, wanted, count)]
