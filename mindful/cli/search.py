"""Finding what was written."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from mindful.cli.filters import About, Filters, OfExercise, OfFamily, OfKind, Tagged, Without
from mindful.cli.history import (
    USUAL,
    AsJson,
    Many,
    Since,
    Until,
    days_of,
    print_json,
    show_page,
    titles,
    view_of,
    warn,
)
from mindful.cli.world import World, world_of
from mindful.core.sought import Sought, folded
from mindful.core.words import safe
from mindful.errors import Misuse
from mindful.store.blocks import Damage
from mindful.terminal import found, pages

if TYPE_CHECKING:
    from mindful.core.entry import Entry
    from mindful.core.ranges import Range

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS...", help='All of them; "in quotes" as they stand together.'),
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
    filters = Filters(exercise, family, kind, tag, about)
    sought = filters.sought(named, folded(without or []))
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
                numbers = world.settings.numbers
                more = f"{count - USUAL} more; " if numbers else "There are more; "
                print(f"{more}-n shows them.", file=sys.stderr)
    warn(damages, journal)


def _print(world: World, entries: "list[Entry]", sought: tuple[str, ...]) -> None:
    view = view_of(world)
    if not sys.stdout.isatty():
        lines = (found.line(one, sought, view) for one in entries)
        print(*lines, sep="\n", end="\n" * bool(entries))
    elif entries:
        strong = world.environ.get("TERM", "dumb") != "dumb"
        below = found.below(sought, view.columns, strong)
        show_page(world, list(pages.history(entries, titles(world, entries), view, below)))


def _nothing(words: list[str], narrowed: bool) -> str:
    named = [f"“{safe(' '.join(word.split()))}”" for word in words if word.strip()]
    listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return f"Nothing {'among those ' * narrowed}has {listed} in it."
