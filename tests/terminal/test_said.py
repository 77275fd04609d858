"""What every page that counts says in the same words."""

from collections import Counter
from datetime import date

import pytest

from mindful.core.ranges import Range
from mindful.core.totals import Counts, Totals
from mindful.terminal.said import shares, stretch

NONE = Totals.of(Counts(*(Counter() for _ in Counts._fields)), Range())


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-22", "2026-11-22", "Sunday 22 November 2026"),
        ("2026-11-01", "2026-11-22", "1 to 22 November 2026"),
        ("2026-11-01", "2026-11-30", "November 2026"),
        ("2026-02-01", "2026-02-28", "February 2026"),
        ("2024-02-01", "2024-02-28", "1 to 28 February 2024"),
        ("2026-07-01", "2026-12-31", "July to December 2026"),
        ("2026-09-07", "2026-11-22", "7 September to 22 November 2026"),
        ("2025-11-23", "2026-11-22", "23 November 2025 to 22 November 2026"),
        ("2025-12-01", "2026-02-28", "December 2025 to February 2026"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2024-01-01", "2026-12-31", "2024 to 2026"),
        ("2024-01-01", None, "Since 1 January 2024"),
        (None, "2026-11-22", "Until 22 November 2026"),
        ("0001-01-01", "2026-11-22", "Until 22 November 2026"),
        (None, None, "All there is"),
    ],
)
def test_a_range_is_said_as_people_say_it(first: str | None, last: str | None, words: str) -> None:
    ends = [date.fromisoformat(one) if one else None for one in (first, last)]
    assert stretch(Range(*ends)) == words


@pytest.mark.parametrize(
    ("sittings", "early", "asked", "too_much", "words"),
    [
        (0, 0, 0, 0, []),
        (5, 0, 0, 0, ["None of 5 were left early."]),
        (5, 1, 1, 0, ["1 of 5 was left early.",
                      "Of 1 asked about, none were too much or a little too much."]),
        (1200, 2, 1100, 1, ["2 of 1,200 were left early.",
                            "Of 1,100 asked about, 1 was too much or a little too much."]),
    ],
)  # fmt: skip
def test_what_was_left_early_or_too_much_is_said_plainly(
    sittings: int, early: int, asked: int, too_much: int, words: list[str]
) -> None:
    totals = NONE._replace(sittings=sittings, early=early, asked=asked, too_much=too_much)
    assert shares(totals) == words
