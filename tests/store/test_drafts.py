"""Drafts: kept while something goes on, dropped when the journal has it, found when neither."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mindful.core.entry import Entry
from mindful.errors import MindfulError
from mindful.store import blocks
from mindful.store.drafts import Draft, begun, left_behind
from mindful.store.journal import Journal
from tests.conftest import MORNING
from tests.faults.reading import found_in

SITTING = Entry(
    {
        "kind": "session", "at": MORNING, "exercise": "sounds", "family": "presence",
        "planned": 600, "practised": 412, "ended": "interrupted",
    }
)  # fmt: skip
EMPTY = Entry.reflection(MORNING, "")
WIDE = 'Der Kessel.\n\n雨が降る ☔ "quoted" \\ [[entry]]\n'
# Holds a draft until its standard input ends.
HOLDER = """
import sys
from datetime import datetime
from pathlib import Path
from mindful.core.entry import Entry
from mindful.store.drafts import begun

at = datetime.fromisoformat(sys.argv[2])
draft = begun(Path(sys.argv[1]), at)
draft.keep(Entry.reflection(at, ""), "held")
print(draft.id, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts"


def left(folder: Path) -> list[tuple[str, Entry, str]]:
    """What was left behind; each is left behind once more."""
    found = []
    for one in left_behind(folder):
        found.append((one.draft.id, one.entry, one.writing))
        one.draft.release()
    return found


def kept(folder: Path, writing: str, entry: Entry = EMPTY) -> Draft:
    """A draft whose process has ended."""
    draft = begun(folder, MORNING)
    draft.keep(entry, writing)
    draft.release()
    return draft


def with_id(draft: Draft, entry: Entry) -> Entry:
    """The entry as it is read: without a text, and with the draft's id."""
    return Entry({key: value for key, value in {**entry.values, "id": draft.id}.items() if value})


def test_what_is_kept_is_found_with_its_words_once_nobody_holds_it(folder: Path) -> None:
    draft = begun(folder, MORNING)
    draft.keep(SITTING, WIDE)
    assert left(folder) == []
    draft.release()
    assert left(folder) == [(draft.id, with_id(draft, SITTING), WIDE)]


def test_what_is_kept_last_stands_for_what_was_kept_before(folder: Path) -> None:
    draft = begun(folder, MORNING)
    for words in ("The", "The kettle", "The kettle."):
        draft.keep(EMPTY, words)
    draft.release()
    assert left(folder) == [(draft.id, with_id(draft, EMPTY), "The kettle.")]


def test_what_is_dropped_leaves_nothing(folder: Path) -> None:
    draft = begun(folder, MORNING)
    draft.keep(EMPTY, "The kettle.")
    draft.lend("The kettle.")
    for cut_off in (f".{draft.id}.toml.tmp", f".{draft.id}.md.tmp"):
        (folder / cut_off).touch()
    draft.drop()
    assert list(folder.iterdir()) == []


def test_what_another_process_holds_is_left_to_it_until_it_ends(folder: Path) -> None:
    words = [sys.executable, "-c", HOLDER, str(folder), MORNING.isoformat()]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        id = other.stdout.readline().strip()
        assert left(folder) == []
        other.kill()
    assert [(found, writing) for found, _, writing in left(folder)] == [(id, "held")]


def test_the_oldest_of_two_comes_first(folder: Path) -> None:
    later = begun(folder, MORNING.replace(hour=9))
    later.keep(EMPTY, "later")
    later.release()
    kept(folder, "earlier")
    assert [writing for _, _, writing in left(folder)] == ["earlier", "later"]


@pytest.mark.parametrize(
    "damage",
    [b"", b"[[entry]]\n", b"\0" * 300, b"half", b"two", b"other id", b"\xff\xfe"],
    ids=["empty", "bare", "zeros", "half", "two", "other id", "no utf-8"],
)
def test_a_damaged_draft_stays_where_it_is_and_hides_no_other(folder: Path, damage: bytes) -> None:
    whole, broken = kept(folder, "whole"), kept(folder, "The kettle. The rain.")
    assert broken.file
    block = broken.file.read_bytes()
    damage = {
        b"half": block[: len(block) - 9],
        b"two": block + block,
        b"other id": block.replace(broken.id.encode(), b"20261122-0730-zzzz"),
    }.get(damage, damage)
    broken.file.write_bytes(damage)
    assert [writing for _, _, writing in left(folder)] == ["whole"]
    assert broken.file.read_bytes() == damage
    assert whole.file
    assert whole.file.exists()


def test_what_is_no_draft_is_no_obstacle(folder: Path) -> None:
    whole = kept(folder, "whole")
    for name in ("a-folder.toml", "another.lock"):
        (folder / name).mkdir()
    (folder / "notes.txt").touch()
    (folder / "gone.toml").symlink_to(folder / "nowhere")
    assert left(folder) == [(whole.id, with_id(whole, EMPTY), "whole")]


def test_the_lock_of_what_was_never_kept_goes_with_what_a_kill_left_beside_it(folder: Path) -> None:
    draft = begun(folder, MORNING)
    (folder / f".{draft.id}.toml.tmp").touch()
    assert left(folder) == []
    assert len(list(folder.iterdir())) == 2
    draft.release()
    assert left(folder) == []
    assert list(folder.iterdir()) == []


def test_two_that_draw_the_same_id_are_told_apart(folder: Path) -> None:
    chances = iter([b"aaaa", b"aaaa", b"bbbb"])
    one, two = (begun(folder, MORNING, lambda _: next(chances)) for _ in range(2))
    one.keep(EMPTY, "one")
    two.keep(EMPTY, "two")
    one.release()
    two.release()
    assert sorted(writing for _, _, writing in left(folder)) == ["one", "two"]


def test_what_an_editor_saved_goes_before_what_was_kept_until_more_is_kept(folder: Path) -> None:
    draft = begun(folder, MORNING)
    draft.keep(EMPTY, "The kettle.")
    lent = draft.lend("The kettle.")
    assert stat.S_IMODE(lent.stat().st_mode) == 0o600
    lent.write_text("The editor's.", "utf-8")
    draft.release()
    assert [writing for _, _, writing in left(folder)] == ["The editor's."]
    (again,) = left_behind(folder)
    again.draft.keep(again.entry, "Newer.")
    again.draft.release()
    assert [writing for _, _, writing in left(folder)] == ["Newer."]


def test_where_no_draft_can_be_kept_everything_else_goes_on(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    folder = tmp_path / "state" / "drafts"
    draft = begun(folder, MORNING)
    draft.keep(SITTING, WIDE)
    with pytest.raises(MindfulError) as caught:
        draft.lend(WIDE)
    assert caught.value.message == "The editor cannot be opened: there is no folder for it."
    assert (draft.lent(), left(folder)) == (None, [])
    draft.drop()
    assert left(tmp_path / "missing") == []


def test_a_folder_that_may_not_be_looked_into_is_no_obstacle(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("to root every folder is open")
    folder = tmp_path / "state" / "drafts"
    kept(folder, "The kettle.")
    (tmp_path / "state").chmod(0)
    try:
        assert left(folder) == []
    finally:
        (tmp_path / "state").chmod(0o700)


def test_letters_that_no_file_can_hold_cost_no_others(folder: Path) -> None:
    draft = kept(folder, "caf\udce9, rain")
    assert [writing for _, _, writing in left(folder)] == ["caf\ufffd, rain"]
    assert draft.lend("caf\udce9").read_text("utf-8") == "caf\ufffd\n"


def test_two_megabytes_that_are_being_written_are_found_whole(folder: Path) -> None:
    words = "A tram, far off.\n" * (2 * 1024 * 1024 // 17 + 9)
    kept(folder, words)
    assert [writing == words for _, _, writing in left(folder)] == [True]


def test_a_sitting_joins_the_journal_once_under_the_id_of_its_draft(
    folder: Path, tmp_path: Path
) -> None:
    journal = Journal(tmp_path / "journal.toml")
    draft = kept(folder, "The kettle.", SITTING)
    (one,) = left_behind(folder)
    added = journal.recover(one, MORNING)
    whole = SITTING.with_(id=draft.id, text="The kettle.", saved=MORNING)
    assert added == whole
    assert list(folder.iterdir()) == []
    draft = Draft(draft.id, draft.file)
    draft.keep(SITTING, "The kettle.")  # it ended between the adding and the dropping
    (one,) = left_behind(folder)
    assert journal.recover(one, MORNING) is None
    assert [entry.id for entry in found_in(journal.path).whole] == [draft.id]
    assert list(folder.iterdir()) == []


def test_a_sitting_whose_block_was_cut_off_anywhere_joins_it_under_its_own_id(
    folder: Path, tmp_path: Path
) -> None:
    journal = Journal(tmp_path / "journal.toml")
    draft = kept(folder, "", SITTING)
    block = blocks.write(SITTING.with_(id=draft.id, saved=MORNING))
    other = blocks.write(Entry.reflection(MORNING, "Rain.").with_(id="20261122-0730-rain",
                                                                  saved=MORNING))  # fmt: skip
    amiss = []
    for cut in range(0, len(block) - 1, 3):
        for behind in (b"", other, b"\0" * 50)[cut % 2 :: 2]:
            journal.path.write_bytes(other + block[:cut] + behind)
            Draft(draft.id, draft.file).keep(SITTING)
            (one,) = left_behind(folder)
            added = journal.recover(one, MORNING)
            ids = [entry.id for entry in found_in(journal.path).whole]
            if (added and added.id, ids.count(draft.id)) != (draft.id, 1):
                amiss.append((cut, behind[:3], added and added.id, ids))
    assert amiss == []
