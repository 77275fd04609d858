"""Exercises of one's own: begun, checked, and a stranger's added."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from mindful.cli.agreeing import agreed
from mindful.cli.checking import check, look, say
from mindful.cli.exercises import group_of
from mindful.cli.world import World, world_of
from mindful.core.exercise import Exercise
from mindful.core.words import in_one_line, safe
from mindful.errors import OK, MindfulError, Misuse
from mindful.store import own
from mindful.store.check import some
from mindful.store.examine import MOST_SAID, Examined, examine
from mindful.terminal import editor, reading
from mindful.terminal.columns import width, wrapped

_NAMES = "Small letters a to z, digits, - and _ do, save a few names that Windows keeps."


def register(app: typer.Typer) -> None:
    """Into the group that is there already."""
    group = group_of(app)
    for command in (check, new, add):
        group.command(command.__name__)(command)


def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, as in kettle.")] = "",
) -> int:
    """Begin one of your own, in your editor.

    VISUAL or EDITOR names the editor.
    """
    if not name:
        raise Misuse("What is it to be called?", "As in `mindful exercises new kettle`.")
    if not own.is_name(name):
        raise Misuse(
            f"An exercise cannot be called “{in_one_line(name)}”. {_NAMES}",
            f"`mindful exercises new {own.fitting(name)}` would do.",
        )
    world = world_of(context)
    library = world.library
    if (library.built_in / f"{name}.toml").exists():
        print(_before(name), file=sys.stderr)
    file = own.begin(library.own, name)
    print(file, flush=True)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return OK
    editor.edit(file, world.environ)
    return _edited(name, file)


def _edited(name: str, file: Path) -> int:
    """What the file is like now that the editor is closed, and what might be done next."""
    status = look(file, file.name)
    say(
        f"`mindful start {name}` begins it."
        if status == OK
        else f"You might open it again, with any editor; `mindful exercises check {name}` "
        "looks at it anew."
    )
    return status


def add(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="An exercise file.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Without being asked.")] = False,
) -> int:
    """Add someone else's to your own, once seen."""
    if not file:
        raise Misuse("Which file?", "As in `mindful exercises add kettle.toml`.")
    path, folder = Path(file), world_of(context).library.own
    data = own.strangers(path)
    name = _name_of(path)
    one = _in_order(path, examine(name, data))
    before = own.held(folder, name)
    if before == data:
        print(f"{name} is among your own already, as it is. `mindful start {name}` begins it.")
        return OK
    _show(one, path, before is not None, world_of(context))
    if not yes and not agreed(
        f"Add {name}? y adds it, enter leaves it: ",
        "Nothing was added.",
        f"`mindful exercises add {in_one_line(file)} --yes` adds it unasked.",
    ):
        print("Nothing was added.")
        return OK
    aside = own.keep(folder, name, data, before)
    if aside:
        print(f"The one you had is kept as {aside}")
    print(f"Added. `mindful start {name}` begins it.")
    return OK


def _name_of(path: Path) -> str:
    """The name that a stranger's exercise will have: its file's."""
    name = path.name.removesuffix(".toml")
    if path.suffix != ".toml" or not own.is_name(name):
        raise Misuse(
            "An exercise is called as its file is, and "
            f"“{in_one_line(path.name)}” is no such name. {_NAMES}",
            f"You might call the file {own.fitting(name)}.toml.",
        )
    return name


def _in_order(path: Path, found: Examined) -> Exercise:
    if found.exercise and not found.faults:
        return found.exercise
    wrong = [fault.at(in_one_line(path.name)) for fault in some(found.faults, MOST_SAID)]
    raise MindfulError(
        f"{in_one_line(str(path))} is not in order. Nothing was added.", safe("\n".join(wrong))
    )


def _show(one: Exercise, path: Path, replaces: bool, world: World) -> None:
    """What would be added, and what it would stand in front of."""
    before = ""
    if replaces:
        before = f"You have one called {one.name}. This would take its place; yours would be kept."
    elif (world.library.built_in / f"{one.name}.toml").exists():
        before = _before(one.name)
    print(*reading.exercise(one, width()), "", *wrapped(before, width()), sep="\n")


def _before(name: str) -> str:
    return f"It would go before the {name} that comes with mindful, which stays as it is."
