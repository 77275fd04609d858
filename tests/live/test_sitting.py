"""The live screen, sat at by a person with a keyboard."""

import re
from pathlib import Path

import pytest

from tests.live.home import FIRST, FOURTH, LAST, THREE_OR_SO, Home, sat
from tests.live.terminal import CTRL_C, CTRL_D, ENTER, ESC, Terminal, let_pass

QUESTIONS = (
    "Which sound did you like, and which did you resist?",
    "How soon did a sound become a story?",
)
KEYS = "   esc pause    n next    t time    g ground    q leave    ? keys"
GROUND = [
    "",
    "   Back to the room",
    "",
    "   Feel what holds you: floor, chair, bed.",
    "   Find five things you can see, or three you can touch.",
    "   Name one sound, and where it comes from.",
    "   Touch something near: is it warm, rough?",
    "",
    "   Nothing has to be finished.",
    *[""] * 13,
    "   enter goes on    q leave",
    "",
]


def reflects(terminal: Terminal, words: str) -> str:
    """Write these words under the question, and return the question."""
    terminal.await_text("Ctrl-D ends it")
    terminal.await_keys()
    asked = [question for question in QUESTIONS if terminal.shows(question)]
    terminal.press(words + CTRL_D)
    assert len(asked) == 1
    return asked[0]


def test_a_first_sitting_with_a_pause_keeps_ten_seconds_and_the_words(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.opens("start", "sounds", "--for", "10s") as terminal:
        terminal.await_text("Before the first time")
        assert terminal.shows("It is not therapy")
        assert terminal.screen[22:] == ["   enter goes on    q not now", ""]
        terminal.await_keys()
        terminal.press(ENTER)
        terminal.await_text("enter begins")
        assert terminal.screen[1].split() == "Listening to the room presence · 10 seconds".split()
        assert terminal.shows("Hear what is here, before it has a name.")
        assert terminal.shows("g brings you back to the room, q leaves")
        assert terminal.screen[22].split("    ") == [
            "   enter begins", "l another length", "o another practice", "q not now",
        ]  # fmt: skip
        terminal.press(ENTER)
        terminal.await_text(FIRST)
        terminal.await_text(FOURTH)
        assert terminal.screen[22] == KEYS
        assert re.fullmatch("   ━{22,30}╸─{43,51}", terminal.screen[21])
        terminal.press(ESC)
        terminal.await_text("Paused at 0:0")
        paused = terminal.screen
        assert not terminal.shows(FOURTH)
        let_pass(3)
        assert terminal.screen == paused
        terminal.press(ENTER)
        terminal.await_text(FOURTH)
        terminal.await_text(LAST)
        terminal.await_that(lambda: "━" * 74 in terminal.screen[21], "a full bar")
        assert terminal.shows("( ○ )")
        terminal.press(ENTER)
        question = reflects(terminal, "A tram, far off.\rThen the heating: q, n, g.")
        assert terminal.wait() == 0
        assert terminal.shows("Listening to the room: 10 seconds.")
        assert terminal.shows("Saved 20")
        assert terminal.not_given_back == []
    text = "A tram, far off.\nThen the heating: q, n, g."
    assert home.entries() == [sat(10, "complete", question=question, text=text)]


def test_the_first_page_is_shown_once_and_q_on_it_is_not_now(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for key in ("q", ENTER):
        with home.opens("start", "sounds") as terminal:
            terminal.await_text("Before the first time")
            terminal.await_keys()
            terminal.press(key)
            if key == ENTER:
                terminal.await_text("enter begins")
                terminal.press("q")
            assert terminal.wait() == 0
            assert terminal.not_given_back == []
    with home.opens("start", "sounds") as terminal:
        terminal.await_text("enter begins")
        assert b"Before the first time" not in terminal.received
    assert home.entries() == []


def test_a_key_pressed_before_the_keyboard_was_ready_is_not_lost(home: Home) -> None:
    with home.opens("start", "sounds") as terminal:
        terminal.press(ENTER)
        terminal.await_text(FIRST)


def test_past_the_last_step_the_sitting_is_complete(home: Home) -> None:
    with home.sits() as terminal:
        terminal.await_text(FOURTH)
        terminal.press("n")
        terminal.await_text(LAST)
        terminal.press("n")
        terminal.await_that(lambda: "━" * 74 in terminal.screen[21], "a full bar")
        terminal.press("x")
        question = reflects(terminal, "Short.")
        assert terminal.wait() == 0
    assert home.entries() == [sat(THREE_OR_SO, "complete", question=question, text="Short.")]


def test_another_size_in_the_middle_leaves_a_whole_screen(home: Home) -> None:
    with home.sits("start", "sounds", "--for", "3m") as terminal:
        terminal.await_text(FIRST)
        terminal.resize(40, 12)
        bar = re.compile(" ╸?━*╸?─{30,37}")
        terminal.await_that(lambda: bool(bar.fullmatch(terminal.screen[9])), "a narrow bar", 5)
        assert terminal.screen[10:] == [
            " esc pause    n next    t time",
            " g ground    q leave    ? keys",
        ]
        assert terminal.shows(FIRST)
        frame = terminal.received.rpartition(b"\x1b[H")[2].decode()
        rows = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", frame).split("\r\n")
        assert [len(row) for row in rows] == [40] * 12
        terminal.resize(80, 24)
        terminal.await_that(lambda: terminal.screen[22] == KEYS, "the keys in one row", 5)


def test_keys_that_mean_nothing_do_nothing(home: Home) -> None:
    with home.sits() as terminal:
        terminal.await_text("Now the sounds")
        for key in ("x", "Z", "1", "\t", "\x1b[A", "\x1b[15~", "é", ENTER, CTRL_D, "\x1a", "\x7f"):
            terminal.press(key)
        terminal.await_text(FOURTH)
        assert terminal.screen[22] == KEYS
        terminal.press("q")
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
    assert home.entries() == [sat(THREE_OR_SO)]


def test_g_shows_the_way_back_to_the_room_and_enter_goes_on(home: Home) -> None:
    with home.sits("start", "sounds", "--for", "3m") as terminal:
        terminal.await_text(FIRST)
        terminal.press("g")
        terminal.await_text("Back to the room")
        assert terminal.screen == GROUND
        terminal.press("x")
        let_pass(1.2)  # a redraw may not bring anything else
        assert terminal.screen == GROUND
        terminal.press(ENTER)
        terminal.await_text(FIRST)
        assert terminal.screen[22] == KEYS


def test_t_shows_the_time_that_is_otherwise_not_on_the_screen(home: Home) -> None:
    with home.sits("start", "sounds", "--for", "3m") as terminal:
        terminal.await_text(FIRST)
        assert not re.search(r"\d:\d\d", "\n".join(terminal.screen))
        terminal.press("t")
        terminal.await_text(" of 3:00")


def test_a_question_mark_names_every_key(home: Home) -> None:
    with home.sits("start", "sounds", "--for", "3m") as terminal:
        terminal.await_text(FIRST)
        terminal.press("?")
        terminal.await_text("esc pause, n next step, t time, m sound off and on")
        shown = " ".join(" ".join(terminal.screen).split())
        assert "m sound off and on, g back to the room, q leave" in shown


def test_space_notices_where_the_practice_uses_it_and_pauses_where_it_does_not(home: Home) -> None:
    with home.sits() as terminal:
        terminal.await_text("Now the sounds")
        terminal.press("  ")
        terminal.await_text("Noted.")
        terminal.await_text(FOURTH)
        terminal.press(" ")
        terminal.await_text("Noted.")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
    (entry,) = home.entries()
    assert entry.pop("noticed") == [pytest.approx(1, abs=1)] * 2 + [THREE_OR_SO]
    assert entry == sat(THREE_OR_SO)
    with home.sits("start", "time-sort", "--no-check-in") as terminal:
        terminal.await_text("Feel what holds you up")
        terminal.press(" ")
        terminal.await_text("Paused at 0:0")
        terminal.press(" ")
        terminal.await_text("Feel what holds you up")


def test_thoughts_are_sorted_by_their_keys_where_the_step_asks_for_them(home: Home) -> None:
    with home.sits("start", "time-sort", "--for", "10s") as terminal:
        terminal.await_text("Earlier: p. Later: f.")
        terminal.press("ppfeeeh")
        terminal.await_text("Noted.")
        terminal.await_text("No keys now.")
        terminal.press("pfeh")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
    (entry,) = home.entries()
    assert {key: entry[key] for key in entry if key.startswith("sorted_")} == {
        "sorted_past": 2, "sorted_future": 1, "sorted_elsewhere": 3, "sorted_here": 1,
    }  # fmt: skip


def test_pasted_lines_are_words_and_no_keys_where_a_terminal_does_not_mark_them(
    home: Home,
) -> None:
    with home.sits("start", "not-knowing", "--for", "3m") as terminal:
        terminal.await_text("q leave")
        terminal.press("n")
        terminal.await_text("What I saw:")
        terminal.press("They left.\rquite early.\rno word.")
        terminal.await_text("They left. quite early. no word.▏")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
    (entry,) = home.entries()
    assert entry["text"] == "What I saw: They left. quite early. no word."
