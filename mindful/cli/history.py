"""Looking back: history and show."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from mindful.cli.filters import About, Filters, OfExercise, OfFamily, OfKind, Tagged
from mindful.cli.world import World, world_of
from mindful.core.entry import Entry, in_json
from mindful.core.words import in_one_line, safe_json
from mindful.errors import Misuse
from mindful.store.blocks import Damage
from mindful.store.journal import Journal
from mindful.terminal import pages
from mindful.terminal.columns import width
from mindful.terminal.pages import View

if TYPE_CHECKING:
    from mindful.core.ranges import Range
    from mindful.core.sought import Sought
    from mindful.store.contents import Contents

USUAL = 20
_WEEKS = 12  # of what is counted, unless a range is asked for
ANY = Filters().sought()
NOTHING_YET = "There is nothing here yet. `mindful start` begins a practice."
NOTHING_THEN = "There is nothing like that here."

Said = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[RANGE]...",
        help="today, yesterday, this week, last month, monday, 2026, 2026-10, 2026-10-05, 3 weeks",
    ),
]
Since = Annotated[
    str, typer.Option("--since", metavar="RANGE", help="From the first day of it on.")
]
Until = Annotated[str, typer.Option("--until", metavar="RANGE", help="To the last day of it.")]
AsJson = Annotated[
    bool, typer.Option("--json", help="All of them, as JSON, unless -n says how many.")
]
Many = Annotated[
    int | None, typer.Option("-n", metavar="N", min=1, help="How many; 20 unless asked.")
]


def register(app: typer.Typer) -> None:
    app.command("history")(history)
    app.command("show")(show)


def history(
    context: typer.Context,
    said: Said = None,
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
    """What you sat and wrote, newest first."""
    world = world_of(context)
    sought = Filters(exercise, family, kind, tag, about).sought()
    narrowed = bool(said or since or until or sought != ANY)
    days = days_of(" ".join(said or []), since, until, world)
    journal = world.journal()
    damages: list[Damage] = []
    with journal.read() as contents:
        entries = _such(contents, sought, days, damages)
        if as_json:
            print_json(islice(entries, many))
        else:
            shown = list(islice(entries, many or USUAL))
            _print(world, shown)
            if not shown:
                print(NOTHING_THEN if narrowed else NOTHING_YET, file=sys.stderr)
            elif many is None and next(entries, None):
                print(_more(world), file=sys.stderr)
    warn(damages, journal)


def _such(
    contents: "Contents", sought: "Sought", days: "Range", damages: list[Damage]
) -> Iterator[Entry]:
    """The entries that are meant, the latest first; what cannot be one of them is not parsed."""
    if sought == ANY:
        return contents.newest_first(damages.append, days)
    from mindful.store.sieve import Sieve

    may = Sieve(sought.parts).may_one
    return filter(sought.fits, contents.newest_first(damages.append, days, may))


def _more(world: World) -> str:
    newest = f"newest {USUAL}" if world.settings.numbers else "newest"
    return f"These are the {newest}; -n shows more."


def show(
    context: typer.Context,
    said: Annotated[
        str, typer.Argument(metavar="ID", help="A beginning of the id, its last four, or last.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """One entry, whole."""
    if not said:
        raise Misuse("Which entry?", "For example `mindful show last`.")
    world = world_of(context)
    with world.journal().read() as contents:
        entry = contents.find(said)
    if as_json:
        print_json(iter([entry]))
    else:
        title = world.library.title(entry.words("exercise"))
        show_page(world, list(pages.entry(entry, title, view_of(world))))


def days_of(said: str, since: str, until: str, world: World) -> "Range":
    """The range that is meant by words, or by --since and --until; Misuse where by both."""
    from mindful.core.ranges import Range, dates, since_until

    if said and (since or until):
        raise Misuse("A range and --since or --until say the same twice.", "One of them is enough.")
    week_starts, today, found = world.settings.week_starts, world.today(), Range()
    if since or until:
        found = since_until(since, until, today, week_starts)
    elif said:
        found = dates(said, today, week_starts)
    return found._replace(day_ends_at=world.day_ends_at)


def view_of(world: World) -> View:
    """How this person looks back."""
    return View(width(), world.today(), world.day_ends_at, world.settings.numbers)


def show_page(world: World, lines: list[str]) -> None:
    """A page on the terminal; a long one as the person reads long ones."""
    if not sys.stdout.isatty():
        print(*lines, sep="\n")
        return
    from mindful.terminal import pager
    from mindful.terminal.plainly import is_plain

    pager.show(lines, world.environ, plain=is_plain(world.environ, world.settings.plain))


def last_weeks(world: World) -> "Range":
    """The last twelve weeks, the one that is not over yet among them."""
    from mindful.core.ranges import WEEKDAYS, Range
    from mindful.core.totals import week_of

    today = world.today()
    this = week_of(today, WEEKDAYS.index(world.settings.week_starts))
    return Range(this - timedelta(weeks=_WEEKS - 1), today, world.day_ends_at)


def _print(world: World, entries: list[Entry]) -> None:
    view = view_of(world)
    if not sys.stdout.isatty():
        lines = (pages.history_line(entry, view) for entry in entries)
        print(*lines, sep="\n", end="\n" * bool(entries))
    elif entries:
        show_page(world, list(pages.history(entries, titles(world, entries), view)))


def titles(world: World, entries: list[Entry]) -> dict[str, str]:
    """The titles of the exercises of these entries, by their names."""
    named = {entry.words("exercise") for entry in entries} - {""}
    return {name: world.library.title(name) for name in named}


def print_json(entries: Iterator[Entry]) -> None:
    """An array of objects with the journal's own keys, one object a line."""
    import json

    lead = "["
    for entry in entries:
        more: dict[str, object] = {"torn": True} if entry.torn else {}
        more |= {"version": entry.version} if entry.versions > 1 else {}
        written = json.dumps({**entry.values, **more}, ensure_ascii=False, default=in_json)
        print(lead, safe_json(written), sep="")
        lead = ","
    print("[]" if lead == "[" else "]")


def warn(damages: list[Damage], journal: Journal) -> None:
    """Say once what could not be read, and where."""
    if not damages:
        return
    lines = sorted(damage.line for damage in damages)
    named = ", ".join(map(str, lines[:5])) + (" …" if len(lines) > 5 else "")
    what = "One entry" if len(lines) == 1 else f"{len(lines)} entries"
    where = f"line{'s' * (len(lines) > 1)} {named} of {in_one_line(str(journal.path))}"
    print(f"{what} cannot be read ({where}). The others are fine.", file=sys.stderr)
