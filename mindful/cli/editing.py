"""An entry changed in a person's own editor."""

import sys
from typing import Annotated

import typer

from mindful.cli.agreeing import answer
from mindful.cli.leaving import leaving, no_leaving
from mindful.cli.world import World, world_of
from mindful.core.entry import Entry
from mindful.core.words import safe
from mindful.errors import OK, MindfulError, Misuse
from mindful.store.blocks import Damage, parse
from mindful.store.changing import edits
from mindful.store.changing.edits import Copy, Lent
from mindful.store.changing.proof import proof
from mindful.terminal import editor
from mindful.terminal.columns import tell

UNCHANGED = "Nothing was changed."


def register(app: typer.Typer) -> None:
    app.command("edit")(edit)


def edit(
    context: typer.Context,
    said: Annotated[
        str, typer.Argument(metavar="ID", help="A beginning of the id, its last four, or last.")
    ] = "",
) -> int:
    """Change an entry, in your editor.

    VISUAL or EDITOR names the editor.
    """
    if not said:
        raise Misuse("Which entry?", "For example `mindful edit last`.")
    world = world_of(context)
    with world.journal().read() as contents:
        entry = contents.find(said)
    lent = edits.lend(world.places, entry)
    tell_of(lent, "The entry was changed since you last began to edit it.")
    return _edited(world, entry, lent.copy)


def tell_of(lent: Lent, changed: str) -> None:
    """What was left of an earlier edit, and where; `changed` says why it could not go on."""
    if lent.left:
        tell("What you had changed and not saved in the journal is here again.", sys.stderr)
    if lent.aside:
        tell(f"{changed} What you had written is kept in {lent.aside}", sys.stderr)


def _edited(world: World, entry: Entry, copy: Copy) -> int:
    """Open the editor, as often as the person likes, until what it leaves can be an entry."""
    while True:
        open_editor(copy, world)
        saved = copy.saved()
        if saved == copy.base or not saved.strip():
            copy.drop()
            print(UNCHANGED)
            if saved != copy.base:
                tell(f"`mindful delete {entry.id}` deletes an entry.", sys.stderr)
            return OK
        found = proof(saved, entry, copy.base, world.now())
        if not isinstance(found, Damage):
            break
        said = f"This is no entry as it stands: line {found.line}: {safe(found.reason)}."
        if not _again(said):
            copy.leave()
            raise MindfulError(
                UNCHANGED if sys.stdin.isatty() else f"{said} {UNCHANGED}",
                f"What you wrote is kept in {copy.file}\n"
                f"`mindful edit {entry.id}` goes on with it.",
            )
    with no_leaving():
        edits.commit(world.places, entry, copy, found, world.now())
    _tell(parse(found), entry)
    return OK


def open_editor(copy: Copy, world: World) -> None:
    """Have it edited; where the editor fails, or we are asked to leave, what was changed stays."""
    failed = None
    with leaving() as asked:
        try:
            editor.edit(copy.file, world.environ)
        except MindfulError as error:
            failed = error
    if not asked.status and not failed:
        return
    changed = copy.saved() != copy.base
    copy.leave() if changed else copy.drop()
    if asked.status:
        raise SystemExit(asked.status)
    if failed and not changed:
        hint = failed.hint if str(copy.file) not in failed.hint else ""
        failed = MindfulError(failed.message, f"{UNCHANGED} {hint}".strip())
    assert failed
    raise failed


def _again(said: str) -> bool:
    """Whether the person would open it once more."""
    if not sys.stdin.isatty():
        return False
    tell(said, sys.stderr)
    return answer("Enter opens it again, n leaves it for now: ") not in ("n", "no", "q")


def _tell(now: Entry | str, was: Entry) -> None:
    """Which entry it is, by the id that it has from here on."""
    named_anew = isinstance(now, Entry) and now.words("id") != was.words("id")
    id = now.id if isinstance(now, Entry) and named_anew else was.id
    print(f"Changed {id}", flush=True)
    tell("`mindful undo` has it back as it was, for 30 days.", sys.stderr)
