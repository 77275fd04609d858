"""A person's own exercises: their names, their files begun and added, and what was there kept."""

import os
import re
from pathlib import Path

from mindful.core.words import safe
from mindful.errors import MindfulError, Misuse
from mindful.store import schema
from mindful.store.append import regular, why
from mindful.store.library import NAME
from mindful.store.replace import replace
from mindful.store.skeleton import skeleton
from mindful.store.source import LARGEST_FILE, NotReadable, raw, why_unread

_TAKEN_BY_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def is_name(name: str) -> bool:
    """Whether an exercise can be called this, on any system."""
    return bool(NAME.fullmatch(name)) and not _TAKEN_BY_WINDOWS.fullmatch(name)


def fitting(name: str) -> str:
    """The nearest name that an exercise can have."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name.removesuffix(".toml")[:500])
    kept = re.sub(r"[^a-z0-9_-]+", "-", "".join(
        letter for letter in plain.lower() if not unicodedata.combining(letter)))  # fmt: skip
    near = kept.strip("-_")[:64].rstrip("-_")
    return near if is_name(near) else f"my-{near}".rstrip("-") if near else "my-own"


def begin(folder: Path, name: str) -> Path:
    """Put a first text of this name among a person's own, and the schema beside it."""
    file = folder / f"{name}.toml"
    if os.path.lexists(file):
        raise Misuse(
            f"There is an exercise of yours called {name} already.",
            f"The file is {file}; any editor opens it.",
        )
    _put(file, skeleton(name).encode(), b"")
    _put(folder / schema.NAME, schema.text().encode())
    return file


def strangers(file: Path) -> bytes:
    """The bytes of a stranger's file; Misuse at once for anything but a plain one, not too large.

    Not through a link: what it leads to is not what was handed on.
    """
    try:
        with regular(file, os.O_RDONLY | _NO_LINK) as descriptor:
            data = b""
            while len(data) <= LARGEST_FILE and (part := os.read(descriptor, LARGEST_FILE + 1)):
                data += part
    except OSError as error:
        reason = "it is a link" if os.path.islink(file) else why_unread(error)
        raise Misuse(
            f"{safe(str(file))} cannot be read: {reason}.",
            "An exercise is a plain text file, as in `mindful exercises add kettle.toml`.",
        ) from None
    return data


def held(folder: Path, name: str) -> bytes | None:
    """What a person's own exercise of this name holds; None where there is none."""
    file = folder / f"{name}.toml"
    if not os.path.lexists(file):
        return None
    try:
        return raw(file)
    except NotReadable as error:
        raise MindfulError(f"{file} stands where it would go: {error}.") from None


def keep(folder: Path, name: str, data: bytes, before: bytes | None) -> Path | None:
    """Put these bytes among a person's own; where what was there before is kept, if any was."""
    aside = _aside(folder / f"{name}.toml.old") if before is not None else None
    if aside:
        _put(aside, before or b"", b"")
    _put(folder / f"{name}.toml", data, before or b"")
    _put(folder / schema.NAME, schema.text().encode())
    return aside


def _aside(file: Path) -> Path:
    """A name that is not taken yet."""
    number, free = 1, file
    while os.path.lexists(free):
        number += 1
        free = file.with_name(f"{file.name}{number}")
    return free


def _put(file: Path, data: bytes, seen: bytes | None = None) -> None:
    try:
        replace(file, data, seen=seen)
    except OSError as error:
        raise MindfulError(
            f"{file.name} could not be written: {why(error)}.", f"The folder is {file.parent}"
        ) from None
