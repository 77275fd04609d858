"""Many entries added to the journal at once: all of them, or none."""

import errno
import os
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from mindful.errors import MindfulError
from mindful.store import append
from mindful.store.places import Places, make_folder

if TYPE_CHECKING:
    from mindful.store.journal import Journal

_UNDO, _SPLICES = "mindful.store.undo", "mindful.store.splices"


class Stamp(NamedTuple):
    """What shows that a file is as it was: which it is, its size, and when it was written."""

    inode: int = 0
    size: int = 0
    written: int = 0


def stamp(journal: "Journal") -> Stamp:
    """The journal as it is now."""
    try:
        found = os.stat(journal.path)
    except OSError:
        return Stamp()
    return Stamp(found.st_ino, found.st_size, found.st_mtime_ns)


def add_all(
    journal: "Journal",
    blocks: Sequence[bytes],
    what: str,
    places: Places,
    now: datetime,
    seen: Stamp,
) -> None:
    """As `Journal.add_all` says.

    A kill in the middle of it leaves whole blocks, and at most one that is cut off.
    """
    from mindful.store.journal import UTF_16

    try:
        make_folder(journal.path.parent)
        with append.locked(journal.path) as file:
            if file.begin(2) in UTF_16:
                raise OSError(errno.EILSEQ, "it is in UTF-16, and would have to be UTF-8")
            if stamp(journal) != seen:
                raise MindfulError(
                    "The journal was changed by someone else meanwhile. Nothing was added.",
                    "You might try once more.",
                )
            data = b"".join(blocks)
            lead = b"" if file.tail(1) in (b"", b"\n") else b"\n"  # as the append puts it
            _remember(places, what, now, seen.size, lead + data)
            file.append(data)
    except OSError as error:
        raise MindfulError(
            f"The journal could not take these entries: {append.why(error)}. Nothing was added.",
            "Once that is mended, you might try again.",
        ) from None


def _remember(places: Places, what: str, now: datetime, at: int, data: bytes) -> None:
    """Let `undo` know before the journal is touched, where there is such a thing.

    Raises OSError when it cannot be kept.
    """
    if find_spec(_UNDO):
        splice = import_module(_SPLICES).Splice(at, b"", data)
        import_module(_UNDO).remember(places, what, now, [splice])
