"""Sounds played by miniaudio, where that extra is installed, in a process beside ours.

Beside ours, since a bell is to ring out after the command has ended without anybody's waiting.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mindful.terminal.page import LONGEST_WAIT
from mindful.terminal.player import Clock, Player, Playing
from mindful.terminal.programs import NOT_TOO_LATE, SOON, Process

DEVICE = Path(__file__).with_name("device.py")
PATIENCE = 2.0  # seconds for an answer; what takes longer is stuck


@dataclass(eq=False)
class _Asked:
    """A sound that was asked for, since when, and what plays it instead, if anything does."""

    file: Path
    instead: Callable[[], None]
    since: float
    hush: Callable[[], None]
    stopped: bool = False
    other: Playing | None = None

    def stop(self) -> None:
        self.stopped = True
        self.hush()
        if self.other:
            self.other.stop()


class Loudspeaker:
    """Plays by itself; by `others` until it is ready, and where it finds no device."""

    def __init__(self, others: Player | None, clock: Clock) -> None:
        self._others = others
        self._clock = clock
        self._ready = False
        self._said = b""
        self._count = 0
        self._asked: dict[str, _Asked] = {}  # by number, and not answered yet
        self._process: Process | None = None
        self._there = False
        # -P: what lies in the folder that a person happens to be in is none of its libraries.
        command = (sys.executable, "-P", str(DEVICE))
        with suppress(OSError):
            self._process = Process(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self._there = True
            for stream in (self._process.stdin, self._process.stdout):
                assert stream
                os.set_blocking(stream.fileno(), False)

    def play(self, file: Path, instead: Callable[[], None]) -> Playing | None:
        self._listen()
        if self._others and not self._ready:
            return self._others.play(file, instead)
        self._count += 1
        number = str(self._count)
        one = _Asked(file, instead, self._clock(), lambda: self._ask(f"stop\t{number}"))
        self._asked[number] = one
        self._ask(f"play\t{number}\t{file}")
        return one

    def look(self) -> float:
        self._listen()
        if self._process:
            self._process.poll()
        others = self._others.look() if self._others else LONGEST_WAIT
        return min(others, SOON if self._asked else LONGEST_WAIT)

    def stop(self) -> None:
        for one in self._asked.values():
            one.stopped = True
        self._ask("stop\tall")
        if self._others:
            self._others.stop()

    def _ask(self, request: str) -> None:
        try:
            if self._there and self._process and self._process.stdin:
                self._process.stdin.write(os.fsencode(request) + b"\0")
        except OSError:
            self._there = False
        if not self._there:
            self._end()

    def _listen(self) -> None:
        """What it has answered by now; one that does not answer for long is stuck."""
        if not self._there or not self._process or not self._process.stdout:
            return
        while more := self._process.stdout.read(4096):
            self._said += more
        *lines, self._said = self._said.split(b"\n")
        for word, _, number in (line.decode().partition(" ") for line in lines):
            self._ready = self._ready or word == "ready"
            if word == "failed":
                self._fail(number)
            self._asked.pop(number, None)
        now = self._clock()
        if more is not None or any(now - one.since > PATIENCE for one in self._asked.values()):
            self._end()

    def _end(self) -> None:
        """It has ended, or ought to."""
        self._there = self._ready = False
        if self._process:
            self._process.kill()
            self._process.close()
        self._fail(*self._asked)

    def _fail(self, *numbers: str) -> None:
        """These could not be heard: soon enough, they are played by others, or said otherwise."""
        for number in numbers:
            one = self._asked.pop(number, None)
            if one and not one.stopped and self._clock() - one.since < NOT_TOO_LATE:
                if self._others:
                    one.other = self._others.play(one.file, one.instead)
                else:
                    one.instead()
