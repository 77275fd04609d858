"""A real terminal for tests: a command on a pty, and the screen that a person would see."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pyte

MINDFUL = (sys.executable, "-m", "mindful")
ENTER, ESC, CTRL_C, CTRL_D = "\r", "\x1b", "\x03", "\x04"
ALT_SCREEN, CURSOR, PASTE = b"\x1b[?1049", b"\x1b[?25", b"\x1b[?2004"
AT_MOST = 10.0  # seconds that any one thing may take to come
A_LOOK = 0.05  # seconds between two looks at what may have changed
QUIET = 0.03  # seconds without a byte, after which a frame is taken to be whole

# The pty becomes the terminal that controls the command, as a person's own would be, so that it is
# told of a closed window and a changed size. This is done by a first small program that then
# becomes the command: code between fork and exec is no longer safe where there are threads. It also
# undoes signals ignored by whatever runs the tests, nohup for one.
_BECOME = """
import fcntl, os, signal, sys, termios
descriptor = int(sys.argv[1])
fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)
os.close(descriptor)
for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
    signal.signal(number, signal.SIG_DFL)
os.execv(sys.argv[2], sys.argv[2:])
"""
_ESCAPE_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[])")


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment with nothing of ours in it, and everything of mindful's in one folder."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "MINDFUL_HOME": str(home),
        "MINDFUL_SOUND": "beep",  # the terminal's own bell: nobody who runs tests wants a bowl
        **more,
    }


def let_pass(seconds: float) -> None:
    """Let time itself pass: in a pause or a stop nothing shows that could be awaited."""
    time.sleep(seconds)


class _Screen(pyte.Screen):
    """A screen that answers where its cursor is, and leaves its other screen empty."""

    def __init__(self, size: tuple[int, int], answer: Callable[[str], None]) -> None:
        super().__init__(*size)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        self._answer(data)

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        super().set_mode(*modes, **kwargs)
        self._switch(modes)

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        super().reset_mode(*modes, **kwargs)
        self._switch(modes)

    def _switch(self, modes: tuple[int, ...]) -> None:
        if 1049 in modes:
            self.erase_in_display(2)


class Terminal:
    """A command on a terminal of its own; whatever is awaited has a deadline.

    Standard input, output and error are the terminal unless others are handed in; the command is
    mindful unless it is another.
    """

    def __init__(
        self,
        words: tuple[str, ...],
        environ: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        stdin: int | IO[bytes] | None = None,
        stdout: int | IO[bytes] | None = None,
        stderr: int | IO[bytes] | None = None,
        command: tuple[str, ...] = MINDFUL,
    ) -> None:
        self.received = bytearray()
        self._arrived: list[tuple[int, float]] = []  # how much was received by which second
        self._screen = _Screen(size, self.press)
        self._stream = pyte.ByteStream(self._screen)
        self._master: int | None
        self._master, self._slave = pty.openpty()
        self._set_size(*size)
        self.before = self.settings()
        streams = [self._slave if one is None else one for one in (stdin, stdout, stderr)]
        self.process = subprocess.Popen(
            [sys.executable, "-ISc", _BECOME, str(self._slave), *command, *words],
            stdin=streams[0], stdout=streams[1], stderr=streams[2],
            env=dict(environ), pass_fds=(self._slave,), start_new_session=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait(AT_MOST)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        self.hang_up()
        os.close(self._slave)

    @property
    def screen(self) -> list[str]:
        """The rows of the screen as they now are, without blanks at their ends."""
        self._listen(0)
        return [row.rstrip() for row in self._screen.display]

    def shows(self, text: str) -> bool:
        """Whether this text stands on the screen, in one row."""
        return any(text in row for row in self.screen)

    def await_text(self, text: str, seconds: float = AT_MOST) -> None:
        """Read until the screen shows this text in one row."""
        self.await_that(lambda: self.shows(text), f"{text!r} on the screen", seconds)

    def await_keys(self, seconds: float = AT_MOST) -> None:
        """Read until the command takes single keys, rather than whole lines."""
        self.await_that(lambda: not self.settings()[3] & termios.ICANON, "raw keys", seconds)

    def await_that(self, true: Callable[[], bool], what: str, seconds: float = AT_MOST) -> None:
        """Read until something is true; else fail, with the whole screen."""
        until = time.monotonic() + seconds
        while not true():
            over = self.process.poll() is not None
            if over and true():  # it may have come with the last words
                return
            shown = "\n".join(self.screen)
            assert not over, f"ended with {self.process.poll()} without {what}:\n{shown}"
            assert time.monotonic() < until, f"no {what} in {seconds} s:\n{shown}"
            self._listen(A_LOOK)
        while self._listen(QUIET) and time.monotonic() < until:
            pass  # the rest of the frame that it came in

    def press(self, keys: str) -> None:
        """Press keys, one after another and without waiting between them."""
        self.press_bytes(keys.encode())

    def press_bytes(self, keys: bytes) -> None:
        """The same, of bytes that may be no text."""
        if self._master is not None:
            os.write(self._master, keys)

    def resize(self, width: int, height: int) -> None:
        """Another size; the kernel tells the command by SIGWINCH."""
        self._screen.resize(height, width)
        self._set_size(width, height)

    def signal(self, number: signal.Signals) -> None:
        """Send the command a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the window; the kernel tells the command by SIGHUP."""
        if self._master is not None:
            os.close(self._master)
            self._master = None

    def wait(self, seconds: float = AT_MOST) -> int:
        """The exit status, once it has ended, and everything that it said until then read."""
        until = time.monotonic() + seconds
        while self.process.poll() is None:
            shown = "\n".join(self.screen)
            assert time.monotonic() < until, f"still running after {seconds} s:\n{shown}"
            self._listen(A_LOOK)
        self._listen(0)
        return self.process.returncode

    def settings(self) -> list[Any]:
        """What the terminal is set to: echo, lines or single keys, and so on."""
        return termios.tcgetattr(self._slave)

    @property
    def not_given_back(self) -> list[str]:
        """What the command left behind that it had not found; nothing, as it should be."""
        self._listen(0)
        wrong = {
            "the settings": self.settings() != self.before,
            "the other screen": self._last(ALT_SCREEN) == b"h",
            "no cursor": self._last(CURSOR) == b"l",
            "marked pastes": self._last(PASTE) == b"h",
            "a traceback": b"Traceback" in self.received,
        }
        return [what for what, is_so in wrong.items() if is_so]

    def came(self, text: str) -> list[float]:
        """The monotonic seconds at which this came, each time that it did."""
        self._listen(0)
        found = re.finditer(re.escape(text.encode()), self.received)
        ends = [match.end() for match in found]
        return [next(at for size, at in self._arrived if size >= end) for end in ends]

    @property
    def escape_sequences(self) -> set[bytes]:
        """Every sequence received that is no text."""
        return set(_ESCAPE_SEQUENCE.findall(self.received))

    def _last(self, mode: bytes) -> bytes:
        """Whether a mode was last set, h, or reset, l; empty where it never was either."""
        found = re.findall(re.escape(mode) + b"([hl])", self.received)
        return found[-1] if found else b""

    def _listen(self, seconds: float) -> bool:
        """Read what there is, waiting at most so many seconds for it to begin; whether any came."""
        if self._master is None:
            time.sleep(seconds)  # nothing more can be heard, but the command may still be at work
            return False
        before = len(self.received)
        with suppress(OSError):
            while select.select([self._master], [], [], seconds)[0]:
                piece = os.read(self._master, 65536)
                self.received += piece
                self._arrived.append((len(self.received), time.monotonic()))
                self._stream.feed(piece)
                seconds = 0
        return len(self.received) > before

    def _set_size(self, width: int, height: int) -> None:
        assert self._master is not None
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
