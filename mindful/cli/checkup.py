"""The journal looked at: what is wrong with it and around it, and what of it can be mended."""

import sys
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Annotated

import typer

from mindful.cli.agreeing import agreed
from mindful.cli.journal import group_of
from mindful.cli.world import World, world_of
from mindful.core.words import in_one_line
from mindful.errors import FAILED, OK
from mindful.store.append import opened, why
from mindful.store.health import repair as repairs
from mindful.store.health.checkup import Part, faults_in
from mindful.store.health.faults import Fault
from mindful.store.health.surroundings import around
from mindful.terminal.columns import tell

_AT_ONCE = 1024 * 1024  # bytes
_MOST_NAMED = 20  # stretches of lines
_NOTHING = "Nothing was moved."


def register(app: typer.Typer) -> None:
    group_of(app).command("check")(check)


def check(
    context: typer.Context,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Move what cannot be read into a file beside the journal."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Without being asked.")] = False,
) -> int:
    """What is wrong with it, line by line.

    Nothing is said where all is well, and nothing is changed without --repair. The exit status is 1
    where something is wrong.
    """
    world = world_of(context)
    if repair and not _repaired(world, yes):
        return FAILED
    return _told(world)


def _told(world: World) -> int:
    """Say all that is wrong with the journal; nothing is changed."""
    wrong = False
    for path, fault in _all(world):
        line = f"{fault.line}:" if fault.line else ""
        tell(f"{in_one_line(str(path))}:{line} {fault.words}", sys.stdout, rest="  ")
        wrong = wrong or fault.wrong
    return FAILED if wrong else OK


def _all(world: World) -> Iterator[tuple[Path, Fault]]:
    journal = world.places.journal
    try:
        with opened(journal) as file:
            for fault in faults_in(BufferedReader(file, _AT_ONCE), world.now()):
                yield journal, fault
    except FileNotFoundError:
        pass
    except OSError as error:
        yield journal, Fault(0, f"it cannot be read: {why(error)}")
    yield from around(world.places)


def _repaired(world: World, yes: bool) -> bool:
    """Move what cannot be read, once that is agreed to; whether there is nothing of it any more."""
    journal = world.places.journal
    parts = repairs.unread(journal)
    if not parts:
        _say("There is nothing to move: whatever is an entry can be read.")
        return True
    _say(f"{_lines(parts)} of {in_one_line(str(journal))} cannot be read.")
    if not yes and not agreed(
        "Move them into a file beside it? y moves them, enter leaves them: ",
        _NOTHING,
        "`mindful journal check --repair --yes` moves them unasked.",
    ):
        _say(_NOTHING)
        return False
    aside = repairs.move(world.places, parts, world.now())
    _say(f"Moved, byte for byte, to {in_one_line(str(aside))}")
    return True


def _lines(parts: list[Part]) -> str:
    """The lines that they are, in words."""
    named = [part.lines for part in parts[:_MOST_NAMED]]
    more = len(parts) - len(named)
    words = "Lines" if len(parts) > 1 or " " in named[0] else "Line"
    return f"{words} {', '.join(named)}{f' and {more} more stretches' if more else ''}"


def _say(line: str) -> None:
    tell(line, sys.stdout, rest="  ")
