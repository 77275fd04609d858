"""What a sitting sounds like: bells ring, lines are said, a pause cuts a line short."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mindful.core.exercise import Line, Step
from mindful.core.heard import Sound
from mindful.core.keys import pressed
from mindful.core.schedule import fit
from mindful.core.session import Session
from mindful.practice import close, sit
from mindful.terminal.ears import Ears, Instruments, Spoken
from mindful.terminal.sounding import Sounding
from tests.conftest import RememberingFace, Time, exercise

LINES = ("Feel your feet.", "One breath.", "Stay a while.", "Still here?", "Look around.")


@dataclass(eq=False)
class Begun:
    """A sound that was begun."""

    name: str
    stopped: bool = False

    def stop(self) -> None:
        self.stopped = True


@dataclass
class Played:
    """A player that remembers; `deaf` when there is no device."""

    deaf: bool = False
    begun: list[Begun] = field(default_factory=list)
    looks: int = 0

    def play(self, file: Path, instead: Callable[[], None]) -> Begun | None:
        if self.deaf:
            instead()
            return None
        self.begun.append(Begun(file.name))
        return self.begun[-1]

    def look(self) -> float:
        self.looks += 1
        return 1.0

    def stop(self) -> None:
        for one in self.begun:
            one.stop()

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.begun]


class Sitting:
    """A sitting of three minutes at which these keys are pressed, heard by this player."""

    def __init__(
        self, presses: dict[float, str] | None = None, seconds: float = 3.0, muted: bool = False,
        tones: bool = True, deaf: bool = False, away: float = 0.0,
    ) -> None:  # fmt: skip
        self.time = Time(dict(presses or {}), away=away)
        self.player = Played(deaf)
        self.face = RememberingFace(self.time)
        self.opened = 0
        self._lines = {words: Spoken(Path(f"/{words}"), seconds) for words in LINES}
        self._tones = tones
        self.sounding = Sounding(self.face, self._opens)
        one = exercise(
            Step("arrive", 20, (Line(LINES[0]), Line(LINES[1]))),
            Step("stay", 60, (Line(LINES[2]), Line(LINES[3], at=50)), keys="notice"),
            Step("return", 20, (Line(LINES[4]),)),
        )
        self.session: Session = sit(
            fit(one, 180, lambda words: 5.0), self.time, self.time, self.sounding, muted=muted
        )

    def _opens(self) -> Ears:
        self.opened += 1
        files = {sound: Path(f"/{sound.value}") for sound in Sound}

        def rest(file: Path, seconds: float) -> Path:
            return Path(f"/{file.name} from {seconds:g}")

        ears = Ears(Instruments(self.player, files, rest, self._tones), self.face.bell)
        ears.learn(self._lines)
        return ears


def test_bells_and_lines_are_heard_in_their_order() -> None:
    sitting = Sitting()
    close(sitting.session, sitting.time, sitting.time, sitting.sounding)
    assert sitting.player.names == [
        "opening", LINES[0], LINES[1], "soft", LINES[2], LINES[3], "soft", LINES[4],
        "closing", "closing-2", "closing-3",
    ]  # fmt: skip
    assert (sitting.opened, sitting.face.bells) == (1, 0)
    assert sitting.player.looks > 150


def test_a_sound_begins_before_the_screen_is_drawn() -> None:
    order: list[str] = []

    class Watched(RememberingFace):
        def tell(self, news: object, session: Session) -> None:
            order.append("seen")

    time = Time()
    player = Played()

    def opens() -> Ears:
        files = {Sound.OPENING: Path("/opening")}
        return Ears(Instruments(player, files, lambda file, _: file), lambda: None)

    face = Sounding(Watched(time), opens)
    session = Session.of(fit(exercise(), 180), attended=True)
    after, news = session.advance(0)
    player.play = lambda file, instead: order.append("heard")  # type: ignore[method-assign,assignment,return-value,func-returns-value]
    face.tell(news[0], after)
    assert order == ["heard", "seen"]


def test_where_nothing_can_be_heard_the_terminals_own_bell_rings_and_tones_do_not() -> None:
    sitting = Sitting({50: " ", 60: "escape", 61: "escape"}, deaf=True)
    assert (sitting.player.names, sitting.face.bells) == ([], 4)


def test_a_line_that_has_no_time_is_left_to_the_eye() -> None:
    assert Sitting(seconds=5.5).player.names == ["opening", "soft", "soft", "closing"]


def test_muted_everything_is_silent_at_once_and_heard_again_later() -> None:
    sitting = Sitting({37: "m", 100: "m"})
    names = sitting.player.names
    assert names == ["opening", *LINES[:2], "soft", LINES[2], "soft", LINES[4], "closing"]
    assert all(one.stopped for one in sitting.player.begun[:5])


def test_a_sitting_that_begins_muted_readies_nothing_until_it_is_heard() -> None:
    assert Sitting(muted=True).opened == 0
    later = Sitting({100: "m"}, muted=True)
    assert (later.opened, later.player.names) == (1, ["soft", LINES[4], "closing"])


def test_a_pause_cuts_a_line_short_and_it_is_gone_on_with_a_second_earlier() -> None:
    sitting = Sitting({38: "escape", 50: "escape"})
    begun = [one for one in sitting.player.begun if one.name.startswith(LINES[2])]
    assert [one.name for one in begun] == [LINES[2], f"{LINES[2]} from 1"]
    assert begun[0].stopped is True
    assert next(one for one in sitting.player.begun if one.name == "soft").stopped is False


def test_a_second_pause_in_the_same_line_cuts_it_where_it_then_is() -> None:
    sitting = Sitting({38: "escape", 50: "escape", 51: "escape", 60: "escape"})
    names = [name for name in sitting.player.names if name.startswith(LINES[2])]
    assert names == [LINES[2], f"{LINES[2]} from 1", f"{LINES[2]} from 1"]


def test_a_line_that_was_said_is_not_said_again_after_a_pause() -> None:
    names = Sitting({60: "escape", 70: "escape"}).player.names
    assert [name for name in names if name.startswith(LINES[2])] == [LINES[2]]


def test_going_to_the_next_step_leaves_the_line_behind() -> None:
    sitting = Sitting({38: "n"})
    names = sitting.player.names
    assert names[4:] == [LINES[2], "soft", LINES[4], "closing"]
    assert next(one for one in sitting.player.begun if one.name == LINES[2]).stopped is True


def test_stopped_by_ctrl_z_a_line_is_gone_on_with_afterwards() -> None:
    names = Sitting({38: "ctrl-z"}, away=60).player.names
    assert [name for name in names if name.startswith(LINES[2])] == [
        LINES[2], f"{LINES[2]} from 0",
    ]  # fmt: skip


def test_leaving_ends_what_is_being_said() -> None:
    sitting = Sitting({38: "q"})
    assert (sitting.player.begun[-1].name, sitting.player.begun[-1].stopped) == (LINES[2], True)


def test_keys_are_answered_by_a_tone_each() -> None:
    names = Sitting({50: " ", 55: "x", 60: "escape", 61: "escape"}).player.names
    assert [name for name in names if name in ("noted", "nothing", "paused", "went-on")] == [
        "noted", "nothing", "paused", "went-on",
    ]  # fmt: skip


def test_without_tones_keys_are_answered_on_the_screen_alone() -> None:
    assert "noted" not in Sitting({50: " "}, tones=False).player.names


def test_m_is_a_key_like_any_other_while_paused() -> None:
    sitting = Sitting({38: "escape", 39: "m", 45: "escape"})
    assert sitting.player.names[4:] == [LINES[2], "paused"]
    assert pressed(sitting.session, "m")[0].muted is False
