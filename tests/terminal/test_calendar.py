"""A year as a heat map: seven rows, a legend, and the same in words."""

from datetime import date, timedelta

from mindful.terminal.bars import ASCII, UNICODE
from mindful.terminal.calendar import Year, in_words, lines, page

TODAY = date(2026, 3, 11)
SAT = {
    date(2026, 1, 1): 0,
    date(2026, 1, 5): 299,
    date(2026, 1, 6): 300,
    date(2026, 1, 7): 900,
    date(2026, 3, 1): 1800,
}
YEAR = Year(2026, SAT, TODAY)


def test_a_year_on_a_wide_terminal_up_to_today() -> None:
    assert list(page(YEAR, 0, 80, UNICODE, False)) == [
        "2026",
        "",
        "Practised on 5 days, 54 minutes.",
        "",
        "     Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov  Dec",
        "Mon   ░·········",
        "Tue   ▒·········",
        "Wed   ▓·········",
        "Thu  ░·········",
        "Fri  ··········",
        "Sat  ··········",
        "Sun  ········█·",
        "",
        "     · none   ░ under 5   ▒ under 15   ▓ under 30   █ 30 minutes and more",
    ]


def test_a_year_on_a_narrow_terminal_is_two_halves() -> None:
    half = date(2026, 7, 2)
    shown = list(page(Year(2026, {half: 60}, half), 6, 40, ASCII, False))
    assert max(map(len, shown)) <= 40
    assert shown[4:6] == ["     Jan  Feb Mar Apr May  Jun", "Sun   " + "." * 26]
    assert shown[13:] == [
        "     Jul Aug  Sep Oct  Nov Dec",
        *("Sun", "Mon", "Tue"),
        "Wed  .",
        "Thu  :",
        *("Fri", "Sat"),
        "",
        "     . none   : under 5   + under 15",
        "     # under 30   @ 30 minutes and more",
    ]


def test_every_day_of_every_kind_of_year_is_there_once() -> None:
    for year in (1, 2000, 2011, 2024, 2026, 2028, 9999):
        for starts in (0, 5, 6):
            for columns in (40, 80):
                one = date(year, 1, 1)
                days = {one + timedelta(days=n): 60 for n in range(366) if n < 365 or _leap(year)}
                shown = list(page(Year(year, days, TODAY), starts, columns, UNICODE, False))
                assert sum(line.count("░") for line in shown) - 1 == len(days), year
                assert max(map(len, shown)) <= columns


def _leap(year: int) -> bool:
    return (date(year, 3, 1) - date(year, 2, 1)).days == 29


def test_colour_is_one_hue_and_says_nothing_that_the_signs_do_not() -> None:
    plain, tinted = (list(page(YEAR, 0, 80, UNICODE, tint)) for tint in (False, True))
    shown = "\n".join(tinted)
    assert shown.replace("\x1b[36m", "").replace("\x1b[39m", "") == "\n".join(plain)
    assert shown.count("\x1b[36m") == 5 + 4


def test_on_a_pipe_each_month_that_has_begun_is_a_line() -> None:
    assert list(lines(YEAR)) == [
        "2026-01\t4 days\t25 min",
        "2026-02\t0 days\t0 min",
        "2026-03\t1 day\t30 min",
    ]


def test_without_numbers_the_days_stand_there_as_dates() -> None:
    assert list(in_words(YEAR, 80)) == ["January: 1, 5, 6, 7", "March: 1"]
