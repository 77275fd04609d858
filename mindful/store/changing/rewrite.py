"""The one way that what stands in the journal is changed: some bytes of it, and no others."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from mindful.errors import MindfulError
from mindful.store import append
from mindful.store.changing import undo
from mindful.store.changing.splices import Splice as Splice
from mindful.store.changing.splices import spliced
from mindful.store.places import Places, make_folder
from mindful.store.replace import AS_IT_WAS, replace, sweep


class Held(NamedTuple):
    """The journal while nobody else of us is writing to it, and what it holds."""

    places: Places
    data: bytes

    def change(
        self, splices: Sequence[Splice], what: str, now: datetime, keep: bool = True
    ) -> None:
        """Make these splices.

        `what` is one of edit, delete, import and merge; it is kept for `undo` unless `keep` is
        False. Raises MindfulError with nothing changed, and OSError likewise.
        """
        after = spliced(self.data, splices)
        if after == self.data:
            return
        undo.tidy(self.places, self.data, now)
        record = undo.remember(self.places, what, now, splices, self.data, after) if keep else None
        self.put(after, record)

    def add(self, added: bytes, what: str, now: datetime) -> None:
        """Have these blocks stand behind all others; raises as `change` does."""
        lead = b"" if not self.data or self.data.endswith(b"\n") else b"\n"
        self.change([Splice(len(self.data), b"", lead + added)], what, now)

    def put(self, after: bytes, record: Path | None = None) -> None:
        """Have the journal hold these bytes. Where it cannot, `record` is dropped."""
        try:
            replace(self.places.journal, after, seen=self.data, mode=AS_IT_WAS)
        except (OSError, MindfulError) as error:
            if _read(self.places.journal) == after:
                raise MindfulError(
                    f"The journal is changed, but it may not last: {append.why(error)}.",
                    "You might look at it, with `mindful show`, and at the disk.",
                ) from None
            if record:
                record.unlink(missing_ok=True)
            raise


@contextmanager
def held(places: Places) -> Iterator[Held]:
    """The journal, locked. Raises MindfulError for whatever keeps it from being changed."""
    try:
        make_folder(places.journal.parent)
        with append.locked(places.journal) as file:
            sweep(file.path)
            _alone(file.path)
            yield Held(places, _read(file.path))
    except OSError as error:
        raise MindfulError(
            f"The journal could not be changed: {append.why(error)}.", "Nothing was changed."
        ) from None


def rewrite(
    places: Places, splices: Sequence[Splice], what: str, now: datetime, keep: bool = True
) -> None:
    """Make these splices in the journal, under its lock, and keep them for `undo`.

    Raises MindfulError with nothing changed, also where the bytes to be replaced do not stand there
    any more.
    """
    with held(places) as journal:
        journal.change(splices, what, now, keep)


def _read(journal: Path) -> bytes:
    """All that the journal holds; an error where it may not be written to."""
    try:
        with append.regular(journal, os.O_RDWR) as descriptor:
            return append.utf_8(FileIO(descriptor, closefd=False).readall())
    except FileNotFoundError:
        return b""


def _alone(real: Path) -> None:
    """A file with two names has one of them changed by what is put in its place, and one not."""
    if real.exists() and real.stat().st_nlink > 1:
        raise MindfulError(
            "The journal has a second name elsewhere (a hard link), which would go on showing what "
            "is changed here. Nothing was changed.",
            f"`cp -p {real} {real}.new && mv {real}.new {real}` makes it a file of its own.",
        )
