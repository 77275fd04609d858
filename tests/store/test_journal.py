"""The journal: what was said to be saved is there, and what cannot be is kept elsewhere."""

import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.errors import MindfulError, Misuse
from mindful.store.append import locked
from mindful.store.journal import LONGEST_TEXT, Journal
from mindful.store.places import Places
from tests.conftest import MORNING

RAIN = Entry.reflection(MORNING, "Rain.")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def journal(home: Path) -> Journal:
    return Journal.at(Places.of({"MINDFUL_HOME": str(home)}))


def texts(journal: Journal, days: Range | None = None) -> list[str]:
    with journal.read() as contents:
        return [entry.text for entry in contents.newest_first(lambda _: None, days)]


def counting() -> Iterator[bytes]:
    for count in range(10**6):
        yield bytes([count // 32 % 32, count % 32, 0, 0])


def test_an_entry_is_found_again_with_its_id_and_the_time_it_was_saved(journal: Journal) -> None:
    kept = journal.add(RAIN, MORNING.replace(minute=41, microsecond=7))
    with journal.read() as contents:
        assert contents.find("last") == kept
    assert kept.values["saved"] == MORNING.replace(minute=41)
    assert kept.id.startswith("20261122-0730-")


def test_nothing_of_what_was_there_is_touched(journal: Journal) -> None:
    journal.path.parent.mkdir(parents=True)
    before = b"# mine\n\n[[entry]]\nat = 2026-11-21 # by hand\ntext = 'Sun.'"
    journal.path.write_bytes(before)
    journal.add(RAIN, MORNING)
    assert journal.path.read_bytes().startswith(before + b"\n\n[[entry]]\nid = ")
    assert texts(journal) == ["Rain.", "Sun."]


def test_an_id_that_is_taken_is_drawn_again(journal: Journal) -> None:
    draws = iter([b"aaaa", b"aaaa", b"aaaa", b"bbbb"])
    lucky = journal._replace(chance=lambda size: next(draws))
    ids = [lucky.add(RAIN, MORNING).id for _ in range(2)]
    assert len(set(ids)) == 2
    assert next(draws, None) is None


def test_files_and_folders_are_open_to_nobody_else(journal: Journal, home: Path) -> None:
    before = os.umask(0o077)
    try:
        journal.add(RAIN, MORNING)
    finally:
        os.umask(before)
    loose = [str(path) for path in [home, *home.rglob("*")] if path.stat().st_mode & 0o077]
    assert loose == []


def test_a_range_takes_the_days_that_entries_carry(journal: Journal) -> None:
    for day in (20, 21, 22):
        journal.add(Entry.reflection(MORNING.replace(day=day), f"Day {day}."), MORNING)
    two = Range(datetime(2026, 11, 20).date(), datetime(2026, 11, 21).date())
    assert texts(journal, two) == ["Day 21.", "Day 20."]


def test_an_entry_is_meant_by_a_beginning_by_its_last_four_or_by_last(journal: Journal) -> None:
    draws = counting()
    journal = journal._replace(chance=lambda size: next(draws))
    early = journal.add(Entry.reflection(MORNING.replace(day=20), "Early."), MORNING)
    late = journal.add(RAIN, MORNING)
    with journal.read() as contents:
        said = [early.id, early.id[-4:], "20261120", late.id[-4:].upper(), "last"]
        assert [contents.find(words).text for words in said] == ["Early."] * 3 + ["Rain."] * 2
        with pytest.raises(Misuse, match="fits 2 entries"):
            contents.find("202611")
        with pytest.raises(MindfulError, match="There is no entry “zzzz”"):
            contents.find("zzzz")


def test_an_empty_journal_has_no_last_entry(journal: Journal) -> None:
    with journal.read() as contents, pytest.raises(MindfulError, match="no entry yet"):
        contents.find("last")


def spill_of(error: MindfulError, home: Path) -> list[str]:
    """The words in the file that an error says they were put in."""
    files = [path for path in home.rglob("*.toml") if str(path) in error.hint]
    return [texts(Journal(path))[0] for path in files]


def test_words_a_full_disk_cannot_take_are_kept_elsewhere_and_the_journal_is_as_it_was(
    journal: Journal, home: Path
) -> None:
    journal.add(RAIN, MORNING)
    before = journal.path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 50, hard))
    try:
        with pytest.raises(MindfulError) as raised:
            journal.add(Entry.reflection(MORNING, "Sun. " * 30), MORNING)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert journal.path.read_bytes() == before
    assert spill_of(raised.value, home) in (["Sun. " * 29 + "Sun."], [])
    assert "Sun. Sun." in raised.value.hint or spill_of(raised.value, home)


def test_words_kept_elsewhere_join_the_journal_once_when_there_is_room(
    journal: Journal, home: Path
) -> None:
    journal.path.mkdir(parents=True)
    with pytest.raises(MindfulError, match="it is a folder") as raised:
        journal.add(RAIN, MORNING)
    assert spill_of(raised.value, home) == ["Rain."]
    journal.path.rmdir()
    journal.gather()
    journal.gather()
    assert texts(journal) == ["Rain."]
    assert list((home / "data" / "spill").iterdir()) == []


def test_words_that_no_folder_takes_are_given_back(journal: Journal, home: Path) -> None:
    home.write_text("a file where a folder should be")
    with pytest.raises(MindfulError) as raised:
        journal.add(RAIN, MORNING)
    assert raised.value.message.startswith("The journal could not take this entry:")
    assert raised.value.hint.endswith("Your words:\n\nRain.")


def test_a_megabyte_of_text_is_the_most_and_more_is_given_back(journal: Journal) -> None:
    with pytest.raises(MindfulError, match="a megabyte"):
        journal.add(Entry.reflection(MORNING, "x" * (LONGEST_TEXT + 1)), MORNING)
    assert texts(journal) == []


@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_what_is_not_a_plain_file_is_refused_at_once(journal: Journal, kind: str) -> None:
    journal.path.parent.mkdir(parents=True)
    make = {
        "folder": lambda: journal.path.mkdir(),
        "pipe": lambda: os.mkfifo(journal.path),
        "device": lambda: journal.path.symlink_to("/dev/zero"),
    }
    make[kind]()
    with pytest.raises(MindfulError, match="cannot be read"), journal.read():
        pass
    with pytest.raises(MindfulError, match="could not take this entry"):
        journal.add(RAIN, MORNING)


def test_a_linked_journal_stays_a_link_and_a_dangling_one_is_filled(
    journal: Journal, tmp_path: Path
) -> None:
    real = tmp_path / "elsewhere.toml"
    journal.path.parent.mkdir(parents=True)
    journal.path.symlink_to(real)
    journal.add(RAIN, MORNING)
    assert (journal.path.is_symlink(), texts(Journal(real))) == (True, ["Rain."])


def test_a_journal_in_utf_16_is_neither_read_nor_written(journal: Journal) -> None:
    journal.path.parent.mkdir(parents=True)
    before = "[[entry]]\n".encode("utf-16")
    journal.path.write_bytes(before)
    with pytest.raises(MindfulError, match="UTF-16"), journal.read():
        pass
    with pytest.raises(MindfulError, match="UTF-16"):
        journal.add(RAIN, MORNING)
    assert journal.path.read_bytes() == before


def test_an_editor_that_replaces_the_file_loses_no_entry(journal: Journal) -> None:
    journal.add(RAIN, MORNING)
    copy = journal.path.with_suffix(".new")
    copy.write_bytes(journal.path.read_bytes())
    with locked(journal.path) as file:
        copy.replace(journal.path)
        file.append(b"\n[[entry]]\nat = 2026-11-23\ntext = 'Sun.'\n")
    assert texts(journal) == ["Sun.", "Rain."]


def _write_many(path: Path, count: int) -> None:
    for _ in range(count):
        Journal(path).add(RAIN, MORNING)


def test_several_at_once_lose_nothing(journal: Journal) -> None:
    spawning = multiprocessing.get_context("spawn")
    writers = [spawning.Process(target=_write_many, args=(journal.path, 25)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert texts(journal) == ["Rain."] * 100


def test_another_journal_has_its_own_place_for_what_it_cannot_take() -> None:
    home = {"MINDFUL_HOME": "/h"}
    usual, other = Places.of(home), Places.of({**home, "MINDFUL_JOURNAL": "/j/other.toml"})
    assert usual.spills == [Path("/h/data/spill"), Path("/h/state/spill")]
    assert set(usual.spills) & set(other.spills) == set()


def test_a_journal_that_cannot_be_written_is_known_beforehand(journal: Journal) -> None:
    assert journal.obstacle() == ""
    journal.path.mkdir(parents=True)
    with pytest.raises(MindfulError, match="it is a folder"):
        journal.obstacle()


AS_NOBODY = "setpriv --bounding-set=-dac_override,-dac_read_search,-fowner --inh-caps=-all".split()


@pytest.mark.skipif(
    os.geteuid() == 0 and not shutil.which("setpriv"), reason="root writes anyway, without setpriv"
)
def test_a_read_only_folder_is_said_and_the_words_are_given_back(tmp_path: Path) -> None:
    for name in ("data", "state"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o555)
    command = [sys.executable, "-m", "mindful", "write", "Rain and", "more rain."]
    done = subprocess.run(
        [*AS_NOBODY, *command] if os.geteuid() == 0 else command,
        env={"MINDFUL_HOME": str(tmp_path), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "The journal could not take this entry: it may not be written to.\n"
        "Nor could it be kept elsewhere. Your words:\n\nRain and more rain.\n",
    )
