"""A reflection without a sitting."""

import sys
from typing import Annotated

import typer

from mindful.cli import paper
from mindful.cli.leaving import leaving, no_leaving
from mindful.cli.world import World, world_of
from mindful.core.entry import Entry, worth_keeping
from mindful.core.words import normal, safe
from mindful.errors import OK, Misuse
from mindful.terminal.writing import decoded

Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; may be repeated.")
]
About = Annotated[
    list[str] | None,
    typer.Option("--about", metavar="NAME", help="Whom it is about; may be repeated."),
]
At = Annotated[
    str, typer.Option("--at", metavar="WHEN", help="When it was: yesterday 7:00, monday, 7:00.")
]
Exercise = Annotated[
    str,
    typer.Option("--exercise", metavar="NAME", help="Of a sitting done elsewhere: what it was."),
]
Practised = Annotated[
    str, typer.Option("--practised", metavar="LENGTH", help="And how long: 10m, 90s, 1h.")
]


def register(app: typer.Typer) -> None:
    app.command("write")(write)


def write(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="What is to be kept.")
    ] = None,
    at: At = "",
    tag: Tags = None,
    about: About = None,
    exercise: Exercise = "",
    practised: Practised = "",
) -> None:
    """A few lines: the words, or what is piped in, or room to write.

    With --exercise and --practised, a sitting done elsewhere; the words may then be left out.
    """
    world = world_of(context)
    named = labels(tag, about)
    begun = _begun(world, at, exercise, practised)
    if not words and sys.stdin.isatty():
        _in_the_room(begun, named, world)
        return
    entry = begun or Entry.reflection(world.now(), "")
    entry = entry.with_(
        text=normal(" ".join(words) if words else piped(sys.stdin.buffer.read())), **named
    )
    if not worth_keeping(entry):
        raise Misuse(
            "There were no words to keep.", "You might say: mindful write The kettle, the rain."
        )
    with no_leaving():
        kept = world.journal().add(entry, world.now())
    paper.tell_saved(kept, OK, _said_of(kept, world))


def _begun(world: World, at: str, exercise: str, practised: str) -> Entry | None:
    """What was at another time, or elsewhere; None for what is written about now."""
    if not (at or exercise or practised):
        return None
    from mindful.cli.elsewhere import entry_of

    return entry_of(world, at, exercise, practised)


def _said_of(entry: Entry, world: World) -> str:
    if entry.kind != "session":
        return ""
    from mindful.cli.elsewhere import said_of

    return said_of(entry, world)


def _in_the_room(entry: Entry | None, named: dict[str, list[str]], world: World) -> None:
    """Room to write, with whatever was being written when the last time ended.

    What is of another time, or of a sitting, has a room of its own: other words wait.
    """
    from mindful.terminal.plainly import is_plain
    from mindful.terminal.writing import room_to_write

    with leaving() as asked:
        if not entry and (left := paper.unfinished(world)):
            paper.tell_waiting(left)
        else:
            left = paper.fresh(world, entry or Entry.reflection(world.now(), ""))
        world.journal()  # what else was left behind is kept, and said before the room opens
        left = left._replace(entry=left.entry.with_(**named))
        writes = room_to_write(is_plain(world.environ, world.settings.plain), asked)
        if status := paper.write(left, writes, world, asked, _said_of(left.entry, world)):
            raise SystemExit(status)


def labels(tags: list[str] | None, about: list[str] | None) -> dict[str, list[str]]:
    """Tags and people as an entry keeps them: each once."""
    given = {"tags": tags or [], "people": about or []}
    return {
        key: list(dict.fromkeys(named(word) for word in words if word.strip()))
        for key, words in given.items()
    }


def named(word: str) -> str:
    """A tag or a name as an entry keeps it: harmless, without blanks around."""
    return safe(" ".join(word.split()))


def piped(data: bytes) -> str:
    """What stood on standard input, as text; what of it was none is said."""
    text = decoded(data)
    if text.encode() != data and "\ufffd" in text:
        print("Some of it was not UTF-8; those letters are kept as \ufffd.", file=sys.stderr)
    return text
