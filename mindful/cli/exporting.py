"""The journal on its way out: in a form that other programs read."""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mindful.cli.filters import About, Filters, OfExercise, OfFamily, OfKind, Tagged
from mindful.cli.history import Said, Since, Until, days_of, warn
from mindful.cli.journal import group_of
from mindful.cli.world import World, world_of
from mindful.core.entry import Entry
from mindful.core.sought import Sought
from mindful.core.words import in_one_line
from mindful.errors import MindfulError, Misuse
from mindful.store import handed
from mindful.store.blocks import Damage
from mindful.store.exchange import outgoing
from mindful.store.exchange.formats import WRITTEN, Format, asked
from mindful.store.exchange.said import Titles
from mindful.terminal.pages import so_many

if TYPE_CHECKING:
    from mindful.core.ranges import Range

_FORMATS = ", ".join(one.name for one in WRITTEN)

Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help=f"{_FORMATS}.")]
Output = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar="PATH", help="Where it goes: a file; for obsidian a folder."
    ),
]


def register(app: typer.Typer) -> None:
    group_of(app).command("export")(export)


def export(
    context: typer.Context,
    said: Said = None,
    form: Form = "json",
    output: Output = "",
    since: Since = "",
    until: Until = "",
    exercise: OfExercise = "",
    family: OfFamily = "",
    tag: Tagged = None,
    about: About = None,
    kind: OfKind = "",
) -> None:
    """What you kept, in a form that others read, the oldest first.

    \b
    json      all of it, and the one form that loses nothing; the usual one
    csv       for a spreadsheet
    markdown  a page to read
    jrnl      text for `jrnl --import`
    dayone    JSON for Day One; with -o x.zip the zip that it imports
    obsidian  Markdown; with -o FOLDER lines in its daily notes
    """
    wanted, world = asked(form, WRITTEN), world_of(context)
    only = Filters(exercise, family, kind, tag, about).sought()
    _out(wanted, only, days_of(" ".join(said or []), since, until, world), output, world)


def _out(wanted: Format, only: Sought, days: "Range", output: str, world: World) -> None:
    journal = world.journal()
    damages: list[Damage] = []
    with journal.read() as contents:
        entries = filter(only.fits, contents.oldest_first(damages.append, days))
        if output:
            print(_kept(wanted, entries, Path(output), world), file=sys.stderr)
        else:
            _print(outgoing.written(wanted, entries, _titles(world)))
    if loses := outgoing.loses(wanted):
        print(f"{loses}. JSON keeps everything.", file=sys.stderr)
    warn(damages, journal)


def _print(pieces: Iterator[str]) -> None:
    """On a terminal as it can show it; anywhere else in UTF-8, whatever the locale says."""
    if sys.stdout.isatty():
        sys.stdout.writelines(pieces)
    else:
        sys.stdout.buffer.writelines(piece.encode() for piece in pieces)


def _titles(world: World) -> Titles:
    return cache(world.library.title)


def _kept(wanted: Format, entries: Iterator[Entry], path: Path, world: World) -> str:
    """Write it to where it was asked to go, and say what was written."""
    count = _Counted(entries)
    where = in_one_line(str(path))
    if handed.same(path, world.places.journal):
        raise Misuse("That is the journal itself. Nothing was written.", "Name another file.")
    if wanted.name == "obsidian":
        added, notes = outgoing.into_notes(path, count, _titles(world))
        if not added:
            return f"{where}: nothing new."
        return f"{where}: {so_many(added)} added to {notes} note{'s' * (notes != 1)}."
    if path.is_dir():
        raise MindfulError(f"{where} is a folder. Nothing was written.", "Name a file in it.")
    outgoing.into_file(wanted, path, count, _titles(world))
    return f"{where}: {so_many(count.so_far)}."


class _Counted:
    """Entries, and how many have gone by."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries
        self.so_far = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.so_far += 1
            yield entry
