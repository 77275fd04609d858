"""A reflection without a sitting."""

import sys
from typing import Annotated

import typer

from mindful.cli.leaving import leaving, no_leaving
from mindful.cli.world import World, world_of
from mindful.core.entry import Entry
from mindful.core.words import safe
from mindful.errors import MindfulError, Misuse
from mindful.terminal.writing import Words, decoded, room_to_write

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
    began = world.now()
    written = Words(" ".join(words)) if words else _from_input(world)
    entry = Entry.reflection(began, written.text).with_(**labels(tag, about))
    if entry.text:
        with no_leaving():
            kept = world.journal().add(entry, world.now())
        try:
            print(f"Saved {kept.id}", flush=True)
        except OSError as error:
            if not written.status:
                raise MindfulError("It is saved, but could not be shown.", kept.id) from error
    elif not words and sys.stdin.isatty():
        print("Nothing was written, and nothing is kept.", file=sys.stderr)
    else:
        raise Misuse(
            "There were no words to keep.", "You might say: mindful write The kettle, the rain."
        )
    if written.status:
        raise SystemExit(written.status)


def labels(tags: list[str] | None, about: list[str] | None) -> dict[str, list[str]]:
    """Tags and people as an entry keeps them: harmless, without blanks around, each once."""
    named = {"tags": tags or [], "people": about or []}
    return {
        key: list(dict.fromkeys(safe(" ".join(word.split())) for word in words if word.strip()))
        for key, words in named.items()
    }


def _from_input(world: World) -> Words:
    if not sys.stdin.isatty():
        data = sys.stdin.buffer.read()
        text = decoded(data)
        if text.encode() != data and "\ufffd" in text:
            print("Some of it was not UTF-8; those letters are kept as \ufffd.", file=sys.stderr)
        return Words(text)
    from mindful.terminal.faces import is_plain

    with leaving() as asked:
        words = room_to_write("", is_plain(world.environ), asked)
        return words._replace(status=words.status or asked.status)
