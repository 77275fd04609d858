"""What cannot be read moved out of the journal, byte for byte, into a file beside it."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from mindful.errors import MindfulError
from mindful.store.append import UTF_16, opened, regular, sync_folder, why
from mindful.store.changing.rewrite import Splice, rewrite
from mindful.store.health.checkup import Part, unread_in
from mindful.store.places import Places


def unread(journal: Path) -> list[Part]:
    """What nothing can be read from; nothing of a file that is not the journal's kind at all."""
    try:
        with opened(journal) as file:
            return [] if file.read(2) in UTF_16 else unread_in(file)
    except OSError:
        return []


def move(places: Places, parts: Sequence[Part], now: datetime) -> Path:
    """Move these parts into a file of their own, and return it; all else stays byte for byte.

    Raises MindfulError when it cannot be done; the journal is then as it was.
    """
    try:
        aside = _kept(places.journal, parts, now)
    except OSError as error:
        raise _undone(why(error)) from None
    try:
        splices = [Splice(part.at, part.data, b"") for part in parts]
        rewrite(places, splices, "repair", now, keep=False)
    except (OSError, MindfulError) as error:
        aside.unlink(missing_ok=True)
        raise error if isinstance(error, MindfulError) else _undone(why(error)) from None
    return aside


def _undone(reason: str) -> MindfulError:
    return MindfulError(f"It could not be moved: {reason}.", "The journal is as it was.")


def _kept(journal: Path, parts: Sequence[Part], now: datetime) -> Path:
    """A new file beside the journal that holds the parts, each below a line on where it was."""
    real = Path(os.path.realpath(journal))
    name = f"{real.stem}.unread-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    aside = real.with_name(f"{name}{real.suffix}")
    count = 1
    while os.path.lexists(aside):
        count += 1
        aside = real.with_name(f"{name}-{count}{real.suffix}")
    with regular(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as descriptor:
        try:
            for part in parts:
                head = f"# line {part.lines} of the journal, as it stood there\n".encode()
                data = head + part.data + b"\n" * (not part.data.endswith(b"\n"))
                while data:
                    data = data[os.write(descriptor, data) :]
            os.fsync(descriptor)
        except OSError:
            aside.unlink()
            raise
    sync_folder(real.parent)
    return aside
