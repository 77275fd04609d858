"""An editor's copy of one entry: lent, and put in its place when the editor is closed."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from mindful.core.entry import Entry
from mindful.errors import MindfulError
from mindful.store.append import content, utf_8, why
from mindful.store.changing.rewrite import held
from mindful.store.changing.splices import Splice, Standing, alike, between, with_id
from mindful.store.copies.joining import united
from mindful.store.drafts import taken
from mindful.store.places import Places, make_folder
from mindful.store.replace import replace

ALL = "journal"  # what the copy of all of it is called
CHANGED = "This entry was changed by someone else meanwhile."


class Copy(NamedTuple):
    """A copy of an entry's bytes, ours while its lock is held; `base` is what it was made of."""

    file: Path
    base: bytes
    lock: int

    def saved(self) -> bytes:
        """What the copy holds now; nothing where it is gone."""
        return content(self.file) or b""

    def drop(self) -> None:
        """It has served: nothing of it stays."""
        with suppress(OSError):
            for ending in (".toml", ".base", ".lock"):
                self.file.with_suffix(ending).unlink(missing_ok=True)
        self.leave()

    def leave(self) -> None:
        """Leave it for another time."""
        with suppress(OSError):
            os.close(self.lock)

    def set_aside(self) -> Path:
        """Keep what it holds under another name, and the entry free to be edited anew."""
        number, aside = 1, self.file.with_suffix(".kept.toml")
        while os.path.lexists(aside):
            number += 1
            aside = self.file.with_suffix(f".kept-{number}.toml")
        os.rename(self.file, aside)
        self.drop()
        return aside


class Lent(NamedTuple):
    """A copy to edit; whether it was left by an earlier edit, and where another was set aside."""

    copy: Copy
    left: bool = False
    aside: Path | None = None


def stands(places: Places, entry: Entry) -> Standing:
    """The block of an entry in the journal, as it is now."""
    for one in with_id(content(places.journal) or b"", entry.words("id")):
        if one.entry and one.entry[:2] == entry[:2]:
            return one
    raise MindfulError(CHANGED, "You might try once more.")


def lend(places: Places, entry: Entry) -> Lent:
    """A copy of an entry for an editor, or the one that was left when an edit was cut off."""
    return _lent(places, entry.id, stands(places, entry).body)


def lend_all(places: Places) -> Lent:
    """The same of the whole journal."""
    try:
        return _lent(places, ALL, utf_8(content(places.journal) or b""))
    except OSError as error:
        raise _no_copy(error) from None


def _lent(places: Places, name: str, base: bytes) -> Lent:
    file = places.edits / f"{name}.toml"
    try:
        make_folder(places.edits)
        copy = Copy(file, base, taken(file))
    except BlockingIOError:
        raise MindfulError(
            "This is open in another editor already.", "It can be edited when that is closed."
        ) from None
    except OSError as error:
        raise _no_copy(error) from None
    return _made(copy)


def _made(copy: Copy) -> Lent:
    try:
        left, of, aside = copy.saved(), content(copy.file.with_suffix(".base")), None
        if left.strip() and of and left != of:
            if of == copy.base:
                return Lent(copy, left=True)
            aside = copy.set_aside()
            copy = copy._replace(lock=taken(copy.file))
        replace(copy.file.with_suffix(".base"), copy.base)
        replace(copy.file, copy.base)
    except OSError as error:
        copy.drop()
        raise _no_copy(error) from None
    return Lent(copy, aside=aside)


def commit(places: Places, entry: Entry, copy: Copy, edited: bytes, now: datetime) -> None:
    """Put what was edited where the entry stands, wherever that is by now.

    Where the entry itself was changed meanwhile, MindfulError, and what was edited is set aside.
    """
    with held(places) as journal:
        found = alike(journal.data, entry.words("id"), copy.base)
        if found:
            splices = [Splice(one.at, one.body, edited) for one in found]
            journal.change(splices, "edit", now)
    if not found:
        raise MindfulError(
            f"{CHANGED} It is left as it is.", f"What you wrote is kept in {copy.set_aside()}"
        )
    copy.drop()


def commit_all(places: Places, copy: Copy, edited: bytes, now: datetime) -> bool:
    """Put what was edited of the whole journal in its place.

    What was written or changed meanwhile is joined with it, entry by entry, as git's two sides are;
    whether there was such.
    """
    with held(places) as journal:
        meanwhile = journal.data != copy.base
        after = united(copy.base, journal.data, utf_8(edited)).data if meanwhile else utf_8(edited)
        journal.change([between(journal.data, after)], "edit", now)
    copy.drop()
    return meanwhile


def _no_copy(error: OSError) -> MindfulError:
    return MindfulError(f"The editor cannot be opened: {why(error)}.", "Nothing was changed.")
