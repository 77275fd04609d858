"""A page that is longer than the screen, shown by the program a person reads with."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

_USUAL = "less"
# Ends by itself where all of it is to be seen, passes on bold, and leaves the page on the screen.
_HOW = "FRX"


def show(lines: Sequence[str], environ: Mapping[str, str], plain: bool = False) -> None:
    """Print lines; through PAGER, or less, where they are more than a terminal has.

    `plain` keeps from it. Where it cannot be started the lines are printed. The words go to it by
    its standard input alone, and less is told to keep nothing of what is looked for in them.
    """
    high = shutil.get_terminal_size((80, 24)).lines
    command = [] if plain or len(lines) < high or not sys.stdout.isatty() else _pager(environ)
    if not command or not _paged(command, lines, environ):
        print(*lines, sep="\n")


def _pager(environ: Mapping[str, str]) -> list[str]:
    """The words that start it; none where there is none, or none is wanted."""
    if environ.get("TERM", "dumb") == "dumb":
        return []
    try:
        command = shlex.split(environ.get("PAGER", _USUAL))
    except ValueError:  # a quote without an end
        return []
    return command if command and shutil.which(command[0], path=environ.get("PATH")) else []


def _paged(command: list[str], lines: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Show them with this program and wait for its end; whether it could be started."""
    less = {"LESS": environ.get("LESS", _HOW), "LESSHISTFILE": os.devnull}
    sys.stdout.flush()
    try:
        reader = subprocess.Popen(command, stdin=subprocess.PIPE, env={**environ, **less})
    except OSError:
        return False
    assert reader.stdin
    with suppress(BrokenPipeError):  # left before its end
        reader.stdin.write("".join(f"{line}\n" for line in lines).encode())
    with suppress(BrokenPipeError):
        reader.stdin.close()
    while reader.poll() is None:
        with suppress(KeyboardInterrupt):  # Ctrl-C is for what it shows
            reader.wait()
    return True
