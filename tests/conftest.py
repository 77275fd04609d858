"""The fakes: a time that is clock and keyboard in one, a face that remembers, and a world."""

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import settings

from mindful.cli.run import run
from mindful.cli.world import World
from mindful.core.exercise import Exercise, Line, Step
from mindful.core.news import News, Pressed, Written
from mindful.core.session import Session
from mindful.terminal.faces import Opens
from mindful.terminal.page import Face, Page, Sheet, Words

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

HERE = timezone(timedelta(hours=1))
QUIET = {"MINDFUL_SOUND": "beep"}  # nobody who runs tests wants to hear them
MORNING = datetime(2026, 11, 22, 7, 30, tzinfo=HERE)


class Time:
    """Clock and keyboard in one: waiting is what makes the time pass.

    `presses` are keys by the second at which they are pressed; `late` lets each wait that was to
    end by itself end so many seconds late; `stopped` is a second at which the process is stopped,
    and for how long; `away` is how long a Ctrl-Z lasts.
    """

    def __init__(
        self,
        presses: Mapping[float, Pressed] | None = None,
        late: float = 0.0,
        stopped: tuple[float, float] | None = None,
        leaves: tuple[float, int] | None = None,
        present: bool = True,
        away: float = 0.0,
    ) -> None:
        self.now = 1000.0
        self._start = self.now
        self._presses = sorted((presses or {}).items())
        self._late = late
        self._stopped = stopped
        self._leaves = leaves
        self.present = present
        self._away = away

    def __call__(self) -> float:
        return self.now

    @property
    def passed(self) -> float:
        return self.now - self._start

    def wait(self, until: float, writing: str | None = None) -> Pressed | None:
        assert until - self.now <= 1.0 + 1e-9, "nothing waits for more than a second at a time"
        assert self.passed < 100_000, "it waits for a key that nobody presses"
        if self._stopped and self._start + self._stopped[0] <= until:
            (_, gap), self._stopped = self._stopped, None
            self.now = until + gap
            return None
        if self._leaves and self._start + self._leaves[0] <= until:
            self.now = self._start + self._leaves[0]
            raise SystemExit(self._leaves[1])
        if self._presses and self._start + self._presses[0][0] <= until:
            at, key = self._presses.pop(0)
            self.now = max(self.now, self._start + at)
            return key
        self.now = max(self.now, until) + self._late
        return None

    def stop(self, face: Face) -> None:
        face.hide()
        self.now += self._away
        face.show()


class RememberingFace:
    """A face that only remembers: the news and the second it came, and the pages."""

    def __init__(self, time: Time) -> None:
        self._time = time
        self.news: list[tuple[float, News]] = []
        self.pages: list[Page] = []
        self.draws = 0
        self.bells = 0
        self.hidden = 0

    def page(self, page: Page) -> bool:
        self.pages.append(page)
        return True

    def again(self) -> None:
        pass

    def turn(self) -> bool:
        return False

    def tell(self, news: News, session: Session) -> None:
        self.news.append((round(self._time.passed, 3), news))

    def bell(self) -> None:
        self.bells += 1

    def draw(self, session: Session) -> float:
        self.draws += 1
        return 1.0

    def hide(self) -> None:
        self.hidden += 1

    def show(self) -> None:
        pass


def no_room(sheet: Sheet) -> Words:
    """Where nothing is to be written."""
    raise AssertionError(f"room to write was opened: {sheet.question}")


def typed(words: str, start: float, pace: float = 0.1) -> dict[float, Pressed]:
    """The presses of someone writing: the line after each letter."""
    return {
        round(start + pace * count, 3): Written(words[: count + 1], count + 1)
        for count in range(len(words))
    }


def exercise(*steps: Step, minutes: tuple[int, ...] = (3, 5, 10)) -> Exercise:
    """An exercise with these steps; without any, a plain one of three."""
    plain = (
        Step("arrive", 20, (Line("Feel your feet."), Line("One breath."))),
        Step("stay", 60, (Line("Stay a while."), Line("Still here?", at=50))),
        Step("return", 20, (Line("Look around."),)),
    )
    return Exercise(
        "made-up", "Made up", "presence", "To be tested.", minutes, minutes[0], steps or plain,
        reflect=("What was it like?",),
    )  # fmt: skip


@dataclass
class Outcome:
    """What a command left behind: its status, both streams, and the journal afterwards."""

    status: int
    out: str
    err: str
    journal: str


@dataclass
class Told:
    """A world to run commands in: a folder, a clock that stands still, and standard input.

    `clock` and `opens` are the clock and the seat of someone who sits, where there is one.
    """

    home: Path
    at: datetime = MORNING
    environ: dict[str, str] = field(default_factory=dict)
    clock: Callable[[], float] | None = None
    opens: Opens | None = None

    @property
    def journal(self) -> Path:
        return self.home / "data" / "journal.toml"

    def holds(self, journal: str | bytes) -> "Told":
        """A journal that is there before the command."""
        self.journal.parent.mkdir(parents=True, exist_ok=True)
        self.journal.write_bytes(journal if isinstance(journal, bytes) else journal.encode())
        return self

    def does(self, *words: str, piped: str | bytes | None = None) -> Outcome:
        """Run a command as a person in a pipeline would; nothing is patched but the streams."""
        data = piped.encode() if isinstance(piped, str) else piped or b""
        streams = sys.stdin, sys.stdout, sys.stderr
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(data)), out, err
        try:
            quiet = {} if words[:1] == ("config",) else QUIET
            status = run(list(words), self.world(quiet))
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
        text = [_text(stream) for stream in (out, err)]
        journal = self.journal.read_bytes() if self.journal.is_file() else b""
        return Outcome(status, *text, journal.decode(errors="backslashreplace"))

    def world(self, settled: Mapping[str, str] = MappingProxyType({})) -> World:
        """The world that its commands run in, with what is `settled` unless it says otherwise."""
        ticks = iter(range(10**9))
        return World(
            now=lambda: self.at,
            clock=self.clock or (lambda: float(next(ticks))),
            environ={"MINDFUL_HOME": str(self.home), **settled, **self.environ},
            local=lambda naive: naive.replace(tzinfo=HERE),
            opens=self.opens,
        )


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """A fresh world, nothing in it yet."""
    return Told(tmp_path / "home")
