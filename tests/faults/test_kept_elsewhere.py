"""Words that wait beside the journal: they join it once and whole, or go on waiting."""

from pathlib import Path

import pytest

from mindful.core.entry import Entry
from mindful.store import blocks
from mindful.store.journal import Journal
from mindful.store.places import Places
from tests.conftest import MORNING
from tests.faults.reading import found_in

RAIN = Entry.reflection(MORNING, "Rain on the roof.")
ID = "20261122-0730-ra1n"
BLOCK = blocks.write(RAIN.with_(id=ID, saved=MORNING))


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal with one entry waiting beside it."""
    journal = Journal.at(Places.of({"MINDFUL_HOME": str(tmp_path)}))
    journal.spills[0].mkdir(parents=True)
    (journal.spills[0] / f"{ID}.toml").write_bytes(BLOCK)
    return journal


def everywhere(journal: Journal) -> list[str]:
    """The words that can be read whole, in the journal or beside it."""
    waiting = [path.read_bytes() for path in journal.spills[0].iterdir()]
    there = found_in(journal.path).whole if journal.path.exists() else []
    beside = [entry for block in waiting for entry in found_in(block).whole]
    return [entry.text.removesuffix("\n") for entry in [*there, *beside]]


def test_waiting_words_join_the_journal_once(journal: Journal) -> None:
    journal.gather()
    journal.gather()
    assert everywhere(journal) == ["Rain on the roof."]
    assert list(journal.spills[0].iterdir()) == []


def test_waiting_words_are_not_dropped_because_another_entry_names_their_file(
    journal: Journal,
) -> None:
    note = f"The disk was full; it is kept in {journal.spills[0]}/{ID}.toml."
    journal.path.write_bytes(
        blocks.write(Entry.reflection(MORNING, note).with_(id="20261122-0731-n0te", saved=MORNING))
    )
    journal.gather()
    assert sorted(everywhere(journal)) == ["Rain on the roof.", note]


def test_waiting_words_are_not_dropped_at_any_moment_their_joining_was_cut_off(
    journal: Journal,
) -> None:
    lost = []
    for cut in range(len(BLOCK)):
        (journal.spills[0] / f"{ID}.toml").write_bytes(BLOCK)
        journal.path.write_bytes(BLOCK[:cut])
        journal.gather()
        if everywhere(journal) != ["Rain on the roof."]:
            lost.append(cut)
    assert lost == []


def test_waiting_words_go_on_waiting_beside_a_journal_in_utf_16(journal: Journal) -> None:
    before = "[[entry]]\n".encode("utf-16")
    journal.path.write_bytes(before)
    journal.gather()
    assert journal.path.read_bytes() == before
    assert [path.read_bytes() for path in journal.spills[0].iterdir()] == [BLOCK]
