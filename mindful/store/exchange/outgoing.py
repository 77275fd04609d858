"""Entries on their way out: as text, into a file, or into a folder of notes."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mindful.core.entry import Entry
from mindful.core.words import in_one_line
from mindful.errors import MindfulError
from mindful.store.append import content, why
from mindful.store.exchange.formats import Format
from mindful.store.exchange.said import Titles
from mindful.store.replace import replace, replacing

_PLAIN = ("json", "csv")  # exercises stand there by their names, and not by their titles


def written(format: Format, entries: Iterable[Entry], titles: Titles) -> Iterator[str]:
    """The text of these entries in a format, piece by piece."""
    ways = format.ways
    made = ways.export(entries) if format.name in _PLAIN else ways.export(entries, titles)
    yield from made


def loses(format: Format) -> str:
    """What a format has no place for, as a sentence without its end; nothing where it has all."""
    return str(format.ways.LOSES)


def into_file(format: Format, path: Path, entries: Iterable[Entry], titles: Titles) -> None:
    """Write it to a file, whole or not at all; MindfulError where that cannot be."""
    pieces: Iterable[bytes] = (piece.encode() for piece in written(format, entries, titles))
    if format.name == "dayone" and path.suffix.lower() == ".zip":
        pieces = [format.ways.zipped(b"".join(pieces))]
    with _said(path), replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        file.writelines(pieces)


def into_notes(folder: Path, entries: Iterable[Entry], titles: Titles) -> tuple[int, int]:
    """Add entries to the daily notes in a folder: how many were not there yet, in how many notes.

    MindfulError where one cannot be written; a second try adds those that are missing.
    """
    from mindful.store.exchange.obsidian import days, note

    added = notes = 0
    for day, group in days(entries):
        file = folder / f"{day.isoformat()}.md"
        with _said(file):
            before = content(file)
            after, count = note(before, group, titles)
            if count:
                replace(file, after, seen=before or b"")
        added, notes = added + count, notes + bool(count)
    return added, notes


@contextmanager
def _said(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MindfulError(
            f"{in_one_line(os.fspath(path))} could not be written: {why(error)}.",
            "What is in your journal is still there.",
        ) from None
