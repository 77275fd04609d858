"""Choosing what to sit, at a bare `start`."""

import pytest

from tests.live.home import Home
from tests.live.terminal import CTRL_C, ENTER, ESC, Terminal

UP, DOWN = "\x1b[A", "\x1b[B"
FOOT = "   enter chooses    up/down moves    letters narrow    esc not now"


def offered(terminal: Terminal) -> Terminal:
    """The terminal, once all there is to choose from stands there and keys are taken."""
    terminal.await_text("Which practice?")
    terminal.await_keys()
    return terminal


def test_letters_narrow_enter_chooses_and_the_card_changes_length_and_goes_back(
    home: Home,
) -> None:
    with home.opens("start") as terminal:
        assert offered(terminal).screen[22] == FOOT
        terminal.press("LISTEN room")
        terminal.await_text("> Listening to the room")
        assert [row for row in terminal.screen if "minutes" in row] == [
            "   > Listening to the room   3 to 20 minutes"
        ]
        terminal.press(ENTER)
        for length in ("5 minutes", "10 minutes", "20 minutes", "3 minutes", "5 minutes"):
            terminal.await_text(f"presence · {length}")
            terminal.press("l")
        terminal.press("o")
        offered(terminal).press("sorting" + ENTER)
        terminal.await_text("Sorting time  ")
        terminal.press(ENTER)
        terminal.await_text("Feel what holds you up")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.not_given_back == []


def test_the_mark_moves_and_stays_in_view_on_a_small_screen(home: Home) -> None:
    with home.opens("start", size=(40, 12)) as terminal:
        offered(terminal).press(DOWN * 100)
        terminal.press(UP * 100)
        terminal.await_text("> Walk through the body")


def test_a_length_alone_is_kept_for_whatever_is_chosen(home: Home) -> None:
    with home.opens("start", "10s") as terminal:
        offered(terminal).press("sounds" + ENTER)
        terminal.await_text("presence · 10 seconds")


def test_where_nothing_fits_enter_chooses_nothing_and_erasing_brings_all_back(home: Home) -> None:
    with home.opens("start") as terminal:
        page = offered(terminal).screen
        terminal.press("zebra" + ENTER)
        terminal.await_text("None of them has that")
        terminal.press("\x7f" * 5)
        terminal.await_that(lambda: terminal.screen == page, "all of them")


@pytest.mark.parametrize("words", [("start",), ("start", "--plain")], ids=["live", "plain"])
def test_not_now_is_a_good_answer_and_keeps_nothing(home: Home, words: tuple[str, ...]) -> None:
    with home.opens(*words, size=(80, 60)) as terminal:
        offered(terminal).press(ESC)
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    assert home.entries() == []


def test_on_a_plain_face_letters_are_echoed_and_what_they_leave_is_shown_on_enter(
    home: Home,
) -> None:
    with home.opens("start", "--plain", size=(80, 100)) as terminal:
        offered(terminal).press("room" + ENTER)
        terminal.await_text("Which of these?")
        terminal.press(ENTER)
        terminal.await_text("enter begins")
        assert terminal.received.count(b"Which practice?") == 1
