"""Looking back: what the days hold."""

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from mindful.cli.history import (
    NOTHING_THEN,
    NOTHING_YET,
    Said,
    Since,
    Until,
    days_of,
    last_weeks,
    show_page,
    warn,
)
from mindful.cli.world import World, world_of
from mindful.core.ranges import Range
from mindful.core.recurring import recurring
from mindful.core.totals import Totals
from mindful.core.words import safe_json
from mindful.store.blocks import Damage
from mindful.store.journal import Journal
from mindful.terminal import totals as pages
from mindful.terminal.bars import Signs
from mindful.terminal.columns import width

if TYPE_CHECKING:
    from mindful.store.counting.tally import Tally

_READ = 500  # entries whose words are looked at

AsJson = Annotated[bool, typer.Option("--json", help="The numbers, as JSON.")]
WhatHelps = Annotated[
    bool, typer.Option("--what-helps", help="What seems to help, once there is enough to say.")
]


def register(app: typer.Typer) -> None:
    app.command("stats")(stats)


def stats(
    context: typer.Context,
    said: Said = None,
    since: Since = "",
    until: Until = "",
    as_json: AsJson = False,
    what_helps: WhatHelps = False,
) -> None:
    """What the days hold: the last 12 weeks unless asked."""
    world = world_of(context)
    asked = bool(said or since or until)
    days = days_of(" ".join(said or []), since, until, world) if asked else None
    if what_helps:
        from mindful.cli.helping import what_helps as say_what_helps

        say_what_helps(world, days, as_json)
        return
    journal = world.journal()
    damages: list[Damage] = []
    if as_json:
        _print_json(_totals(world, journal, days or last_weeks(world), damages)[0])
    else:
        _print(world, journal, days, damages)
    warn(damages, journal)


def _totals(
    world: World, journal: Journal, days: Range, damages: list[Damage], newest: int = 0
) -> tuple[Totals, pages.Recent, "Tally"]:
    """The totals of these days, those of the last days, and what they were made from."""
    today = world.today()
    month = today - timedelta(days=27)
    latest = Range(month, today, world.day_ends_at)
    within = days.holds(month) and days.holds(today)
    with journal.read() as contents:
        ranges = [days] if within else [days, latest]
        found = contents.tally(damages.append, ranges, newest)
    sat = [today - timedelta(days=back) in found.counts[-1].sittings for back in range(28)]
    recent = pages.Recent(sum(sat[:7]), sum(sat))
    return Totals.of(found.counts[0], days, world.settings.week_starts), recent, found


def _print(world: World, journal: Journal, days: Range | None, damages: list[Damage]) -> None:
    """The page; one sentence where nothing was sat."""
    over = days or last_weeks(world)
    totals, recent, found = _totals(world, journal, over, damages, _READ)
    if not totals.sittings:
        empty = not (journal.path.exists() and journal.has_sat())
        print(NOTHING_YET if empty else NOTHING_THEN, file=sys.stderr)
        return
    words = recurring(found.texts)
    columns = width() if sys.stdout.isatty() else 80
    if world.settings.numbers:
        signs = Signs.of(sys.stdout.encoding)
        page = pages.page(totals, recent, words, world.today(), columns, signs)
    else:
        page = pages.without_numbers(totals, words, columns)
    show_page(world, list(page))


def _print_json(totals: Totals) -> None:
    """One object; an open end of the range is null, and `check_in` has medians."""
    import json

    days = totals.range
    found = {
        "from": days.first and days.first.isoformat(),
        "to": days.last and days.last.isoformat(),
        "sittings": totals.sittings,
        "seconds": totals.seconds,
        "days": {day.isoformat(): seconds for day, seconds in totals.days.items()},
        "families": {name: one._asdict() for name, one in totals.families.items()},
        "weeks": [
            {"from": week.first.isoformat(), "sittings": week.sittings, "seconds": week.seconds}
            for week in totals.weeks
        ],
        "check_in": {item: one._asdict() for item, one in totals.check_in.items()},
        "early": totals.early,
        "too_much": totals.too_much,
    }
    print(safe_json(json.dumps(found, ensure_ascii=False)))
