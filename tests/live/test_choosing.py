"""Choosing what to sit, at a bare `start`."""

import re

from tests.live.home import Home
from tests.live.terminal import CTRL_C, ENTER, ESC, Terminal


def row_of(terminal: Terminal, title: str) -> str:
    """The number that chooses this practice."""
    terminal.await_text("Which practice?")
    terminal.await_keys()
    (found,) = [row.split()[0] for row in terminal.screen if title in row]
    return found


def test_a_number_chooses_and_the_card_changes_length_and_goes_back(home: Home) -> None:
    with home.opens("start") as terminal:
        number = row_of(terminal, "Listening to the room")
        assert terminal.screen[22] == "   its sign chooses    q not now"
        terminal.press(number)
        for length in ("5 minutes", "10 minutes", "20 minutes", "3 minutes", "5 minutes"):
            terminal.await_text(f"presence · {length}")
            terminal.press("l")
        terminal.press("o")
        terminal.press(row_of(terminal, "Sorting time"))
        terminal.await_text("Sorting time  ")
        terminal.press(ENTER)
        terminal.await_text("Feel what holds you up")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.not_given_back == []


def test_a_length_alone_is_kept_for_whatever_is_chosen(home: Home) -> None:
    with home.opens("start", "10s") as terminal:
        terminal.press(row_of(terminal, "Listening to the room"))
        terminal.await_text("presence · 10 seconds")


def test_not_now_is_a_good_answer_and_keeps_nothing(home: Home) -> None:
    for keys in ("q", ESC):
        with home.opens("start") as terminal:
            row_of(terminal, "Listening to the room")
            terminal.press(keys)
            assert terminal.wait() == 0
            assert terminal.not_given_back == []
    with home.opens("start", "sounds") as terminal:
        terminal.await_text("q not now")
        terminal.await_keys()
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    assert home.entries() == []


def test_what_is_not_offered_cannot_be_chosen(home: Home) -> None:
    with home.opens("start") as terminal:
        row_of(terminal, "Listening to the room")
        offered = [row for row in terminal.screen if re.match(r"   [1-9]  ", row)]
        page = terminal.screen
        terminal.press("0x \t" + ENTER + "l" + "o" + "é" + str(len(offered) + 1))
        terminal.press("n")
        terminal.await_that(lambda: terminal.screen == page, "the same page")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.not_given_back == []
    assert home.entries() == []
