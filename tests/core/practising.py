"""People who sit and answer, made up: what their practices truly change is known."""

from math import exp
from random import Random
from typing import NamedTuple

from mindful.core.helping import SHOWN_FROM, Helped, Rated, helped

PRACTICES = tuple(f"practice-{number}" for number in range(8))
SLOPE = 0.55  # how much of a start is there still at the end
NOISE = 1.2  # points


class Person(NamedTuple):
    """What a person answered, for two items, and what each practice truly changes in each."""

    rated: tuple[list[Rated], list[Rated]]
    truly: tuple[dict[str, float], dict[str, float]]


def answered(point: float) -> int:
    """The key that is pressed for a point that one is at."""
    return min(9, max(1, round(point)))


def person(chance: Random, differing: float) -> Person:
    """Someone with 25 to 70 sittings, who chooses the practice by how they are before it.

    `differing` is the standard deviation of what the practices truly change, in points.
    """
    usual = [chance.gauss(5, 0.8) for _ in range(2)]
    gain = [chance.gauss(0.6, 0.5) for _ in range(2)]
    more = [{name: chance.gauss(0, differing) for name in PRACTICES} for _ in range(2)]
    liked = [0.15 + 2 * chance.random() ** 2 for _ in PRACTICES]
    drawn_to_when_low = [chance.gauss(0, 0.5) for _ in PRACTICES]
    rated: tuple[list[Rated], list[Rated]] = ([], [])
    for _ in range(chance.randint(25, 70)):
        day = chance.gauss(0, 0.8)
        away = [day + chance.gauss(0, 1.2) for _ in range(2)]
        weights = [like * exp(draw * -away[1])
                   for like, draw in zip(liked, drawn_to_when_low, strict=True)]  # fmt: skip
        name = chance.choices(PRACTICES, weights)[0]
        for item, those in enumerate(rated):
            end = usual[item] + gain[item] + SLOPE * away[item] + more[item][name]
            before = answered(usual[item] + away[item])
            those.append(Rated(name, before, answered(end + chance.gauss(0, NOISE))))
    starts = [sum(one.before for one in those) / len(those) for those in rated]
    back = [(1 - SLOPE) * (start - own) for start, own in zip(starts, usual, strict=True)]
    first, second = ({name: gain[item] + more[item][name] - back[item] for name in PRACTICES}
                     for item in range(2))  # fmt: skip
    return Person(rated, (first, second))


class Told(NamedTuple):
    """What people were told: claims, the true ones of them, ranges, those that hold the truth."""

    claims: int
    true: int
    ranges: int
    holding: int


def told(people: int, differing: float, seed: int) -> Told:
    """What so many people are told, of two items each; a claim is true if its direction is."""
    chance = Random(seed)
    counts = Told(0, 0, 0, 0)
    for _ in range(people):
        who = person(chance, differing)
        for rated, truly in zip(who.rated, who.truly, strict=True):
            one = _told(helped(rated, chance.randbytes), truly, differing)
            counts = Told(*(sum(pair) for pair in zip(counts, one, strict=True)))
    return counts


def _told(found: Helped, truly: dict[str, float], differing: float) -> Told:
    sat = [truly[each.exercise] for each in found.practices]
    common, true = sum(sat) / len(sat), 0
    if found.claim and differing:
        true = (truly[found.claim.exercise] > common) == found.claim.more
    ranges = [(each.about, truly[each.exercise]) for each in found.practices
              if each.sittings >= SHOWN_FROM]  # fmt: skip
    holding = sum(about is not None and about.low <= is_so <= about.high
                  for about, is_so in ranges)  # fmt: skip
    return Told(int(found.claim is not None), int(true), len(ranges), holding)
