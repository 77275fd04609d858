"""The journal: one file, only ever added to."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from mindful.core.entry import Entry, worth_keeping
from mindful.errors import MindfulError
from mindful.store import append, blocks
from mindful.store.places import Places, make_folder

if TYPE_CHECKING:
    from mindful.store.contents import Contents
    from mindful.store.drafts import Left

LONGEST_TEXT = 1024 * 1024  # bytes
_TAIL = 64 * 1024  # bytes in which an id is looked for before it is given


class Journal(NamedTuple):
    """The journal file, and where words go that it cannot take."""

    path: Path
    spills: tuple[Path, ...] = ()
    chance: Callable[[int], bytes] = os.urandom

    @classmethod
    def at(cls, places: Places) -> "Journal":
        return cls(places.journal, tuple(places.spills))

    def add(self, entry: Entry, saved: datetime) -> Entry:
        """Commit an entry; once this returns, with its id, it is on the disk.

        Raises MindfulError when it cannot be; the entry is then elsewhere, and the hint says where.
        """
        entry = self._identified(entry.with_(saved=saved.replace(microsecond=0)))
        try:
            return self._commit(entry)
        except (OSError, ValueError) as error:
            from mindful.store.spill import spill

            # By the same id: what fails after the writing is then one entry, and not two.
            raise spill(entry, self.spills, error) from None

    def _commit(self, entry: Entry) -> Entry:
        if len(entry.text.encode()) > LONGEST_TEXT:
            raise ValueError("one entry holds a megabyte of text at most")
        make_folder(self.path.parent)
        with append.locked(self.path) as file:
            append.utf_8(file.begin(2))
            entry = self._identified(entry, _without_torn(entry, file.tail(_TAIL)))
            file.append(blocks.write(entry))
        return entry

    def _identified(self, entry: Entry, taken: bytes = b"") -> Entry:
        """The entry with its id: the one its draft has had, unless another entry has that too."""
        id = entry.words("id") or blocks.new_id(entry.at, self.chance(4))
        while id.encode() in taken:
            id = blocks.new_id(entry.at, self.chance(4))
        return Entry({**entry.values, "id": id})

    def recover(self, left: "Left", saved: datetime) -> Entry | None:
        """Add what a process that ended had not added yet; None where there is nothing to add.

        Where the journal cannot take it, the draft stays for another time.
        """
        entry = left.whole
        try:
            if self.has(entry) or not worth_keeping(entry):
                left.draft.drop()
                return None
            added = self._commit(entry.with_(saved=saved.replace(microsecond=0)))
        except (OSError, ValueError, MindfulError):
            left.draft.release()
            return None
        left.draft.drop()
        return added

    def has(self, entry: Entry) -> bool:
        """Whether this entry can be seen there, whole: it ended before the draft was dropped."""
        with suppress(MindfulError), self.read() as contents:
            return contents.has(entry)
        return False

    def has_sat(self) -> bool:
        """Whether it holds a sitting, as far as one search can tell."""
        from mindful.store.scan import whole

        try:
            with append.opened(self.path) as file:
                return any(b'\nkind = "session"' in piece for _, piece in whole(file))
        except OSError:
            return False

    def gather(self) -> None:
        """Add what an earlier failure left elsewhere; what still cannot be added stays there.

        What a kill left beside the journal, while it was changed, is taken away.
        """
        if os.path.lexists(append.beside(self.path)):
            from mindful.store.replace import sweep

            sweep(self.path)
        if not any(map(os.path.isdir, self.spills)):
            return
        from mindful.store.spill import spilled

        with suppress(OSError):
            for file, block in spilled(self.spills):
                make_folder(self.path.parent)
                with append.locked(self.path) as journal:
                    if journal.begin(2) in append.UTF_16:
                        return
                    # All of it: a part is what a write left that was cut off, or a mention.
                    if block.strip() not in journal.tail(sys.maxsize):
                        journal.append(block)
                file.unlink()

    def obstacle(self) -> str:
        """Why an entry could not be added now, in words; empty when it could.

        Raises MindfulError where there is no sense in trying.
        """
        if self.path.is_dir():
            raise self._unreadable(IsADirectoryError(errno.EISDIR, ""))
        folder = self.path.parent
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        if not folder.is_dir():
            return append.why(NotADirectoryError(errno.ENOTDIR, ""))
        needed = [folder, self.path] if self.path.exists() else [folder]
        denied = not all(os.access(path, os.W_OK) for path in needed)
        return append.why(PermissionError(errno.EACCES, "")) if denied else ""

    @contextmanager
    def read(self) -> Iterator["Contents"]:
        """What the journal holds, for as long as the context lasts.

        Raises MindfulError when there is something there that cannot be read.
        """
        from mindful.store.contents import Contents

        with ExitStack() as stack:
            try:
                file: BinaryIO = stack.enter_context(append.opened(self.path))
            except FileNotFoundError:
                file = BytesIO()
            except OSError as error:
                raise self._unreadable(error) from None
            if file.read(2) in append.UTF_16:
                raise self._unreadable(OSError("it is in UTF-16; save it as UTF-8"))
            yield Contents(file)

    def _unreadable(self, error: OSError) -> MindfulError:
        denied = isinstance(error, PermissionError)
        reason = "it may not be read by you" if denied else append.why(error)
        return MindfulError(
            f"The journal {self.path} cannot be read: {reason}.",
            "`--journal PATH` names another one.",
        )


def _without_torn(entry: Entry, tail: bytes) -> bytes:
    """The tail without what a cut-off writing left of this entry: the whole one takes its id."""
    id = entry.words("id").encode()
    if not id or id not in tail:
        return tail
    head = f'id = "{entry.id}"\nkind = "{entry.kind}"\nat = {entry.at.isoformat()}\n'.encode()
    ends = [*blocks.starts(tail), len(tail)]
    others = [tail[: ends[0]]]
    for start, end in pairwise(ends):
        block = tail[start:end]
        body = block.partition(b"\n")[2].strip(b"\n\0") + b"\n"
        found = blocks.parse(block)
        whole = isinstance(found, Entry) and not found.torn
        if whole or not (body.startswith(head) or head.startswith(body[:-1])):
            others.append(block)
    return b"".join(others)
