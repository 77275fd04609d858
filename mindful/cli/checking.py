"""Exercise files looked at: what is wrong in them, and what might be better."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from mindful.cli.world import World, world_of
from mindful.core.words import in_one_line, safe
from mindful.errors import FAILED, MISUSED, OK, Misuse
from mindful.store import own
from mindful.store.check import Fault, some
from mindful.store.examine import MOST_SAID, examine
from mindful.store.source import NotReadable, raw
from mindful.terminal import reading
from mindful.terminal.columns import tell

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE...", help="Files, folders of them, or names of exercises."),
]


def check(context: typer.Context, files: Files = None) -> int:
    """Everything that is wrong in exercise files.

    Also whether all their lines have room in the lengths they were made for. Nothing is written.
    The exit status is 1 where something is wrong, 2 where a file cannot be read.
    """
    if not files:
        raise Misuse(
            "Which file?",
            "As in `mindful exercises check kettle.toml`; a folder stands for all that is in it.",
        )
    world = world_of(context)
    return max(look(file) for word in files for file in _meant(word, world))


def _meant(word: str, world: World) -> list[Path]:
    """The files that a word stands for: one, those of a folder, or an exercise's by its name."""
    path = Path(word)
    if os.path.isdir(word):
        return sorted(path.glob("*.toml")) or [path]
    return [path if os.path.lexists(word) else world.library.files().get(word, path)]


def look(file: Path, called: str = "") -> int:
    """Say what there is to say of a file, and the exit status that it deserves."""
    shown = called or in_one_line(str(file))
    try:
        found = examine(file.stem, raw(file))
    except NotReadable as error:
        reason = "there is no exercise in this folder" if file.is_dir() else str(error)
        print(f"{shown}: {reason}", file=sys.stderr)
        return MISUSED
    for fault in [
        *some(found.faults, MOST_SAID),
        *some([*found.remarks, *_unfound(file)], MOST_SAID),
    ]:
        say(fault.at(shown))
    if found.faults or not found.exercise:
        return FAILED
    minutes = found.exercise.minutes
    only = "minute" if minutes == (1,) else "minutes"
    say(f"{shown}: in order, {reading.lengths(minutes)} {only}")
    return OK


def _unfound(file: Path) -> list[Fault]:
    """A remark on a name by which an exercise would not be found."""
    if file.suffix == ".toml" and own.is_name(file.stem):
        return []
    return [
        Fault(0, f"by this name it is not found; you might call it {own.fitting(file.stem)}.toml")
    ]


def say(line: str) -> None:
    """A line to standard output; on a terminal folded where it is too long."""
    tell(safe(line), sys.stdout, rest="  ")
