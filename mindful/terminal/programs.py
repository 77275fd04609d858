"""Sounds played by the system's own players: never waited for, and never a word of theirs seen."""

import os
import select
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import NamedTuple

from mindful.terminal.page import LONGEST_WAIT
from mindful.terminal.player import Clock, Playing

SOON = 0.03  # seconds until it is looked again whether a sound that has just begun can be heard
CLOSELY = 0.3  # seconds for which it is: a player that finds no device ends within a few hundredths
NOT_TOO_LATE = 0.6  # seconds after which a bell that was not heard is better left out
PATIENCE = 6.0  # seconds for a moment of silence; a player that takes longer is stuck

NONE = subprocess.DEVNULL
Command = tuple[str, ...]
# From the most fitting. ffplay is last: without a device it ends as if it had played.
PROGRAMS: Mapping[str, Sequence[Command]] = {
    "linux": (
        ("pw-play",),
        ("paplay",),
        ("aplay", "-q"),
        ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ),
    "darwin": (("afplay",),),
}


def programs(platform: str, environ: Mapping[str, str]) -> list[Command]:
    """The players of a system that are installed, each by its whole name.

    One in the folder that a person happens to be in is none of the system's.
    """
    known = PROGRAMS.get(platform, PROGRAMS["linux"])
    path = environ.get("PATH", "")
    found = [(which(name, path=path) or "", options) for name, *options in known]
    return [(program, *options) for program, options in found if os.path.isabs(program)]


class Process(subprocess.Popen[bytes]):
    """A program that may go on when we end, as a bell does that rings out."""

    def __init__(
        self, command: Sequence[str], stdin: int = NONE, stdout: int = NONE, stderr: int = NONE
    ) -> None:
        """Apart from our terminal: Ctrl-C and a closed window are not meant for it."""
        super().__init__(
            [*command], bufsize=0, stdin=stdin, stdout=stdout, stderr=stderr,
            start_new_session=True,
        )  # fmt: skip

    def kill(self) -> None:
        """At once, and with it what it has started."""
        if self.poll() is None:
            with suppress(OSError):
                os.killpg(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Close our ends of its streams."""
        for stream in (self.stdin, self.stdout, self.stderr):
            if stream:
                stream.close()

    def __del__(self, *_: object) -> None:
        """Without a warning that it still runs."""
        self.close()


class _Trial(NamedTuple):
    """A player that plays a moment of silence, and since when."""

    process: Process
    since: float

    def outcome(self, now: float) -> bool | None:
        """Whether it can be heard; None where it has not shown yet, and it may."""
        if self.process.poll() is None:
            return None if now - self.since < PATIENCE else False
        return self.process.returncode == 0 and not self._complained

    @property
    def _complained(self) -> bool:
        """ffplay only says that there is no device, and ends well."""
        said = self.process.stderr
        return said is not None and bool(select.select([said], [], [], 0)[0] and said.read(1))


@dataclass(eq=False)
class _Begun:
    """A sound that has begun, what plays it, and since when."""

    process: Process
    command: Command
    file: Path
    instead: Callable[[], None]
    since: float
    stopped: bool = False

    def stop(self) -> None:
        self.stopped = True
        self.process.kill()


class Programs:
    """Plays with the first program that can be heard.

    All are tried at once with a moment of silence, so that by the first bell it is known which.
    Should the device go away later, the same sound is tried with the next.
    """

    def __init__(self, commands: Sequence[Command], silence: Path, clock: Clock) -> None:
        self._clock = clock
        self._hopeful: dict[Command, _Trial | None] = {}  # None: it was heard
        self._begun: list[_Begun] = []
        self._over: list[Process] = []
        for command in commands:
            stderr = subprocess.PIPE if Path(command[0]).name == "ffplay" else NONE
            with suppress(OSError):
                process = Process((*command, str(silence)), stderr=stderr)
                self._hopeful[command] = _Trial(process, clock())

    def play(self, file: Path, instead: Callable[[], None]) -> Playing | None:
        now = self._clock()
        self._find_out(now)
        for command in [*self._hopeful]:
            try:
                process = Process((*command, str(file)))
            except OSError:
                self._hopeful.pop(command)
                continue
            begun = _Begun(process, command, file, instead, now)
            self._begun.append(begun)
            return begun
        instead()
        return None

    def look(self) -> float:
        now = self._clock()
        self._find_out(now)
        self._over = [process for process in self._over if process.poll() is None]
        before, self._begun = self._begun, []
        for one in before:
            status = one.process.poll()
            lost = one.command not in self._hopeful or status not in (None, 0)
            if lost and not one.stopped:
                self._lost(one, now)
            elif status is None:
                self._begun.append(one)
        close = any(now - one.since < CLOSELY for one in self._begun)
        return SOON if close else LONGEST_WAIT

    def stop(self) -> None:
        for one in self._begun:
            one.stop()

    def _find_out(self, now: float) -> None:
        """What the trials have shown by now."""
        for command, trial in [*self._hopeful.items()]:
            heard = trial.outcome(now) if trial else None
            if trial and heard is not None:
                self._end(trial.process)
                self._hopeful[command] = None
                if not heard:
                    del self._hopeful[command]

    def _lost(self, one: _Begun, now: float) -> None:
        """A sound could not be heard: no more with this player, and soon enough with the next."""
        self._hopeful.pop(one.command, None)
        self._end(one.process)
        if now - one.since < NOT_TOO_LATE:
            self.play(one.file, one.instead)

    def _end(self, process: Process) -> None:
        process.kill()
        process.close()
        self._over.append(process)
