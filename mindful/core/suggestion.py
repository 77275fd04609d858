"""What one might sit now, and why: by what was sat before, and by the time of day."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from mindful.core.days import MIDNIGHT, lived
from mindful.core.exercise import FAMILIES, Head

OUTWARD = "sounds"  # the gentlest: outward, eyes open
HOURS = {"morning": range(5, 11), "evening": range(17, 24)}
LATELY = timedelta(hours=18)


class Suggestion(NamedTuple):
    """An exercise, and in one line why this one."""

    name: str
    why: str


class Past(NamedTuple):
    """What was sat: the names in the order of sitting, the last time of each, and how it ended."""

    names: Sequence[str] = ()
    last: Mapping[str, datetime] = {}
    too_much: bool = False


def suggestions(
    heads: Sequence[Head], past: Past, now: datetime, day_ends_at: time = MIDNIGHT
) -> Iterator[Suggestion]:
    """What fits now, the most fitting first; nothing that asks first how stirred up one is."""
    gentle = [head for head in heads if not head.gate]
    outward = any(head.name == OUTWARD for head in gentle)
    if past.too_much and outward:
        yield Suggestion(OUTWARD, "Something outward, after what was too much last time.")
    if not past.names and outward:
        yield Suggestion(OUTWARD, "One to begin with: outward, the eyes open.")
    yield from _of_the_hour(gentle, past, now)
    yield from _new(gentle, past)
    seen = [head for head in gentle if head.name in past.last]
    for head in sorted(seen, key=lambda head: past.last[head.name]):
        day = lived(past.last[head.name], day_ends_at)
        yield Suggestion(head.name, f"Not sat since {day.day} {day:%B}{_year(day, now)}.")


def _of_the_hour(heads: Sequence[Head], past: Past, now: datetime) -> Iterator[Suggestion]:
    """Those whose purpose names this time of the day, where it was not sat lately."""
    named = next((name for name, hours in HOURS.items() if now.hour in hours), "")
    for head in heads:
        last = past.last.get(head.name)
        if named and named in head.purpose.lower() and (last is None or now - last > LATELY):
            yield Suggestion(head.name, f"One for the {named}.")


def _new(heads: Sequence[Head], past: Past) -> Iterator[Suggestion]:
    """Those not sat yet, of the family least sat first."""
    families = {head.name: head.family for head in heads}
    sat = Counter(families.get(name, "") for name in past.names)
    for family in sorted(FAMILIES, key=lambda one: (sat[one], FAMILIES.index(one))):
        for head in heads:
            if head.family == family and head.name not in past.last:
                new = "You have not sat this one yet."
                why = new if sat[family] else f"Nothing of the family {family} so far."
                yield Suggestion(head.name, why)


def _year(day: date, now: datetime) -> str:
    return "" if day.year == now.year else f" {day.year}"
