"""A stranger's zip: looked at before anything of it is read, and only its JSON is."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from mindful.errors import MindfulError

_MOST = 100_000  # files
_LARGEST = 1024**3  # bytes of one JSON
_LARGEST_OF_ALL = 64 * 1024**3  # bytes; photos and films are never unpacked
_DENSEST = 200  # bytes that one byte unpacks to; words come to about ten
_ENCRYPTED = 0x1


@contextmanager
def unzipped(file: BinaryIO) -> Iterator[Iterator[BinaryIO]]:
    """Each JSON that stands at the top of a zip, opened one after another.

    Raises MindfulError for what is no zip, or none that Day One makes, also while one is read.
    """
    try:
        with ZipFile(file) as folder:
            yield (cast(BinaryIO, folder.open(info)) for info in _checked(folder))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
            OverflowError) as error:  # fmt: skip
        raise MindfulError(
            "That zip is damaged, or not of a kind that Day One makes. Nothing was imported.",
            "You might unpack it, and import the JSON that is in it.",
        ) from error


def _checked(folder: ZipFile) -> list[ZipInfo]:
    infos = folder.infolist()
    if any(_leads_out(info.filename) for info in infos):
        raise _refused("a name in it leads out of its folder")
    if len(infos) > _MOST or sum(info.file_size for info in infos) > _LARGEST_OF_ALL:
        raise _refused("it holds more than any journal does")
    found = [
        info for info in infos
        if "/" not in info.filename and info.filename.lower().endswith(".json")
    ]  # fmt: skip
    if not found:
        raise _refused("there is no JSON at the top of it")
    if any(info.flag_bits & _ENCRYPTED for info in found):
        raise _refused("it is locked with a password")
    if any(
        info.file_size > _LARGEST or info.file_size > _DENSEST * max(1, info.compress_size)
        for info in found
    ):
        raise _refused("it would unpack to more than any journal is")
    return found


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in name


def _refused(reason: str) -> MindfulError:
    return MindfulError(
        f"That zip is none that Day One makes: {reason}. Nothing was imported.",
        "You might unpack it, and import the JSON that is in it.",
    )
