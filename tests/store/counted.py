"""Journals as hands and programs leave them, and what they hold, added up the slow, plain way."""

import re
import sys
import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from io import BytesIO
from itertools import pairwise
from random import Random
from statistics import median
from typing import Any

from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.core.totals import Totals
from mindful.store import blocks
from mindful.store.contents import Contents

ALL = Range()
FAMILIES = ["presence", "perspective", "security", "together", "of my own"]
ITEMS = ["here", "ease", "awake", "open", "held"]
TEXTS = [
    "Rain.",
    'She said "no", and I heard "never".',
    'ends in two""',
    "a backslash \\ and\n\n[[not an entry]]",
    "漢字, Übung, Σίσυφος",
    "a line\n[[entry]]\nkind = 'session'\nanother",
    "long " * 9000,  # so that a journal has several pieces
]
DAY = timedelta(days=1)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def moment(chance: Random) -> datetime:
    """A moment of late 2026 most often; seldom of a clock that was wrong."""
    day = datetime(2026, 9, 1) + timedelta(minutes=chance.randrange(120 * 1440))
    if chance.random() < 0.03:
        day = day.replace(year=chance.choice([1970, 2000, 2024, 9999]))
    east = chance.choice([0, 60, 60, 120, -480, 825, 840, -720])
    return day.replace(second=chance.randrange(60), tzinfo=timezone(timedelta(minutes=east)))


def values(chance: Random) -> dict[str, Any]:
    """Some keys of an entry."""
    found: dict[str, Any] = {"kind": chance.choice(["session", "session", "session", "reflection"])}
    found["at"] = moment(chance)
    practised = chance.choice([0, 9, 60, 300, 600, 1200, chance.randrange(4000)])
    some = {
        "exercise": "sounds",
        "family": chance.choice(FAMILIES),
        "planned": 600,
        "practised": practised,
        "ended": chance.choice(["complete", "early", "interrupted"]),
    }
    most = chance.random() < 0.6
    found |= {key: one for key, one in some.items() if most or chance.random() < 0.6}
    found |= {"logged": True} if chance.random() < 0.1 else {}
    for when in ("before", "after"):
        for item in ITEMS:
            if chance.random() < 0.3:
                found[f"{when}_{item}"] = chance.choice([*range(1, 10)] * 4 + [0, 42])
    if chance.random() < 0.5:
        found["too_much"] = chance.choice(["no", "a little", "yes", "perhaps"])
    if chance.random() < 0.3:
        found["tags"] = ["morning", "two words"]
    if chance.random() < 0.6:
        found["text"] = chance.choice(TEXTS[: 7 if chance.random() < 0.1 else 6])
    return found


def ours(chance: Random) -> bytes:
    """A block as we write it."""
    found = values(chance)
    id = blocks.new_id(found["at"], bytes(chance.randrange(256) for _ in range(4)))
    saved = found["at"] + timedelta(seconds=chance.choice([600, 40_000]))
    return blocks.write(
        Entry({"id": id, **found, "saved": saved if saved.year < 9999 else found["at"]})
    )


def written(key: str, value: object, chance: Random) -> str:
    """A key and its value as a hand may have written them."""
    if isinstance(value, datetime):
        naive = value.replace(tzinfo=None)
        forms = [
            value.isoformat(),
            naive.isoformat(),
            str(naive.date()),
            str(value),
            f"{naive:%Y-%m-%d %H:%M}",
        ]
        said = chance.choice(forms)
    elif isinstance(value, bool):
        said = str(value).lower()
    elif isinstance(value, int):
        said = chance.choice([str(value), f"+{value}", hex(value)])
    elif isinstance(value, list):
        said = "[\n  " + ",\n  ".join(f"'{one}'" for one in value) + ",\n]"
    else:
        plain = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        said = f'"{plain}"'
    return (
        f"{key}{chance.choice([' = ', '=', '   =  '])}{said}{chance.choice(['', '', ' # by hand'])}"
    )


def by_hand(chance: Random) -> bytes:
    """A block as a person or another program may write one: in any order, with or without an id."""
    found = values(chance)
    if chance.random() < 0.4:
        found["id"] = blocks.new_id(found["at"], bytes(chance.randrange(256) for _ in range(4)))
        if chance.random() < 0.8:
            found["saved"] = found["at"]
    for key in chance.sample(sorted(found), chance.randrange(3)):
        found.pop(key if key not in ("at", "id", "saved") else "", None)
    if chance.random() < 0.2:
        found["weather"] = "rain"
    keys = chance.sample(sorted(found), len(found))
    lines = [
        f"saved = {found[key].isoformat()}" if key == "saved" else written(key, found[key], chance)
        for key in keys
    ]
    header = chance.choice(["[[entry]]", "[[ entry ]]", "[[entry]] # mine"])
    end = chance.choice(["\n", "\n", "\r\n"])
    return ("\n".join(["", header, *lines, ""])).replace("\n", end).encode()


def torn(block: bytes, chance: Random) -> bytes:
    """What is left of a block of ours whose writing was cut off, in any line behind its time."""
    lines = block.split(b"\n")
    return b"\n".join(lines[: chance.randrange(5, max(6, len(lines) - 2))]) + b"\n"


def journal(chance: Random, most: int = 14) -> list[bytes]:
    """The blocks of a journal, each with the line before it."""
    found: list[bytes] = []
    only_ours = chance.random() < 0.5  # which is what is counted many at once
    for _ in range(chance.randrange(1, most)):
        kind = chance.random() * (0.55 if only_ours else 1)
        if kind < 0.55 or not found:
            found.append(ours(chance))
        elif kind < 0.75:
            found.append(by_hand(chance))
        elif kind < 0.83:
            found.append(chance.choice(found))
        elif kind < 0.91:
            new = ours(chance)
            found += chance.sample([new, torn(new, chance)], 2)
        elif kind < 0.96:
            had, new = chance.choice(found), ours(chance)
            id = re.search(rb'id = "[^"]{18}"', had)
            found.append(re.sub(rb'id = "[^"]{18}"', id[0], new) if id else new)
        else:
            found.append(b'\n[[entry]]\nid = "20261122-0730-aaaa"\nat = sometime\n')
    return found


def read(block: bytes) -> dict[str, Any] | None:
    """A block by the TOML reader alone; of one that was cut off, as many lines as it takes."""
    lines = block.decode().split("\n")
    for count in range(len(lines), 0, -1):
        text = "\n".join(lines[:count])
        text = re.sub(r"(?m)^(at\s*=\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(?=\s*(#|$))", r"\1:00", text)
        try:
            found: dict[str, Any] = tomllib.loads(text)["entry"][0]
        except ValueError:
            continue
        return found if "at" in found else None
    return None


def day_of(at: date, ends_at: time) -> date:
    if not isinstance(at, datetime):
        return at
    return at.date() - DAY if at.time() < ends_at else at.date()


def slowly(parts: Sequence[bytes], days: Range, week_starts: str) -> dict[str, Any]:
    """All of it, in many simple steps."""
    versions: dict[object, list[dict[str, Any]]] = {}
    for block in parts:
        if found := read(block):
            versions.setdefault(found.get("id", block.strip()), []).append(found)
    entries = []
    for of_one in versions.values():
        whole = [one for one in of_one if "id" not in one or "saved" in one]
        entries.append([*whole, *of_one][0])
    sat = [
        one
        for one in entries
        if one.get("kind") == "session"
        and (days.first or date.min)
        <= day_of(one["at"], days.day_ends_at)
        <= (days.last or date.max)
    ]
    each_day: dict[date, list[int]] = {}
    for one in sat:
        each_day.setdefault(day_of(one["at"], days.day_ends_at), []).append(one.get("practised", 0))
    families = {
        name: [one.get("practised", 0) for one in sat if one.get("family") == name]
        for name in FAMILIES
    }
    check_in = {}
    for item in ITEMS:
        pairs = [(one.get(f"before_{item}"), one.get(f"after_{item}")) for one in sat]
        pairs = [pair for pair in pairs if all(answer in range(1, 10) for answer in pair)]
        if pairs:
            before, after = zip(*pairs, strict=True)
            check_in[item] = (median(before), median(after), len(pairs))
    begun = [one["at"].hour for one in sat if isinstance(one["at"], datetime)]
    much = [one["too_much"] for one in sat if one.get("too_much") in ("no", "a little", "yes")]
    return {
        "sittings": len(sat),
        "seconds": sum(one.get("practised", 0) for one in sat),
        "days": {day: sum(each) for day, each in each_day.items()},
        "families": {name: (len(one), sum(one)) for name, one in families.items() if one},
        "weeks": weeks(each_day, days, WEEKDAYS.index(week_starts)),
        "check_in": check_in,
        "hours": [begun.count(hour) for hour in range(24)],
        "early": sum(one.get("ended") == "early" for one in sat),
        "too_much": sum(one != "no" for one in much),
        "asked": len(much),
    }


def weeks(each_day: dict[date, list[int]], days: Range, starts: int) -> list[tuple[date, int, int]]:
    """Each week with what was sat in it, those between two as well that are not ten years apart."""

    def first(day: date) -> date:
        while day.weekday() != starts:
            day -= DAY
        return day

    sat: dict[date, list[int]] = {}
    for day, each in each_day.items():
        sat.setdefault(first(day), []).extend(each)
    far = timedelta(weeks=520)
    ends = [first(day) for day in (days.first, days.last) if day]
    marks = sorted({*sat, *(end for end in ends if any(abs(end - week) <= far for week in sat))})
    every = set(marks)
    for week, following in pairwise(marks):
        while following - week <= far and week + 7 * DAY < following:
            week += 7 * DAY
            every.add(week)
    return [(week, len(sat.get(week, [])), sum(sat.get(week, []))) for week in sorted(every)]


def plain(totals: Totals) -> dict[str, Any]:
    """Totals in the same form."""
    return {
        "sittings": totals.sittings,
        "seconds": totals.seconds,
        "days": dict(totals.days),
        "families": {name: tuple(one) for name, one in totals.families.items()},
        "weeks": [tuple(week) for week in totals.weeks],
        "check_in": {item: tuple(one) for item, one in totals.check_in.items()},
        "hours": list(totals.hours),
        "early": totals.early,
        "too_much": totals.too_much,
        "asked": totals.asked,
    }


def asked(chance: Random) -> tuple[Range, str]:
    """A range that someone may ask for, and the first day of their weeks."""
    ends_at = chance.choice([time(), time(4), time(4, 30), time(12)])
    first = date(2026, 9, 1) + chance.randrange(130) * DAY
    ranges = [
        Range(),
        Range(first),
        Range(None, first),
        Range(first, first + chance.randrange(60) * DAY),
        Range(date(2000, 1, 1)),
    ]
    starts = chance.choice(["monday", "sunday", "saturday"])
    return chance.choice(ranges)._replace(day_ends_at=ends_at), starts


def quickly(data: bytes, days: Range = ALL, starts: str = "monday") -> Totals:
    """The totals as the commands have them."""
    found = Contents(BytesIO(data)).tally(lambda _: None, [days])
    return Totals.of(found.counts[0], days, starts)


def tell() -> None:
    """Print what so many journals hold as the first argument says."""
    for seed in range(int(sys.argv[1])):
        chance = Random(seed)
        parts, (days, starts) = journal(chance), asked(chance)
        print(plain(quickly(b"".join(parts), days, starts)))
