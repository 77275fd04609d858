"""What the days hold, as a page: counts, dots, and words of one's own."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mindful.core.checkin import ITEMS
from mindful.core.totals import Totals, usual
from mindful.core.words import safe
from mindful.terminal.bars import Signs, drawn
from mindful.terminal.columns import wrapped
from mindful.terminal.said import NO_NUMBERS, shares, so_many, stretch
from mindful.terminal.theme import minutes

FAMILIES = ("presence", "perspective", "security", "together")
_WIDE = 72  # columns that an item's before and after need beside each other


class Recent(NamedTuple):
    """The days practised on of the last seven and the last 28."""

    seven: int
    twenty_eight: int


def page(
    totals: Totals, recent: Recent, words: Sequence[str], today: date, columns: int, signs: Signs
) -> Iterator[str]:
    """Everything, in parts with a line between them."""
    parts = (
        [stretch(totals.range)],
        _summary(totals, recent, columns),
        drawn(totals, today, columns, signs),
        _balance(totals, columns),
        [*_check_in(totals, columns, signs)],
        [line for said in _said(totals) for line in wrapped(said, columns)],
        _recurring(words, columns),
    )
    yield from _apart(parts)


def without_numbers(totals: Totals, words: Sequence[str], columns: int) -> Iterator[str]:
    """The same with no count, minute or chart in it."""
    found = usual(totals.hours)
    parts = (
        [stretch(totals.range)],
        wrapped(f"Mostly begun {between(*found[:2])}.", columns) if found else [],
        _recurring(words, columns),
        wrapped(NO_NUMBERS, columns),
    )
    yield from _apart(parts)


def _apart(parts: Iterable[Sequence[str]]) -> Iterator[str]:
    for number, part in enumerate(filter(None, parts)):
        yield from [""] if number else []
        yield from part


def _summary(totals: Totals, recent: Recent, columns: int) -> list[str]:
    days = f"Practised on {recent.twenty_eight or 'none'} of the last 28 days"
    days += f", {recent.seven or 'none'} of the last 7" if recent.twenty_eight else ""
    lines = (f"{days}.", f"{so_many(totals.sittings, 'sitting')}, {minutes(totals.seconds)}.")
    return [line for said in lines for line in wrapped(said, columns)]


def _balance(totals: Totals, columns: int) -> list[str]:
    """The sittings of each family."""
    names = [*FAMILIES, *sorted(set(totals.families) - set(FAMILIES))]
    counts = {name: totals.families[name].sittings for name in names if name in totals.families}
    others = totals.sittings - sum(counts.values())
    counts |= {"of no family": others} if others and counts else {}
    parts = [f"{safe(name)} {count:,}".replace(" ", "\xa0") for name, count in counts.items()]
    lines = wrapped("   ".join(parts), columns, "  ", "  ") if parts else []
    return [line.replace("\xa0", " ") for line in lines]


def _check_in(totals: Totals, columns: int, signs: Signs) -> Iterator[str]:
    """Each item with its medians before and after, as dots from 1 to 9."""
    if totals.check_in:
        yield from wrapped("The check-in: the middle answer before and after.", columns)
    for item in ITEMS:
        if not (found := totals.check_in.get(item.key)):
            continue
        of = so_many(found.sittings, "sitting")
        before, after = _dots("before", found.before, signs), _dots("after", found.after, signs)
        yield ""
        if columns >= _WIDE:
            yield f"  {item.key:<6}  {before:<32}  {after}"
            yield f"  {'':6}  1 {item.low}, 9 {item.high}; {of}"
        else:
            yield f"  {item.key}, {of}"
            yield f"    {before}"
            yield f"    {after}"
            yield from wrapped(f"1 {item.low}, 9 {item.high}", columns, "    ", "    ")


def _dots(when: str, median: float, signs: Signs) -> str:
    return f"{when:<6}  {signs.dots(median)}  {median:g}"


def _said(totals: Totals) -> Iterator[str]:
    """What can be said in a sentence each."""
    if not totals.sittings:
        return
    if found := usual(totals.hours):
        yield f"Mostly begun {between(*found[:2])} ({found[2]:,} of {sum(totals.hours):,})."
    yield from shares(totals)


def _recurring(words: Sequence[str], columns: int) -> list[str]:
    return (
        wrapped(f"Words of yours that come back: {safe(', '.join(words))}.", columns)
        if words
        else []
    )


def between(first: int, end: int) -> str:
    """A stretch of hours in words: between 7 and 9 in the morning."""
    (one, part), (other, later) = _hour(first), _hour(end)
    return f"between {one}{'' if part == later else part} and {other}{later}"


def _hour(hour: int) -> tuple[str, str]:
    """An hour by a clock of twelve, and the part of the day it is in."""
    if hour % 12 == 0:
        return ("noon" if hour else "midnight"), ""
    ends = {5: " at night", 12: " in the morning", 18: " in the afternoon", 24: " in the evening"}
    return str(hour % 12), next(part for end, part in ends.items() if hour < end)
