"""Finding what was written."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from mindful.cli.history import USUAL, AsJson, Many, Since, Until, days_of, print_json, titles, warn
from mindful.cli.world import World, world_of
from mindful.core.sought import Sought, folded
from mindful.core.words import did_you_mean, safe
from mindful.errors import Misuse
from mindful.store.blocks import Damage
from mindful.terminal import found, pages
from mindful.terminal.columns import width

if TYPE_CHECKING:
    from mindful.core.entry import Entry
    from mindful.core.ranges import Range

FAMILIES = ("presence", "perspective", "security", "together")  # theirs takes a while to load
KINDS = ("session", "reflection", "hunch")

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS...", help='All of them; "in quotes" as they stand together.'),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="WORD", help="Not where this is; may be repeated."),
]
OfExercise = Annotated[
    str, typer.Option("--exercise", metavar="NAME", help="Only of this practice.")
]
OfFamily = Annotated[
    str, typer.Option("--family", metavar="FAMILY", help=f"Only of one: {', '.join(FAMILIES)}.")
]
Tagged = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", help="Only with this tag; may be repeated."),
]
About = Annotated[
    list[str] | None,
    typer.Option("--about", metavar="NAME", help="Only about or with them; may be repeated."),
]
OfKind = Annotated[
    str, typer.Option("--kind", metavar="KIND", help=f"Only of one: {', '.join(KINDS)}.")
]


def register(app: typer.Typer) -> None:
    app.command("search")(search)


def search(
    context: typer.Context,
    words: Words = None,
    without: Without = None,
    since: Since = "",
    until: Until = "",
    exercise: OfExercise = "",
    family: OfFamily = "",
    tag: Tagged = None,
    about: About = None,
    kind: OfKind = "",
    many: Many = None,
    as_json: AsJson = False,
) -> None:
    """What you wrote that has these words, newest first.

    A word is found in capitals or not, and within longer words; é is not e. It is looked for in
    the text, the tags and the names; the practices are found with --exercise.
    """
    named = folded(words or [])
    if not named:
        raise Misuse("Which words?", "For example `mindful search kettle`.")
    of_family, of_kind = _one_of("family", family, FAMILIES), _one_of("kind", kind, KINDS)
    sought = Sought(named, folded(without or []), exercise, of_family, of_kind,
                    folded(tag or []), folded(about or []))  # fmt: skip
    world = world_of(context)
    days = days_of("", since, until, world)
    nothing = _nothing(words or [], bool(since or until) or sought != Sought(named))
    _show(world, sought, days, nothing, many, as_json)


def _show(
    world: World, sought: Sought, days: "Range", nothing: str, many: int | None, json: bool
) -> None:
    """What is found, as many as asked for; the sentence where nothing is."""
    journal = world.journal()
    damages: list[Damage] = []
    with journal.read() as contents:
        count, entries = contents.found(sought, damages.append, days)
        if json:
            print_json(islice(entries, many))
        else:
            _print(world, list(islice(entries, many or USUAL)), sought.words)
            if not count:
                print(nothing, file=sys.stderr)
            elif many is None and count > USUAL:
                print(f"{count - USUAL} more; -n shows them.", file=sys.stderr)
    warn(damages, journal)


def _one_of(what: str, said: str, there_are: tuple[str, ...]) -> str:
    """What was said, if there is such a thing; Misuse where there is none."""
    if said and said not in there_are:
        raise Misuse(
            f"There is no {what} “{safe(said)}”.{did_you_mean(said, list(there_are))}",
            f"There are {', '.join(there_are)}.",
        )
    return said


def _print(world: World, entries: "list[Entry]", sought: tuple[str, ...]) -> None:
    if not sys.stdout.isatty():
        print(*(found.line(one, sought) for one in entries), sep="\n", end="\n" * bool(entries))
        return
    if not entries:
        return
    columns = width()
    below = found.below(sought, columns, strong=world.environ.get("TERM", "dumb") != "dumb")
    named, today, ends_at = titles(world, entries), world.today(), world.day_ends_at
    print(*pages.history(entries, named, columns, today, below, ends_at), sep="\n")


def _nothing(words: list[str], narrowed: bool) -> str:
    named = [f"“{safe(' '.join(word.split()))}”" for word in words if word.strip()]
    listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return f"Nothing {'among those ' * narrowed}has {listed} in it."
