"""Looking back: history and show."""

import sys
from collections.abc import Iterator
from datetime import date, time
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from mindful.cli.world import World, world_of
from mindful.core.entry import Entry
from mindful.core.words import in_one_line, safe_json
from mindful.errors import Misuse
from mindful.store.blocks import Damage
from mindful.store.journal import Journal
from mindful.terminal import pages
from mindful.terminal.columns import width

if TYPE_CHECKING:
    from mindful.core.ranges import Range

USUAL = 20
_NOTHING_YET = "There is nothing here yet. `mindful start` begins a practice."
_NOTHING_THEN = "There is nothing from then."

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
    many: Many = None,
    as_json: AsJson = False,
) -> None:
    """What you sat and wrote, newest first."""
    world = world_of(context)
    narrowed = bool(said or since or until)
    days = days_of(" ".join(said or []), since, until, world)
    journal = world.journal()
    damages: list[Damage] = []
    with journal.read() as contents:
        entries = contents.newest_first(damages.append, days)
        if as_json:
            print_json(islice(entries, many))
        else:
            shown = list(islice(entries, many or USUAL))
            _print(world, shown)
            if not shown:
                print(_NOTHING_THEN if narrowed else _NOTHING_YET, file=sys.stderr)
            elif many is None and next(entries, None):
                print(f"These are the newest {USUAL}; -n shows more.", file=sys.stderr)
    warn(damages, journal)


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
        print(*pages.entry(entry, title, width()), sep="\n")


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


def _print(world: World, entries: list[Entry]) -> None:
    if not sys.stdout.isatty():
        print(*map(pages.history_line, entries), sep="\n", end="\n" * bool(entries))
        return
    named, ends_at = titles(world, entries), world.day_ends_at
    page = pages.history(entries, named, width(), world.today(), day_ends_at=ends_at)
    print(*page, sep="\n")


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
        written = json.dumps({**entry.values, **more}, ensure_ascii=False, default=_iso)
        print(lead, safe_json(written), sep="")
        lead = ","
    print("[]" if lead == "[" else "]")


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


def warn(damages: list[Damage], journal: Journal) -> None:
    """Say once what could not be read, and where."""
    if not damages:
        return
    lines = sorted(damage.line for damage in damages)
    named = ", ".join(map(str, lines[:5])) + (" …" if len(lines) > 5 else "")
    what = "One entry" if len(lines) == 1 else f"{len(lines)} entries"
    where = f"line{'s' * (len(lines) > 1)} {named} of {in_one_line(str(journal.path))}"
    print(f"{what} cannot be read ({where}). The others are fine.", file=sys.stderr)
