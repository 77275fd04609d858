"""The journal on its way out: in a form that other programs read."""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from mindful.cli.history import Said, Since, Until, days_of, warn
from mindful.cli.journal import group_of
from mindful.cli.world import World, world_of
from mindful.core.entry import Entry
from mindful.core.words import in_one_line
from mindful.errors import MindfulError, Misuse
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
Exercise = Annotated[str, typer.Option("--exercise", metavar="NAME", help="Only of this practice.")]
Family = Annotated[str, typer.Option("--family", metavar="FAMILY", help="Only of this family.")]
Tag = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", help="Only with this tag; may be repeated."),
]
About = Annotated[
    list[str] | None,
    typer.Option("--about", metavar="NAME", help="Only about or with them; may be repeated."),
]
Kind = Annotated[
    str, typer.Option("--kind", metavar="KIND", help="Only sessions, or reflections, or hunches.")
]


class Only(NamedTuple):
    """What an entry must be to be among those that go out; nothing said, anything will do."""

    exercise: str
    family: str
    kind: str
    tags: list[str]
    about: list[str]

    def fits(self, entry: Entry) -> bool:
        one = {"exercise": self.exercise, "family": self.family, "kind": self.kind}
        held = {**{key: entry.words(key) for key in one}, "kind": entry.kind}
        return (
            all(_same(held[key]) == _same(said) for key, said in one.items() if said)
            and {*map(_same, self.tags)} <= _held(entry, "tags")
            and {*map(_same, self.about)} <= _held(entry, "people", "with")
        )


def _held(entry: Entry, *keys: str) -> set[str]:
    values = [entry.values.get(key, []) for key in keys]
    return {_same(str(one)) for value in values
            for one in (value if isinstance(value, list) else [value])}  # fmt: skip


def _same(word: str) -> str:
    return " ".join(word.split()).casefold()


def register(app: typer.Typer) -> None:
    group_of(app).command("export")(export)


def export(
    context: typer.Context,
    said: Said = None,
    form: Form = "json",
    output: Output = "",
    since: Since = "",
    until: Until = "",
    exercise: Exercise = "",
    family: Family = "",
    tag: Tag = None,
    about: About = None,
    kind: Kind = "",
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
    only = Only(exercise, family, kind, tag or [], about or [])
    _out(wanted, only, days_of(" ".join(said or []), since, until, world), output, world)


def _out(wanted: Format, only: Only, days: "Range", output: str, world: World) -> None:
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
    if _same_file(path, world.places.journal):
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


def _same_file(path: Path, journal: Path) -> bool:
    try:
        return path.samefile(journal)
    except OSError:
        return False


class _Counted:
    """Entries, and how many have gone by."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries
        self.so_far = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.so_far += 1
            yield entry
