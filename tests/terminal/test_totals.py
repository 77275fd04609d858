"""What the days hold, as a page: as wide as there is room, with the signs that there are."""

from datetime import date, timedelta

from mindful.core.ranges import Range
from mindful.core.totals import Answers, Family, Totals, Week
from mindful.terminal.bars import ASCII, UNICODE, Signs, chart_of
from mindful.terminal.totals import Recent, between, page, without_numbers

TODAY = date(2026, 11, 22)
TOTALS = Totals(
    Range(date(2026, 11, 2), TODAY),
    19,
    7320,
    {date(2026, 11, 3): 2280, date(2026, 11, 10): 1200, date(2026, 11, 22): 3840},
    {"presence": Family(11, 4200), "together": Family(1, 600), "of my own": Family(2, 900)},
    [
        Week(date(2026, 11, 2), 7, 2280),
        Week(date(2026, 11, 9), 4, 1200),
        Week(date(2026, 11, 16), 8, 3840),
    ],
    {"here": Answers(4, 6, 11), "ease": Answers(5, 4.5, 1)},
    [0] * 7 + [6, 5] + [0] * 12 + [4, 4, 0],
    1,
    2,
    12,
)
WORDS = ["kettle", "Umzug"]


def test_a_page_on_a_wide_terminal() -> None:
    lines = list(page(TOTALS, Recent(4, 14), WORDS, TODAY, 80, UNICODE))
    assert lines == [
        "2 to 22 November 2026",
        "",
        "Practised on 14 of the last 28 days, 4 of the last 7.",
        "19 sittings, 2 hours 2 minutes.",
        "",
        "  week of  sittings  minutes",
        "    2 Nov         7       38  " + "█" * 29 + "▏",
        "    9 Nov         4       20  " + "█" * 15 + "▎",
        "   16 Nov         8       64  " + "█" * 49,
        "",
        "  presence 11   together 1   of my own 2   of no family 5",
        "",
        "The check-in: the middle answer before and after.",
        "",
        "  here    before  · · · ● · · · · ·  4      after   · · · · · ● · · ·  6",
        "          1 miles away, 9 fully here; 11 sittings",
        "",
        "  ease    before  · · · · ● · · · ·  5      after   · · · ·●· · · · ·  4.5",
        "          1 unpleasant, 9 pleasant; 1 sitting",
        "",
        "Mostly begun between 7 and 9 in the morning (11 of 19).",
        "1 of 19 was left early.",
        "Of 12 asked about, 2 were too much or a little too much.",
        "",
        "Words of yours that come back: kettle, Umzug.",
    ]


def test_a_page_on_a_narrow_terminal_that_shows_ascii_only() -> None:
    lines = list(page(TOTALS, Recent(0, 0), [], TODAY, 40, ASCII))
    assert max(map(len, lines)) <= 40
    assert "".join(lines).isascii()
    assert lines[:16] == [
        "2 to 22 November 2026",
        "",
        "Practised on none of the last 28 days.",
        "19 sittings, 2 hours 2 minutes.",
        "",
        "  week of  sittings  minutes",
        "    2 Nov         7       38  #####",
        "    9 Nov         4       20  ###",
        "   16 Nov         8       64  #########",
        "",
        "  presence 11   together 1   of my own 2",
        "  of no family 5",
        "",
        "The check-in: the middle answer before",
        "and after.",
        "",
    ]
    assert lines[16:20] == [
        "  here, 11 sittings",
        "    before  . . . o . . . . .  4",
        "    after   . . . . . o . . .  6",
        "    1 miles away, 9 fully here",
    ]


def test_without_numbers_there_is_no_count_no_minute_and_no_chart() -> None:
    assert list(without_numbers(TOTALS, WORDS, 80)) == [
        "2 to 22 November 2026",
        "",
        "Mostly begun between 7 and 9 in the morning.",
        "",
        "Words of yours that come back: kettle, Umzug.",
        "",
        "Numbers are switched off; `mindful config set numbers true` shows them again.",
    ]


def over(days: int) -> Totals:
    """A sitting of ten minutes on every tenth day of so many up to today."""
    sat = {TODAY - timedelta(days=back): 600 for back in range(days - 1, -1, -10)}
    first = min(sat) - timedelta(days=min(sat).weekday())
    weeks = [Week(first + timedelta(days=n), 1, 600) for n in range(0, (TODAY - first).days + 1, 7)]
    return TOTALS._replace(range=Range(min(sat), TODAY), days=sat, weeks=weeks)


def test_long_ranges_are_shown_by_month_and_very_long_ones_by_year() -> None:
    shown = {days: chart_of(over(days), TODAY) for days in (175, 300, 1000, 4000)}
    assert {days: (one.unit, one.counted) for days, one in shown.items()} == {
        175: ("week of", "sittings"),
        300: ("month", "days"),
        1000: ("month", "days"),
        4000: ("year", "days"),
    }
    assert shown[300].bars[0].label == "Jan 2026"
    assert shown[300].bars[-1][1:] == (2, 1200)
    assert [bar.label for bar in shown[4000].bars] == [str(year) for year in range(2015, 2027)]
    assert max(len(one.bars) for one in shown.values()) <= 36


def test_a_clock_that_was_wrong_once_makes_no_page_of_empty_years() -> None:
    days = {date(1970, 1, 1): 60, date(2026, 11, 22): 60, date(9999, 1, 1): 60}
    weeks = [Week(day, 1, 60) for day in days] * 10
    bars = chart_of(TOTALS._replace(days=days, weeks=weeks, range=Range()), TODAY).bars
    assert len(bars) < 60
    assert [bar.label for bar in bars if bar.seconds] == ["1970", "2026", "9999"]


def test_weeks_before_the_first_sitting_and_behind_today_are_not_shown() -> None:
    weeks = [
        Week(date(2026, 11, day), sat, sat * 60) for day, sat in ((2, 0), (9, 1), (16, 0), (23, 0))
    ]
    shown = chart_of(TOTALS._replace(days={date(2026, 11, 9): 60}, weeks=weeks), TODAY).bars
    assert [bar.label for bar in shown] == ["9 Nov", "16 Nov"]


def test_hours_as_people_say_them() -> None:
    hours = [(7, 9), (10, 12), (11, 13), (21, 23), (22, 0), (23, 1), (0, 3), (4, 6), (12, 13)]
    assert [between(*one) for one in hours] == [
        "between 7 and 9 in the morning",
        "between 10 in the morning and noon",
        "between 11 in the morning and 1 in the afternoon",
        "between 9 and 11 in the evening",
        "between 10 in the evening and midnight",
        "between 11 in the evening and 1 at night",
        "between midnight and 3 at night",
        "between 4 at night and 6 in the morning",
        "between noon and 1 in the afternoon",
    ]


def test_signs_are_those_that_a_terminal_has() -> None:
    said = [Signs.of(name) for name in ("utf-8", "ascii", "latin-1", "no such thing", None)]
    assert said == [UNICODE, ASCII, ASCII, ASCII, ASCII]
