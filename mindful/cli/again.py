"""One's earlier words, given back."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from mindful.cli.filters import About, Filters, OfExercise
from mindful.cli.history import ANY, print_json, warn
from mindful.cli.world import World, world_of
from mindful.core.again import QUESTION, Choice
from mindful.core.entry import Entry
from mindful.core.sought import Sought
from mindful.core.words import normal, safe
from mindful.store.blocks import Damage
from mindful.store.contents import Contents
from mindful.store.journal import Journal
from mindful.terminal.again import page
from mindful.terminal.columns import tell, width, wrapped

if TYPE_CHECKING:
    from mindful.core.ranges import Range

_NOTHING = "There is nothing to give back yet; words are, from a week after they were written."
_NONE_SUCH = "There is nothing to give back of that yet."


def register(app: typer.Typer) -> None:
    app.command("again")(again)


def again(
    context: typer.Context,
    exercise: OfExercise = "",
    about: About = None,
    as_json: Annotated[bool, typer.Option("--json", help="The entry, as JSON.")] = False,
) -> None:
    """Something you once wrote, and its question anew.

    It is the same all day. What you answer, or pipe in, is kept as a reflection of its own.
    """
    world, sought = world_of(context), Filters(exercise, about=about).sought()
    if as_json:
        found = _chosen(world, world.journal(), sought)
        print_json(iter([found] if found else []))
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _in_the_room(world, sought)
    elif found := _chosen(world, world.journal(), sought):
        print(*_shown(world, found), "", *wrapped(_question(found), width()), sep="\n", flush=True)
        if not sys.stdin.isatty():
            _keep_piped(world, found)
    else:
        _tell_nothing(sought)


def _chosen(world: World, journal: Journal, sought: Sought) -> Entry | None:
    """The entry of today, if there is one."""
    damages: list[Damage] = []
    with journal.read() as contents:
        choice = Choice(_Earlier(contents, damages), world.today(), world.day_ends_at, sought)
        found = choice.entry()
    warn([*dict.fromkeys(damages)], journal)
    return found


class _Earlier(NamedTuple):
    """What the journal holds, as the choice looks at it."""

    contents: Contents
    damages: list[Damage]

    @property
    def first(self) -> date:
        with suppress(ValueError):  # none, or a date that no calendar has
            return date.fromisoformat(self.contents.earliest[:10].decode())
        return date.min

    def earliest_first(self, days: "Range", holding: Sequence[str] = ()) -> Iterator[Entry]:
        from mindful.store.sieve import Sieve

        sieves = [Sieve([word]) for word in holding]
        may = (lambda block: any(sieve.may_one(block) for sieve in sieves)) if sieves else None
        return self.contents.oldest_first(self.damages.append, days, may)

    def newest_first(self, days: "Range") -> Iterator[Entry]:
        return self.contents.newest_first(self.damages.append, days)

    def answering(self) -> Iterator[Entry]:
        return self.contents.newest_first(lambda _: None, None, lambda block: b"answers" in block)


def _shown(world: World, entry: Entry) -> Iterator[str]:
    name = entry.words("exercise")
    title = world.library.title(name) if name else ""
    return page(entry, title, width(), world.today(), world.day_ends_at)


def _question(entry: Entry) -> str:
    """What was asked then; as it may be shown, since it may have come from anywhere."""
    return " ".join(safe(entry.words("question")).split()) or QUESTION


def _answer(world: World, entry: Entry, text: str = "") -> Entry:
    """A reflection that names what it answers."""
    answer = Entry.reflection(world.now(), text)
    return answer.with_(answers=entry.id, question=_question(entry))


def _keep_piped(world: World, entry: Entry) -> None:
    """Keep what stands on standard input, if anything does."""
    if not (data := sys.stdin.buffer.read()).strip():
        return
    from mindful.cli import paper
    from mindful.cli.leaving import no_leaving
    from mindful.cli.write import piped
    from mindful.errors import OK

    if text := normal(piped(data)):
        with no_leaving():
            kept = world.journal().add(_answer(world, entry, text), world.now())
        paper.tell_saved(kept, OK)


def _in_the_room(world: World, sought: Sought) -> None:
    """Room for an answer, with what was being written to the same words when a process ended."""
    from mindful.cli import paper
    from mindful.cli.leaving import leaving
    from mindful.terminal.plainly import is_plain
    from mindful.terminal.writing import room_to_write

    with leaving() as asked:
        left = paper.unfinished(world)
        entry = _chosen(world, Journal.at(world.places), sought)
        if left and not (entry and left.entry.words("answers") == entry.id):
            left.draft.release()
            left = None
        world.journal()  # what else was left behind is kept, and said before the words
        if entry is None:
            _tell_nothing(sought)
            return
        print(*_shown(world, entry), sep="\n")
        if left:
            paper.tell_waiting(left)
        else:
            left = paper.fresh(world, _answer(world, entry))
        writes = room_to_write(is_plain(world.environ, world.settings.plain), asked)
        if status := paper.write(left, writes, world, asked, brief=True):
            raise SystemExit(status)


def _tell_nothing(sought: Sought) -> None:
    tell(_NOTHING if sought == ANY else _NONE_SUCH, sys.stderr)
