"""What a scene comes to when it is played, and what it means that a text is seen."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple


class Played(NamedTuple):
    """The exit status, how often the bell rang, and the journal afterwards."""

    status: int
    bells: int
    entries: list[dict[str, Any]]


def stands_in(rows: Iterable[str], text: str) -> bool:
    """Whether a text stands in one of these rows, no part of a longer word."""
    whole = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    return any(map(whole.search, rows))
