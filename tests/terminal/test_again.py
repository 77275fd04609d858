"""Earlier words on a page."""

from datetime import date, time

import pytest

from mindful.core.entry import Entry
from mindful.terminal.again import page
from tests.conftest import MORNING

TODAY = MORNING.date()


@pytest.mark.parametrize(
    ("day", "lead"),
    [
        (date(2025, 11, 22), "A year ago today you wrote:"),
        (date(2024, 11, 22), "Two years ago today you wrote:"),
        (date(2023, 11, 22), "Three years ago today you wrote:"),
        (date(2022, 11, 22), "In November 2022 you wrote:"),
        (date(2026, 10, 22), "A month ago today you wrote:"),
        (date(2026, 10, 21), "In October you wrote:"),
        (date(2026, 5, 12), "In May you wrote:"),
        (date(2025, 12, 22), "In December 2025 you wrote:"),
        (date(2026, 11, 3), "On Tuesday 3 November you wrote:"),
    ],
)
def test_how_long_ago_it_was_is_said_in_words(day: date, lead: str) -> None:
    entry = Entry({"id": "20261122-0730-k3f9", "at": day, "text": "Rain."})
    assert next(page(entry, "", 80, TODAY, time())) == lead


def test_a_january_is_a_month_from_the_december_before() -> None:
    entry = Entry({"id": "20261122-0730-k3f9", "at": date(2025, 12, 5), "text": "Rain."})
    assert next(page(entry, "", 80, date(2026, 1, 5), time())) == "A month ago today you wrote:"


def test_the_words_stand_there_whole_and_harmless_on_a_narrow_terminal_too() -> None:
    at = MORNING.replace(year=2025, day=23, hour=2, minute=5)
    text = "Twice I caught myself writing an email.\n\nRain\x1b[2J."
    entry = Entry({"id": "20251123-0205-k3f9", "at": at, "text": text})
    assert list(page(entry, "Sorting time\x07", 40, TODAY, time(4))) == [
        "A year ago today, after “Sorting time\ufffd”,",
        "you wrote:",
        "",
        "  Twice I caught myself writing an",
        "  email.",
        "",
        "  Rain\ufffd[2J.",
        "",
        "Sunday 23 November 2025, 02:05",
        "20251123-0205-k3f9",
    ]
