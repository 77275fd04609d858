"""Killed while writing: every word is there, offered again, and kept once."""

import stat
import sys

import pytest

from tests.faults.left_behind import (
    draft,
    drafts,
    history,
    in_the_room,
    killed,
    listened,
    mindful,
    sitting,
)
from tests.live.home import FOURTH, Home, sat
from tests.live.terminal import CTRL_D, Terminal
from tests.terminal.test_editor import script

WORDS = 'The kettle.\n雨が降る, \\ "so" ☔'
LINES = WORDS.split("\n")
# Mindful, of which one part fails in words that nobody is to read.
FAILING = """
import sys
from mindful.cli.run import run
from mindful.store.drafts import Draft
from mindful.terminal import editor

def failing(*_):
    raise RuntimeError("secret words")

if sys.argv[1] == "keep":
    Draft.keep = failing
else:
    editor.edit = failing
sys.exit(run(sys.argv[2:]))
"""
CTRL_O = "\x0f"
WAITS = ", wait: `mindful write` goes on with them.\n"
PRACTISED = pytest.approx(4, abs=2)


def killed_in_the_room(terminal: Terminal, words: str = WORDS) -> None:
    """Write, and be killed one second after the last key."""
    in_the_room(terminal, words)
    listened(terminal, 1)
    killed(terminal)


def killed_in_a_reflection(home: Home, *more: str) -> None:
    with home.sits("start", "sounds", "10s", *more) as terminal:
        terminal.await_text(FOURTH)
        terminal.press("q")
        killed_in_the_room(terminal)


def offered(terminal: Terminal, lines: list[str] | None = None) -> None:
    """Wait for the words of another time to stand in the room again."""
    terminal.await_text("were not kept yet.")
    terminal.await_text("Ctrl-D ends it")
    terminal.await_keys()
    for line in lines or LINES:
        terminal.await_text(line)


def emptied(terminal: Terminal) -> None:
    """Take every letter out of the room."""
    terminal.press("\x7f" * (len(WORDS) + 2))
    terminal.await_that(lambda: not any(map(terminal.shows, LINES)), "an empty room")


def ids(home: Home) -> list[tuple[str, str]]:
    return [(entry["id"], entry.get("text", "").rstrip("\n")) for entry in history(home.path)]


def id_of_the_draft(home: Home) -> str:
    (id,) = {name.partition(".")[0] for name in drafts(home.path)}
    return id


def modes(home: Home) -> set[tuple[bool, int]]:
    """Of every file and folder under the state folder: whether it is a folder, and its mode."""
    paths = [home.path / "state" / "drafts", *(home.path / "state" / "drafts").rglob("*")]
    return {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths}


def test_words_killed_in_the_room_of_write_are_offered_again_and_saved_once(home: Home) -> None:
    with home.opens("write") as terminal:
        killed_in_the_room(terminal)
    id = id_of_the_draft(home)
    assert all(line.replace("\\", "\\\\").replace('"', '\\"') in draft(home.path) for line in LINES)
    assert modes(home) == {(True, 0o700), (False, 0o600)}
    for _ in range(2):
        waiting = mindful(home.path, "history")
        assert (waiting.stdout, waiting.stderr.count(WAITS)) == ("", 1)
        assert waiting.stderr.startswith("Words of ")
    with home.opens("write") as terminal:
        offered(terminal)
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    assert (ids(home), drafts(home.path)) == ([(id, WORDS)], [])
    assert ids(home) == [(id, WORDS)]


def test_words_killed_after_a_sitting_are_offered_again_and_kept_as_one_with_it(
    home: Home,
) -> None:
    killed_in_a_reflection(home)
    id = id_of_the_draft(home)
    with home.opens("write") as terminal:
        offered(terminal)
        killed(terminal)
    with home.opens("write") as terminal:
        offered(terminal)
        terminal.press(" And more." + CTRL_D)
        assert terminal.wait() == 0
    assert (ids(home), drafts(home.path)) == ([(id, WORDS + " And more.")], [])
    (entry,) = home.entries()
    assert entry.pop("question")
    assert entry == sat(PRACTISED, "early", text=WORDS + " And more.")


def test_words_killed_after_a_sitting_are_offered_before_the_card(home: Home) -> None:
    killed_in_a_reflection(home)
    id = id_of_the_draft(home)
    with home.opens("start", "sounds", "10s") as terminal:
        offered(terminal)
        terminal.press(CTRL_D)
        terminal.await_text("enter begins")
        terminal.await_keys()
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    assert (ids(home), drafts(home.path)) == ([(id, WORDS)], [])


def test_looking_back_keeps_a_sitting_with_the_words_that_were_written_after_it(
    home: Home,
) -> None:
    killed_in_a_reflection(home)
    id = id_of_the_draft(home)
    assert (ids(home), drafts(home.path)) == ([(id, WORDS)], [])
    (entry,) = home.entries()
    assert entry.pop("question")
    assert entry == sat(PRACTISED, "early", text=WORDS)


def test_words_killed_in_a_written_step_are_kept_with_the_sitting(home: Home) -> None:
    with home.sits("start", "not-knowing", "3m", "--no-check-in") as terminal:
        terminal.await_text("You might bring one person")
        terminal.press("n")
        terminal.await_text("What I saw:")
        terminal.press("A door, 雨")
        terminal.await_text("A door, 雨▏")
        listened(terminal, 1)
        killed(terminal)
    assert [text for _, text in ids(home)] == ["What I saw: A door, 雨"]
    assert [entry["ended"] for entry in home.entries()] == ["interrupted"]
    assert drafts(home.path) == []


@pytest.mark.parametrize("after", ["write", pytest.param("a sitting", marks=pytest.mark.long)])
def test_an_emptied_room_lets_the_words_go(home: Home, after: str) -> None:
    if after == "write":
        with home.opens("write") as terminal:
            killed_in_the_room(terminal)
    else:
        killed_in_a_reflection(home)
    with home.opens("write") as terminal:
        offered(terminal)
        emptied(terminal)
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
    expected = [] if after == "write" else [sat(PRACTISED, "early")]
    assert (home.entries(), drafts(home.path)) == (expected, [])


def test_an_older_reflection_waits_beside_a_sitting_that_was_cut_off(home: Home) -> None:
    with home.opens("write") as terminal:
        killed_in_the_room(terminal, "Older words.")
    older = id_of_the_draft(home)
    with sitting(home.path, "60s", False) as terminal:
        listened(terminal, 4)
        killed(terminal)
    with home.opens("write") as terminal:
        offered(terminal, ["Older words."])
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
    kinds = {entry["kind"]: entry["id"] for entry in history(home.path)}
    assert (sorted(kinds), kinds["reflection"]) == (["reflection", "session"], older)
    assert (len(home.entries()), drafts(home.path)) == (2, [])


def test_a_room_that_stays_empty_leaves_nothing_behind(home: Home) -> None:
    with home.opens("write") as terminal:
        killed_in_the_room(terminal, "")
    waiting = mindful(home.path, "history")
    assert (waiting.returncode, waiting.stderr.count("wait")) == (0, 0)
    assert drafts(home.path) == []


def test_letters_that_are_no_utf_8_are_kept_while_they_are_written(home: Home) -> None:
    with home.opens("write") as terminal:
        in_the_room(terminal, "A caf")
        terminal.press_bytes(b"\xe9, rain.")
        terminal.await_text(", rain.")
        listened(terminal, 1)
        killed(terminal)
    with home.opens("write") as terminal:
        offered(terminal, ["A caf\ufffd, rain."])


def editor(home: Home, body: str) -> dict[str, str]:
    """A person's own editor: a script, which also tells its words and its file's mode."""
    tells = f'echo "$#|$1|$(stat -c %a "$1")|$(cat "$1")" > {home.path}/told'
    return {"EDITOR": str(script(home.path / "editor", f"{tells}\n{body}"))}


def told(home: Home) -> list[str]:
    return (home.path / "told").read_text("utf-8").strip().split("|")


def test_an_editor_changes_the_words_on_a_private_file_that_is_gone_afterwards(home: Home) -> None:
    with home.opens("write", env=editor(home, 'echo "And rain." >> "$1"')) as terminal:
        in_the_room(terminal, "The kettle.")
        terminal.press(CTRL_O)
        terminal.await_text("And rain.")
        listened(terminal, 1)
        id = id_of_the_draft(home)
        assert {name.partition(".")[2] for name in drafts(home.path)} == {"lock", "toml"}
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    file = home.path / "state" / "drafts" / f"{id}.md"
    assert told(home) == ["1", str(file), "600", "The kettle."]
    assert (ids(home), drafts(home.path)) == ([(id, "The kettle.\nAnd rain.")], [])


@pytest.mark.parametrize("words", ["The kettle.", ""], ids=["words", "an empty room"])
def test_what_an_open_editor_had_saved_goes_before_the_room_until_more_is_written(
    home: Home, words: str
) -> None:
    body = 'printf "In the editor." > "$1"; echo open > "$0.open"; exec sleep 60'
    with home.opens("write", env=editor(home, body)) as terminal:
        in_the_room(terminal, words)
        terminal.press(CTRL_O)
        terminal.await_that((home.path / "editor.open").exists, "an open editor")
        killed(terminal)
        terminal.hang_up()
    with home.opens("write") as terminal:
        offered(terminal, ["In the editor."])
        terminal.press(" More.")
        killed_in_the_room(terminal, "")
    with home.opens("write") as terminal:
        offered(terminal, ["In the editor. More."])
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
    assert [text for _, text in ids(home)] == ["In the editor. More."]


def flowing(terminal: Terminal) -> str:
    """The screen as one line, wherever its rows break."""
    return " ".join(" ".join(terminal.screen).split())


@pytest.mark.parametrize(
    ("body", "sentence", "kept"),
    [
        ("exit 3", "ended with status 3.", "The kettle."),
        ('printf "Saved." >> "$1"; kill -9 $$', "ended by signal 9.", "The kettle.\nSaved."),
        ('rm "$1"', "", "The kettle."),
        (None, "is not there.", "The kettle."),
    ],
    ids=["fails", "dies", "removes", "missing"],
)
def test_an_editor_that_fails_says_so_and_loses_nothing(
    home: Home, body: str | None, sentence: str, kept: str
) -> None:
    env = {"EDITOR": "no-such-editor"} if body is None else editor(home, body)
    with home.opens("write", env=env) as terminal:
        in_the_room(terminal, "The kettle.")
        terminal.press(CTRL_O)
        if sentence:
            terminal.await_that(lambda: sentence in flowing(terminal), sentence)
            terminal.await_text("You can write on here.")
        else:
            terminal.await_that((home.path / "told").exists, "the editor")
            listened(terminal, 1)
        terminal.await_text(kept.rpartition("\n")[2])
        terminal.await_keys()
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    assert ([text for _, text in ids(home)], drafts(home.path)) == ([kept], [])


@pytest.mark.parametrize("what", ["keep", "edit"])
def test_what_fails_in_the_room_in_unforeseen_words_shows_none_and_costs_none(
    home: Home, what: str
) -> None:
    command = (sys.executable, "-c", FAILING, what)
    with home.opens("write", command=command, env={"EDITOR": "true"}) as terminal:
        in_the_room(terminal, "The kettle.")
        listened(terminal, 1)
        terminal.press(CTRL_D if what == "keep" else CTRL_O)
        assert terminal.wait() == (0 if what == "keep" else 1)
        assert terminal.not_given_back == []
        assert b"secret words" not in terminal.received
    if what == "edit":
        with home.opens("write") as terminal:
            offered(terminal, ["The kettle."])
            terminal.press(CTRL_D)
            assert terminal.wait() == 0
    assert ([text for _, text in ids(home)], drafts(home.path)) == (["The kettle."], [])


def test_a_window_closed_over_an_editor_keeps_what_it_had_saved(home: Home) -> None:
    body = 'printf "In the editor." > "$1"; echo open > "$0.open"; exec sleep 60'
    errors = home.path / "errors"
    with (
        errors.open("wb") as stderr,
        home.opens("write", env=editor(home, body), stderr=stderr) as terminal,
    ):
        in_the_room(terminal, "The kettle.")
        terminal.press(CTRL_O)
        terminal.await_that((home.path / "editor.open").exists, "an open editor")
        terminal.hang_up()
        assert terminal.wait() == 129
    assert errors.read_text() == ""
    assert ([text for _, text in ids(home)], drafts(home.path)) == (["In the editor."], [])
