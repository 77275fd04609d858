"""Taking an entry out of the journal, so that it can be put back, or for good."""

from contextlib import suppress
from datetime import datetime

from mindful.core.entry import Entry
from mindful.errors import MindfulError
from mindful.store.changing import undo
from mindful.store.changing.edits import stands
from mindful.store.changing.extent import foreign
from mindful.store.changing.rewrite import held
from mindful.store.changing.splices import Standing, alike, taking_out, with_id
from mindful.store.places import Places

_NOTHING = "Nothing was deleted."


def deletable(places: Places, entry: Entry) -> Standing:
    """The block of an entry; MindfulError where something else would be taken out with it."""
    one = stands(places, entry)
    if foreign(one.block):
        raise MindfulError(
            f"Behind this entry stands something that is no part of it. {_NOTHING}",
            f"`mindful edit {entry.id}` shows it; so does any editor.",
        )
    return one


def delete(
    places: Places, entry: Entry, seen: Standing, now: datetime, for_good: bool = False
) -> None:
    """Take an entry out, as it was seen; its equal copies too, and what was cut off of it.

    For good, nothing of it is kept anywhere that is ours. Raises MindfulError, with the journal as
    it was.
    """
    id = entry.words("id")
    with held(places) as journal:
        found = alike(journal.data, id, seen.body)
        if not found:
            raise MindfulError(f"That entry was changed meanwhile. {_NOTHING}", "You might look.")
        others = [one for one in with_id(journal.data, id) if one not in found]
        same = [one for one in others if one.entry and one.entry.id == id]
        if not entry.torn and not any(one.entry and not one.entry.torn for one in same):
            found += same  # cut off in the writing, and hidden until now by the whole one
        if for_good:
            undo.forget(places, id, seen.body)
        splices = taking_out(journal.data, found)
        _drop_left(places, id, for_good)
        journal.change(splices, "delete", now, keep=not for_good)


def _drop_left(places: Places, id: str, for_good: bool) -> None:
    """What else holds the entry: from a draft or a spill it would join the journal once more."""
    folders = [places.drafts, *places.spills, *([places.edits] if for_good else [])]
    for folder in folders:
        for file in [*folder.glob(f"{id}.*"), *folder.glob(f".{id}.*")]:
            with suppress(FileNotFoundError):
                file.unlink()
