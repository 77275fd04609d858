"""A whole file put in the place of another: whoever looks finds the old one or the new one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mindful.errors import MindfulError
from mindful.store.append import hold, regular, sync_folder
from mindful.store.places import make_folder

_OURS = 0o600  # the bits of its owner: a file may be stricter than this, and is never laxer


def replace(path: Path, data: bytes, fsync: bool = True, *, seen: bytes | None = None) -> None:
    """Have a file hold these bytes, open to nobody else; links to it go on leading to it.

    With `seen`, what it held when it was read (nothing, where there was none), MindfulError when
    it holds something else by now. Raises OSError when it cannot be; it is then as it was.
    """
    with replacing(path, fsync, seen=seen) as descriptor:
        _write(descriptor, data)


@contextmanager
def replacing(path: Path, fsync: bool = True, *, seen: bytes | None = None) -> Iterator[int]:
    """A descriptor to write to; at the end what was written is the file, as by `replace`.

    Whatever is raised meanwhile, of what was written nothing stays.
    """
    real = Path(os.path.realpath(path))
    make_folder(real.parent)
    with _beside(real.with_name(f".{real.name}.tmp")) as (temporary, descriptor):
        yield descriptor
        if fsync:
            os.fsync(descriptor)
        held, mode = _held(real, whole=seen is not None)
        if seen is not None and held != seen:
            raise MindfulError(
                f"{path} was changed by someone else meanwhile. Nothing was written.",
                "You might try once more.",
            )
        os.replace(temporary, real)
        os.fchmod(descriptor, mode)  # at the end, so that what a kill leaves can be opened
    if fsync:
        sync_folder(real.parent)


@contextmanager
def _beside(temporary: Path) -> Iterator[tuple[Path, int]]:
    """An empty file of that name, held by nobody else; what a kill left of it is used again."""
    while True:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        with regular(temporary, flags) as descriptor:
            hold(descriptor)
            if not same_file(
                temporary, descriptor
            ):  # whoever held it before has put it in its place
                continue
            os.fchmod(descriptor, _OURS)
            os.ftruncate(descriptor, 0)
            try:
                yield temporary, descriptor
            except BaseException:
                if same_file(temporary, descriptor):
                    with suppress(OSError):
                        temporary.unlink()
                raise
            return


def same_file(path: Path, descriptor: int) -> bool:
    """Whether this is still the name of an open file."""
    try:
        return os.path.samestat(os.lstat(path), os.fstat(descriptor))
    except OSError:
        return False


def _write(descriptor: int, data: bytes) -> None:
    written = 0
    while written < len(data):  # a full disk takes a part without a word
        written += os.write(descriptor, data[written:])


def _held(real: Path, whole: bool) -> tuple[bytes, int]:
    """What a file holds, where that is asked, and its mode; as a new one's where there is none."""
    try:
        with (
            regular(real, os.O_RDONLY) as descriptor,
            open(descriptor, "rb", closefd=False) as file,
        ):
            return file.read() if whole else b"", os.fstat(descriptor).st_mode & _OURS
    except FileNotFoundError:
        return b"", _OURS
