"""Writing: in a step of a sitting, and `write` on a terminal."""

import signal
from pathlib import Path

import pytest

from tests.live.home import Home
from tests.live.terminal import CTRL_C, CTRL_D, ENTER, ESC, Terminal, let_pass

KETTLE = {"kind": "reflection", "text": "The kettle.\nThe rain."}


def writes(terminal: Terminal) -> None:
    """Two lines into the room that opens."""
    terminal.await_text("Ctrl-D ends it")
    terminal.await_keys()
    terminal.press("The kettle.\rThe rain.")
    terminal.await_text("The rain.")


@pytest.mark.parametrize(
    ("keys", "number", "status"),
    [
        (CTRL_D, None, 0),
        (CTRL_C, None, 130),
        ("", signal.SIGTERM, 143),
        ("", signal.SIGHUP, 129),
        ("", signal.SIGINT, 130),
    ],
    ids=["ctrl-d", "ctrl-c", "sigterm", "sighup", "sigint"],
)
def test_what_stands_in_the_room_to_write_is_saved_however_it_ends(
    home: Home, keys: str, number: signal.Signals | None, status: int
) -> None:
    with home.opens("write") as terminal:
        writes(terminal)
        terminal.press(keys)
        if number:
            terminal.signal(number)
        assert terminal.wait() == status
        assert terminal.shows("Saved 20")
        assert terminal.not_given_back == []
    assert home.entries() == [KETTLE]


def test_a_closed_window_saves_what_stands_in_the_room_to_write(home: Home, tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    with errors.open("wb") as stderr, home.opens("write", stderr=stderr) as terminal:
        writes(terminal)
        terminal.hang_up()
        assert terminal.wait() == 129
    assert home.entries() == [KETTLE]
    assert errors.read_text() == ""


@pytest.mark.parametrize(("key", "status"), [(CTRL_D, 0), (CTRL_C, 130)], ids=["d", "c"])
def test_nothing_written_is_nothing_kept(home: Home, key: str, status: int) -> None:
    with home.opens("write") as terminal:
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press(key)
        assert terminal.wait() == status
        assert terminal.shows("Nothing was written, and nothing is kept.")
        assert terminal.not_given_back == []
    assert home.entries() == []


def test_room_to_write_opens_beside_a_pipe_too(home: Home, tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as out, home.opens("write", stdout=out) as terminal:
        terminal.await_text("A line with only a full stop ends it")
        terminal.press("The kettle.\nThe rain.\n.\n")
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    assert (tmp_path / "out").read_text().startswith("Saved 20")
    assert home.entries() == [KETTLE]


@pytest.mark.parametrize("end", [".\n", CTRL_D], ids=["full stop", "ctrl-d"])
def test_on_a_plain_face_a_lone_full_stop_or_ctrl_d_saves(home: Home, end: str) -> None:
    with home.opens("write", env={"ACCESSIBLE": "1"}) as terminal:
        terminal.await_text("A line with only a full stop ends it")
        terminal.press("The kettle.\nThe rain.\n" + end)
        assert terminal.wait() == 0
        assert terminal.escape_sequences == set()
        assert terminal.not_given_back == []
    assert home.entries() == [KETTLE]


def test_on_a_plain_face_ctrl_c_saves_the_lines_that_were_finished(home: Home) -> None:
    with home.opens("write", env={"ACCESSIBLE": "1"}) as terminal:
        terminal.await_text("A line with only a full stop ends it")
        terminal.press("The kettle.\nThe rain.\n")
        terminal.await_text("The rain.")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.not_given_back == []
    assert home.entries() == [KETTLE]


def test_a_written_step_waits_for_the_person_and_its_letters_are_letters(home: Home) -> None:
    with home.sits("start", "not-knowing", "--for", "10s") as terminal:
        terminal.await_text("What I saw:")
        terminal.press("quiet, not glad. (mt?)")
        terminal.await_text("quiet, not glad. (mt?)▏")
        terminal.await_text("enter goes on")
        rung = terminal.received.count(b"\a")
        let_pass(1.5)  # the next step would have come
        assert terminal.shows("quiet, not glad. (mt?)▏")
        assert rung == 2  # the beginning, and softly the end of this step's time
        terminal.press(ENTER)
        terminal.await_text("What I assume:")
        terminal.press("tired")
        terminal.await_text("tired▏")
        terminal.press(ESC)
        terminal.await_text("Paused at")
        terminal.press("q")
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press("Less sure." + CTRL_D)
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    (entry,) = home.entries()
    assert entry["text"] == (
        "What I saw: quiet, not glad. (mt?)\n\nWhat I assume: tired\n\nLess sure."
    )
    assert entry["ended"] == "early"


def test_what_is_written_in_a_step_can_be_mended_and_paused_over(home: Home) -> None:
    with home.sits("start", "not-knowing", "--for", "3m") as terminal:
        terminal.await_text("You might bring one person")
        terminal.press("n")
        terminal.await_text("What I saw:")
        terminal.press("A doorr\x7f\x01\x1b[3~the\x05, shut")
        terminal.await_text("the door, shut▏")
        terminal.press(ESC)
        terminal.await_text("Paused at")
        terminal.press(ENTER)
        terminal.await_text("the door, shut▏")
        terminal.press("\x1b[200~; two\r\nlines\x1b[201~")
        terminal.await_text("the door, shut; two lines▏")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.not_given_back == []
    (entry,) = home.entries()
    assert entry["text"] == "What I saw: the door, shut; two lines"
