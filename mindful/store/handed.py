"""A file that a person asks for, wherever they want it: whoever looks finds it whole or not."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mindful.core.words import in_one_line
from mindful.errors import MindfulError, Misuse
from mindful.store.append import regular, why
from mindful.store.replace import replacing


def ready(file: Path, journal: Path | None = None) -> None:
    """Find out before anything is made whether it can be written there, and is not the journal.

    Misuse where it cannot be.
    """
    if journal is not None and same(file, journal):
        raise Misuse("That is the journal itself. Nothing was written.", "Name another file.")
    folder = Path(os.path.realpath(file)).parent
    if not os.path.isdir(folder):
        raise Misuse(f"There is no folder {in_one_line(str(folder))}.", "You might make it first.")
    try:
        with regular(file, os.O_RDONLY):
            pass
    except FileNotFoundError:
        pass
    except OSError as error:
        raise Misuse(unwritten(file, error), "Another name would do.") from None


def write(file: Path, pieces: Iterable[str]) -> None:
    """Write this text, open to nobody else. What was there gives way once it is whole.

    MindfulError where that cannot be; as when `pieces` raises, nothing is then left of it.
    """
    try:
        with (
            replacing(file) as descriptor,
            open(descriptor, "w", encoding="utf-8", newline="\n", closefd=False) as stream,
        ):
            stream.writelines(pieces)
    except OSError as error:
        raise MindfulError(unwritten(file, error), "Nothing of it was left behind.") from None


def unwritten(file: Path, error: OSError) -> str:
    """That a file could not be written, and why, as a sentence."""
    return f"{in_one_line(str(file))} could not be written: {why(error)}."


def same(file: Path, other: Path) -> bool:
    """Whether two names are of one file that is there."""
    with suppress(OSError):
        return file.samefile(other)
    return False
