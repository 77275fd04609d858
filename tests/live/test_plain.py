"""The plain face, and sittings with a pipe on one side or both."""

import os
import re
import signal
import subprocess
import time

import pytest

from tests.live.home import BRIEFLY, FIRST, FOURTH, LAST, THREE_OR_SO, Home, sat
from tests.live.terminal import CTRL_C, CTRL_D, ENTER, ESC, PASTE, Terminal, let_pass

PLAIN = ("start", "sounds", "--for", "10s", "--plain")
TALL = (100, 60)  # all of a sitting on one screen


def begins(terminal: Terminal) -> None:
    """From the card to the first line."""
    terminal.await_text("Listening to the room")
    terminal.await_keys()
    terminal.press(ENTER)
    terminal.await_text(FIRST)


def test_the_plain_face_says_one_line_an_event_and_answers_each_key_with_one(home: Home) -> None:
    with home.opens(*PLAIN, size=TALL) as terminal:
        begins(terminal)
        terminal.await_text(FOURTH)
        terminal.press("tzmm?")
        terminal.await_text("esc pause, n next step, t time, m sound off and on")
        terminal.press(ESC)
        terminal.await_text("Paused at 0:0")
        terminal.press(ENTER)
        terminal.await_text("Going on.")
        terminal.press("q")
        terminal.await_text("A line with only a full stop ends it")
        terminal.press("A tram.\nq and n.\n.\n")
        assert terminal.wait() == 0
        assert terminal.escape_sequences <= {PASTE + b"h", PASTE + b"l"}
        assert terminal.not_given_back == []
        said = re.sub(r"0:0\d", "0:0_", terminal.received.decode()).split("\r\n")
    fourth = next(index for index, line in enumerate(said) if line.startswith(FOURTH))
    assert said[fourth + 1 : fourth + 8] == [
        "0:0_ of 0:10",
        "? names the keys.",
        "Sound off.",
        "Sound on.",
        "esc pause, n next step, t time, m sound off and on, g back to the room, q leave",
        "Paused at 0:0_ of 0:10.",
        "Going on.",
    ]
    (entry,) = home.entries()
    assert entry.pop("question")
    assert entry == sat(THREE_OR_SO, text="A tram.\nq and n.")


def test_the_plain_face_names_the_keys_once_at_the_start(home: Home) -> None:
    with home.opens(*PLAIN, size=TALL) as terminal:
        begins(terminal)
        said = terminal.received.decode()
    assert [said.count(key) for key in ("enter begins", "l another length", "q not now")] == [1] * 3
    assert said.count("esc pause") == 1
    assert said.count("Hear what is here, before it has a name.") == 1


def test_the_plain_face_shows_the_way_back_to_the_room(home: Home) -> None:
    with home.opens(*PLAIN, size=TALL) as terminal:
        begins(terminal)
        terminal.press("g")
        terminal.await_text("Name one sound, and where it comes from.")
        terminal.await_text("enter goes on")
        terminal.press(ENTER)
        terminal.await_text("Going on.")


def test_letters_written_in_a_step_are_echoed_on_a_plain_face(home: Home) -> None:
    with home.opens("start", "not-knowing", "3m", "--plain", size=TALL) as terminal:
        terminal.await_text("I don't know yet")
        terminal.await_keys()
        terminal.press(ENTER)
        terminal.await_text("You might bring one person")
        terminal.press("n")
        terminal.await_text("What I saw:")
        terminal.press("A dx\x7foor, q")
        terminal.await_text("A door, q")
        terminal.press(ENTER)
        terminal.await_text("Kept.")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.escape_sequences <= {PASTE + b"h", PASTE + b"l"}
    (entry,) = home.entries()
    assert entry["text"] == "What I saw: A door, q"


@pytest.mark.parametrize(
    ("env", "allowed"),
    [({"TERM": "dumb"}, set()), ({"ACCESSIBLE": "1"}, {PASTE + b"h", PASTE + b"l"})],
    ids=["dumb", "accessible"],
)
def test_a_dumb_terminal_and_a_screen_reader_get_the_plain_face(
    home: Home, env: dict[str, str], allowed: set[bytes]
) -> None:
    with home.opens(*BRIEFLY, env=env, size=TALL) as terminal:
        begins(terminal)
        terminal.await_text(FOURTH)
        terminal.press("q")
        terminal.await_text("A line with only a full stop ends it")
        terminal.press("A tram.\n" + CTRL_D)
        assert terminal.wait() == 0
        assert terminal.escape_sequences <= allowed
        assert terminal.not_given_back == []
    (entry,) = home.entries()
    assert entry.pop("question")
    assert entry == sat(THREE_OR_SO, text="A tram.")


@pytest.mark.parametrize(("key", "status"), [("q", 0), (CTRL_C, 130)], ids=["q", "ctrl-c"])
def test_the_keyboard_is_there_while_standard_output_is_a_pipe(
    home: Home, key: str, status: int
) -> None:
    with home.opens(*BRIEFLY, size=TALL, stdout=subprocess.PIPE) as terminal:
        terminal.await_text("Listening to the room")
        terminal.await_keys()
        terminal.press(ENTER)
        let_pass(3.5)  # what is said goes into the pipe, which is not read before the end
        terminal.press("t")
        terminal.await_text(" of 0:10")
        terminal.press(key)
        if key == "q":
            terminal.await_text("A line with only a full stop ends it")
            terminal.press(".\n")
        assert terminal.wait() == status
        assert terminal.not_given_back == []
        assert terminal.process.stdout
        said = terminal.process.stdout.read().decode().splitlines()
    assert said[:2] == ["(bell)", "Feel what holds you up."]
    assert said[-1].startswith("Saved 20")
    assert home.entries() == [sat(THREE_OR_SO)]


def test_words_piped_in_are_the_reflection(home: Home) -> None:
    began = time.monotonic()
    done = home.pipes(*BRIEFLY, stdin="A tram, far off.\n")
    assert 10 <= time.monotonic() - began < 13
    assert done.returncode == 0
    said = done.stdout.splitlines()
    assert said[0] == "(bell)"
    assert said[-1].startswith("Saved 20")
    assert home.entries() == [sat(10, "complete", text="A tram, far off.")]


def test_nothing_waits_where_there_is_nobody(home: Home) -> None:
    began = time.monotonic()
    done = home.pipes(*BRIEFLY, stdin=subprocess.DEVNULL)
    assert 10 <= time.monotonic() - began < 12
    assert done.returncode == 0
    assert done.stderr.startswith("Where hearing is hard")
    assert home.entries() == [sat(10, "complete")]


def test_a_pipe_that_never_ends_is_waited_for_a_second(home: Home) -> None:
    reader, writer = os.pipe()
    try:
        os.write(writer, b"A tram,")
        began = time.monotonic()
        done = home.pipes(*BRIEFLY, stdin=reader)
        assert 11 <= time.monotonic() - began < 13
    finally:
        os.close(reader)
        os.close(writer)
    assert done.returncode == 0
    assert home.entries() == [sat(10, "complete", text="A tram,")]


def test_a_signal_without_a_terminal_keeps_what_was_sat_and_the_words(home: Home) -> None:
    with home.opens(*BRIEFLY, stdin=subprocess.PIPE, size=TALL) as terminal:
        assert terminal.process.stdin
        terminal.await_text(FOURTH)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert terminal.not_given_back == []
    assert home.entries() == [sat(THREE_OR_SO)]


def test_while_the_process_is_stopped_no_time_is_sat(home: Home) -> None:
    words = ("start", "sounds", "--for", "12s", "--plain")
    began = time.monotonic()
    with home.opens(*words, stdin=subprocess.DEVNULL, size=TALL) as terminal:
        terminal.await_text(FOURTH)
        terminal.signal(signal.SIGSTOP)
        let_pass(7)
        terminal.signal(signal.SIGCONT)
        terminal.await_text(" seconds. That time is not counted.")
        terminal.await_text(LAST)
        assert terminal.wait() == 0
    assert 18 <= time.monotonic() - began < 21
    assert home.entries() == [sat(12, "complete") | {"planned": 12}]
