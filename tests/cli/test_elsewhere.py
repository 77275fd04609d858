"""What was at another time, or sat elsewhere, is kept as it is said."""

import signal
from pathlib import Path

import pytest

from tests.cli.test_commands import kept
from tests.cli.test_correcting import said
from tests.conftest import Told
from tests.live.home import Home
from tests.live.terminal import CTRL_D


def test_words_of_another_time_wait_while_there_is_room_for_these(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.opens("write") as terminal:
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press("Now.")
        terminal.await_that(lambda: any("Now." in file.read_text() for file in
                            (tmp_path / "state").rglob("*.toml")), "a draft")  # fmt: skip
        terminal.signal(signal.SIGKILL)
        terminal.process.wait()
    with home.opens("write", "--at", "yesterday 7:00") as terminal:
        terminal.await_text("`mindful write` goes on with")
        terminal.await_keys()
        terminal.press("Then." + CTRL_D)
        assert terminal.wait() == 0
    assert [entry["text"] for entry in home.entries()] == ["Then."]


def test_what_was_at_another_time_stands_last_and_is_shown_in_its_place(told: Told) -> None:
    told.does("write", "Now.")
    outcome = told.does("write", "--at", "yesterday 7:00", "Then.")
    last = kept(outcome)[-1]
    assert (str(last["at"]), last["text"]) == ("2026-11-21 07:00:00+01:00", "Then.\n")
    assert str(last["id"]).startswith("20261121-0700-")
    shown = [line.split("\t")[-1] for line in told.does("history").out.splitlines()]
    assert shown == ["Now.", "Then."]


def test_of_a_day_alone_the_day_is_kept(told: Told) -> None:
    outcome = told.does("write", "--at", "monday", piped="Then.")
    assert str(kept(outcome)[0]["at"]) == "2026-11-16"
    assert told.does("history").out.startswith("2026-11-16\t")


@pytest.mark.parametrize(("words", "text"), [([], None), (["By", "the sea."], "By the sea.\n")])
def test_a_sitting_elsewhere_is_logged_with_words_or_without(
    told: Told, words: list[str], text: str | None
) -> None:
    outcome = told.does("write", "--exercise", "sounds", "--practised", "20m", *words)
    (entry,) = kept(outcome)
    assert outcome.out == f"Listening to the room: 20 minutes.\nSaved {entry.pop('id')}\n"
    assert {key: str(value) for key, value in entry.items()} == {
        "kind": "session",
        "at": "2026-11-22 07:10:00+01:00",
        "exercise": "sounds",
        "family": "presence",
        "practised": "1200",
        "ended": "complete",
        "logged": "True",
        "saved": "2026-11-22 07:30:00+01:00",
        **({"text": text} if text else {}),
    }


def test_a_sitting_elsewhere_may_be_of_another_time_and_said_by_its_title(told: Told) -> None:
    outcome = told.does("write", "--exercise", "listening to the Room", "--practised", "1h30",
                        "--at", "yesterday 7:00", "--tag", "retreat", "--about", "Sam")  # fmt: skip
    (entry,) = kept(outcome)
    assert [str(entry[key]) for key in ("at", "exercise", "practised", "tags", "people")] == [
        "2026-11-21 07:00:00+01:00", "sounds", "5400", "['retreat']", "['Sam']"
    ]  # fmt: skip


def test_another_practice_is_kept_by_the_name_it_is_given(told: Told) -> None:
    outcome = told.does("write", "--exercise", " Yoga  nidra ", "--practised", "30m")
    assert outcome.out.startswith("Yoga nidra, a practice of your own: 30 minutes.\nSaved ")
    (entry,) = kept(outcome)
    assert (entry["exercise"], "family" in entry) == ("Yoga nidra", False)


@pytest.mark.parametrize(
    ("words", "err"),
    [
        (
            ["--exercise", "sound", "--practised", "20m"],
            "There is no exercise called “sound”. Did you mean sounds?\n"
            "Another practice may be named too, in words less like it: --exercise yoga.\n",
        ),
        (
            ["--exercise", "sounds"],
            "Of a sitting elsewhere, --practised says how long it was.\n"
            "As in `mindful write --exercise sounds --practised 20m`.\n",
        ),
        (
            ["--practised", "20m", "Words."],
            "Of a sitting elsewhere, --exercise says what.\n"
            "As in `mindful write --exercise sounds --practised 20m`.\n",
        ),
        (
            ["--exercise", "yoga", "--practised", "25h"],
            "A sitting elsewhere lasts from 10 seconds to 24 hours; “25h” does not.\n"
            "Say it like 10m, 90s, 1h or 1:30:00.\n",
        ),
        (
            ["--at", "soon", "Words."],
            "“soon” is not a day, or a time of one.\n"
            "Say it like yesterday 7:00, 7:00, monday, 2 days ago 18:30 or 2026-10-05 7:00.\n",
        ),
        (
            ["--at", "2027-01-01", "Words."],
            "“2027-01-01” lies ahead.\nWhat is kept has a time that was.\n",
        ),
    ],
)
def test_what_cannot_be_kept_so_is_said_and_nothing_is_kept(
    told: Told, words: list[str], err: str
) -> None:
    assert said(told.does("write", *words)) == (2, "", err)
    assert not told.home.exists()


@pytest.mark.parametrize("words", ["", "By the sea."])
def test_on_a_terminal_there_is_room_for_words_on_a_sitting_elsewhere(
    tmp_path: Path, words: str
) -> None:
    home = Home(tmp_path)
    with home.opens("write", "--exercise", "sounds", "--practised", "20m") as terminal:
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press(words + CTRL_D)
        assert terminal.wait() == 0
        assert terminal.shows("Listening to the room: 20 minutes.")
    (entry,) = home.entries()
    assert (entry["practised"], entry.get("text", "")) == (1200, words)
