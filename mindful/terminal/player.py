"""Sounds played by the system's own players: never waited for, and never a word of theirs seen."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Protocol

from mindful.terminal.page import LONGEST_WAIT

SOON = 0.03  # seconds until it is looked whether a sound that has just begun can be heard
_LOOKS = 10  # so often; a player that finds no device ends within a few hundredths of a second

Command = tuple[str, ...]
Process = subprocess.Popen[bytes]
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


class Playing(Protocol):
    """A sound that has begun."""

    def stop(self) -> None:
        """Let it be heard no more."""


class Player(Protocol):
    """What plays the files of sounds."""

    def play(self, file: Path, instead: Callable[[], None]) -> Playing | None:
        """Begin a sound and return at once; `instead` is called where it cannot be heard."""

    def look(self) -> float:
        """Notice what could not be heard; the seconds, one at most, until the next look."""

    def stop(self) -> None:
        """Let nothing be heard any more."""


def programs(platform: str, path: str) -> list[Command]:
    """The players of a system that are installed on this PATH, each by its whole name."""
    known = PROGRAMS.get(platform, PROGRAMS["linux"])
    found = [(which(name, path=path or "/"), options) for name, *options in known]
    return [(program, *options) for program, options in found if program]


def player_of(platform: str, environ: Mapping[str, str], silence: Path) -> Player | None:
    """What plays on this system; None where there is nothing."""
    found = programs(platform, environ.get("PATH", ""))
    return Programs(found, silence) if found else None


@dataclass(eq=False)
class _Begun:
    """A sound, the process that plays it, and how often that is still to be looked at closely."""

    process: Process
    command: Command
    file: Path
    instead: Callable[[], None]
    looks: int = _LOOKS
    stopped: bool = False

    def stop(self) -> None:
        self.stopped = True
        self.process.terminate()

    @property
    def failed(self) -> bool:
        return not self.stopped and self.process.poll() not in (None, 0)


class Programs:
    """Plays with the first program that can be heard.

    All are tried at once with a moment of silence, so that by the first bell it is known which.
    Should the device go away later, the same sound is tried with the next.
    """

    def __init__(self, commands: Sequence[Command], silence: Path) -> None:
        self._trials: dict[Command, Process] = {}
        self._begun: list[_Begun] = []
        for command in commands:
            with suppress(OSError):
                self._trials[command] = _start(command, silence, subprocess.PIPE)

    def play(self, file: Path, instead: Callable[[], None]) -> Playing | None:
        while command := self._command():
            try:
                begun = _Begun(_start(command, file), command, file, instead)
            except OSError:
                del self._trials[command]
                continue
            self._begun.append(begun)
            return begun
        instead()
        return None

    def _command(self) -> Command | None:
        """The first that has not failed by now."""
        for command, trial in [*self._trials.items()]:
            if not _in_vain(trial):
                return command
            del self._trials[command]
        return None

    def look(self) -> float:
        before, self._begun = self._begun, []
        for one in before:
            if one.failed:
                self._trials.pop(one.command, None)
                self.play(one.file, one.instead)
            elif one.process.poll() is None:
                one.looks -= 1
                self._begun.append(one)
        return SOON if any(one.looks > 0 for one in self._begun) else LONGEST_WAIT

    def stop(self) -> None:
        for one in self._begun:
            one.stop()


def _start(command: Command, file: Path, stderr: int = subprocess.DEVNULL) -> Process:
    """A program, apart from our terminal: Ctrl-C and a closed window are not meant for it."""
    return subprocess.Popen(
        [*command, str(file)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=stderr, start_new_session=True,
    )  # fmt: skip


def _in_vain(trial: Process) -> bool:
    """Whether a trial is over and could not be heard; ffplay only says so, and ends well."""
    if (status := trial.poll()) is None:
        return False
    said = trial.stderr.read() if trial.stderr and not trial.stderr.closed else b""
    if trial.stderr:
        trial.stderr.close()
    return status != 0 or ("ffplay" in str(trial.args) and bool(said))
