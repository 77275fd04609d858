"""The whole journal in a person's editor."""

import sys
from io import BytesIO

import typer

from mindful.cli.editing import UNCHANGED, open_editor, tell_of
from mindful.cli.journal import group_of
from mindful.cli.leaving import no_leaving
from mindful.cli.world import World, world_of
from mindful.core.words import in_one_line
from mindful.store.changing import edits
from mindful.store.health.checkup import faults_in
from mindful.terminal.columns import tell


def register(app: typer.Typer) -> None:
    group_of(app).command("open")(open_)


def open_(context: typer.Context) -> None:
    """The whole of it in your editor.

    What is written meanwhile is not lost: the two are joined, entry by entry.
    """
    world = world_of(context)
    world.journal()
    lent = edits.lend_all(world.places)
    tell_of(lent, "The journal was changed since you last opened it.")
    open_editor(lent.copy, world)
    edited = lent.copy.saved()
    if edited == lent.copy.base or not edited.strip():
        lent.copy.drop()
        print(UNCHANGED)
        return
    with no_leaving():
        meanwhile = edits.commit_all(world.places, lent.copy, edited, world.now())
    print("Changed", flush=True)
    if meanwhile:
        tell("What was written meanwhile is there, too.", sys.stderr)
    tell("`mindful undo` has it back as it was, for 30 days.", sys.stderr)
    _tell_faults(world, edited)


def _tell_faults(world: World, edited: bytes) -> None:
    """What is wrong in it now, with its lines; it is in the journal all the same."""
    file = in_one_line(str(world.places.journal))
    for fault in faults_in(BytesIO(edited), world.now()):
        if fault.wrong:
            tell(f"{file}:{fault.line}: {fault.words}", sys.stderr, rest="  ")
