"""Room to write: several lines on a terminal, or what is piped in."""

import os
import select
import sys
from collections.abc import Callable
from typing import NamedTuple, TextIO

from mindful.errors import INTERRUPTED


class Words(NamedTuple):
    """What was written, and the exit status when a signal or Ctrl-C ended the writing."""

    text: str
    status: int = 0


def several_lines(question: str, out: TextIO) -> Words:
    """Room for several lines on a terminal; Ctrl-D ends it, Ctrl-C too, and keeps what is there."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.output import create_output

    keys = KeyBindings()

    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    if question:
        print(f"\n{question}", file=out)
    print("Ctrl-D ends it; leaving it empty is fine.\n", file=out, flush=True)
    session: PromptSession[str] = PromptSession(
        "  ",
        multiline=True,
        prompt_continuation="  ",
        key_bindings=keys,
        output=create_output(out),
    )
    try:
        return Words(session.prompt())
    except KeyboardInterrupt:
        return Words(session.default_buffer.text, INTERRUPTED)
    except (EOFError, OSError):
        return Words(session.default_buffer.text)
    except SystemExit as leaving:
        return Words(session.default_buffer.text, int(leaving.code or 0))


def line_by_line(question: str, out: TextIO) -> Words:
    """The same for a plain face: whole lines, until a lone full stop or Ctrl-D."""
    if question:
        print(f"\n{question}", file=out)
    print("A line with only a full stop ends it; leaving it empty is fine.", file=out, flush=True)
    lines: list[str] = []
    try:
        for line in iter(sys.stdin.readline, ""):
            if line.strip() == ".":
                break
            lines.append(line)
    except SystemExit as leaving:
        return Words("".join(lines), int(leaving.code or 0))
    except (OSError, ValueError):
        pass
    return Words("".join(lines))


def piped(clock: Callable[[], float], patience: float) -> Words:
    """What stands on standard input within so many seconds, to its end if that comes."""
    pieces: list[bytes] = []
    until = clock() + patience
    try:
        descriptor = sys.stdin.fileno()
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
