"""Edit, delete and undo, as a person meets them."""

import os
import signal
from pathlib import Path

import pytest

from tests.cli.test_commands import BEFORE
from tests.conftest import Outcome, Told
from tests.live.home import Home
from tests.terminal.test_editor import script

ID, HAND = "20261122-0700-k3f9", "20261121"
SHOWN = """\
Sorting time
Sunday 22 November 2026, 07:00
6 min 52 s of 10 minutes, left early

What was it like to catch it?

  Twice I caught myself writing an email.

  Then rain.

Past 3, future 4, elsewhere 1, here 2.
Too much: a little
About: M.
Tags: morning

20261122-0700-k3f9

"""
UNDO_HAS_IT = "`mindful undo` has it back as it was, for 30 days.\n"


def editor(told: Told, body: str) -> Told:
    """One who has an editor that does this with the file."""
    file = script(told.home.parent / "editor", body)
    told.environ = {"EDITOR": str(file), "PATH": os.environ["PATH"]}
    return told


def left(told: Told) -> list[str]:
    """What there is in the state folder, besides locks."""
    state = told.home / "state"
    return sorted(str(path.relative_to(state)) for path in state.rglob("*") if path.is_file())


def said(outcome: Outcome) -> tuple[int, str, str]:
    return outcome.status, outcome.out, outcome.err


def test_an_entry_is_edited_and_only_that(told: Told) -> None:
    outcome = editor(told.holds(BEFORE), 'sed -i s/email/letter/ "$1"').does("edit", "k3f9")
    assert said(outcome) == (0, f"Changed {ID}\n", UNDO_HAS_IT)
    assert outcome.journal == BEFORE.replace("email", "letter")


def test_the_editor_is_handed_a_private_copy_of_that_entry_alone(
    told: Told, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    editor(told.holds(BEFORE), f'cp "$1" {seen}; ls -l "$1" >{seen}.mode').does("edit", "last")
    assert seen.read_text() == BEFORE[BEFORE.index("[[entry]]\nid") :]
    assert (tmp_path / "seen.mode").read_text().startswith("-rw------- ")


@pytest.mark.parametrize(
    ("body", "err"),
    [("true", ""), ('rm "$1"', f"`mindful delete {ID}` deletes an entry.\n"),
     (': >"$1"', f"`mindful delete {ID}` deletes an entry.\n"),
     ('echo >"$1"', f"`mindful delete {ID}` deletes an entry.\n")],
    ids=["unchanged", "removed", "emptied", "blank"],
)  # fmt: skip
def test_what_is_not_changed_or_emptied_changes_nothing(told: Told, body: str, err: str) -> None:
    outcome = editor(told.holds(BEFORE), body).does("edit", "last")
    assert said(outcome) == (0, "Nothing was changed.\n", err)
    assert (outcome.journal, left(told)) == (BEFORE, [])


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("s/^at = .*/at = soon/", "line 4: expected a value here: words in \"straight quotes\", a "
         "number, true or false"),
        ("s/^at = .*/at = 7/", "line 4: it needs `at`, a date or a date and time"),
        ("s/k3f9/k3f8/", 'line 2: its id cannot change; it was id = "20261122-0700-k3f9"'),
        ("/^id/d", 'line 1: its id is missing; it was id = "20261122-0700-k3f9"'),
        ("/entry/d", "line 1: the line [[entry]] is missing before its keys"),
        ("s/^practised.*/practised = \"7 min\"/", "line 8: `practised` is not a whole number"),
        ("s/^Then.*/[[entry]]/",
         "line 21: a line like this, in the text too, begins another entry"),
        ("$a [[entry]]\\nat = 2026-11-20", "line 24: another entry begins here, and one at a time "
         "can be edited"),
        ("$a [mine]", "line 24: “mine” stands outside the entry"),
        ('/^"""$/d', 'line 18: the text has no end: """ is missing on a line of its own behind it'),
        ("/^Twice/,/^Then/d", "line 18: `text` is empty; without words, leave it out"),
        ("s/^saved.*/saved = 2026-11-22T07:11:03/", "line 23: `saved` needs an offset, as in "
         "+01:00 behind it"),
        ("s/rain/r\\xffin/", "line 21: it is not UTF-8 text"),
    ],
)  # fmt: skip
def test_what_is_no_entry_any_more_is_said_with_its_line_and_kept(
    told: Told, body: str, wrong: str
) -> None:
    outcome = editor(told.holds(BEFORE), f"""sed -i '{body}' "$1" """).does("edit", "last")
    copy = told.home / "state" / "edits" / f"{ID}.toml"
    assert said(outcome) == (
        1,
        "",
        f"This is no entry as it stands: {wrong}. Nothing was changed.\n"
        f"What you wrote is kept in {copy}\n`mindful edit {ID}` goes on with it.\n",
    )
    assert (outcome.journal, copy.exists()) == (BEFORE, True)
    again = editor(told, 'sed -n p "$1" >/dev/null').does("edit", "last")
    assert again.err.startswith("What you had changed and not saved in the journal is here again.")


def test_an_entry_written_by_hand_gets_another_id_when_it_is_changed(told: Told) -> None:
    outcome = editor(told.holds(BEFORE), 'sed -i s/laughed/smiled/ "$1"').does("edit", HAND)
    assert outcome.journal == BEFORE.replace("laughed", "smiled")
    assert told.does("show", outcome.out.removeprefix("Changed ").strip()).status == 0


def test_an_entry_that_was_cut_off_is_whole_once_it_was_edited(told: Told) -> None:
    torn = BEFORE.partition("\nThen rain.")[0]
    closing = """printf '""\"\\n' >>"$1" """
    outcome = editor(told.holds(torn), closing).does("edit", "last")
    assert outcome.journal == torn + '"""\nsaved = 2026-11-22T07:30:00+01:00\n'
    assert "torn" not in told.does("show", "last", "--json").out


def test_an_editor_that_fails_costs_nothing(told: Told) -> None:
    outcome = editor(told.holds(BEFORE), "exit 3").does("edit", "last")
    assert outcome.err.endswith("” ended with status 3.\nNothing was changed.\n")
    assert (outcome.status, outcome.journal, left(told)) == (1, BEFORE, [])
    outcome = editor(told, 'echo "# more" >>"$1"; exit 3').does("edit", "last")
    assert outcome.err.endswith(f"edits/{ID}.toml is as it left it.\n")
    outcome = editor(told, "true").does("edit", "last")
    assert (outcome.status, outcome.journal) == (0, BEFORE + "# more\n")


def test_a_line_added_by_another_while_the_editor_is_open_is_not_lost(told: Told) -> None:
    adding = f'printf "\\n[[entry]]\\nat = 2026-11-23\\n" >>{told.journal}'
    body = f'sed -i s/email/letter/ "$1"; {adding}'
    outcome = editor(told.holds(BEFORE), body).does("edit", "last")
    assert (outcome.status, outcome.journal) == (
        0,
        BEFORE.replace("email", "letter") + "\n[[entry]]\nat = 2026-11-23\n",
    )


def test_the_same_entry_changed_by_another_is_not_overwritten(told: Told) -> None:
    body = f'sed -i s/email/letter/ "$1"; sed -i s/Twice/Thrice/ {told.journal}'
    outcome = editor(told.holds(BEFORE), body).does("edit", "last")
    file = told.home / "state" / "edits" / f"{ID}.kept.toml"
    assert said(outcome) == (
        1,
        "",
        "This entry was changed by someone else meanwhile. It is left as it is.\n"
        f"What you wrote is kept in {file}\n",
    )
    assert outcome.journal == BEFORE.replace("Twice", "Thrice")
    assert "letter" in file.read_text()


def test_a_deleted_entry_is_shown_and_comes_back(told: Told) -> None:
    outcome = told.holds(BEFORE).does("delete", "k3f9", "--yes")
    gone = "Deleted. `mindful undo` has it back, for 30 days.\n"
    assert said(outcome) == (0, SHOWN + gone, "")
    assert outcome.journal == BEFORE[: BEFORE.index("\n[[entry]]\nid")]
    back = told.does("undo")
    assert said(back) == (
        0,
        "The delete of Sunday 22 November, 07:30, is taken back: 20261122-0700-k3f9 of "
        "Sunday 22 November 2026, 07:00, is there again.\n",
        "",
    )
    assert back.journal == BEFORE


def test_an_edit_is_taken_back_in_a_sentence(told: Told) -> None:
    editor(told.holds(BEFORE), 'sed -i s/email/letter/ "$1"').does("edit", "last")
    back = told.does("undo")
    assert (back.out, back.journal) == (
        "The edit of Sunday 22 November, 07:30, is taken back: 20261122-0700-k3f9 is as before.\n",
        BEFORE,
    )
    assert said(told.does("undo")) == (
        1,
        "",
        "There is nothing to take back.\n"
        "An edit, a delete, an import or a merge can be, for 30 days.\n",
    )


def test_without_a_terminal_nothing_is_deleted_unasked(told: Told) -> None:
    outcome = told.holds(BEFORE).does("delete", "last", "--for-good")
    assert said(outcome) == (
        2,
        SHOWN,
        "There is no terminal to ask on. Nothing was deleted.\n"
        f"`mindful delete {ID} --for-good --yes` deletes it unasked.\n",
    )
    assert outcome.journal == BEFORE


def test_for_good_says_so_and_keeps_nothing(told: Told) -> None:
    outcome = told.holds(BEFORE).does("delete", "last", "--for-good", "--yes")
    assert outcome.out == SHOWN + (
        "Deleted for good: mindful keeps nothing of it, and `mindful undo` cannot bring it back. "
        "What your editor, your backups or a synchronised folder may hold of it is out of its "
        "reach.\n"
    )
    assert (told.does("undo").status, left(told)) == (1, [])


@pytest.mark.parametrize("command", ["edit", "delete"])
@pytest.mark.parametrize(
    ("words", "status", "err"),
    [
        ([], 2, "Which entry?\nFor example `mindful {} last`.\n"),
        (["zzzz"], 1, "There is no entry “zzzz”.\n`mindful history` shows the ids.\n"),
        (["last"], 1, "There is no entry yet.\n`mindful start` begins a practice.\n"),
    ],
)
def test_which_entry_is_asked_and_told(
    told: Told, command: str, words: list[str], status: int, err: str
) -> None:
    assert said(told.does(command, *words)) == (status, "", err.format(command))
    assert not told.home.exists()


@pytest.mark.parametrize(
    ("pressed", "said", "gone"),
    [("y\r", "Deleted. `mindful undo` has it back", True), ("\r", "Nothing was deleted.", False),
     ("n\r", "Nothing was deleted.", False)],
    ids=["y", "enter", "n"],
)  # fmt: skip
def test_on_a_terminal_it_asks_before_anything_is_deleted(
    told: Told, pressed: str, said: str, gone: bool
) -> None:
    told.holds(BEFORE)
    with Home(told.home).opens("delete", "last") as terminal:
        terminal.await_text("Delete it? y deletes it, enter leaves it:")
        terminal.press(pressed)
        assert terminal.wait() == 0
        assert terminal.shows(said)
    assert ("email" not in told.journal.read_text()) == gone


@pytest.mark.parametrize(("pressed", "again"), [("\r", True), ("n\r", False)], ids=["enter", "n"])
def test_on_a_terminal_what_is_wrong_can_be_mended_at_once(
    told: Told, tmp_path: Path, pressed: str, again: bool
) -> None:
    """The editor makes a mistake the first time, and mends it the second."""
    body = 'if grep -q soon "$1"; then sed -i "s/soon/2026-11-22/" "$1"; ' + (
        'else sed -i "s/^at = .*/at = soon/" "$1"; fi'
    )
    told.holds(BEFORE)
    env = {"EDITOR": str(script(tmp_path / "ed", body)), "PATH": os.environ["PATH"]}
    with Home(told.home).opens("edit", "last", env=env) as terminal:
        terminal.await_text("This is no entry as it stands: line 4:")
        terminal.await_text("Enter opens it again, n leaves it for now:")
        terminal.press(pressed)
        assert terminal.wait() == (0 if again else 1)
        assert terminal.shows("Changed " if again else "goes on with it.")
        assert terminal.not_given_back == []
    assert ("at = 2026-11-22\n" in told.journal.read_text()) == again


def test_who_is_asked_to_leave_while_the_editor_is_open_finds_the_words_again(
    told: Told, tmp_path: Path
) -> None:
    told.holds(BEFORE)
    body = 'echo "# mine" >>"$1"; echo opened; exec sleep 60'
    env = {"EDITOR": str(script(tmp_path / "ed", body)), "PATH": os.environ["PATH"]}
    with Home(told.home).opens("edit", "last", env=env) as terminal:
        terminal.await_text("opened")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert terminal.not_given_back == []
    assert told.journal.read_text() == BEFORE
    assert editor(told, "true").does("edit", "last").journal == BEFORE + "# mine\n"
