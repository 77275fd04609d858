"""One's earlier words, as a page to print."""

from collections.abc import Iterator
from datetime import date, time

from mindful.core.entry import Entry
from mindful.core.words import safe
from mindful.terminal.columns import wrapped
from mindful.terminal.pages import day, paragraphs, when

_YEARS = {1: "A year", 2: "Two years", 3: "Three years"}


def page(entry: Entry, title: str, columns: int, today: date, day_ends_at: time) -> Iterator[str]:
    """When it was, after which practice, the words, and where they are; not yet the question."""
    after = f", after “{safe(title)}”," if title else ""
    yield from wrapped(f"{_ago(entry.day(day_ends_at), today)}{after} you wrote:", columns)
    yield ""
    yield from paragraphs(entry.text, columns)
    yield ""
    yield from wrapped(f"{when(entry)}  {entry.id}", columns)


def _ago(of: date, today: date) -> str:
    """How long ago that day was, in words: A year ago today; In May; On Tuesday 3 November."""
    years, months = today.year - of.year, today.month - of.month
    if of.day == today.day and not months and years in _YEARS:
        return f"{_YEARS[years]} ago today"
    if of.day == today.day and years * 12 + months == 1:
        return "A month ago today"
    if not years and not months:
        return f"On {day(of, today)}"
    return f"In {of:%B}" + (f" {of.year}" if years else "")
