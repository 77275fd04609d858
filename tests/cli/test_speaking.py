"""A sitting is spoken by a real engine: every line has its time, and is rendered once."""

import os
import shutil
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest

from mindful.cli.speaking import Prepared, prepared, spoken_at
from mindful.cli.world import World
from mindful.core.heard import aloud
from mindful.core.schedule import Schedule, fit
from mindful.core.settings import Settings
from mindful.errors import MindfulError
from mindful.store.library import Library
from mindful.store.wav import of_wav
from mindful.terminal import texts
from mindful.terminal.page import Seat
from tests.conftest import RememberingFace, Time, Told, no_room

ENGINE = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
LIBRARY = Library.of(Path("/nowhere"))
SPOKEN = Settings(voice=True)


def world(home: Path, **environ: str) -> World:
    return World(environ={"MINDFUL_HOME": str(home), "PATH": os.environ["PATH"], **environ})


def said(schedule: Schedule, home: Path, settings: Settings = SPOKEN) -> tuple[Prepared, list[int]]:
    """What is prepared, and how many lines of how many were told as done."""
    told: list[int] = []
    return prepared(schedule, settings, world(home), lambda done, of: told.append(of)), told


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all lines are kept in."""
    return tmp_path_factory.mktemp("spoken")


@ENGINE
@pytest.mark.parametrize("name", sorted(LIBRARY.files()))
def test_every_line_at_every_length_is_rendered_and_said_within_its_hold(
    name: str, home: Path
) -> None:
    exercise = LIBRARY.read(name)
    for seconds in {180, 1200, *(minutes * 60 for minutes in exercise.minutes)}:
        if seconds < exercise.shortest:
            continue
        silent = fit(exercise, seconds)
        schedule, lines = said(silent, home)[0]
        cues = [cue for one in schedule.stretches for cue in (one.announced, *one.cues) if cue]
        assert [cue.words for cue in schedule.cues] == [cue.words for cue in silent.cues]
        assert [cue for cue in cues if lines[cue.words].seconds > cue.hold] == []
        overlapping = [cue for cue, later in pairwise(cues)
                       if cue.at + lines[cue.words].seconds > later.at]  # fmt: skip
        assert overlapping == []
        assert all(lines[cue.words].file.stat().st_size > 44 for cue in cues)


@ENGINE
def test_what_was_rendered_once_is_not_rendered_again(tmp_path: Path) -> None:
    schedule = fit(LIBRARY.read("sounds"), 300)
    first, told = said(schedule, tmp_path)
    again, nothing = said(schedule, tmp_path)
    assert (again, told, nothing) == (first, [len(aloud(schedule))] * len(told), [])
    assert len(told) == len(first.lines) > 10


@ENGINE
def test_another_rate_or_loudness_is_another_sound(tmp_path: Path) -> None:
    schedule = fit(LIBRARY.read("hourglass"), 180)
    usual, quick, soft = (
        said(schedule, tmp_path, settings)[0].lines
        for settings in (SPOKEN, SPOKEN._replace(voice_rate=200), SPOKEN._replace(voice_volume=50))
    )
    (words, *_) = usual
    assert quick[words].seconds < 0.8 * usual[words].seconds
    peaks = [max(of_wav(one[words].file.read_bytes())) for one in (usual, soft)]
    assert peaks[1] == pytest.approx(peaks[0] / 2, rel=0.01)


@ENGINE
def test_a_voice_that_is_not_there_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MindfulError) as caught:
        said(fit(LIBRARY.read("sounds"), 180), tmp_path, SPOKEN._replace(voice_name="en-uss"))
    assert "en-uss" in caught.value.message
    assert "`mindful config voices`" in caught.value.hint


@ENGINE
def test_where_the_sounds_cannot_be_kept_it_is_said_and_where(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    with pytest.raises(MindfulError) as caught:
        said(fit(LIBRARY.read("sounds"), 180), tmp_path)
    assert caught.value.message.startswith("The voice could not be kept: ")
    assert caught.value.hint == f"The folder is {tmp_path / 'cache' / 'sounds'}"


@pytest.mark.skipif(bool(find_spec("espeakng_loader")), reason="the extra `voice` is installed")
def test_without_an_engine_one_sentence_says_what_to_install_and_it_goes_on(told: Told) -> None:
    outcome = told.does("start", "hourglass", "10s", "--voice", "--no-reflection")
    assert outcome.status == 0
    assert "There is no voice here yet. A voice comes with " in outcome.err
    assert outcome.err.count("voice here") == 1


@ENGINE
def test_a_voice_that_fails_on_the_way_is_said_and_it_goes_on(told: Told) -> None:
    told.environ |= {"PATH": os.environ["PATH"], "MINDFUL_VOICE_NAME": "nobody",
                     "MINDFUL_SOUND": "beep"}  # fmt: skip
    outcome = told.does("start", "hourglass", "10s", "--voice")
    assert (outcome.status, "nobody" in outcome.err, "Saved" in outcome.out) == (0, True, True)


def test_a_silent_sitting_has_no_voice_and_says_nothing_of_it(told: Told) -> None:
    outcome = told.does("start", "hourglass", "10s", "--voice", "--silent")
    assert (outcome.status, "voice" in outcome.err) == (0, False)


def at_a_seat(home: Path, **presses: str) -> tuple[Prepared | None, RememberingFace, Schedule]:
    """What is prepared before someone who presses keys at seconds, and what they were shown."""
    time = Time({float(at.removeprefix("at_")): key for at, key in presses.items()})
    face = RememberingFace(time)
    schedule = fit(LIBRARY.read("hourglass"), 180)
    seat = Seat(face, time, time, no_room)
    return spoken_at(seat, schedule, SPOKEN, world(home)), face, schedule


@ENGINE
def test_how_far_it_is_is_shown_while_lines_are_spoken_for_the_first_time(tmp_path: Path) -> None:
    done, face, schedule = at_a_seat(tmp_path)
    count = len(aloud(schedule))
    assert face.pages == [texts.preparing(number / count) for number in range(1, count + 1)]
    assert done is not None
    assert at_a_seat(tmp_path)[1].pages == []


@ENGINE
def test_esc_goes_on_without_the_voice_and_q_is_not_now(tmp_path: Path) -> None:
    done, face, schedule = at_a_seat(tmp_path, at_0="escape")
    assert (done, len(face.pages)) == (Prepared(schedule, {}), 1)
    assert at_a_seat(tmp_path, at_0="q")[0] is None


@ENGINE
def test_ctrl_c_leaves(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        at_a_seat(tmp_path, at_0="ctrl-c")
    assert left.value.code == 130


@ENGINE
@pytest.mark.parametrize(("key", "goes_on"), [("enter", True), ("q", False)])
def test_a_voice_that_fails_is_said_and_one_may_sit_all_the_same(
    tmp_path: Path, key: str, goes_on: bool
) -> None:
    (tmp_path / "cache").write_text("")
    done, face, schedule = at_a_seat(tmp_path, at_0=key)
    assert (face.pages[0].title, done == Prepared(schedule, {})) == ("The voice", goes_on)
