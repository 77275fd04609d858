"""Many entries added to the journal at once: all of them, or none."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from mindful.errors import MindfulError
from mindful.store.changing.rewrite import held
from mindful.store.places import Places


class Stamp(NamedTuple):
    """What shows that a file is as it was: which it is, its size, and when it was written."""

    inode: int = 0
    size: int = 0
    written: int = 0


def stamp(journal: Path) -> Stamp:
    """The journal as it is now."""
    try:
        found = os.stat(journal)
    except OSError:
        return Stamp()
    return Stamp(found.st_ino, found.st_size, found.st_mtime_ns)


def add_all(places: Places, blocks: Sequence[bytes], what: str, now: datetime, seen: Stamp) -> None:
    """Have many entries stand behind those there are; once this returns, they are on the disk.

    They are blocks already, each with an id; `undo` takes them back as `what`. Raises
    MindfulError when the journal is no longer as it was `seen`, or cannot take them.
    """
    with held(places) as journal:
        if stamp(places.journal) != seen:
            raise MindfulError(
                "The journal was changed by someone else meanwhile. Nothing was added.",
                "You might try once more.",
            )
        journal.add(b"".join(blocks), what, now)
