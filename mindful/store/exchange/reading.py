"""A stranger's file, opened to be read: seen for what it is, and told how far it is."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import tzinfo
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mindful.core.words import in_one_line
from mindful.errors import MindfulError, Misuse
from mindful.store import append
from mindful.store.exchange.formats import HEAD, Format, recognised, titles
from mindful.store.exchange.found import Found, Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Told = Callable[[int, int], None]


class _Watched(RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._size = os.fstat(descriptor).st_size
        self.told: Told = lambda done, of: None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return os.lseek(self._descriptor, offset, whence)

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer).cast("B")
        data = os.read(self._descriptor, len(room))
        room[: len(data)] = data
        self.told(os.lseek(self._descriptor, 0, os.SEEK_CUR), self._size)
        return len(data)


class Reading(NamedTuple):
    """A file in its format, ready to be read once."""

    format: Format
    source: Source
    watched: _Watched

    def found(self, told: Told) -> Iterator[Found]:
        """What is in it; told of the bytes read and how many there are. MindfulError on a fault."""
        self.watched.told = told
        try:
            yield from self.format.ways.read(self.source)
        except OSError as error:
            raise _unread(str(append.why(error))) from None


@contextmanager
def opened(
    path: Path, format: Format | None, zone: tzinfo | None, local: bool
) -> Iterator[Reading]:
    """A file in the format that is said, or that it is in.

    Raises Misuse where there is no such file, MindfulError where it is in none that is known.
    """
    with ExitStack() as stack:
        try:
            descriptor = stack.enter_context(append.regular(path, os.O_RDONLY))
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            reason = "there is none" if missing else append.why(error)
            raise Misuse(
                f"{in_one_line(os.fspath(path))} cannot be read: {reason}.",
                "As in `mindful journal import insight-timer.csv`.",
            ) from None
        watched = _Watched(descriptor)
        file = BufferedReader(watched)
        head = file.read(HEAD)
        file.seek(0)
        source = Source(file, head, zone, local)
        yield Reading(format or _recognised(path, head), source, watched)


def _recognised(path: Path, head: bytes) -> Format:
    if head.startswith(append.UTF_16):
        raise _unread("it is in UTF-16; save it as UTF-8")
    if not head.strip():
        raise _unread("it is empty")
    found = recognised(head)
    if found is None:
        *most, last = titles()
        raise MindfulError(
            f"{in_one_line(path.name)} is nothing that is known here: {', '.join(most)} "
            f"and {last} are.",
            "--format says which it is, where that cannot be seen.",
        )
    return found


def _unread(reason: str) -> MindfulError:
    return MindfulError(f"That file cannot be read: {reason}. Nothing was added.")
