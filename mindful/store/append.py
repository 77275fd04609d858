"""The one commit routine: whole blocks at the end of a file, under a lock, down to the disk."""

import errno
import os
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from mindful.errors import LEAVING

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TRIES, _PAUSE = 100, 0.05  # five seconds for another mindful to finish
_IN_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "it may not be written to",
    errno.EPERM: "it may not be written to",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk reports a fault",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is a file",
    errno.ELOOP: "its links lead in a circle",
    errno.EINVAL: "it is not a plain file",
    errno.EEXIST: "a part of its path is a file",
    errno.ETIMEDOUT: "another mindful has held it for five seconds",
}


def why(error: Exception) -> str:
    """The reason of a failure to read or write, in words."""
    if isinstance(error, OSError) and error.errno is not None:
        reason = error.strerror or "it failed"
        return _IN_WORDS.get(error.errno) or reason[:1].lower() + reason[1:]
    return str(error)


@contextmanager
def regular(path: Path, flags: int) -> Iterator[int]:
    """A descriptor of a plain file; a pipe or a device is refused at once, never waited for."""
    wait_for_nobody = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags | wait_for_nobody, 0o600)
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        yield descriptor
    finally:
        os.close(descriptor)


def utf_8(data: bytes) -> bytes:
    """The beginning of a file, or all of it; OSError where it says to be in UTF-16."""
    if data.startswith(UTF_16):
        raise OSError(errno.EILSEQ, "it is in UTF-16, and would have to be UTF-8")
    return data


def beside(path: Path) -> Path:
    """Where what is to take a file's place is written first."""
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name}.tmp")


@contextmanager
def opened(path: Path) -> Iterator[FileIO]:
    """A plain file to read from, without a buffer of its own."""
    with regular(path, os.O_RDONLY) as descriptor:
        yield FileIO(descriptor, closefd=False)


def content(path: Path) -> bytes | None:
    """All that a plain file holds; None where there is none."""
    try:
        with opened(path) as file:
            return file.readall()
    except FileNotFoundError:
        return None


class Locked(NamedTuple):
    """A file that nobody else is writing to while we hold this."""

    path: Path

    def begin(self, size: int) -> bytes:
        """The first bytes of the file; none when there is no file yet."""
        return self._part(0, size)

    def tail(self, size: int) -> bytes:
        """The last bytes of the file; none when there is no file yet."""
        return self._part(-size, size)

    def _part(self, start: int, size: int) -> bytes:
        try:
            with opened(self.path) as file:
                end = file.seek(0, os.SEEK_END)
                file.seek(max(0, end + start) if start < 0 else start)
                return file.read(min(size, end))
        except FileNotFoundError:
            return b""

    def append(self, block: bytes) -> None:
        """Put a block behind whatever is there, and return when the disk has it.

        Raises OSError; what was written of the block is then taken back.
        """
        while True:
            created = not self.path.exists()
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
            with regular(self.path, flags) as descriptor, _undisturbed():
                _write(descriptor, block)
                if created:
                    sync_folder(self.path.parent)
                written_to = os.fstat(descriptor).st_ino
            # An editor that saves by renaming has put another file here: that one is the journal.
            if self.path.exists() and self.path.stat().st_ino == written_to:
                return


@contextmanager
def locked(path: Path) -> Iterator[Locked]:
    """Hold the lock of a file. It is on a file beside it, which an editor's rename cannot take.

    Raises TimeoutError after five seconds.
    """
    real = Path(os.path.realpath(path))
    if real.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    lock = os.open(
        real.with_name(f".{real.stem}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
    )
    try:
        hold(lock)
        yield Locked(real)
    finally:
        os.close(lock)


def hold(descriptor: int) -> None:
    """Lock an open file until it is closed; TimeoutError after five seconds."""
    import fcntl

    for _ in range(_TRIES):
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
    raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))


def _write(descriptor: int, block: bytes) -> None:
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        block = b"\n" + block
    written = 0
    try:
        while written < len(block):  # a full disk takes a part without a word
            written += os.write(descriptor, block[written:])
        os.fsync(descriptor)
    except OSError:
        # Our own tail only, and only while it is the tail.
        if os.fstat(descriptor).st_size == size + written:
            os.ftruncate(descriptor, size)
        raise


def sync_folder(folder: Path) -> None:
    """Have the disk know of the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No signal that would leave arrives between the first byte and the last."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, LEAVING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
