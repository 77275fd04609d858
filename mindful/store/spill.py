"""Where an entry goes when the journal cannot take it, until it can."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from mindful.core.entry import Entry
from mindful.errors import KeptElsewhere, MindfulError
from mindful.store import blocks
from mindful.store.append import why
from mindful.store.places import make_folder

_SCREEN = 15  # lines that can be taken in at once
LARGEST = 1024 * 1024 + 64 * 1024  # bytes; a megabyte of text, and the keys around it


def spill(entry: Entry, folders: Sequence[Path], cause: Exception) -> MindfulError:
    """Keep an entry in the first folder that takes it; the error to raise says where.

    Where none does, the words themselves are given back in the error's hint.
    """
    message = f"The journal could not take this entry: {why(cause)}."
    for folder in folders:
        file = folder / f"{entry.id}.toml"
        try:
            make_folder(folder)
            _write(file, blocks.write(entry))
        except (OSError, ValueError):
            continue
        joins = ", and joins the journal as soon as that can be written"
        refused = isinstance(cause, ValueError)
        return KeptElsewhere(message, f"It is kept in {file}{'' if refused else joins}.")
    if not entry.text:
        return MindfulError(
            message, "Nor could it be kept elsewhere. `--journal PATH` names another place."
        )
    again = f"\n\n{message} These words are nowhere else now: you might copy them."
    behind = again if entry.text.count("\n") > _SCREEN else ""  # above, it has scrolled away
    return MindfulError(
        message, f"Nor could it be kept elsewhere. Your words:\n\n{entry.text}{behind}"
    )


def _write(file: Path, block: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(block)
            stream.flush()
            os.fsync(descriptor)
    except OSError:
        with suppress(OSError):
            file.unlink()
        raise


def spilled(folders: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    """Every whole entry that was kept elsewhere: its file and its block."""
    for folder in folders:
        for file in sorted(folder.glob("*.toml")):
            block = file.read_bytes()
            if len(block) > LARGEST:  # refused for its size, and not by accident
                continue
            entry = blocks.parse(block) if len(blocks.heads(block)) == 1 else ""
            if isinstance(entry, Entry) and not entry.torn:
                yield file, block
