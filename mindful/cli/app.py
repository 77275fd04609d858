"""The command line: from a person's words to the command they mean."""

import importlib
import os
from pathlib import Path
from typing import Annotated

import typer

from mindful import __version__
from mindful.cli.world import world_of

# Each first word and the module its command lives in, in the order of the help. Only the module
# that is needed is imported.
COMMANDS = {
    "start": "start",
    "write": "write",
    "history": "history",
    "show": "history",
    "edit": "editing",
    "delete": "correcting",
    "undo": "correcting",
    "search": "search",
    "stats": "stats",
    "calendar": "calendar",
    "again": "again",
    "report": "report",
    "exercises": "exercises",
    "journal": "journal",
    "config": "config",
    "help-now": "care",
}
SUGGESTED = "suggested"  # what no command at all means; it has no name of its own
# Words of `exercises` that are in modules of their own, loaded for them alone.
_MORE = {"check": "own", "new": "own", "add": "own", "render": "render"}
_OF_EXERCISES = ("show", *_MORE)
# Those of `journal`.
_OF_JOURNAL = {
    "check": "checkup",
    "export": "exporting",
    "import": "importing",
    "merge": "merging",
    "open": "opening",
}
_JOURNAL = "--journal"
_BELL = "--bell"
COMPLETE = "_MINDFUL_COMPLETE"  # set by a shell that wants to know what a word could become


def meant(words: list[str]) -> list[str]:
    """The words as the command line takes them; no command means what one might sit now."""
    words = _bells_joined(_spelled_out(_hoisted(words)))
    return words if _first(words) < len(words) else [*words, SUGGESTED]


def _hoisted(words: list[str]) -> list[str]:
    """The words with --journal PATH in front, since it may stand before or after any command."""
    end = words.index("--") if "--" in words else len(words)
    front: list[str] = []
    rest: list[str] = []
    index = 0
    while index < end:
        word = words[index]
        if word == _JOURNAL:
            front += words[index : min(index + 2, end)]
            index += 1
        elif word.startswith(f"{_JOURNAL}="):
            front.append(word)
        else:
            rest.append(word)
        index += 1
    return [*front, *rest, *words[end:]]


def _spelled_out(words: list[str]) -> list[str]:
    """`exercises NAME` as what it means, `exercises show NAME`."""
    behind = _first(words) + 1
    if words[behind - 1 : behind] != ["exercises"]:
        return words
    name = "".join(words[behind : behind + 1])
    if name in ("", *_OF_EXERCISES) or name.startswith("-"):
        return words
    return [*words[:behind], "show", *words[behind:]]


def _bells_joined(words: list[str]) -> list[str]:
    """`--bell every 5m` as one value, as people write it without quotes."""
    if _BELL not in words[:-1]:
        return words
    begin = words.index(_BELL) + 1
    end = begin + 1
    if words[begin].lower() in ("every", "at", "random"):
        end += 1
        while words[end - 1 : end] and words[end - 1].endswith(","):
            end += 1
    return [*words[:begin], " ".join(words[begin:end]), *words[end:]]


def _first(words: list[str]) -> int:
    """Where the command stands: behind the --journal that was moved to the front."""
    index = 0
    while index < len(words) and words[index].startswith(_JOURNAL):
        index += 1 if "=" in words[index] else 2
    return index


def completing(words: list[str]) -> bool:
    """Whether this is about completion: a shell that asks, or a person who would have it."""
    return COMPLETE in os.environ or any(word.endswith("-completion") for word in words)


def app_for(words: list[str]) -> typer.Typer:
    """The command line, as far as these words need it."""
    app = typer.Typer(
        add_completion=completing(words),
        rich_markup_mode=None,  # the help is plain everywhere: it reads well, and starts quicker
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    first = "".join(words[_first(words) :][:1])
    known = {**COMMANDS, SUGGESTED: "start"}
    one = first in known and COMPLETE not in os.environ
    modules = [known[first]] if one else dict.fromkeys(COMMANDS.values())
    for module in modules:
        importlib.import_module(f"mindful.cli.{module}").register(app)
    for module in _more(first, words):
        importlib.import_module(f"mindful.cli.{module}").register(app)
    return app


def _more(first: str, words: list[str]) -> dict[str, None]:
    """The modules of a group of commands that these words need besides its own."""
    groups = {"exercises": _MORE, "journal": _OF_JOURNAL}
    if COMPLETE in os.environ:
        return dict.fromkeys(module for more in groups.values() for module in more.values())
    more = groups.get(first, {})
    bare = first == "journal" and words[-1:] == [first]  # alone it shows its help
    if bare or {"-h", "--help"} & {*words}:
        return dict.fromkeys(more.values())
    return dict.fromkeys(more[word] for word in words if word in more)


def tell_version(asked: bool) -> None:
    """For --version in company; alone it is answered before any of this is imported."""
    if asked:
        print(f"mindful {__version__}")
        raise typer.Exit


def root(
    context: typer.Context,
    journal: Annotated[
        Path | None,
        typer.Option(
            "--journal", metavar="PATH", help="Another journal file; before or after any command."
        ),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=tell_version, help="The version.")
    ] = False,
) -> None:
    """Guided mindfulness practice: sit, write a few lines, look back.

    \b
    mindful start          choose a practice and begin
    mindful write          a few lines, without a sitting
    mindful history        what you sat and wrote
    """
    context.obj = world_of(context).with_journal(journal)
