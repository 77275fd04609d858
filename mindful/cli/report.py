"""Looking back on paper, or to show someone: one page in a file."""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from mindful.cli.filters import About, Filters, OfExercise, OfFamily, Tagged
from mindful.cli.history import ANY, Said, Since, Until, days_of, last_weeks, warn
from mindful.cli.world import World, world_of
from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.core.sought import Sought
from mindful.core.totals import Totals
from mindful.core.words import in_one_line
from mindful.errors import MindfulError, Misuse
from mindful.store import handed
from mindful.store.blocks import Damage
from mindful.store.contents import Contents
from mindful.terminal.columns import tell
from mindful.terminal.report import Report, html, phrases

_ENDINGS = (".html", ".htm")
_EXAMPLE = "As in `mindful report -o report.html`."

Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where it goes: an .html.")
]
NoText = Annotated[
    bool,
    typer.Option(
        "--no-text",
        help="None of your words: no text, question, title, tag or name. For showing to others.",
    ),
]


class _Words(NamedTuple):
    """Which entries' words the page is to hold, and that it holds only these, as a sentence."""

    sought: Sought
    chosen: str


def register(app: typer.Typer) -> None:
    app.command("report")(report)


def report(
    context: typer.Context,
    said: Said = None,
    output: Output = "",
    no_text: NoText = False,
    since: Since = "",
    until: Until = "",
    exercise: OfExercise = "",
    family: OfFamily = "",
    tag: Tagged = None,
    about: About = None,
) -> None:
    """One page to keep, to print or to show.

    It has what the days hold, and your words of then. The last 12 weeks unless asked. --exercise,
    --family, --tag and --about choose among the words; what is counted stays whole. The page is one
    HTML file and asks nothing of the network. A file that is there already is replaced once the new
    one is whole.
    """
    world = world_of(context)
    sought = Filters(exercise, family, "", tag, about).sought()
    if no_text and sought != ANY:
        raise Misuse("--no-text leaves no words to choose among.", "One of the two is enough.")
    title = world.library.title(exercise) if exercise else ""
    words = _Words(sought, phrases.chosen(title, sought.family, tag or [], about or []))
    file = _file(output, world)
    asked = bool(said or since or until)
    days = days_of(" ".join(said or []), since, until, world) if asked else last_weeks(world)
    _out(world, days, None if no_text else words, file)


def _file(output: str, world: World) -> Path | None:
    """Where the page is to go, None for a pipe; Misuse where it cannot go there."""
    if not output:
        if sys.stdout.isatty():
            raise Misuse("Where is it to go?", _EXAMPLE)
        return None
    file = Path(output)
    if file.suffix.lower() not in _ENDINGS:
        name = in_one_line(file.name)
        raise Misuse(f"A report is written as .html, and “{name}” ends otherwise.", _EXAMPLE)
    handed.ready(file, world.places.journal)
    return file


def _out(world: World, days: Range, words: _Words | None, file: Path | None) -> None:
    """Write the page; its words are read while it is written."""
    journal = world.journal()
    damages: list[Damage] = []
    with journal.read() as contents:
        page = _page(world, days, words, contents, damages)
        if file:
            handed.write(file, html(page))
            tell(_written(file, page), sys.stderr)
        else:
            sys.stdout.buffer.writelines(piece.encode() for piece in html(page))
    warn(damages, journal)


def _page(
    world: World, days: Range, words: _Words | None, contents: Contents, damages: list[Damage]
) -> Report:
    """What the page holds; MindfulError where that is nothing."""
    settings = world.settings
    (counts,) = contents.tally(damages.append, [days]).counts
    totals = Totals.of(counts, days, settings.week_starts)
    entries: Iterable[Entry] | None = None
    if words:
        entries = _any(
            one
            for one in contents.oldest_first(lambda _: None, days)  # told of once is enough
            if one.text and words.sought.fits(one)
        )
    if not totals.sittings and not entries:
        raise MindfulError(
            "There is nothing from then. Nothing was written.",
            f"Other days might have some, as in `mindful report {world.today().year}`.",
        )
    return Report(
        totals,
        world.today(),
        entries,
        cache(world.library.title),
        settings.week_starts,
        settings.numbers,
        words.chosen if words else "",
    )


def _any(entries: Iterator[Entry]) -> Iterable[Entry]:
    """The same, as a list that is empty where there are none."""
    first = next(entries, None)
    return [] if first is None else chain([first], entries)


def _written(file: Path, page: Report) -> str:
    said = f"{in_one_line(str(file))}: {page.heading}."
    return f"{said} It holds what you wrote; with --no-text it does not." if page.entries else said
