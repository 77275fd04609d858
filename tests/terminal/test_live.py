"""The live face: it draws what has changed, and nothing else."""

import io
import re

from rich.console import Console

from mindful.core.exercise import Line, Step
from mindful.core.news import Turned
from mindful.core.schedule import fit
from mindful.core.session import Session
from mindful.terminal.live import Live
from tests.conftest import Time, exercise

ONE = exercise(
    Step("slow", 50, breathe=(4, 0, 6, 0)),
    Step("sit", 50, (Line("Feel your feet."),)),
    minutes=(3, 5),
)


class Drawn:
    """A live face on a terminal that is only written to, and a time to go by."""

    def __init__(self, still: bool = False) -> None:
        self.time = Time()
        self.sheet = io.StringIO()
        console = Console(file=self.sheet, force_terminal=True, width=80, height=24, markup=False)
        self.face = Live(console, self.time, still)
        self.session = Session.of(fit(ONE, 300), attended=True)

    def after(self, seconds: float) -> tuple[float, int]:
        """How long the picture lasts after so many seconds, and how much of it was written."""
        self.session, news = self.session.advance(seconds)
        self.time.now += seconds
        for one in news:
            self.face.tell(one, self.session)
        before = self.sheet.tell()
        return self.face.draw(self.session), self.sheet.tell() - before


def test_a_second_that_looks_like_the_one_before_writes_nothing() -> None:
    drawn = Drawn(still=True)
    with drawn.face:
        drawn.after(170)
        drawn.after(5)
        written = [drawn.after(1)[1] for _ in range(4)]
    assert written.count(0) >= 3


def test_a_breath_is_drawn_five_times_a_second_and_a_sitting_once() -> None:
    drawn = Drawn()
    assert [drawn.after(seconds)[0] for seconds in (1, 100, 60)] == [0.2, 0.2, 1.0]


def test_kept_still_a_breath_is_drawn_when_its_word_changes() -> None:
    drawn = Drawn(still=True)
    with drawn.face:
        assert drawn.after(1)[0] == 1.0
    shown = re.sub("\x1b\\[[0-9;]*m", "", drawn.sheet.getvalue())
    assert re.search(" in +\n", shown)


def test_every_step_that_begins_is_seen_though_no_bell_may_ring() -> None:
    drawn = Drawn()
    turned = Turned(drawn.session.schedule.stretches[1], bell=False)
    drawn.session = drawn.session.advance(150)[0]
    with drawn.face:
        drawn.face.tell(turned, drawn.session)
    assert ("( ○ )" in drawn.sheet.getvalue(), "\a" in drawn.sheet.getvalue()) == (True, False)
