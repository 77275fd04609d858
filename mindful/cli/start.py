"""Starting a sitting: which practice, for how long, and then to sit."""

import sys
from typing import Annotated

import typer

from mindful.cli.exercises import fit_to
from mindful.cli.sitting import Wish, practise
from mindful.cli.world import world_of
from mindful.cli.write import About, Tags, labels
from mindful.core.ranges import duration
from mindful.core.words import safe
from mindful.errors import MindfulError, Misuse


def register(app: typer.Typer) -> None:
    app.command("start")(start)


def start(
    context: typer.Context,
    exercise: Annotated[
        str, typer.Argument(metavar="[EXERCISE]", help="Its name; `mindful exercises` lists them.")
    ] = "",
    length: Annotated[
        str, typer.Argument(metavar="[LENGTH]", help="10m, 90s, 1h, 1:30:00; 10 means minutes")
    ] = "",
    for_: Annotated[
        str, typer.Option("--for", "-t", metavar="LENGTH", help="The length, said by name.")
    ] = "",
    tag: Tags = None,
    about: About = None,
    no_reflection: Annotated[
        bool, typer.Option("--no-reflection", help="Ask no question at the end.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="One line an event, nothing redrawn.")
    ] = False,
) -> None:
    """Sit: a practice, led through in time."""
    world = world_of(context)
    if not length and _is_length(exercise):  # `mindful start 10m`
        exercise, length = "", exercise
    if length and for_ and duration(length) != duration(for_):
        raise Misuse(f"Two lengths: {safe(length)} and {safe(for_)}.", "One of them is enough.")
    said = for_ or length
    library = world.library
    schedule = fit_to(library.read(exercise), said) if exercise else None
    if schedule is None and not sys.stdin.isatty():
        raise Misuse(
            "Which practice?",
            "For example `mindful start sounds 5m`; `mindful exercises` lists them.",
        )
    practise(schedule, said, Wish(labels(tag, about), not no_reflection, plain), world)


def _is_length(word: str) -> bool:
    try:
        return duration(word) > 0
    except MindfulError:
        return False
