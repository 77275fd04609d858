"""From words to a command, and from any failure to a sentence and an exit status."""

import codecs
import importlib
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
import typer.main

from mindful import __version__
from mindful.cli.world import World, world_of
from mindful.core.words import in_ascii, safe
from mindful.errors import FAILED, INTERRUPTED, MISUSED, OK, MindfulError

# Each first word and the module its command lives in, in the order of the help. Only the module
# that is needed is imported.
COMMANDS = {
    "start": "start",
    "write": "write",
    "history": "history",
    "show": "history",
    "exercises": "exercises",
    "journal": "journal",
    "help-now": "care",
}
_OF_EXERCISES = ("show",)
_JOURNAL = "--journal"


def run(words: list[str], world: World | None = None) -> int:
    """Do what the words ask, and return the exit status. All errors are shown here."""
    os.umask(0o077)
    _prepare_streams()
    words = spelled_out(hoisted(words))
    if _first(words) >= len(words):
        words = [*words, "--help"]
    try:
        status = _done(words, world or World())
        sys.stdout.flush()
        return status
    except SystemExit as leaving:
        with suppress(OSError):
            sys.stdout.flush()
            return int(leaving.code or OK)
        _hush()
        return int(leaving.code or OK)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _hush()  # whoever was reading has gone: nothing more to say, to nobody
        return FAILED
    except OSError as error:
        _hush()
        return _say(f"{error.strerror or 'A file could not be used'}.", "", FAILED)
    except Exception as error:
        # Neither a traceback nor the error's own words: they may hold what a person wrote.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__}, {Path(place.filename).name} line {place.lineno}"
        return _say(
            f"Something in mindful went wrong ({where}).",
            "What is in your journal is still there.",
            FAILED,
        )


def _done(words: list[str], world: World) -> int:
    """The status of the command that the words mean; what it cannot do is said."""
    try:
        command = typer.main.get_command(_app(words))
        status = command(words, prog_name="mindful", standalone_mode=False, obj=world)
        return status if isinstance(status, int) else OK
    except MindfulError as error:
        return _say(error.message, error.hint, error.status)
    except typer.TyperException as error:
        known = next((word for word in words if word in COMMANDS), "")
        shown = f"`mindful {known} --help`" if known else "`mindful --help`"
        return _say(safe(error.format_message()), f"{shown} says how.", MISUSED)


def _prepare_streams() -> None:
    """Three streams that can always be written to or read from, whatever was closed or lacks."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, it lasts as long as we do
    codecs.register_error("in_ascii", in_ascii)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a sign that the terminal has not is no reason to fail
            stream.reconfigure(errors="in_ascii")


def _hush() -> None:
    """What is still to be said goes nowhere; else Python would try again, and exit with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str, hint: str, status: int) -> int:
    with suppress(OSError):
        print(message, *([hint] if hint else []), sep="\n", file=sys.stderr, flush=True)
    return status


def hoisted(words: list[str]) -> list[str]:
    """The words with --journal PATH in front, since it may stand before or after any command."""
    end = words.index("--") if "--" in words else len(words)
    front: list[str] = []
    rest: list[str] = []
    index = 0
    while index < end:
        word = words[index]
        if word == _JOURNAL and index + 1 < end:
            front += [word, words[index + 1]]
            index += 1
        elif word.startswith(f"{_JOURNAL}="):
            front.append(word)
        else:
            rest.append(word)
        index += 1
    return [*front, *rest, *words[end:]]


def spelled_out(words: list[str]) -> list[str]:
    """`exercises NAME` as what it means, `exercises show NAME`."""
    first = _first(words)
    after = words[first + 1 : first + 2]
    if words[first : first + 1] == ["exercises"] and after and after[0][:1] not in ("", "-"):
        return (
            words
            if after[0] in _OF_EXERCISES
            else [*words[: first + 1], "show", *words[first + 1 :]]
        )
    return words


def _first(words: list[str]) -> int:
    """Where the command stands: behind the --journal that was moved to the front."""
    index = 0
    while index < len(words) and words[index].startswith(_JOURNAL):
        index += 1 if "=" in words[index] else 2
    return index


def _app(words: list[str]) -> typer.Typer:
    """The command line, as far as these words need it."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,  # the help is plain everywhere: it reads well, and starts quicker
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    first = "".join(words[_first(words) :][:1])
    modules = [COMMANDS[first]] if first in COMMANDS else dict.fromkeys(COMMANDS.values())
    for module in modules:
        importlib.import_module(f"mindful.cli.{module}").register(app)
    return app


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
