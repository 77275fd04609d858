"""Something to write on: words kept while they are written, and added to the journal after."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from mindful.cli.leaving import Asked, no_leaving
from mindful.cli.world import World
from mindful.core.entry import Entry, joined, worth_keeping
from mindful.errors import KeptElsewhere, MindfulError
from mindful.store.journal import Journal
from mindful.terminal.columns import tell

if TYPE_CHECKING:  # `write` on a pipe needs none of it
    from mindful.store.drafts import Draft, Left
    from mindful.terminal.page import Sheet, Writes

NOTHING = "Nothing was written, and nothing is kept."


def sheet(
    world: World,
    draft: "Draft",
    question: str,
    words: str,
    keep: Callable[[str], None],
    brief: bool = False,
) -> "Sheet":
    """A sheet whose words are kept in a draft, and that the person's own editor can take over."""

    from mindful.terminal.page import Edited, Sheet

    def edit(text: str) -> Edited:
        from mindful.terminal import editor

        said = ""
        keep(text)  # the copy counts as long as nothing else is kept after it
        try:
            editor.edit(draft.lend(text), world.environ)
        except MindfulError as error:
            said = error.message
        saved = draft.lent()
        words = text if saved is None else saved
        keep(words)
        return Edited(words, said)

    return Sheet(question, words, keep, edit, brief)


def unfinished(world: World) -> "Left | None":
    """The latest words that were being written when a process ended; what else was left, waits."""
    from mindful.store.drafts import left_behind

    journal = Journal.at(world.places)
    journal.gather()
    found = None
    for left in left_behind(world.places.drafts):
        if left.writing.strip() and not journal.has(left.entry):
            found, left = left, found
        if left:
            left.draft.release()
    return found


def fresh(world: World, entry: Entry) -> "Left":
    """Room that nobody has written in yet, for the words of an entry, with a draft to keep them."""
    from mindful.store.drafts import Left, begun

    draft = begun(world.places.drafts, entry.at)
    return Left(draft, Entry({"id": draft.id, **entry.values}), "")


def write(
    left: "Left",
    writes: "Writes",
    world: World,
    asked: Asked,
    said: str = "",
    brief: bool = False,
) -> int:
    """Write on, from where it was left, and say what was kept of it; the exit status.

    On a brief sheet, where nothing was written, nothing need be said.
    """

    def keep(text: str) -> None:
        left.draft.keep(left.entry, text)

    question = left.entry.words("question")
    words = writes(sheet(world, left.draft, question, left.writing, keep, brief))
    entry = left.entry.with_(text=joined(left.entry.text, words.text))
    if not words.text.strip():  # as after any sitting: a question stands where it was answered
        entry = Entry({key: one for key, one in entry.values.items() if key != "question"})
    kept, status = add(entry, left.draft, world), words.status or asked.status
    if kept:
        tell_saved(kept, status, said)
    elif not brief:
        tell_nothing()
    return status


def add(entry: Entry, draft: "Draft", world: World) -> Entry | None:
    """Commit an entry and drop its draft, whatever arrives meanwhile; None for nothing to keep."""
    with no_leaving():
        try:
            journal = Journal.at(world.places)  # what else was left, is gathered at the beginning
            kept = journal.add(entry, world.now()) if worth_keeping(entry) else None
        except KeptElsewhere:  # from where it joins the journal; the draft would do so once more
            draft.drop()
            raise
        draft.drop()
    return kept


def tell_waiting(left: "Left") -> None:
    """That words of another time stand there again."""
    from mindful.terminal.pages import when

    tell(f"These words of {when(left.entry)}, were not kept yet.", sys.stderr)


def tell_saved(entry: Entry, status: int, said: str = "") -> None:
    """What it was, and `Saved ID`, once it is on the disk."""
    try:
        if said:
            tell(said, sys.stdout)
        print(f"Saved {entry.id}", flush=True)
    except OSError as error:
        if not status:
            raise MindfulError("It is saved, but could not be shown.", entry.id) from error


def tell_nothing() -> None:
    tell(NOTHING, sys.stderr)
