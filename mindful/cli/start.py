"""Starting a sitting: which practice, for how long, and then to sit."""

import sys
from contextlib import suppress
from typing import Annotated

import typer

from mindful.cli.exercises import beginning, fit_to, must_ring
from mindful.cli.hearing import Bell, Voice, bells_of
from mindful.cli.sitting import Wish, practise
from mindful.cli.world import World, world_of
from mindful.cli.write import About, Tags, labels, named
from mindful.core.exercise import Exercise
from mindful.core.ranges import duration
from mindful.core.suggestion import suggestions
from mindful.core.words import safe
from mindful.errors import MindfulError, Misuse
from mindful.terminal.faces import Look
from mindful.terminal.plainly import is_plain
from mindful.terminal.theme import minutes

Name = Annotated[
    str,
    typer.Argument(
        metavar="[EXERCISE]",
        help="Its name; `mindful exercises` lists them.",
        autocompletion=beginning,
    ),
]
Length = Annotated[
    str, typer.Argument(metavar="[LENGTH]", help="10m, 90s, 1h, 1:30:00; 10 means minutes")
]
For = Annotated[str, typer.Option("--for", "-t", metavar="LENGTH", help="The length, by name.")]
Partner = Annotated[
    str, typer.Option("--with", metavar="NAME", help="Who sits with you, at the same screen.")
]
CheckIn = Annotated[
    bool | None,
    typer.Option("--check-in/--no-check-in", help="Three short questions before and after."),
]
Reflection = Annotated[
    bool | None,
    typer.Option("--reflection/--no-reflection", help="A question, and room to write, after."),
]
PlainFace = Annotated[
    bool | None, typer.Option("--plain/--no-plain", help="One line an event, nothing redrawn.")
]
ReducedMotion = Annotated[
    bool | None,
    typer.Option("--reduced-motion/--no-reduced-motion", help="Nothing moves by itself."),
]
Silent = Annotated[bool, typer.Option("--silent", help="No sound this time; m turns it on.")]


def register(app: typer.Typer) -> None:
    app.command("start")(start)
    app.command("suggested", hidden=True)(suggested)


def start(
    context: typer.Context,
    exercise: Name = "",
    length: Length = "",
    for_: For = "",
    partner: Partner = "",
    tag: Tags = None,
    about: About = None,
    check_in: CheckIn = None,
    reflection: Reflection = None,
    plain: PlainFace = None,
    reduced_motion: ReducedMotion = None,
    bell: Bell = "",
    voice: Voice = None,
    silent: Silent = False,
) -> None:
    """Sit: a practice, led through in time."""
    world = world_of(context)
    if not length and _is_length(exercise):  # `mindful start 10m`
        exercise, length = "", exercise
    if length and for_ and duration(length) != duration(for_):
        raise Misuse(f"Two lengths: {safe(length)} and {safe(for_)}.", "One of them is enough.")
    said = for_ or length
    library = world.library
    wish = _wish(world, labels(tag, about), named(partner), check_in=check_in,
                 reflection=reflection, plain=plain, reduced_motion=reduced_motion,
                 bell=bell or None, voice=voice, sound="none" if silent else None)  # fmt: skip
    schedule = fit_to(library.read(exercise), said, wish.bells) if exercise else None
    if schedule is None and not sys.stdin.isatty():
        raise Misuse(
            "Which practice?",
            "For example `mindful start sounds 5m`; `mindful exercises` lists them.",
        )
    if bell and schedule:
        must_ring(wish.bells, schedule)
    practise(schedule, said, wish, world)


def suggested(context: typer.Context) -> None:
    """What you might sit now, and why; on a terminal, Enter begins it."""
    world = world_of(context)
    found = _fitting(world)
    if found is None:
        raise MindfulError(
            "There is no exercise to suggest.", "`mindful --help` says what there is."
        )
    exercise, why = found
    wish = _wish(world, {})
    schedule = fit_to(exercise, "", wish.bells)
    if not sys.stdin.isatty():
        print(f"You might sit {exercise.title}, {minutes(schedule.seconds)}. {why}")
        print(
            f"`mindful start {exercise.name}` begins it, `mindful --help` says what else there is."
        )
        return
    practise(schedule, "", wish, world, why)


def _fitting(world: World) -> tuple[Exercise, str] | None:
    """The most fitting exercise that one can sit alone, and why."""
    library = world.library
    heads = library.listed()
    with world.journal().read() as contents:
        past = contents.past()
    for name, why in suggestions(heads, past, world.now(), world.day_ends_at):
        with suppress(MindfulError):
            exercise = library.read(name)
            if not any(step.turn for step in exercise.steps):
                return exercise, why
    return None


def _wish(
    world: World, labelled: dict[str, list[str]], partner: str = "", **flags: bool | str | None
) -> Wish:
    """What holds this time, and with whom."""
    chosen = world.settled(**flags)
    look = Look(is_plain(world.environ, chosen.plain), chosen.reduced_motion)
    return Wish(labelled, partner, chosen, bells_of(chosen), look)


def _is_length(word: str) -> bool:
    try:
        return duration(word) > 0
    except MindfulError:
        return False
