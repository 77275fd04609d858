"""What a journal holds, read as a person would see it."""

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from mindful.core.entry import Entry
from mindful.store.append import opened
from mindful.store.blocks import Damage
from mindful.store.contents import Contents


class Found(NamedTuple):
    """The entries that can be read whole, those that were cut off, and what cannot be read."""

    whole: list[Entry]
    torn: list[Entry]
    damages: list[Damage]


def found_in(source: bytes | Path) -> Found:
    """Everything in a journal, or in its bytes."""
    damages: list[Damage] = []
    if isinstance(source, bytes):
        entries = list(Contents(BytesIO(source)).newest_first(damages.append))
    else:
        with opened(source) as file:
            entries = list(Contents(file).newest_first(damages.append))
    whole = [entry for entry in entries if not entry.torn]
    return Found(whole, [entry for entry in entries if entry.torn], damages)
