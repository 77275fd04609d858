"""Every way out of a sitting: what is kept, what is asked, and the terminal given back."""

import signal
from pathlib import Path

import pytest

from tests.live.home import BRIEFLY, FIRST, FOURTH, THREE_OR_SO, Home, sat
from tests.live.terminal import CTRL_C, CTRL_D, ENTER, Terminal


def asked(terminal: Terminal) -> bool:
    """Whether a reflection was asked for."""
    return b"Ctrl-D ends it" in terminal.received


def test_q_leaves_early_and_the_question_is_asked_all_the_same(home: Home) -> None:
    with home.sits() as terminal:
        terminal.await_text(FOURTH)
        terminal.press("q")
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
        assert terminal.shows(", left early.")
        assert terminal.not_given_back == []
    assert home.entries() == [sat(THREE_OR_SO)]


def test_q_asks_nothing_where_no_reflection_is_wished_for(home: Home) -> None:
    with home.sits("start", "sounds", "--for", "10s", "--no-reflection") as terminal:
        terminal.await_text(FOURTH)
        terminal.press("q")
        assert terminal.wait() == 0
        assert not asked(terminal)
    assert home.entries() == [sat(THREE_OR_SO)]


def test_ctrl_c_keeps_what_was_sat_and_asks_nothing(home: Home) -> None:
    with home.sits() as terminal:
        terminal.await_text(FOURTH)
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert not asked(terminal)
        assert terminal.shows("Saved 20")
        assert terminal.not_given_back == []
    assert home.entries() == [sat(THREE_OR_SO)]


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_keeps_what_was_sat_and_asks_nothing(
    home: Home, number: signal.Signals, status: int
) -> None:
    with home.sits() as terminal:
        terminal.await_text(FOURTH)
        terminal.signal(number)
        assert terminal.wait() == status
        assert not asked(terminal)
        assert terminal.shows("Saved 20")
        assert terminal.not_given_back == []
    assert home.entries() == [sat(THREE_OR_SO)]


@pytest.mark.parametrize("words", [BRIEFLY, (*BRIEFLY, "--plain")], ids=["live", "plain"])
def test_a_closed_window_keeps_what_was_sat(
    home: Home, tmp_path: Path, words: tuple[str, ...]
) -> None:
    errors = tmp_path / "errors"
    plain = "--plain" in words  # whose card is on standard error, and so on the terminal
    with errors.open("wb") as log, home.opens(*words, stderr=None if plain else log) as terminal:
        terminal.await_text("Listening to the room")
        terminal.await_keys()
        terminal.press(ENTER)
        terminal.await_text(FOURTH)
        terminal.hang_up()
        assert terminal.wait() == 129
    assert errors.read_text() == ""
    assert home.entries() == [sat(THREE_OR_SO)]


def test_a_window_closed_over_the_reflection_keeps_the_words_too(
    home: Home, tmp_path: Path
) -> None:
    errors = tmp_path / "errors"
    with errors.open("wb") as stderr, home.sits(stderr=stderr) as terminal:
        terminal.await_text(FOURTH)
        terminal.press("q")
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press("A tram, far off.")
        terminal.await_text("A tram, far off.")
        terminal.hang_up()
        assert terminal.wait() == 129
    (entry,) = home.entries()
    assert entry.pop("question")
    assert entry == sat(THREE_OR_SO, text="A tram, far off.")
    assert errors.read_text() == ""


@pytest.mark.parametrize(
    ("keys", "number", "status"),
    [(CTRL_C, None, 130), ("", signal.SIGTERM, 143)],
    ids=["ctrl-c", "sigterm"],
)
def test_leaving_over_the_reflection_keeps_the_words_too(
    home: Home, keys: str, number: signal.Signals | None, status: int
) -> None:
    with home.sits() as terminal:
        terminal.await_text(FOURTH)
        terminal.press("q")
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press("A tram, far off.")
        terminal.await_text("A tram, far off.")
        terminal.press(keys)
        if number:
            terminal.signal(number)
        assert terminal.wait() == status
        assert terminal.not_given_back == []
    (entry,) = home.entries()
    assert entry.pop("question")
    assert entry == sat(THREE_OR_SO, text="A tram, far off.")


@pytest.mark.parametrize("keys", [CTRL_C * 5, ""], ids=["keys and signals", "signals"])
def test_ctrl_c_again_and_again_does_not_skip_the_saving(home: Home, keys: str) -> None:
    with home.sits() as terminal:
        terminal.await_text(FOURTH)
        terminal.press(keys)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
            terminal.signal(number)
        assert terminal.wait() in (130, 143)
        assert not asked(terminal)
        assert terminal.not_given_back == []
    assert home.entries() == [sat(THREE_OR_SO)]


@pytest.mark.parametrize(("key", "status"), [("q", 0), (CTRL_C, 130)], ids=["q", "ctrl-c"])
def test_under_three_seconds_with_nothing_written_nothing_is_kept(
    home: Home, key: str, status: int
) -> None:
    with home.sits() as terminal:
        terminal.await_text(FIRST)
        terminal.press(key)
        assert terminal.wait() == status
        assert not asked(terminal)
        assert terminal.shows("nothing is kept")
        assert terminal.not_given_back == []
    assert home.entries() == []


def test_under_three_seconds_with_a_word_written_it_is_kept(home: Home) -> None:
    with home.sits("start", "not-knowing", "--for", "3m") as terminal:
        terminal.await_text("You might bring one person")
        terminal.press("n")
        terminal.await_text("What I saw:")
        terminal.press("Rain")
        terminal.await_text("Rain▏")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.not_given_back == []
    (entry,) = home.entries()
    assert entry["text"] == "What I saw: Rain"


def test_ctrl_c_on_the_card_leaves_and_gives_the_terminal_back(home: Home) -> None:
    with home.opens("start", "sounds") as terminal:
        terminal.await_text("enter begins")
        terminal.await_keys()
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.not_given_back == []
    assert home.entries() == []


def test_ctrl_c_over_the_closing_bells_keeps_a_whole_sitting(home: Home) -> None:
    with home.sits() as terminal:
        terminal.await_text(FOURTH)
        terminal.press("nn")
        terminal.await_that(lambda: "━" * 74 in terminal.screen[21], "a full bar")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert not asked(terminal)
        assert terminal.not_given_back == []
    assert home.entries() == [sat(THREE_OR_SO, "complete")]
