"""Another copy of the journal joined into it, all that is new of it or nothing."""

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from mindful.core.words import in_one_line
from mindful.errors import MindfulError, Misuse
from mindful.store.append import opened, utf_8, why
from mindful.store.changing import rewrite
from mindful.store.copies.joining import Addition, addition, united
from mindful.store.copies.pieces import Pieces
from mindful.store.places import Places
from mindful.store.replace import replace


class Copy(NamedTuple):
    """Another copy of the journal: its file, and what it holds."""

    file: Path
    data: bytes

    @classmethod
    def of(cls, file: Path, journal: Path) -> "Copy":
        """A file to join. Raises Misuse for the journal itself, and for what holds no entry."""
        if file.exists() and journal.exists() and os.path.samefile(file, journal):
            raise Misuse(f"{in_one_line(str(file))} is the journal itself.", "It needs no joining.")
        data = held(file)
        if not Pieces.of(data).each:
            raise MindfulError(
                f"There is no entry in {in_one_line(str(file))}. Nothing was joined.",
                "A journal's entries begin with a line [[entry]].",
            )
        return cls(file, data)

    def adds_to(self, journal: Path) -> Addition:
        """What it would add to the journal."""
        return addition(held(journal, missing=b""), self.data)

    def join(self, places: Places, now: datetime) -> None:
        """Add to the journal what it lacks. Raises MindfulError, with the journal as it was."""
        with rewrite.held(places) as journal:
            if added := addition(journal.data, self.data).added:
                journal.add(added, "merge", now)


def merge_for_git(base: Path, ours: Path, theirs: Path) -> list[str]:
    """Have `ours` hold what both copies make; the ids of entries that both changed.

    Raises MindfulError when one of the three cannot be read, or `ours` not be written: it is then
    as it was.
    """
    made = united(held(base), held(ours), held(theirs))
    try:
        replace(ours, made.data)
    except OSError as error:
        raise MindfulError(f"{ours} could not be written: {why(error)}.") from None
    return made.both


def held(file: Path, missing: bytes | None = None) -> bytes:
    """What a journal holds; `missing` where there is none, MindfulError where it cannot be read."""
    try:
        with opened(file) as stream:
            return utf_8(stream.readall())
    except FileNotFoundError as error:
        if missing is not None:
            return missing
        reason = why(error)
    except OSError as error:
        reason = why(error)
    raise MindfulError(f"{in_one_line(str(file))} cannot be read: {reason}.", "Nothing was joined.")
