"""A journal of many pieces, whatever the order it was written in, is read in the order of time."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from io import BytesIO
from random import Random

import pytest

from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.store import blocks
from mindful.store.contents import Contents

BEGAN = datetime(2024, 1, 1, tzinfo=UTC)


def journal(chance: Random, count: int = 1500) -> tuple[bytes, list[Entry]]:
    """Entries in any order of time and of many offsets, some by hand; and they, as they stand."""
    made, entries = [], []
    for number in range(count):
        zone = timezone(timedelta(minutes=chance.choice([-720, -210, 0, 60, 345, 840])))
        # Mostly in order, some far out of it, some at the very same second.
        at = BEGAN + timedelta(hours=chance.choice([number, number, chance.randrange(count)]))
        at = at.astimezone(zone)
        if chance.random() < 0.02:
            made.append(
                f"\n[[entry]]\ntext = 'n{number}' # by hand\nat = {at.isoformat()}\n".encode()
            )
            found = blocks.parse(made[-1].lstrip(b"\n"))
            assert isinstance(found, Entry)
            entries.append(found)
            continue
        id = blocks.new_id(at, chance.randbytes(4))
        entry = Entry.reflection(at, f"Number {number}.").with_(id=id, saved=at)
        made.append(blocks.write(Entry({"id": id, **entry.values})))
        entries.append(Entry({"id": id, **entry.values}))
    return b"".join(made), entries


def plainly(entries: list[Entry], days: Range) -> list[str]:
    """The texts of these days, the latest instant first; of equal ones the later place."""
    chosen = [
        (entry.at, place) for place, entry in enumerate(entries)
        if days.holds(entry.day(days.day_ends_at))
    ]  # fmt: skip
    return [entries[place].text for _, place in sorted(chosen, reverse=True)]


RANGES = (
    Range(), Range(None, date(2024, 1, 10)), Range(date(2024, 2, 1)),
    Range(date(2024, 1, 20), date(2024, 1, 20)), Range(date(2030, 1, 1)),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_it_is_read_in_the_order_of_time(seed: int) -> None:
    data, entries = journal(Random(seed))
    contents = Contents(BytesIO(data))
    assert len(contents._scan.pieces) > 3
    for ends_at in (time(), time(4)):
        for days in (one._replace(day_ends_at=ends_at) for one in RANGES):
            expected = plainly(entries, days)
            newest = [one.text for one in contents.newest_first(print, days)]
            oldest = [one.text for one in contents.oldest_first(print, days)]
            assert (newest, oldest) == (expected, expected[::-1])
    some = [one.text for one in contents.newest_first(print, None, lambda block: b"7" in block)]
    assert [one for one in some if "7" in one] == [
        one for one in plainly(entries, Range()) if "7" in one
    ]


@pytest.mark.parametrize("seed", range(2))
def test_each_is_found_by_its_id(seed: int) -> None:
    chance = Random(seed)
    data, entries = journal(chance)
    contents = Contents(BytesIO(data))
    for entry in chance.sample(entries, 40):
        assert contents.find(entry.id).text == entry.text
        assert contents.has(entry)


def test_of_many_that_stand_twice_each_is_shown_once_and_others_as_versions() -> None:
    data, entries = journal(Random(9), 300)
    other = data.replace(b"Number 1", b"Other 1")
    contents = Contents(BytesIO(data + data + other))
    shown = list(contents.newest_first(print))
    changed = sum("Number 1" in entry.text for entry in entries)
    assert len(shown) == len(entries) + changed
    assert sum(one.version == 2 for one in shown) == changed
    assert {one.versions for one in shown} == {1, 2}
