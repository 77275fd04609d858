"""Drafts: the sitting in progress and the words being written, kept until the journal has them.

A draft is a file of its own in the state folder, an entry as the journal would hold it so far. It
is marked as someone's by a lock on a file beside it, which the system takes away from a process
that has ended, however it ended; what has no such mark was left behind.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from mindful.core.entry import Entry, joined
from mindful.core.words import normal, writable
from mindful.errors import MindfulError
from mindful.store import blocks
from mindful.store.append import opened, why
from mindful.store.places import make_folder
from mindful.store.replace import replace, same_file

WRITING = "writing"  # the key, of drafts alone, of the words that are being written
_LARGEST = 64 * 1024 * 1024  # bytes; nobody has written more, and a stranger's file may be endless
_TRIES = 3  # ids; two in one minute may be alike, and a lock be tried by someone who looks


class Draft(NamedTuple):
    """A draft that is ours while the lock is held; `file` is None where none can be kept."""

    id: str
    file: Path | None = None
    lock: int = -1

    def keep(self, entry: Entry, writing: str = "") -> None:
        """Keep the entry as it now stands, and the words being written; where that can be done."""
        if self.file is None:
            return
        values = {**entry.values, "id": self.id, WRITING: writable(writing)}
        known = {key: value for key, value in values.items() if value != ""}
        with suppress(OSError, ValueError):  # the sitting goes on, and the journal is still there
            replace(self.file, blocks.write(Entry(known)))
            self._lent(self.file).unlink(missing_ok=True)  # older by now than what is kept

    def drop(self) -> None:
        """The journal has it: nothing of the draft stays."""
        if self.file is None:
            return
        cut_off = self.file.parent.glob(f".{self.id}.*")  # what a kill left of a replacing
        with suppress(OSError):
            for file in (self._lent(self.file), self.file, *cut_off, _lock_of(self.file)):
                file.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Leave it behind, to be found by the next command."""
        with suppress(OSError):
            os.close(self.lock)

    @staticmethod
    def _lent(file: Path) -> Path:
        """Where an editor's copy of the words is, while there is one: as private as the draft."""
        return file.with_suffix(".md")

    def lend(self, words: str) -> Path:
        """A copy of the words for an editor. Raises MindfulError where none can be made."""
        try:
            if self.file is None:
                raise OSError("there is no folder for it")
            lent = f"{writable(words)}\n" if words else ""
            replace(self._lent(self.file), lent.encode())
        except OSError as error:
            raise MindfulError(f"The editor cannot be opened: {why(error)}.") from None
        return self._lent(self.file)

    def lent(self) -> str | None:
        """The words as an editor saved them, until others are kept; None where there is no copy."""
        with suppress(OSError):
            if self.file:
                with opened(self._lent(self.file)) as stream:
                    return stream.read(_LARGEST).decode("utf-8", "replace").rstrip("\n")
        return None


def begun(folder: Path, at: datetime, chance: Callable[[int], bytes] = os.urandom) -> Draft:
    """A draft of what begins now, with the id that its entry will have."""
    for _ in range(_TRIES):
        id = blocks.new_id(at, chance(4))
        try:
            make_folder(folder)
            file = folder / f"{id}.toml"
            return Draft(id, file, taken(file))
        except BlockingIOError:
            continue
        except OSError:
            break
    return Draft(id)


class Left(NamedTuple):
    """What was left behind: the draft, now ours; its entry; the words that were being written."""

    draft: Draft
    entry: Entry
    writing: str

    @property
    def whole(self) -> Entry:
        """The entry with the words in it."""
        return self.entry.with_(text=joined(self.entry.text, self.writing))


def left_behind(folder: Path) -> Iterator[Left]:
    """Every draft that nobody holds any more, the oldest first."""
    for file in _files(folder):
        with suppress(OSError):
            draft = Draft(file.stem, file, taken(file))
            if not file.exists() and draft.lent() is None:  # dropped meanwhile, or never kept
                draft.drop()
            elif left := _left(draft, file):
                yield left
            else:
                draft.release()


def _files(folder: Path) -> list[Path]:
    """Where a draft is, and where there is but the lock of one that was never kept."""
    try:
        found = [Path(folder, name) for name in os.listdir(folder)]
    except OSError:
        return []
    drafts = {file.with_suffix(".toml") for file in found if file.suffix in (".toml", ".lock")}
    return sorted(drafts)


def _left(draft: Draft, file: Path) -> Left | None:
    """What can be read of a draft to its last byte; of any other, nothing, and it stays there."""
    with opened(file) as stream:
        block = stream.read(_LARGEST)
    values = blocks.exact(block)
    if values is None or values.get("id") != draft.id:
        return None
    values["text"] = normal(str(values.get("text", "")))
    writing = str(values.pop(WRITING, ""))
    known = {key: value for key, value in values.items() if value != ""}
    return Left(draft, Entry(known), draft.lent() or writing)  # it ended while an editor was open


def _lock_of(file: Path) -> Path:
    return file.with_suffix(".lock")


def taken(file: Path) -> int:
    """Hold the lock of a draft; BlockingIOError where someone else does."""
    import fcntl

    while True:
        lock = os.open(_lock_of(file), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if same_file(_lock_of(file), lock):  # else whoever held it has dropped it meanwhile
                return lock
        except OSError:
            os.close(lock)
            raise
        os.close(lock)
