"""What plays the files of sounds, and which of what plays is there on a system."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

Clock = Callable[[], float]


class Playing(Protocol):
    """A sound that has begun."""

    def stop(self) -> None:
        """Let it be heard no more."""


class Player(Protocol):
    """What plays the files of sounds. What it has begun rings out, though the command may end."""

    def play(self, file: Path, instead: Callable[[], None]) -> Playing | None:
        """Begin a sound and return at once; `instead` is called where it cannot be heard."""

    def look(self) -> float:
        """Notice what could not be heard; the seconds, one at most, until the next look."""

    def stop(self) -> None:
        """Let nothing be heard any more."""


def player_of(
    platform: str, environ: Mapping[str, str], silence: Path, clock: Clock
) -> Player | None:
    """What plays on this system: the extra where it is installed; None where there is nothing."""
    from importlib.util import find_spec

    from mindful.terminal.programs import Programs, programs

    if platform == "win32":
        from mindful.terminal.windows import Windows

        return Windows()
    found = programs(platform, environ)
    others = Programs(found, silence, clock) if found else None
    if find_spec("miniaudio") is None:
        return others
    from mindful.terminal.loudspeaker import Loudspeaker

    return Loudspeaker(others, clock)
