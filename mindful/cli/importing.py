"""What was kept elsewhere, on its way into the journal."""

import os
from datetime import tzinfo
from pathlib import Path
from typing import Annotated

import typer

from mindful.cli.agreeing import agreed
from mindful.cli.journal import group_of
from mindful.cli.leaving import no_leaving
from mindful.cli.world import World, world_of
from mindful.core.words import in_one_line, safe
from mindful.errors import FAILED, OK, Misuse
from mindful.store.changing.together import add_all, stamp
from mindful.store.exchange.formats import READ, Format, asked
from mindful.store.exchange.incoming import Incoming, Known, incoming
from mindful.store.exchange.reading import Reading, opened
from mindful.store.journal import Journal
from mindful.terminal.pages import so_many
from mindful.terminal.progress import progress

_FORMATS = ", ".join(one.name for one in READ)


def register(app: typer.Typer) -> None:
    group_of(app).command("import")(import_)


def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="What another program wrote.")] = "",
    form: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"Not to be guessed: {_FORMATS}."),
    ] = "",
    zone: Annotated[
        str,
        typer.Option("--zone", metavar="ZONE", help="Of times without one, as in Europe/Oslo."),
    ] = "",
    local: Annotated[
        bool, typer.Option("--local", help="Meditation Assistant: its times are local, not UTC.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Without being asked.")] = False,
) -> int:
    """Add what another program kept: it says what is new, and asks.

    What kind of file it is, is seen from what is in it. Once or twice is the same.
    """
    if not file:
        raise Misuse("Which file?", "As in `mindful journal import insight-timer.csv`.")
    wanted, there = asked(form, READ) if form else None, _zone(zone)
    world = world_of(context)
    journal = world.journal()
    seen = stamp(world.places.journal)
    with opened(Path(file), wanted, there, local) as reading:
        _tell_of_file(file, reading.format, zone, local)
        found = _looked_at(reading, journal, world)
    _tell(found)
    if not found.new:
        return FAILED if found.unread and not found.here else OK
    count = so_many(len(found.new))
    if not yes and not _agreed(file, count):
        print("Nothing was added.")
        return OK
    with no_leaving():
        add_all(world.places, found.new, "import", world.now(), seen)
    print(f"Added {count}.")
    return OK


def _looked_at(reading: Reading, journal: Journal, world: World) -> Incoming:
    """What the file holds that the journal does not; a bar shows how far that is."""
    with progress("Reading", world.settings, world.environ) as told, journal.read() as contents:
        known = Known(contents, reading.format)
        return incoming(reading.found(told), known, world.now())


def _agreed(file: str, count: str) -> bool:
    return agreed(
        f"Add {count}? y adds, enter leaves it: ",
        "Nothing was added.",
        f"`mindful journal import {in_one_line(file)} --yes` adds {count} unasked.",
    )


def _zone(said: str) -> tzinfo | None:
    from mindful.store.exchange.dayone import zone

    found = zone(said) if said else None
    if said and found is None:
        raise Misuse(
            f"There is no zone “{in_one_line(said)}”.", "Zones are called as in Europe/Oslo or UTC."
        )
    return found


def _tell_of_file(file: str, format: Format, zone: str, local: bool) -> None:
    print(f"{in_one_line(os.path.basename(file))} is {format.title}.")
    if format.name == "meditation-assistant" and not local:
        print("Its times are taken as UTC, as the app writes them; --local takes them as local.")
    elif (format.floating or local) and not zone:
        print("Its times have no zone: they are taken as those of here. --zone names another.")


def _tell(found: Incoming) -> None:
    """What would be done, and what cannot be."""
    counts = {"new": len(found.new), "already here": found.here, "unreadable": found.unread}
    print(", ".join(f"{count:,} {what}" for what, count in counts.items()) + ".")
    for one in found.named:
        print(f"  line {one.line}: {safe(one.reason)}")
    if more := found.unread - len(found.named):
        print(f"  and {more:,} more")
    if found.differing:
        print(f"{found.differing:,} of those here read otherwise there; what is here stays.")
    if found.left:
        print(f"Not kept: {', '.join(found.left)}.")
    if found.too_many:
        print("There is more than one import can add. The same again goes on from there.")
