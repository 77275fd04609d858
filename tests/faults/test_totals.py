"""The totals of very many journals, of damaged ones too, and wherever the machine is."""

from io import BytesIO

import pytest

from mindful.core.ranges import Range
from mindful.store.contents import Contents
from tests.faults.test_mutated import mutant
from tests.store.counted import quickly
from tests.store.test_tally import differences, in_zones


def mutants_that_differ(mutants: int) -> tuple[int, list[int]]:
    """How many sittings were counted, and the seeds where reading every entry finds others."""
    sittings, wrong = 0, []
    for seed in range(mutants):
        data = mutant(seed).data
        read = [*Contents(BytesIO(data)).newest_first(lambda _: None)]
        sat = [one for one in read if one.kind == "session" and one.version == 1]
        found = quickly(data, Range())
        seconds = sum(max(0, one.seconds("practised")) for one in sat)
        sittings += found.sittings
        if (found.sittings, found.seconds) != (len(sat), seconds):
            wrong.append(seed)
    return sittings, wrong


def test_damage_makes_no_difference_to_what_is_counted() -> None:
    sittings, wrong = mutants_that_differ(100)
    assert wrong == []
    assert sittings > 100 * 5


@pytest.mark.long
def test_ten_thousand_damages_make_no_difference_to_what_is_counted() -> None:
    sittings, wrong = mutants_that_differ(10_000)
    print(f"\ncounted: 10000 mutants, {sittings} sittings, {len(wrong)} differences")
    assert wrong == []


@pytest.mark.long
def test_the_totals_of_a_thousand_journals_are_those_of_a_plain_computation() -> None:
    small, large = differences(range(1000)), differences(range(1000, 1200), 80)
    print(f"\ncounted: 1200 journals, {small[0] + large[0]} sittings, {small[1] + large[1]} differ")
    assert (small[1], large[1]) == ([], [])


@pytest.mark.long
def test_the_totals_of_a_thousand_journals_are_the_same_in_every_zone() -> None:
    told = in_zones(1000)
    print(f"\ncounted: 1000 journals in five zones, {len(told)} different totals")
    assert len(told) == 1
    assert told.pop().count("sittings") == 1000
