"""Room to write: several lines on a terminal, or what is piped in."""

import os
import select
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, Protocol, TextIO

from mindful.errors import INTERRUPTED
from mindful.terminal.columns import tell, width, wrapped
from mindful.terminal.keyboard import stop
from mindful.terminal.page import Sheet, Words, Writes

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

KEPT_EVERY = 0.4  # seconds, while keys are pressed
SEVERAL = "Ctrl-D ends it, Ctrl-O opens your editor; leaving it empty is fine."
BY_LINE = "A line with only a full stop ends it; leaving it empty is fine."
ONE = "Enter ends it, Ctrl-O opens your editor; leaving it empty is fine."
ONE_LINE = "Enter ends it; leaving it empty is fine."


class Asked(Protocol):
    """Whether a signal asks to leave."""

    status: int

    def waiting(self) -> AbstractContextManager[None]: ...
    def calling(
        self, leave: Callable[[], None], stop: Callable[[], None]
    ) -> AbstractContextManager[None]: ...
    def stopped_at_once(self) -> AbstractContextManager[None]: ...


def room_to_write(plain: bool, asked: Asked) -> Writes:
    """Room on the terminal at hand: several lines, or line by line for a plain face."""

    def writes(sheet: Sheet) -> Words:
        out = sys.stdout if sys.stdout.isatty() else sys.stderr
        return (line_by_line if plain else several_lines)(sheet, out, asked)

    return writes


def several_lines(sheet: Sheet, out: TextIO, asked: Asked) -> Words:
    """Room for several lines on a terminal; Ctrl-D ends it, Ctrl-C too, and keeps what is there.

    On a brief sheet Enter ends it, too.
    """
    _invite(sheet.question, (ONE if sheet.brief else SEVERAL) + "\n", out)
    room = _room(sheet, out, asked)

    def end() -> None:
        with suppress(Exception):  # it has ended meanwhile
            room.app.exit(exception=EOFError())

    def soon(call: Callable[[], None]) -> None:
        if loop := room.app.loop:
            loop.call_soon_threadsafe(call, context=room.app.context)

    def begin() -> None:
        room.app.create_background_task(_kept(room, sheet))
        if asked.status:
            end()

    status = 0
    try:
        with asked.calling(lambda: soon(end), lambda: soon(lambda: _stopped(asked))):
            room.prompt(default=sheet.words, pre_run=begin, handle_sigint=False)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except (EOFError, OSError):  # asked to leave, or the terminal is gone: the words are here
        pass
    return Words(room.default_buffer.text, status)


async def _kept(room: "PromptSession[str]", sheet: Sheet) -> None:
    """Keep the words a moment after any key, as long as they are being written."""
    from asyncio import sleep

    kept = sheet.words
    while True:
        await sleep(KEPT_EVERY)
        if (text := room.default_buffer.text) != kept:
            kept = text
            with suppress(Exception):  # told on the screen by the event loop; the room goes on
                sheet.keep(text)


def _stopped(asked: Asked) -> None:
    """Be stopped, as Ctrl-Z asks, and go on with the words where they stood."""
    from prompt_toolkit.application import run_in_terminal

    def stopped() -> None:
        with asked.stopped_at_once():
            stop()

    run_in_terminal(stopped)


def _room(sheet: Sheet, out: TextIO, asked: Asked) -> "PromptSession[str]":
    from prompt_toolkit import PromptSession
    from prompt_toolkit.output import create_output

    return PromptSession(
        "  ",
        multiline=True,
        prompt_continuation="  ",
        key_bindings=_keys(sheet, out, asked),
        output=create_output(out),
    )


def _keys(sheet: Sheet, out: TextIO, asked: Asked) -> "KeyBindings":
    from prompt_toolkit.application import run_in_terminal
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("c-d")
    def end(event: "KeyPressEvent") -> None:
        event.current_buffer.validate_and_handle()

    if sheet.brief:
        keys.add("enter")(end)

    @keys.add("c-z")
    def _(event: "KeyPressEvent") -> None:
        _stopped(asked)

    @keys.add("c-o")
    def _(event: "KeyPressEvent") -> None:
        def edit() -> None:
            try:
                with asked.stopped_at_once():  # Ctrl-Z stops the editor and us together
                    edited = sheet.edit(event.current_buffer.text)
            except Exception as error:  # else the event loop would tell it, on the screen
                event.app.exit(exception=error)
                return
            if edited.said:
                with suppress(OSError):  # a terminal that is gone costs no words
                    tell(edited.said, out)
                    tell("You can write on here.", out)
                    out.flush()
            event.current_buffer.document = Document(edited.words)

        run_in_terminal(edit)

    return keys


def _invite(question: str, how: str, out: TextIO) -> None:
    asked = ["", *wrapped(question or "A few words, if you like.", width())]
    print(*asked, *wrapped(how, width()), *([""] if how.endswith("\n") else []), sep="\n", file=out)
    out.flush()


def line_by_line(sheet: Sheet, out: TextIO, asked: Asked) -> Words:
    """The same for a plain face: whole lines, until a lone full stop or Ctrl-D.

    Of a brief sheet, one line.
    """
    _invite(sheet.question, ONE_LINE if sheet.brief else BY_LINE, out)
    lines = [f"{line}\n" for line in sheet.words.splitlines()]
    out.writelines(lines)
    out.flush()
    try:
        with asked.waiting():
            for line in iter(sys.stdin.readline, ""):
                if line.strip() == ".":
                    break
                lines.append(line)
                sheet.keep("".join(lines))
                if sheet.brief:
                    break
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
