"""What is counted quickly is what a slow and plain computation counts."""

import os
import subprocess
import sys
from datetime import date, time
from io import BytesIO
from pathlib import Path
from random import Random

from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.core.totals import Family
from mindful.store import blocks
from mindful.store.contents import Contents
from tests.conftest import MORNING
from tests.store.counted import ALL, asked, journal, plain, quickly, slowly

ZONES = ("UTC", "Pacific/Auckland", "America/Los_Angeles", "Pacific/Apia", "Australia/Lord_Howe")
SAT = Entry(
    {
        "id": "20261122-0730-k3f9", "kind": "session", "at": MORNING, "exercise": "sounds",
        "family": "presence", "planned": 300, "practised": 300, "ended": "complete",
        "text": "The kettle.", "saved": MORNING,
    }
)  # fmt: skip


def differences(seeds: range, most: int = 14) -> tuple[int, list[int]]:
    """How many sittings were counted, and the seeds with which the two ways differ."""
    sittings, wrong = 0, []
    for seed in seeds:
        chance = Random(seed)
        parts, (days, starts) = journal(chance, most), asked(chance)
        quick = quickly(b"".join(parts), days, starts)
        sittings += quick.sittings
        if plain(quick) != slowly(parts, days, starts):
            wrong.append(seed)
    return sittings, wrong


def in_zones(count: int, zones: tuple[str, ...] = ZONES) -> set[str]:
    """What so many journals hold, as machines in several zones print it."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", "from tests.store.counted import tell; tell()", str(count)],
            env={**os.environ, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent.parent,
        )
        for zone in zones
    ]
    return {one.communicate()[0] for one in running}


def test_the_totals_are_those_of_a_slow_and_plain_computation() -> None:
    sittings, wrong = differences(range(30))
    assert wrong == []
    assert sittings > 30


def test_the_totals_are_the_same_wherever_the_machine_is() -> None:
    told = in_zones(30, ZONES[1:3])
    assert len(told) == 1
    assert told.pop().count("sittings") == 30


def test_a_torn_block_counts_only_where_no_whole_one_has_its_id() -> None:
    whole = blocks.write(SAT)
    torn = whole.split(b"practised")[0]
    longer = blocks.write(SAT.with_(practised=900))
    counted = {
        name: quickly(data).seconds
        for name, data in {
            "torn alone": torn,
            "torn, whole": torn + whole,
            "whole, torn": whole + torn,
            "twice": whole + whole,
            "two versions": whole + longer,
            "the other first": longer + whole,
        }.items()
    }
    assert counted == {
        "torn alone": 0,
        "torn, whole": 300,
        "whole, torn": 300,
        "twice": 300,
        "two versions": 300,
        "the other first": 900,
    }


def test_the_first_version_counts_on_its_own_day_and_no_other_on_another() -> None:
    first = blocks.write(SAT)
    moved = blocks.write(SAT.with_(at=MORNING.replace(day=23)))
    monday = Range(date(2026, 11, 23), date(2026, 11, 23))
    assert quickly(first + moved, monday).sittings == 0
    assert quickly(moved + first, monday).sittings == 1


def test_what_cannot_be_read_is_told_by_its_line_and_hides_nothing() -> None:
    told: list[blocks.Damage] = []
    data = blocks.write(SAT) + b"\n[[entry]]\nat = sometime\n" + blocks.write(SAT)
    found = Contents(BytesIO(data)).tally(told.append, [ALL])
    assert (found.counts[0].sittings.total(), [one.line for one in told]) == (1, [16])


def test_a_logged_sitting_of_a_practice_of_ones_own_is_counted_and_is_of_no_family() -> None:
    values = {**SAT.values, "logged": True}
    del values["family"], values["planned"]
    found = quickly(blocks.write(Entry(values)) + blocks.write(SAT.with_(id="20261122-0730-aaaa")))
    assert (found.sittings, found.seconds) == (2, 600)
    assert found.families == {"presence": Family(1, 300)}


def test_only_what_can_be_read_counts_where_all_around_it_is_as_we_write_it() -> None:
    other = blocks.write(SAT.with_(id="20261122-0730-aaaa"))
    text = b"The kettle."
    counted = {
        name: quickly(blocks.write(SAT).replace(text, new) + other).sittings
        for name, new in {
            "as it is": text,
            "a header in the text": b'\n[[entry]]\nkind = "session"\nat = 2026-11-22\nx = """',
            "a control character": b"\x01",
            "no such escape": b"\\q",
            "an escape": b"\\u0041",
            "not UTF-8": b"\xff",
            "quotes": b'"He" said ""no""',
        }.items()
    }
    assert counted == {
        "as it is": 2,
        "a header in the text": 3,
        "a control character": 1,
        "no such escape": 1,
        "an escape": 2,
        "not UTF-8": 1,
        "quotes": 2,
    }


def test_a_block_whose_text_was_cut_away_gives_way_to_the_whole_one() -> None:
    whole = blocks.write(SAT)
    empty = blocks.write(SAT.with_(practised=60)).replace(b"The kettle.\n", b"")
    assert quickly(empty + whole).seconds == 300
    assert quickly(empty).seconds == 60


def test_a_sitting_in_the_night_is_of_the_day_before_where_days_end_later() -> None:
    night = blocks.write(SAT.with_(at=MORNING.replace(hour=3, minute=59)))
    assert quickly(night, Range(day_ends_at=time(4))).days == {date(2026, 11, 21): 300}
    assert quickly(night).days == {date(2026, 11, 22): 300}
    four = blocks.write(SAT.with_(at=MORNING.replace(hour=4, minute=0)))
    assert quickly(four, Range(day_ends_at=time(4))).days == {date(2026, 11, 22): 300}


def test_the_newest_texts_are_had_whatever_their_order_in_the_file() -> None:
    days = [*range(1, 29)]
    Random(1).shuffle(days)
    pad = "x" * 18_000
    parts = [
        blocks.write(
            SAT.with_(
                id=f"202611{day:02}-0730-k3f9", at=MORNING.replace(day=day), text=f"{day} {pad}"
            )
        )
        for day in days
    ]
    by_hand = b'[[entry]]\nat = 2026-11-29\ntext = "29 by hand"\n'
    parts.insert(14, by_hand)
    for size in (1, 3, 10, 40):
        found = Contents(BytesIO(b"".join(parts))).tally(lambda _: None, [ALL], size)
        first = [int(text.split()[0]) for text in found.texts]
        assert first == [*range(1, 30)][-size:]


def test_several_ranges_are_counted_on_one_way() -> None:
    days = [MORNING.replace(day=day) for day in (1, 20, 22)]
    parts = [blocks.write(SAT.with_(id=f"{at:%Y%m%d}-0730-k3f9", at=at)) for at in days]
    asked_for = [Range(None, date(2026, 11, 1)), Range(date(2026, 11, 20)), ALL]
    found = Contents(BytesIO(b"".join(parts))).tally(lambda _: None, asked_for)
    assert [one.sittings.total() for one in found.counts] == [1, 2, 3]
