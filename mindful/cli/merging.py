"""Another copy of the journal joined into it, and git's own joining of two."""

import sys
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from mindful.cli.agreeing import agreed
from mindful.cli.journal import group_of
from mindful.cli.leaving import no_leaving
from mindful.cli.world import World, world_of
from mindful.core.words import in_one_line, safe
from mindful.errors import FAILED, OK, Misuse
from mindful.store.copies.joining import Addition
from mindful.store.copies.merge import Copy, merge_for_git
from mindful.terminal.columns import tell

_NOTHING = "Nothing was joined."
_MOST_NAMED = 20  # ids; more are counted


def register(app: typer.Typer) -> None:
    group_of(app).command("merge")(merge)


def merge(
    context: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE", help="The other copy of the journal.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Without being asked.")] = False,
    driver: Annotated[
        bool, typer.Option("--driver", help="For git, with its three files: %O %A %B.")
    ] = False,
) -> int:
    """Join another copy of it, as another machine's.

    Or one that a conflict made. What only the other copy has is added; of an entry that is not the
    same in both, both versions are kept. The exit status with --driver is 1 where there are such.
    """
    if driver:
        return _for_git(files or [])
    if not files or len(files) != 1:
        raise Misuse(
            "One file at a time." if files else "Which file?",
            "As in `mindful journal merge journal.sync-conflict-20261122-073000-ABCDEFG.toml`.",
        )
    return _merge(world_of(context), Path(files[0]), in_one_line(files[0]), yes)


def _merge(world: World, file: Path, named: str, yes: bool) -> int:
    """Say what a copy would add, ask, and add it."""
    world.journal()  # what was left elsewhere belongs to it, and is joined first
    copy = Copy.of(file, world.places.journal)
    adds = copy.adds_to(world.places.journal)
    _say(f"{named}: {_counted(adds)}.")
    _say_what_stays(adds, named)
    if not adds.added:
        _say("There is nothing to join.")
        return OK
    if not yes and not agreed(
        "Join what is new? y joins it, enter leaves it: ",
        _NOTHING,
        f"`mindful journal merge {quote(named)} --yes` joins it unasked.",
    ):
        _say(_NOTHING)
        return OK
    with no_leaving():
        copy.join(world.places, world.now())
    _say("Joined. `mindful undo` takes it back, for 30 days.")
    return OK


def _counted(adds: Addition) -> str:
    """What it adds, in numbers."""
    other = f", {len(adds.other)} in another version" if adds.other else ""
    return f"{adds.new} new, {adds.same} the same{other}"


def _say_what_stays(adds: Addition, named: str) -> None:
    for other in adds.other[:_MOST_NAMED]:
        _say(f"  {other.partition('.')[0]}: yours stays, and the other one joins it as {other}")
    if (more := len(adds.other) - _MOST_NAMED) > 0:
        _say(f"  and {more} more")
    if adds.apart:
        tell(f"What stands before the first entry of {named} stays there.", sys.stderr)


def _for_git(files: list[str]) -> int:
    """Join two copies that have a common ancestor into the second file, as git asks for it."""
    if len(files) != 3:
        raise Misuse(
            "With --driver, git names three files.",
            'The line for it: git config merge.mindful.driver "mindful journal merge --driver '
            '%O %A %B"',
        )
    base, ours, theirs = map(Path, files)
    both = merge_for_git(base, ours, theirs)
    for id in both:
        tell(safe(f"{id} was changed on both sides. What is left of it is in the journal."),
             sys.stderr)  # fmt: skip
    return FAILED if both else OK


def _say(line: str) -> None:
    tell(line, sys.stdout, rest="  ")
