"""Running a command: from any failure to a sentence and an exit status."""

import codecs
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import typer
import typer.main

from mindful.cli.app import COMMANDS, app_for, meant
from mindful.cli.world import World
from mindful.core.words import in_ascii, safe
from mindful.errors import FAILED, INTERRUPTED, MISUSED, OK, MindfulError


def run(words: list[str], world: World | None = None) -> int:
    """Do what the words ask, and return the exit status. All errors are shown here."""
    os.umask(0o077)
    _prepare_streams()
    try:
        status = _done(meant([_as_typed(word) for word in words]), world or World())
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
        command = typer.main.get_command(app_for(words))
        status = command(words, prog_name="mindful", standalone_mode=False, obj=world)
        return status if isinstance(status, int) else OK
    except MindfulError as error:
        return _say(error.message, error.hint, error.status)
    except typer.TyperException as error:
        known = next((word for word in words if word in COMMANDS), "")
        shown = f"`mindful {known} --help`" if known else "`mindful --help`"
        return _say(safe(error.format_message()), f"{shown} says how.", MISUSED)


def _as_typed(word: str) -> str:
    """A word as it was typed, in UTF-8, also where the locale knows of ASCII only."""
    return os.fsencode(word).decode("utf-8", "surrogateescape")


def _prepare_streams() -> None:
    """Three streams that can always be written to or read from, whatever was closed or lacks."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, it lasts as long as we do
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # whatever the locale says
    codecs.register_error("in_ascii", in_ascii)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a sign that the terminal has not is no reason to fail
            stream.reconfigure(errors="in_ascii")


def _hush() -> None:
    """What is still to be said goes nowhere; else Python would try again, and exit with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str, hint: str, status: int) -> int:
    """Say what went wrong; whatever was quoted in it is harmless by now, wherever it came from."""
    with suppress(OSError):
        message, hint = safe(message), safe(hint)
        print(message, *([hint] if hint else []), sep="\n", file=sys.stderr, flush=True)
    return status
