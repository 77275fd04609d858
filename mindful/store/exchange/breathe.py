"""The log of breathe-cli: its cells are joined by commas and never quoted."""

import re
from collections.abc import Iterator
from datetime import datetime

from mindful.core.entry import Entry
from mindful.store.exchange.found import Found, Refused, Source, seconds, sitting
from mindful.store.exchange.rows import begins, entries

COLUMNS = (
    "date", "time", "preset", "ratio", "duration_target_s", "duration_actual_s", "breaths",
    "completion_pct", "status",
)  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d\d:\d\d:\d\d")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,9})?")


def knows(head: bytes) -> bool:
    return begins(head, COLUMNS)


def read(source: Source) -> Iterator[Found]:
    return entries(source, COLUMNS, _entry, "how many breaths there were")


def _entry(cells: list[str], source: Source) -> Entry:
    day, clock, preset, ratio, target, actual, _, _, status = (cell.strip() for cell in cells)
    if not _NUMBER.fullmatch(actual) or not _NUMBER.fullmatch(target):
        raise Refused("its length is not in seconds")
    if not _DAY.fullmatch(day) or not _CLOCK.fullmatch(clock):
        raise Refused("its start is not a date and a time")
    try:
        when = datetime.fromisoformat(f"{day} {clock}")
    except ValueError:
        raise Refused("its start is not a date and a time") from None
    tags = [one for one in (preset, ratio) if one.lower() != "custom"]
    early = status.lower().startswith("ended early")
    sat = sitting(
        "breathe-cli", source.moment(when), seconds(float(actual)), "breathing", tags,
        ended="early" if early else "complete",
    )  # fmt: skip
    return sat.with_(planned=seconds(float(target)) if float(target) else None)
