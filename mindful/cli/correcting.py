"""Entries taken out of the journal, and changes taken back."""

import sys
from datetime import date
from typing import Annotated

import typer

from mindful.cli.agreeing import agreed
from mindful.cli.history import view_of
from mindful.cli.leaving import no_leaving
from mindful.cli.world import World, world_of
from mindful.core.entry import Entry
from mindful.errors import Misuse
from mindful.store.changing.back import Taken, take_back
from mindful.store.changing.deleting import deletable
from mindful.store.changing.deleting import delete as take_out
from mindful.terminal import pages
from mindful.terminal.columns import tell

_NOTHING = "Nothing was deleted."
_FOR_GOOD = (
    "Deleted for good: mindful keeps nothing of it, and `mindful undo` cannot bring it back. What "
    "your editor, your backups or a synchronised folder may hold of it is out of its reach."
)


def register(app: typer.Typer) -> None:
    app.command("delete")(delete)
    app.command("undo")(undo)


def delete(
    context: typer.Context,
    said: Annotated[
        str, typer.Argument(metavar="ID", help="A beginning of the id, its last four, or last.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Without being asked.")] = False,
    for_good: Annotated[
        bool, typer.Option("--for-good", help="Keep nothing of it, for undo neither.")
    ] = False,
) -> None:
    """Take an entry out; undo has it back, for 30 days."""
    if not said:
        raise Misuse("Which entry?", "For example `mindful delete last`.")
    world = world_of(context)
    with world.journal().read() as contents:
        entry = contents.find(said)
    seen = deletable(world.places, entry)
    _show(entry, world)
    how = " for good" if for_good else ""
    option = " --for-good" if for_good else ""
    if not yes and not agreed(
        f"Delete it{how}? y deletes it, enter leaves it: ",
        _NOTHING,
        f"`mindful delete {entry.id}{option} --yes` deletes it unasked.",
    ):
        print(_NOTHING)
        return
    with no_leaving():
        take_out(world.places, entry, seen, world.now(), for_good)
    said = _FOR_GOOD if for_good else "Deleted. `mindful undo` has it back, for 30 days."
    tell(said, sys.stdout)


def _show(entry: Entry, world: World) -> None:
    title = world.library.title(entry.words("exercise"))
    print(*pages.entry(entry, title, view_of(world)), "", sep="\n", flush=True)


def undo(context: typer.Context) -> None:
    """Take back the last edit, delete, import or merge.

    Once more, the one before. What is older than 30 days is gone.
    """
    world = world_of(context)
    world.journal()
    with no_leaving():
        taken = take_back(world.places, world.now())
    tell(_said(taken, world.now().date()), sys.stdout)


def _said(taken: Taken, today: date) -> str:
    """What was taken back, and what of it is there again."""
    of = f"The {taken.what} of {pages.day(taken.at.date(), today)}, {taken.at:%H:%M}, is taken back"
    named = {entry.id: entry for entry in taken.back}
    if taken.what == "delete" and named:
        back = " and ".join(f"{one.id} of {pages.when(one)}" for one in named.values())
        return f"{of}: {back}, {'is' if len(named) == 1 else 'are'} there again."
    if named:
        count = len(named)
        what = next(iter(named)) if count == 1 else f"{count:,} entries"
        return f"{of}: {what} {'is' if count == 1 else 'are'} as before."
    gone = len({entry.id for entry in taken.gone})
    return f"{of}: {gone:,} {'entry is' if gone == 1 else 'entries are'} out of the journal again."
