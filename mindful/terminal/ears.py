"""What a sitting sounds like: bells, spoken lines, and tones that answer a key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mindful.core.heard import Sound, bell_of, line_of, tone_of
from mindful.core.news import Act, Closed, News, Said, Slept, Turned
from mindful.core.session import Session
from mindful.terminal.page import LONGEST_WAIT
from mindful.terminal.player import Player, Playing

AGAIN = 1.0  # seconds of a line that was cut short by a pause, which are said once more


class Spoken(NamedTuple):
    """A line as sound: its file, and the seconds it takes."""

    file: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class Instruments:
    """What a sitting is heard with: a player, and the files of its bells and tones.

    `rest` makes a file of what is left of a line after so many seconds. Without a player, or a
    bell's file, the terminal's own bell rings.
    """

    player: Player | None
    sounds: Mapping[Sound, Path]
    rest: Callable[[Path, float], Path]
    tones: bool = True


class Ears:
    """Begins the sound that goes with each piece of news; `beep` rings the terminal's own bell."""

    def __init__(self, by: Instruments, beep: Callable[[], None]) -> None:
        self._by = by
        self._beep = beep
        self._lines: Mapping[str, Spoken] = {}
        self._saying: _Saying | None = None
        self._left: _Saying | None = None  # a line that was cut short, to be gone on with

    def learn(self, lines: Mapping[str, Spoken]) -> None:
        """Say these lines from now on, as they come."""
        self._lines = lines

    def look(self) -> float:
        """Notice what could not be heard; the seconds, one at most, until the next look."""
        return self._by.player.look() if self._by.player else LONGEST_WAIT

    def mute(self) -> None:
        """Silence, at once."""
        self._saying = self._left = None
        if self._by.player:
            self._by.player.stop()

    def hush(self, place: float) -> None:
        """Cut short what is being said, to go on with it later. What was struck rings out."""
        if self._saying:
            self._saying.playing.stop()
            said = place - self._saying.began
            self._left = (
                self._saying._replace(said=said) if said < self._saying.line.seconds else None
            )
        self._saying = None

    def hear(self, news: News, session: Session) -> None:
        """Begin what goes with this."""
        if bell := bell_of(news, session.attended):
            self._rings(bell)
        if tone := tone_of(news) if self._by.tones else None:
            self._plays(tone)
        if news in _HUSHED or isinstance(news, Turned | Closed):
            self.hush(session.place)
        if isinstance(news, Turned | Said):
            self._left = None
        if news is Act.WENT_ON or (isinstance(news, Slept) and not session.paused):
            self._go_on(session.place)
        if line := line_of(news, self._lines):
            self._says(line, session.place)

    def _rings(self, bell: Sound) -> None:
        file = self._by.sounds.get(bell)
        if self._by.player and file:
            self._by.player.play(file, self._beep)
        else:
            self._beep()

    def _plays(self, tone: Sound) -> None:
        file = self._by.sounds.get(tone)
        if self._by.player and file:
            self._by.player.play(file, _nothing)

    def _says(self, line: Spoken, place: float, file: Path | None = None, said: float = 0) -> None:
        """Say a line, or what a file holds of it; never two at once."""
        if self._saying:
            self._saying.playing.stop()
        player = self._by.player
        playing = player.play(file or line.file, _nothing) if player else None
        self._saying = _Saying(playing, line, place - said) if playing else None

    def _go_on(self, place: float) -> None:
        """Say what was left of a line; its last second once more, for a word that was cut."""
        left, self._left = self._left, None
        if left:
            said = max(0.0, left.said - AGAIN)
            self._says(left.line, place, self._by.rest(left.line.file, said), said)


class _Saying(NamedTuple):
    """A line being said: the second of the sitting at which it began, and those said of it."""

    playing: Playing
    line: Spoken
    began: float
    said: float = 0.0


_HUSHED = (Act.PAUSED, Act.GROUNDED, Act.LEFT)


def _nothing() -> None:
    """What stands in for a tone or a line that cannot be heard: the eye has it anyway."""
