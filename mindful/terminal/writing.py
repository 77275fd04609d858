"""Room to write: several lines on a terminal, or what is piped in."""

import os
import select
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO

from mindful.errors import INTERRUPTED
from mindful.terminal.columns import width, wrapped

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession


class Asked(Protocol):
    """Whether a signal asks to leave."""

    status: int

    def waiting(self) -> AbstractContextManager[None]: ...
    def calling(self, call: Callable[[], None]) -> AbstractContextManager[None]: ...


class Words(NamedTuple):
    """What was written, and the exit status when a signal or Ctrl-C ended the writing."""

    text: str
    status: int = 0


def room_to_write(question: str, plain: bool, asked: Asked) -> Words:
    """Room on the terminal at hand: several lines, or line by line for a plain face."""
    out = sys.stdout if sys.stdout.isatty() else sys.stderr
    return (line_by_line if plain else several_lines)(question, out, asked)


def several_lines(question: str, out: TextIO, asked: Asked) -> Words:
    """Room for several lines on a terminal; Ctrl-D ends it, Ctrl-C too, and keeps what is there."""
    _invite(question, "Ctrl-D ends it; leaving it empty is fine.\n", out)
    room = _room(out)

    def end() -> None:
        with suppress(Exception):  # it has ended meanwhile
            room.app.exit(exception=EOFError())

    def wake() -> None:
        if loop := room.app.loop:
            loop.call_soon_threadsafe(end)

    status = 0
    try:
        with asked.calling(wake):
            room.prompt(pre_run=lambda: end() if asked.status else None, handle_sigint=False)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except (EOFError, OSError):  # asked to leave, or the terminal is gone: the words are here
        pass
    return Words(room.default_buffer.text, status)


def _room(out: TextIO) -> "PromptSession[str]":
    from prompt_toolkit import PromptSession
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.output import create_output

    keys = KeyBindings()

    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return PromptSession(
        "  ",
        multiline=True,
        prompt_continuation="  ",
        key_bindings=keys,
        output=create_output(out),
    )


def _invite(question: str, how: str, out: TextIO) -> None:
    asked = ["", *wrapped(question or "A few words, if you like.", width())]
    print(*asked, *wrapped(how, width()), *([""] if how.endswith("\n") else []), sep="\n", file=out)
    out.flush()


def line_by_line(question: str, out: TextIO, asked: Asked) -> Words:
    """The same for a plain face: whole lines, until a lone full stop or Ctrl-D."""
    _invite(question, "A line with only a full stop ends it; leaving it empty is fine.", out)
    lines: list[str] = []
    try:
        with asked.waiting():
            for line in iter(sys.stdin.readline, ""):
                if line.strip() == ".":
                    break
                lines.append(line)
    except SystemExit as leaving:
        return Words("".join(lines), int(leaving.code or 0))
    except (OSError, ValueError):
        pass
    return Words("".join(lines))


def piped(clock: Callable[[], float], patience: float, asked: Asked) -> Words:
    """What stands on standard input within so many seconds, to its end if that comes."""
    pieces: list[bytes] = []
    until = clock() + patience
    try:
        descriptor = sys.stdin.fileno()
        with asked.waiting():
            while select.select([descriptor], [], [], max(0.0, until - clock()))[0]:
                piece = os.read(descriptor, 65536)
                if not piece:
                    break
                pieces.append(piece)
    except SystemExit as leaving:
        return Words(decoded(b"".join(pieces)), int(leaving.code or 0))
    except (OSError, ValueError, AttributeError):  # no standard input at all
        pass
    return Words(decoded(b"".join(pieces)))


def decoded(data: bytes) -> str:
    """Bytes as text; what is not UTF-8 becomes U+FFFD."""
    return data.decode("utf-8", errors="replace").removeprefix("\ufeff")
