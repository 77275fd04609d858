"""A scene played in a time that only passes when waited for, before a face that remembers."""

from collections import deque
from dataclasses import dataclass, field
from typing import NoReturn

import pytest

from mindful.core.news import (
    Act,
    Breathed,
    Closed,
    News,
    Pressed,
    Said,
    Struck,
    TimeIsUp,
    Turned,
    Written,
)
from mindful.core.session import Session
from mindful.terminal import hints, texts
from mindful.terminal.faces import Opens
from mindful.terminal.page import Page, Seat, Sheet, Words
from mindful.terminal.plain import answer
from tests.conftest import RememberingFace, Time, Told
from tests.live.home import Home
from tests.scenes.playing import Played, stands_in
from tests.scenes.scenes import (
    Beat,
    Hears,
    Passes,
    Presses,
    Scene,
    Sees,
    Stops,
    Types,
    Writes,
)

PATIENCE = 10_000  # seconds, of a time that costs none


@dataclass
class Shown:
    """Every text that came so far, and how often the bell rang."""

    texts: list[str] = field(default_factory=list)
    bells: int = 0


def rings(news: News) -> bool:
    """Whether a bell goes with it."""
    return isinstance(news, Closed | Struck | TimeIsUp) or (isinstance(news, Turned) and news.bell)


def texts_of(news: News, session: Session) -> list[str]:
    """What a face has to show of it, in the words that all of them use."""
    match news:
        case Said(cue):
            return [cue.words]
        case Breathed(part):
            return [part]
        case Written(words):
            return [words]
        case Turned(stretch):
            turn = stretch.step.turn
            sentence = hints.turn(turn, session.partner).sentence if turn else ""
            return [sentence, f"{stretch.step.write}:"]
        case Act.GROUNDED:
            return [*texts.GROUND.body]
        case _:
            return [answer(news, session)]


class Face(RememberingFace):
    """A face that remembers, and adds to what was shown."""

    def __init__(self, time: Time, shown: Shown) -> None:
        super().__init__(time)
        self._shown = shown

    def page(self, page: Page) -> bool:
        self._shown.texts += [page.title, *page.body, *page.foot]
        return super().page(page)

    def tell(self, news: News, session: Session) -> None:
        super().tell(news, session)
        self._shown.texts += texts_of(news, session)
        self._shown.bells += rings(news) and not session.muted


class Player(Time):
    """Clock, keyboard and room to write, at which the beats of a scene are played."""

    def __init__(self, beats: tuple[Beat, ...], shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._since = self.now
        self.left = deque(beats)

    def wait(self, until: float, writing: str | None = None) -> Pressed | None:
        assert until - self.now <= 1.0 + 1e-9, "nothing waits for more than a second at a time"
        self._go_on(writing)
        match self.left[0] if self.left else None:
            case Presses(key):
                self._over()
                return key
            case Types(words) if writing is not None:
                return Written(words[: len(writing) + 1], len(writing) + 1)
            case Stops(seconds):
                self._over()
                self.now = until + seconds
            case _:
                self.now = max(self.now, until)
                if self.now - self._since > PATIENCE:
                    self._fail(f"nothing more comes in {PATIENCE} s")
        return None

    def writes(self, sheet: Sheet) -> Words:
        """Room to write: the scene says what is written."""
        self._shown.texts.append(sheet.question)
        self._go_on(None)
        beat = self.left[0] if self.left else None
        if not isinstance(beat, Writes):
            self._fail("room to write opens")
        self._over()
        sheet.keep(beat.words)
        return Words(beat.words)

    def _go_on(self, writing: str | None) -> None:
        """Past every beat that is over by now."""
        while self.left and self._has_come(self.left[0], writing):
            self._over()

    def _has_come(self, beat: Beat, writing: str | None) -> bool:
        match beat:
            case Sees(text):
                return stands_in(self._shown.texts, text)
            case Hears(bells):
                return self._shown.bells >= bells
            case Passes(seconds):
                return self.now - self._since >= seconds
            case Types(words):
                return writing == words
            case _:
                return False

    def _over(self) -> None:
        self.left.popleft()
        self._since = self.now

    def _fail(self, what: str) -> NoReturn:
        """Not as an AssertionError, which the command would turn into a sentence for a person."""
        beat = self.left[0] if self.left else "the end of the scene"
        pytest.fail(f"{what}, at {beat}; shown so far: {[*filter(None, self._shown.texts)]}")


def play(scene: Scene, home: Home) -> Played:
    """The scene as a command in this process."""
    shown = Shown()
    player = Player(scene.beats, shown)
    told = Told(home.path, clock=player, opens=opens_for(player, Face(player, shown)))
    done = told.does(*scene.command)
    if player.left:
        pytest.fail(f"it ended with {done.status}, at {player.left[0]}; said last: {done.err}")
    assert "Saved 20" in done.out
    return Played(done.status, shown.bells, home.entries())


def opens_for(player: Player, face: Face) -> Opens:
    """The seat of a world in which this is played."""

    def opens(
        terminal: object, look: object, clock: object, opening: object, asked: object
    ) -> Seat:
        return Seat(face, player, player, player.writes)

    return opens
