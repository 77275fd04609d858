"""Drafts: the sitting in progress and the words being written, kept until the journal has them.

A draft is a file of its own in the state folder, an entry as the journal would hold it so far. It
is marked as someone's by a lock on a file beside it, which the system takes away from a process
that has ended, however it ended; what has no such mark was left behind.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from mindful.core.entry import Entry, joined
from mindful.errors import MindfulError
from mindful.store import blocks
from mindful.store.append import opened, why
from mindful.store.places import make_folder
from mindful.store.replace import replace

WRITING = "writing"  # the key, of drafts alone, of the words that are being written
_LARGEST = 2 * 1024 * 1024  # bytes


class Draft(NamedTuple):
    """A draft that is ours while the lock is held; `file` is None where none can be kept."""

    id: str
    file: Path | None = None
    lock: int = -1

    def keep(self, entry: Entry, writing: str = "") -> None:
        """Keep the entry as it now stands, and the words being written; where that can be done."""
        if self.file is None:
            return
        values = {**entry.values, "id": self.id, WRITING: writing}
        known = {key: value for key, value in values.items() if value != ""}
        with suppress(OSError, ValueError):  # the sitting goes on, and the journal is still there
            replace(self.file, blocks.write(Entry(known)))

    def drop(self) -> None:
        """The journal has it: nothing of the draft stays."""
        if self.file is None:
            return
        cut_off = self.file.parent.glob(f".{self.id}.*")  # what a kill left of a replacing
        with suppress(OSError):
            self.taken_back()
            for file in (self.file, *cut_off, _lock_of(self.file)):
                file.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Leave it behind, to be found by the next command."""
        with suppress(OSError):
            os.close(self.lock)

    @property
    def lent(self) -> Path | None:
        """Where an editor's copy of the words is, while there is one: as private as the draft."""
        return self.file and self.file.with_suffix(".md")

    def lend(self, words: str) -> Path:
        """A copy of the words for an editor. Raises MindfulError where none can be made."""
        try:
            if self.lent is None:
                raise OSError("there is no folder for it")
            replace(self.lent, f"{words}\n".encode() if words else b"")
        except OSError as error:
            raise MindfulError(
                f"The editor cannot be opened: {why(error)}.", "You can write on here."
            ) from None
        return self.lent

    def taken_back(self) -> str:
        """The words as the editor left them, or none; its copy is gone then."""
        words = _read(self.lent).rstrip("\n") if self.lent else ""
        with suppress(OSError):
            if self.lent:
                self.lent.unlink(missing_ok=True)
        return words


def begun(folder: Path, at: datetime, chance: Callable[[int], bytes] = os.urandom) -> Draft:
    """A draft of what begins now, with the id that its entry will have."""
    id = blocks.new_id(at, chance(4))
    try:
        make_folder(folder)
        file = folder / f"{id}.toml"
        return Draft(id, file, _locked(file))
    except OSError:
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
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        with suppress(OSError):
            draft = Draft(file.stem, file, _locked(file))
            if left := _left(draft):
                yield left
            else:
                draft.release()


def _left(draft: Draft) -> Left | None:
    assert draft.file is not None
    try:
        with opened(draft.file) as stream:
            block = stream.read(_LARGEST)
    except FileNotFoundError:  # its owner, or another command, was quicker
        with suppress(OSError):
            _lock_of(draft.file).unlink()
        return None
    read = blocks.parse(block) if len(blocks.heads(BytesIO(block))) == 1 else ""
    if not isinstance(read, Entry) or read.id != draft.id:
        return None
    values = dict(read.values)
    writing = str(values.pop(WRITING, ""))
    lent = _read(draft.lent) if draft.lent else ""  # it ended while an editor was open
    return Left(draft, Entry(values), lent or writing)


def _read(file: Path) -> str:
    """What an editor has saved, or nothing."""
    with suppress(OSError), opened(file) as stream:
        return stream.read(_LARGEST).decode("utf-8", "replace")
    return ""


def _lock_of(file: Path) -> Path:
    return file.with_suffix(".lock")


def _locked(file: Path) -> int:
    """Hold the lock of a draft; BlockingIOError where someone else does."""
    import fcntl

    lock = os.open(_lock_of(file), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock
