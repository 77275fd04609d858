"""What may be said of what helps: little, and that little holds."""

from math import erf, exp, sqrt
from random import Random

import pytest

from mindful.core.helping import About, Claim, Helped, Practice, Rated, helped, overall
from mindful.core.pooling import Pairs, Pool, line
from tests.core.practising import told

HERE: dict[str, Pairs] = {
    "sounds": [(4, 6), (5, 7), (3, 6), (6, 7), (4, 7), (5, 6)],
    "open": [(4, 4), (6, 5), (5, 5), (7, 6), (3, 4)],
    "wishes": [(2, 5), (5, 6), (4, 4)],
    "listen": [(8, 8)],
}


FAR: dict[str, Pairs] = {"a": [(1, 8), (2, 9), (1, 7)], "b": [(2, 6)]}


def chance() -> Random:
    return Random(1)


def rated(**groups: Pairs) -> list[Rated]:
    return [Rated(name, *pair) for name, pairs in groups.items() for pair in pairs]


def by_hand(groups: dict[str, Pairs], name: str) -> tuple[float, float, float, float]:
    """The change of one practice, its range, and how surely it is more, summed up point by point.

    By adding up the whole model over a grid of spreads, common changes and own changes; nothing is
    integrated by a formula.
    """
    pool = Pool(groups)
    every = [pair for pairs in groups.values() for pair in pairs]
    usual = sum(x for x, _ in every) / len(every)
    slope, variance = pool.line
    seen = {
        one: (sum(y - slope * (x - usual) for x, y in pairs) / len(pairs) - usual,
              variance / len(pairs))
        for one, pairs in groups.items()
    }  # fmt: skip
    points = [step * 0.1 for step in range(-60, 101)]
    own, more, whole = dict.fromkeys(points, 0.0), 0.0, 0.0
    for step in range(0, 50, 2):
        spread = 0.01 + step * 2.49 / 49
        for common in points[::2]:
            weight = exp(-((spread / 0.6) ** 2 + common**2 / 2.56) / 2)
            for one, (change, error) in seen.items():
                if one != name:
                    both = error + spread**2
                    weight *= exp(-((change - common) ** 2) / both / 2) / sqrt(both)
            change, error = seen[name]
            middle = (change * spread**2 + common * error) / (spread**2 + error)
            deviation = sqrt(error * spread**2 / (error + spread**2))
            both = error + spread**2
            weight *= exp(-((change - common) ** 2) / both / 2) / sqrt(both)
            whole += weight
            more += weight * (0.5 + 0.5 * erf((middle - common) / deviation / sqrt(2)))
            for point in points:
                above, below = ((point + half - middle) / deviation / sqrt(2)
                                for half in (0.05, -0.05))  # fmt: skip
                own[point] += weight * (erf(above) - erf(below)) / 2
    mean = sum(point * weight for point, weight in own.items()) / whole
    low = max(point for point in points
              if sum(own[one] for one in points if one <= point) <= 0.1 * whole)  # fmt: skip
    high = min(point for point in points
               if sum(own[one] for one in points if one >= point) <= 0.1 * whole)  # fmt: skip
    return mean, low + 0.05, high - 0.05, more / whole


@pytest.mark.parametrize(
    ("groups", "name"),
    [(HERE, "sounds"), (HERE, "listen"), (FAR, "a"), (FAR, "b")],
    ids=["sounds", "listen", "a", "b"],
)
def test_an_estimate_is_what_adding_up_the_whole_model_gives(
    groups: dict[str, Pairs], name: str
) -> None:
    pool = Pool(groups)
    mean, low, high, more = by_hand(groups, name)
    assert pool.change(name) == pytest.approx(mean, abs=0.02)
    assert pool.between(name, 0.8) == pytest.approx((low, high), abs=0.15)
    assert pool.surely_more(name) == pytest.approx(more, abs=0.02)


def test_the_slope_is_a_half_until_something_is_known_and_then_what_is_seen() -> None:
    assert line([[(4, 6)], [(7, 7)]]) == (0.5, 1.44)
    steep = [(x, x) for x in range(1, 10)] * 30
    flat = [(x, 5) for x in range(1, 10)] * 30
    assert line([steep]).slope == pytest.approx(1, abs=0.01)
    assert line([flat]).slope == pytest.approx(0, abs=0.01)
    apart = [[(x, x + 4) for x in (1, 2, 3)] * 50, [(x, x - 4) for x in (7, 8, 9)] * 50]
    assert line(apart).slope == pytest.approx(1, abs=0.05)  # within each, and not across them


def test_a_practice_that_is_chosen_on_low_days_is_not_taken_to_help_for_that() -> None:
    groups = {"low": [(2, 4), (3, 4), (2, 3)] * 40, "high": [(7, 6), (8, 7), (7, 7)] * 40}
    pool = Pool(groups)
    raw = 4 / 3 - -2 / 3
    assert pool.change("low") - pool.change("high") < raw / 2


def test_fewer_sittings_are_drawn_further_to_what_is_common() -> None:
    common = {f"other-{number}": [(5, 4), (5, 6), (5, 3), (5, 7)] * 2 for number in range(5)}
    pools = [Pool({**common, "one": [(5, 6), (5, 8)] * many}) for many in (1, 2, 4, 20)]
    changes = [pool.change("one") for pool in pools]
    assert changes == sorted(changes)
    assert changes[0] < 1 < 1.7 < changes[-1] < 2


def test_nothing_is_said_of_nothing() -> None:
    assert helped([], chance().randbytes) == Helped(0, None, (), None, None)


def test_few_sittings_are_listed_each_in_the_order_of_time() -> None:
    found = helped(rated(sounds=[(4, 6), (5, 5), (4, 4)], open=[(7, 7)]), chance().randbytes)
    assert found == Helped(
        4,
        None,
        (Practice("sounds", 3, ((4, 6), (5, 5), (4, 4))), Practice("open", 1, ((7, 7),))),
        None,
        None,
    )


def test_from_twelve_on_the_common_change_is_told_and_only_the_fewest_are_listed() -> None:
    found = helped(rated(**HERE), chance().randbytes)
    more, less = found.practices[:2]
    assert [(each.exercise, each.sittings) for each in found.practices] == [
        ("sounds", 6),
        ("open", 5),
        ("wishes", 3),
        ("listen", 1),
    ]
    assert [each.each for each in found.practices] == [(), (), (), ((8, 8),)]
    assert [each.about is not None for each in found.practices] == [True, True, False, False]
    assert more.about
    assert less.about
    assert more.about.change > less.about.change
    assert found.change
    assert found.change.change == pytest.approx(15 / 15)
    assert (found.claim, found.slope) == (None, None)


@pytest.mark.parametrize(("more", "better"), [(3, True), (-3, False)])
def test_what_is_sure_is_said_of_one_practice_from_twenty_sittings_on(
    more: int, better: bool
) -> None:
    plain: Pairs = [(5, 5), (4, 4), (6, 6), (5, 6), (5, 4)]
    groups = {
        "one": [(x, y + more) for x, y in plain],
        "other": plain,
        "third": plain,
        "fourth": plain[:4],
    }
    nineteen = helped(rated(**groups), chance().randbytes)
    assert (nineteen.sittings, nineteen.claim, nineteen.slope) == (19, None, None)
    twenty = helped(rated(**{**groups, "fourth": plain}), chance().randbytes)
    assert (twenty.sittings, twenty.claim) == (20, Claim("one", better))
    assert twenty.slope is not None


def test_of_a_practice_with_four_sittings_nothing_is_said_however_sure() -> None:
    groups = {"one": [(5, 9)] * 4, "other": [(5, 5)] * 10, "third": [(5, 5)] * 10}
    assert Pool(groups).surely_more("one") > 0.99
    found = helped(rated(**groups), chance().randbytes)
    assert found.claim is None
    assert found.practices[-1] == Practice("one", 4)


def test_one_practice_alone_is_set_against_nothing() -> None:
    assert helped(rated(one=[(2, 9)] * 40), chance().randbytes).claim is None


def test_the_range_of_the_common_change_is_that_of_its_resamples() -> None:
    pairs = [(5, 5 + change) for change in (0, 0, 1, 1, 2, -1, 3, 1, 0, 2, 1, 1)]
    found, draw = overall(pairs, chance().randbytes), Random(7)
    changes = [after - before for before, after in pairs]
    means = sorted(sum(draw.choices(changes, k=12)) / 12 for _ in range(20_000))
    assert found.change == pytest.approx(11 / 12)
    assert (found.low, found.high) == pytest.approx((means[2000], means[18_000]), abs=0.09)


@pytest.mark.parametrize("count", [100, 129, 256])
def test_of_many_sittings_resamples_and_the_formula_give_one_range(count: int) -> None:
    draw = Random(count)
    pairs = [(5, 5 + draw.choice((-1, 0, 0, 1, 1, 2, 4))) for _ in range(count)]
    changes = [after - before for before, after in pairs]
    mean = sum(changes) / count
    away = 1.28 * sqrt(sum((change - mean) ** 2 for change in changes)) / count
    resampled = overall(pairs, chance().randbytes)
    assert resampled == pytest.approx((mean, mean - away, mean + away), abs=0.03)
    assert resampled == overall(pairs, chance().randbytes)


def test_each_sitting_is_as_likely_in_a_resample_as_any_other() -> None:
    low, high = overall([(1, 9)] * 56 + [(5, 5)] * 144, chance().randbytes)[1:]
    assert low < 56 * 8 / 200 < high


def test_more_sittings_than_a_byte_can_draw_from_have_a_range_too() -> None:
    pairs = [(5, 5), (5, 7)] * 150
    assert overall(pairs, chance().randbytes) == pytest.approx(About(1, 0.926, 1.074), abs=0.001)


def test_where_nothing_differs_hardly_anyone_is_told_that_something_does() -> None:
    found = told(100, differing=0, seed=1)
    assert found.claims <= 5
    assert 0.8 <= found.holding / found.ranges <= 0.95
