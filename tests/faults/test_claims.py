"""Where nothing differs, next to nobody is told that something does."""

import pytest

from tests.core.practising import told

PEOPLE = 2000


@pytest.mark.long
def test_where_nothing_differs_five_in_a_hundred_people_at_most_are_told_so() -> None:
    found = told(PEOPLE, differing=0, seed=1)
    a_person = found.claims / PEOPLE
    print(f"\nno difference: {a_person:.3f} false claims a person, of two items; "
          f"{found.holding / found.ranges:.0%} of the ranges hold the truth")  # fmt: skip
    assert a_person <= 0.05
    assert found.holding / found.ranges >= 0.8


@pytest.mark.long
@pytest.mark.parametrize(("differing", "least"), [(0.4, 0.2), (0.8, 0.7)])
def test_where_practices_differ_most_of_what_is_said_is_so(differing: float, least: float) -> None:
    found = told(PEOPLE, differing, seed=2)
    claims, true = found.claims / PEOPLE, found.true / PEOPLE
    holding = found.holding / found.ranges
    print(f"\ndifferences of {differing}: {claims:.3f} claims a person, of two items, {true:.3f} "
          f"of them true; {holding:.0%} of the ranges hold the truth")  # fmt: skip
    assert true >= least
    assert true / claims >= 0.95
    assert 0.7 <= holding <= 0.95
