"""A reflection without a sitting."""

import sys
from typing import Annotated

import typer

from mindful.cli import paper
from mindful.cli.leaving import leaving, no_leaving
from mindful.cli.world import World, world_of
from mindful.core.entry import Entry
from mindful.core.words import safe
from mindful.errors import OK, Misuse
from mindful.terminal.writing import decoded

Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; may be repeated.")
]
About = Annotated[
    list[str] | None,
    typer.Option("--about", metavar="NAME", help="Whom it is about; may be repeated."),
]


def register(app: typer.Typer) -> None:
    app.command("write")(write)


def write(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="What is to be kept.")
    ] = None,
    tag: Tags = None,
    about: About = None,
) -> None:
    """A few lines: the words, or what is piped in, or room to write."""
    world = world_of(context)
    named = labels(tag, about)
    if not words and sys.stdin.isatty():
        _in_the_room(named, world)
        return
    entry = Entry.reflection(world.now(), " ".join(words) if words else _piped()).with_(**named)
    if not entry.text:
        raise Misuse(
            "There were no words to keep.", "You might say: mindful write The kettle, the rain."
        )
    with no_leaving():
        kept = world.journal().add(entry, world.now())
    paper.tell_saved(kept, OK)


def _in_the_room(named: dict[str, list[str]], world: World) -> None:
    """Room to write, with whatever was being written when the last time ended."""
    from mindful.store.drafts import Left, begun
    from mindful.terminal.faces import is_plain
    from mindful.terminal.writing import room_to_write

    with leaving() as asked:
        if left := paper.unfinished(world):
            paper.tell_waiting(left)
        else:
            began = world.now()
            draft = begun(world.places.drafts, began)
            left = Left(draft, Entry.reflection(began, "").with_(id=draft.id), "")
        world.journal()  # what else was left behind is kept, and said before the room opens
        left = left._replace(entry=left.entry.with_(**named))
        writes = room_to_write(is_plain(world.environ, world.settings.plain), asked)
        if status := paper.write(left, writes, world, asked):
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


def _piped() -> str:
    data = sys.stdin.buffer.read()
    text = decoded(data)
    if text.encode() != data and "\ufffd" in text:
        print("Some of it was not UTF-8; those letters are kept as \ufffd.", file=sys.stderr)
    return text
