"""A journal that was damaged: a search finds in it what reading every entry finds."""

from random import Random

import pytest
from hypothesis import HealthCheck, settings

from mindful.core.sought import Sought, folded
from tests.faults.test_mutated import TEXTS, mutant
from tests.store import test_finding
from tests.store.test_finding import found, plainly

WORDS = [
    "email",
    "Ÿ",
    "漢",
    "👧",
    "number 3",
    "saved",
    "twice",
    "damage",
    "u0041",
    "\\u",
    "sun",
    "M.",
]


def differences(mutants: int) -> tuple[int, list[tuple[int, str]]]:
    """How much was found, and the seeds and words with which the two ways find other entries."""
    entries, wrong = 0, []
    for seed in range(mutants):
        data, chance = mutant(seed).data, Random(seed)
        text = chance.choice(TEXTS)
        start = chance.randrange(len(text))
        for word in (chance.choice(WORDS), text[start : start + chance.randint(1, 9)].swapcase()):
            sought = Sought(folded([word]))
            ours = found(data, sought)[0] if sought.words else []
            entries += len(ours)
            if sought.words and repr(ours) != repr(plainly(data, sought)):
                wrong.append((seed, word))
    return entries, wrong


def test_damage_makes_no_difference_to_what_is_found() -> None:
    entries, wrong = differences(150)
    assert wrong == []
    assert entries > 150 * 5


@pytest.mark.long
def test_ten_thousand_damages_make_no_difference_to_what_is_found() -> None:
    entries, wrong = differences(10_000)
    print(f"\nsearched: 20000 searches of 10000 mutants, {entries} hits, {len(wrong)} differences")
    assert wrong == []
    assert entries > 10_000 * 5


@pytest.mark.long
def test_twenty_thousand_searches_find_what_reading_everything_finds() -> None:
    search = test_finding.test_a_search_finds_what_reading_everything_finds
    settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))(search)()
    print("\nsearched: 20000 journals, of hands and programs, 0 differences")
