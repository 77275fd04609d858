"""Looking back: a year as a heat map."""

import sys
from datetime import date
from typing import Annotated

import typer

from mindful.cli.history import NOTHING_THEN, NOTHING_YET, warn
from mindful.cli.world import World, world_of
from mindful.core.ranges import WEEKDAYS, Range, dates
from mindful.core.words import safe
from mindful.errors import Misuse
from mindful.store.blocks import Damage
from mindful.terminal import calendar as pages
from mindful.terminal.bars import Signs
from mindful.terminal.columns import width
from mindful.terminal.said import NO_NUMBERS

Said = Annotated[
    list[str] | None,
    typer.Argument(metavar="[YEAR]", help="2026, last year; this one unless asked."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Each day sat on and its seconds, as JSON.")]


def register(app: typer.Typer) -> None:
    app.command("calendar")(calendar)


def calendar(context: typer.Context, said: Said = None, as_json: AsJson = False) -> None:
    """A year, day by day.

    On a pipe, a month a line: the month, the days sat on and the minutes, tabs between them.
    """
    world = world_of(context)
    first = _year(" ".join(said or []), world)
    days = Range(first, date(first.year, 12, 31), world.day_ends_at)
    journal = world.journal()
    damages: list[Damage] = []
    with journal.read() as contents:
        seconds = contents.tally(damages.append, [days]).counts[0].seconds
    if as_json:
        import json

        print(json.dumps({day.isoformat(): seconds[day] for day in sorted(seconds)}))
    elif seconds:
        _print(world, pages.Year(first.year, seconds, world.today()))
    else:
        print(NOTHING_THEN if journal.has_sat() else NOTHING_YET, file=sys.stderr)
    warn(damages, journal)


def _year(said: str, world: World) -> date:
    """The first day of the year that is meant; Misuse where none is."""
    if not said:
        return date(world.today().year, 1, 1)
    try:
        found = dates(said, world.today())
    except Misuse:
        found = Range()
    first, last = found.first, found.last
    if first and last and (first.day, first.month, last) == (1, 1, date(first.year, 12, 31)):
        return first
    raise Misuse(f"“{safe(said)}” is not a year.", "Say it like 2026 or last year.")


def _print(world: World, year: pages.Year) -> None:
    """The heat map; the same in words where it could not be seen, or is not wanted."""
    tty, settings = sys.stdout.isatty(), world.settings
    if not settings.numbers:
        print(year.year, *pages.in_words(year, width()), "", NO_NUMBERS, sep="\n")
    elif not tty or settings.plain or world.environ.get("ACCESSIBLE", "").strip("0"):
        print(*pages.lines(year), sep="\n")
    else:
        starts, signs = WEEKDAYS.index(settings.week_starts), Signs.of(sys.stdout.encoding)
        tinted = world.environ.get("TERM", "dumb") != "dumb" and not world.environ.get("NO_COLOR")
        print(*pages.page(year, starts, width(), signs, tinted), sep="\n")
