"""A whole file put in the place of another: whoever looks finds the old one or the new one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mindful.errors import MindfulError
from mindful.store.append import beside, content, hold, regular, sync_folder
from mindful.store.places import make_folder

_OURS = 0o600  # the bits of its owner: a file may be stricter than this, and is never laxer
AS_IT_WAS = 0o777  # where it is a person's own affair who else may read a file
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def replace(
    path: Path, data: bytes, fsync: bool = True, *, seen: bytes | None = None, mode: int = _OURS
) -> None:
    """Have a file hold these bytes, open to nobody else; links to it go on leading to it.

    With `seen`, what it held when it was read (nothing, where there was none), MindfulError when
    it holds something else by now. `mode` masks the bits that are kept of those it had. Raises
    OSError when it cannot be; it is then as it was.
    """
    with replacing(path, fsync, seen=seen, mode=mode) as descriptor:
        _write(descriptor, data)


@contextmanager
def replacing(
    path: Path, fsync: bool = True, *, seen: bytes | None = None, mode: int = _OURS
) -> Iterator[int]:
    """A descriptor to write to; at the end what was written is the file, as by `replace`.

    Whatever is raised meanwhile, of what was written nothing stays.
    """
    real = Path(os.path.realpath(path))
    make_folder(real.parent)
    with _beside(beside(path)) as (temporary, descriptor):
        yield descriptor
        bits = _given_over(descriptor, real, mode)
        if fsync:
            os.fsync(descriptor)
        if seen is not None and (content(real) or b"") != seen:
            raise MindfulError(
                f"{path} was changed by someone else meanwhile. Nothing was written.",
                "You might try once more.",
            )
        os.replace(temporary, real)
        if bits != bits | _OURS:
            os.fchmod(descriptor, bits)  # at the end, so that what a kill leaves can be opened
    if fsync:
        sync_folder(real.parent)


@contextmanager
def _beside(temporary: Path) -> Iterator[tuple[Path, int]]:
    """An empty file of that name, held by nobody else; what a kill left of it is used again."""
    while True:
        with regular(temporary, os.O_RDWR | os.O_CREAT | _NO_LINK) as descriptor:
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


def sweep(path: Path) -> None:
    """Take away what a kill left beside a file; what is being written there now stays."""
    import fcntl

    left = beside(path)
    with suppress(OSError), regular(left, os.O_RDWR | _NO_LINK) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if same_file(left, descriptor):
            left.unlink()


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


def _given_over(descriptor: int, real: Path, mode: int) -> int:
    """Have what is written beside a file open to the same as the file is; the bits of its mode.

    Where it cannot be given to the same group, it is open to no group.
    """
    try:
        was, ours = os.stat(real), os.fstat(descriptor)
    except FileNotFoundError:
        return _OURS
    bits = was.st_mode & mode
    if bits & ~_OURS and (was.st_uid, was.st_gid) != (ours.st_uid, ours.st_gid):
        try:
            os.fchown(descriptor, was.st_uid, was.st_gid)
        except PermissionError:
            bits &= 0o700
    if bits & ~_OURS:
        os.fchmod(descriptor, bits | _OURS)
    return bits
