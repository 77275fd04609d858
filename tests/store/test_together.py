"""Many entries at once: all of them, or none."""

from pathlib import Path

import pytest

from mindful.core.entry import Entry
from mindful.errors import MindfulError
from mindful.store import blocks
from mindful.store.changing.together import add_all, stamp
from mindful.store.journal import Journal
from mindful.store.places import Places
from tests.conftest import MORNING


def block(number: int) -> bytes:
    entry = Entry.reflection(MORNING, f"Number {number}.")
    return blocks.write(entry.with_(id=f"20261122-0730-000{number}", saved=MORNING))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.of({"MINDFUL_HOME": str(tmp_path)})


@pytest.mark.parametrize("before", ["", "# mine\n", "# mine, without an end", "# mine\r\n"])
def test_they_stand_behind_what_is_there(places: Places, before: str) -> None:
    if before:
        places.journal.parent.mkdir()
        places.journal.write_bytes(before.encode())
    made = [block(1), block(2)]
    add_all(places, made, "import", MORNING, stamp(places.journal))
    lead = "\n" if before and not before.endswith("\n") else ""
    assert places.journal.read_bytes() == f"{before}{lead}".encode() + b"".join(made)
    with Journal.at(places).read() as contents:
        found = [entry.text for entry in contents.oldest_first(lambda _: None)]
    assert found == ["Number 1.", "Number 2."]


@pytest.mark.parametrize("meanwhile", [b"# mine\n# more\n", b"# yours\n", None])
def test_none_is_added_where_the_journal_changed_since_it_was_compared(
    places: Places, meanwhile: bytes | None
) -> None:
    places.journal.parent.mkdir()
    places.journal.write_bytes(b"# mine\n")
    seen = stamp(places.journal)
    places.journal.unlink()
    if meanwhile is not None:
        places.journal.write_bytes(meanwhile)
    with pytest.raises(MindfulError, match="changed by someone else meanwhile"):
        add_all(places, [block(1)], "import", MORNING, seen)
    assert (places.journal.read_bytes() if places.journal.exists() else None) == meanwhile


def test_a_journal_in_utf_16_takes_none_and_stays_as_it_is(places: Places) -> None:
    places.journal.parent.mkdir()
    places.journal.write_bytes("# mine\n".encode("utf-16"))
    with pytest.raises(MindfulError, match="it is in UTF-16, and would have to be UTF-8"):
        add_all(places, [block(1)], "import", MORNING, stamp(places.journal))
    assert places.journal.read_bytes() == "# mine\n".encode("utf-16")
