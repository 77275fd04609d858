"""The whole journal in an editor: what was changed is there, and so is what came meanwhile."""

from pathlib import Path

import pytest

from mindful.store.changing.edits import lend_all
from mindful.store.places import Places
from tests.cli.test_correcting import UNDO_HAS_IT, editor
from tests.conftest import Told
from tests.store.test_joining import BY_HAND, MINE, A, B, C

JOURNAL = (MINE + A + B).decode()


def said(told: Told, body: str) -> tuple[int, str, str]:
    outcome = editor(told, body).does("journal", "open")
    return outcome.status, outcome.out, outcome.err


def test_what_was_changed_is_there_and_can_be_taken_back(told: Told) -> None:
    told.holds(JOURNAL)
    changes = 'sed -i s/my/our/ "$1"; printf "\\n[[entry]]\\nat = 2026-11-20\\n" >>"$1"'
    assert said(told, changes) == (0, "Changed\n", UNDO_HAS_IT)
    by_hand = "\n[[entry]]\nat = 2026-11-20\n"
    assert told.journal.read_text() == JOURNAL.replace("my", "our") + by_hand
    told.does("write", "Later.")
    later = told.journal.read_text().removeprefix(JOURNAL.replace("my", "our") + by_hand)
    assert told.does("undo").journal == JOURNAL + later


@pytest.mark.parametrize("body", ["true", ': >"$1"', 'rm "$1"'])
def test_what_is_not_changed_or_emptied_changes_nothing(told: Told, body: str) -> None:
    told.holds(JOURNAL)
    assert said(told, body) == (0, "Nothing was changed.\n", "")
    assert told.journal.read_text() == JOURNAL
    assert not list((told.home / "state").rglob("*.toml"))


def test_what_is_written_meanwhile_is_joined_with_it(told: Told, tmp_path: Path) -> None:
    told.holds(MINE + A + B)
    (more := tmp_path / "more").write_bytes(C)
    body = f'cat {more} >>"{told.journal}"; sed -i s/my/our/ "$1"'
    assert said(told, body) == (
        0,
        "Changed\n",
        "What was written meanwhile is there, too.\n" + UNDO_HAS_IT,
    )
    assert told.journal.read_bytes() == MINE.replace(b"my", b"our") + A + B + C


def test_what_is_wrong_then_is_said_with_its_line(told: Told) -> None:
    told.holds(BY_HAND)
    status, out, err = said(told, 'printf "\\n[[entry]]\\nat = nonsense\\n" >>"$1"')
    assert (status, out) == (0, "Changed\n")
    line = BY_HAND.count(b"\n") + 3
    assert err.removeprefix(UNDO_HAS_IT) == (
        f"{told.journal}:{line}: this entry cannot be read: expected a value here: words in "
        '"straight quotes", a number, true or false\n'
    )


def test_an_editor_that_fails_keeps_what_was_changed_for_the_next_time(told: Told) -> None:
    told.holds(JOURNAL)
    status, _, _ = said(told, 'sed -i s/my/our/ "$1"; exit 3')
    assert (status, told.journal.read_text()) == (1, JOURNAL)
    again = "What you had changed and not saved in the journal is here again.\n"
    assert said(told, "true") == (0, "Changed\n", again + UNDO_HAS_IT)
    assert told.journal.read_text() == JOURNAL.replace("my", "our")


def test_it_is_open_in_one_editor_at_a_time(told: Told) -> None:
    told.holds(JOURNAL)
    copy = lend_all(Places.of({"MINDFUL_HOME": str(told.home)})).copy
    assert said(told, "true") == (
        1,
        "",
        "This is open in another editor already.\nIt can be edited when that is closed.\n",
    )
    copy.drop()
