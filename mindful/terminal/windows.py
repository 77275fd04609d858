"""Sounds played by Windows itself. Untested: it was written from the library's documentation."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from mindful.terminal.page import LONGEST_WAIT


class Windows:
    """One sound at a time, a later one ends the one before; none goes on when the command ends."""

    def __init__(self) -> None:
        self._sound: Any = import_module("winsound")

    def play(self, file: Path, instead: Callable[[], None]) -> "Windows | None":
        sound = self._sound
        try:
            sound.PlaySound(str(file), sound.SND_FILENAME | sound.SND_ASYNC | sound.SND_NODEFAULT)
        except RuntimeError:
            instead()
            return None
        return self

    def look(self) -> float:
        return LONGEST_WAIT

    def stop(self) -> None:
        self._sound.PlaySound(None, 0)
