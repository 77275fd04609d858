"""The keyboard: the one place that waits, and the line being written on it."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from mindful.core.news import Pressed, Written
from mindful.errors import HUNG_UP
from mindful.terminal.page import LONGEST_WAIT, Face

if TYPE_CHECKING:
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding.key_processor import KeyPress

PASTED = 4  # letters at once behind an Enter
ESCAPE_WAIT = 0.05  # seconds in which an arrow's other bytes would have come
_NAMES = {
    "c-m": "enter",
    "c-j": "enter",
    "c-h": "backspace",
    "c-c": "ctrl-c",
    "c-d": "ctrl-d",
    "c-z": "ctrl-z",
    "escape": "escape",
}
_WHILE_WRITING = ("enter", "escape", "ctrl-c", "ctrl-d", "ctrl-z", "up", "down")
_PASTE_ON, _PASTE_OFF = b"\x1b[?2004h", b"\x1b[?2004l"


class NoKeys:
    """No keyboard: time passes, and that is all."""

    present = False

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    def wait(self, until: float, writing: str | None = None) -> Pressed | None:
        time.sleep(max(0.0, min(until - self._clock(), LONGEST_WAIT)))
        return None

    def stop(self, face: Face) -> None:
        stop()


class Keyboard:
    """Single keys of the terminal on standard input, while the context lasts."""

    present = True

    def __init__(self, clock: Callable[[], float]) -> None:
        # Here and not above: the library costs a dozen interpreter starts, and the first page
        # has been drawn by now.
        from prompt_toolkit.input import create_input

        self._clock = clock
        self._input = create_input(sys.stdin)
        self._queue: list[KeyPress] = []
        self._line: Document | None = None
        self._raw = ExitStack()

    def __enter__(self) -> "Keyboard":
        self._raw.enter_context(self._input.raw_mode())
        self._raw.callback(self._say, _PASTE_OFF)
        self._say(_PASTE_ON)
        return self

    def __exit__(self, *failure: object) -> None:
        self._raw.close()

    def stop(self, face: Face) -> None:
        """Be stopped, as Ctrl-Z asks; the terminal is the shell's meanwhile."""
        face.hide()
        self._raw.close()
        stop()
        self.__enter__()
        face.show()

    def _say(self, code: bytes) -> None:
        """Ask the terminal to mark what is pasted, so that it is not taken for keys."""
        if os.environ.get("TERM", "dumb") != "dumb":
            with suppress(OSError):
                os.write(self._input.fileno(), code)

    def wait(self, until: float, writing: str | None = None) -> Pressed | None:
        """The next key, or None when the time has come or a second has passed.

        While writing, letters change the line, and the line comes back.
        """
        if not self._queue:
            self._listen(until)
        if not self._queue:
            return None
        press = self._queue.pop(0)
        if writing is None:
            return _name(press)
        name = _name(press)
        if name == "enter" and self._pasted():
            press.key = press.data = name = " "
        if name in _WHILE_WRITING:
            return name
        return self._edited(writing, press)

    def _listen(self, until: float) -> None:
        waiting = max(0.0, min(until - self._clock(), LONGEST_WAIT))
        if self._input.closed:  # the terminal is gone, and SIGHUP on its way, most often
            time.sleep(waiting)
            raise SystemExit(HUNG_UP)  # without it, nobody is left to answer what is asked
        descriptor = self._input.fileno()
        ready, _, _ = select.select([descriptor], [], [], waiting)
        if ready:
            self._queue += self._input.read_keys()
        if not self._queue:
            # A lone Esc is also the beginning of an arrow: it is itself when nothing follows.
            if ready and select.select([descriptor], [], [], ESCAPE_WAIT)[0]:
                self._queue += self._input.read_keys()
            else:
                self._queue += self._input.flush_keys()

    def _pasted(self) -> bool:
        """Whether an Enter came within pasted text: nobody's hands are as quick as what follows.

        For terminals that do not mark what is pasted. A key meant for the sitting stands alone.
        """
        behind = [str(getattr(press.key, "value", press.key)) for press in self._queue]
        return len(behind) >= PASTED and all(len(key) == 1 for key in behind[:PASTED])

    def _edited(self, writing: str, press: "KeyPress") -> Written:
        from prompt_toolkit.document import Document

        if self._line is None or self._line.text != writing:
            self._line = Document(writing)
        self._line = _edit(self._line, press)
        return Written(self._line.text, self._line.cursor_position)


def stop() -> None:
    """Stop everything that was started together with this, until it is let go on."""
    if hasattr(signal, "SIGTSTP"):  # Windows has none
        os.kill(0, signal.SIGTSTP)


def _name(press: "KeyPress") -> str:
    key = str(getattr(press.key, "value", press.key))
    if press.data in ("\x7f", "\x08"):
        return "backspace"
    return _NAMES.get(key, key.lower() if len(key) == 1 else key)


def _edit(line: "Document", press: "KeyPress") -> "Document":
    """The line after a key: typed, erased or moved in."""
    from prompt_toolkit.document import Document

    text, at = line.text, line.cursor_position
    key = str(getattr(press.key, "value", press.key))
    word = at + (line.find_previous_word_beginning() or 0)
    moves = {
        "left": max(0, at - 1),
        "right": min(len(text), at + 1),
        "home": 0,
        "c-a": 0,
        "end": len(text),
        "c-e": len(text),
    }
    erased_from = {"c-h": max(0, at - 1), "c-w": word, "c-u": 0}
    if key in moves:
        return Document(text, moves[key])
    if key in erased_from:
        return Document(text[: erased_from[key]] + text[at:], erased_from[key])
    if key in ("delete", "c-k"):
        return Document(text[:at] + (text[at + 1 :] if key == "delete" else ""), at)
    typed = press.data if key == "<bracketed-paste>" else key if len(key) == 1 else ""
    typed = " ".join(typed.splitlines()).replace("\t", " ")
    return Document(text[:at] + typed + text[at:], at + len(typed))
