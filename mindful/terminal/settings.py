"""The settings, as a page to print."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mindful.terminal.columns import wrapped

_LEAD = "    "


class Row(NamedTuple):
    """A setting in words: its key, its value, where that comes from, and what it does."""

    key: str
    value: str
    origin: str
    about: str


def settings(rows: Sequence[Row], terminal: bool, columns: int) -> Iterator[str]:
    """A table with the words under each on a terminal; one a line with tabs between on a pipe."""
    if not terminal:
        yield from ("\t".join([row.key, row.value, row.origin]) for row in rows)
        return
    key, value, origin = (max(map(len, column)) for column in list(zip(*rows, strict=True))[:3])
    beside = key + value + origin + 4 <= columns
    for number, row in enumerate(rows):
        yield from [""] if number else []
        yield f"{row.key:<{key}}  {row.value:<{value}}  {row.origin if beside else ''}".rstrip()
        yield from [f"{_LEAD}{row.origin}"] if row.origin and not beside else []
        yield from wrapped(row.about, columns, first=_LEAD, rest=_LEAD)
