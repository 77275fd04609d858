"""The exercises: what there is, and one of them read or laid out."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from mindful.cli.world import world_of
from mindful.core.bells import AT_TURNS, Bells
from mindful.core.exercise import FAMILIES, Exercise, Head
from mindful.core.ranges import sitting_length
from mindful.core.schedule import Schedule, fit, least_seconds
from mindful.core.words import did_you_mean, safe
from mindful.errors import MindfulError, Misuse
from mindful.terminal import reading
from mindful.terminal.columns import width
from mindful.terminal.theme import minutes

Family = Annotated[
    str, typer.Option("--family", metavar="FAMILY", help=f"Only one: {', '.join(FAMILIES)}.")
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
Length = Annotated[
    str, typer.Option("--for", "-t", metavar="LENGTH", help="Laid over a length: 10m, 90s, 1h.")
]


def beginning(incomplete: str) -> list[str]:
    """The names of exercises that begin so, for a shell to complete."""
    from mindful.cli.world import World

    return [name for name in sorted(World().library.files()) if name.startswith(incomplete)]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="The practices there are.", invoke_without_command=True)
    group.callback()(exercises)
    group.command("show")(show)
    app.add_typer(group, name="exercises")


def group_of(app: typer.Typer) -> typer.Typer:
    """The group that is there already, for what is loaded only when it is asked for."""
    group = next(one.typer_instance for one in app.registered_groups if one.name == "exercises")
    assert group is not None
    return group


def exercises(context: typer.Context, family: Family = "", as_json: AsJson = False) -> None:
    """The practices there are; with a NAME, that one."""
    if context.invoked_subcommand:
        return
    if family and family not in FAMILIES:
        raise Misuse(
            f"There is no family “{safe(family)}”.{did_you_mean(family, list(FAMILIES))}",
            f"There are {', '.join(FAMILIES)}.",
        )
    found = list(world_of(context).library.heads())
    heads = [one for one in found if isinstance(one, Head) and family in ("", one.family)]
    if as_json:
        print(json.dumps([asdict(head) for head in heads], ensure_ascii=False, indent=2))
    else:
        print(*reading.exercises(heads, sys.stdout.isatty(), width()), sep="\n")
    for one in found:
        if isinstance(one, MindfulError):
            print(one.message, one.hint, file=sys.stderr)


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", autocompletion=beginning)],
    length: Length = "",
) -> None:
    """One practice to read; with --for, its lines at their times."""
    exercise = world_of(context).library.read(name)
    if length:
        print(*reading.timeline(fit_to(exercise, length)), sep="\n")
    else:
        print(*reading.exercise(exercise, width()), sep="\n")


def fit_to(exercise: Exercise, length: str, bells: Bells = AT_TURNS) -> Schedule:
    """The exercise over a length as a person writes it; Misuse when it cannot be."""
    seconds = sitting_length(length) if length else exercise.usual * 60
    least = least_seconds(exercise)
    if seconds < least and not exercise.shorter:
        raise Misuse(
            f"{exercise.title} needs {minutes(least)} at least.",
            "Less might stir things up, and leave no time to come back.",
        )
    if seconds < least:
        raise Misuse(
            f"{exercise.title} has {least} steps and needs {least} seconds at least.",
            f"It was made for {exercise.minutes[0]} minutes and more.",
        )
    return fit(exercise, seconds, bells=bells)


def must_ring(bells: Bells, schedule: Schedule) -> None:
    """Misuse where bells were asked for at times, and none of them lies within."""
    if bells.times and not schedule.bells:
        raise Misuse(
            f"None of these bells rings: the sitting is over after {minutes(schedule.seconds)}.",
            "A bell rings where its time lies within.",
        )
