"""A sitting to take along: one file, every bell and every line in its time."""

import importlib.util
import os
import re
import signal
import subprocess
import sys
import time
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from operator import sub
from pathlib import Path

import pytest

from mindful.cli.app import meant
from mindful.cli.speaking import prepared
from mindful.core.bells import CLOSING_AT
from mindful.core.bowl import OPENS_AT, VERSION
from mindful.core.samples import RATE, Samples
from mindful.core.schedule import Schedule, fit
from mindful.core.settings import Settings
from mindful.store.library import Library
from mindful.store.recording import read
from mindful.terminal.voice import how_to_install
from tests.conftest import Outcome, Told
from tests.live.home import Home
from tests.live.terminal import (
    A_LOOK,
    AT_MOST,
    CTRL_C,
    MINDFUL,
    Terminal,
    environment,
    let_pass,
)

RING = 16  # seconds that the three closing strokes take
NEAR = 0.05  # seconds by which a sound may seem to begin otherwise
WINDOW = RATE // 200  # samples that are looked at together when a beginning is looked for
CARE = "Where hearing is hard, or there is ringing in the ears, look at things"
HOURS = ("exercises", "render", "sounds", "--for", "3h", "-o")
HAS_LIBRARY = importlib.util.find_spec("espeakng_loader") is not None
PRACTICES = sorted(path.stem for path in Library.of(Path("/")).built_in.glob("*.toml"))
# What stands in for espeak-ng.
SPEAKER = """#!{python} -IS
import struct, sys
told = sys.stdin.buffer.read().decode()
answer = sys.stdout.buffer.write
if "--voices" in sys.argv:
    answer(b"Pty Language Age/Gender VoiceName File Other\\n 2 en-us --/M English gmw/en-US\\n")
elif "--stdout" in sys.argv:
    data = struct.pack("<2h", 5000, -5000) * (22050 // 8 * len(told.split()))
    head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 22050, 44100, 2, 16)
    whole = head + b"data" + struct.pack("<I", len(data)) + data
    answer(b"RIFF" + struct.pack("<I", len(whole)) + whole)
else:
    answer(b"text-to-speech: 1.52")
"""
HOW = "As in `mindful exercises render sounds --for 10m -o sounds-10m.wav`.\n"


def render(told: Told, file: Path, *words: str) -> Outcome:
    return told.does("exercises", "render", *words, "-o", str(file))


def onsets(samples: "Samples[int]") -> list[float]:
    """The seconds at which something begins: where it is suddenly much louder than before."""
    before, found = [0] * 10, [-1.0]
    for place in range(0, len(samples), WINDOW):
        peak = max(samples[place : place + WINDOW])
        if peak > max(300, 1.7 * max(before)) and place / RATE - found[-1] > 0.3:
            found.append(place / RATE)
        before = [*before[1:], peak]
    return found[1:]


def near(seconds: list[float]) -> object:
    return pytest.approx(seconds, abs=NEAR)


def closing(seconds: int) -> list[float]:
    return [seconds, *(seconds + after for after in CLOSING_AT)]


def test_it_is_a_word_of_the_exercises() -> None:
    words = ["exercises", "render", "sounds", "--bell", "every 5m"]
    assert meant(["exercises", "render", "sounds", "--bell", "every", "5m"]) == words


@pytest.mark.parametrize(
    ("name", "said", "seconds", "lasts"),
    [
        ("sounds", "10s", 10, "26 seconds, 1.1 MB"),
        ("sounds", "", 300, "5 minutes 16 seconds, 14 MB"),
        ("time-sort", "10m", 600, "10 minutes 16 seconds, 27 MB"),
        ("pace", "181s", 181, "3 minutes 17 seconds, 8.7 MB"),
        ("listen", "20m", 1200, "20 minutes 16 seconds, 54 MB"),
        ("earned", "1h", 3600, "1 hour 16 seconds, 159 MB"),
    ],
)
def test_it_lasts_as_long_as_the_sitting_and_its_closing_strokes(
    told: Told, tmp_path: Path, name: str, said: str, seconds: int, lasts: str
) -> None:
    file = tmp_path / "a.wav"
    outcome = render(told, file, name, *(["--for", said] if said else []))
    assert (outcome.status, outcome.out) == (0, f"{file}: {lasts}.\n")
    with wave.open(str(file)) as opened:
        assert opened.getparams()[:4] == (1, 2, RATE, (seconds + RING) * RATE)
    assert file.stat().st_size == 44 + 2 * (seconds + RING) * RATE
    assert (file.stat().st_mode & 0o777, sorted(os.listdir(tmp_path))) == (0o600, ["a.wav", "home"])


@pytest.mark.parametrize("name", PRACTICES)
def test_the_bells_of_every_practice_ring_in_their_time(
    told: Told, tmp_path: Path, name: str
) -> None:
    exercise = Library.of(tmp_path).shipped(name)
    schedule = fit(exercise, exercise.usual * 60)
    render(told, tmp_path / "a.wav", name)
    assert onsets(read(tmp_path / "a.wav")) == near(
        [0, OPENS_AT, *schedule.bells, *closing(schedule.seconds)]
    )


@pytest.mark.parametrize(
    ("words", "rung"),
    [
        (["every", "1m"], [60, 120]),
        (["every 45s"], [45, 90, 135]),
        (["at", "2m,170s"], [120, 170]),
        (["at", "1m,", "64s"], [60, 64]),
        (["none"], []),
    ],
)
def test_bells_that_are_asked_for_ring_at_their_times(
    told: Told, tmp_path: Path, words: list[str], rung: list[float]
) -> None:
    outcome = render(told, tmp_path / "a.wav", "sounds", "--for", "3m", "--bell", *words)
    assert outcome.status == 0
    assert onsets(read(tmp_path / "a.wav")) == near([0, OPENS_AT, *rung, *closing(180)])


def test_bells_by_chance_ring_as_many_times_as_asked(told: Told, tmp_path: Path) -> None:
    render(told, tmp_path / "a.wav", "sounds", "--for", "10m", "--bell", "random 3")
    assert len(onsets(read(tmp_path / "a.wav"))) == 2 + 3 + 3


def test_bells_that_a_person_has_settled_on_ring(told: Told, tmp_path: Path) -> None:
    told.environ |= {"MINDFUL_BELL": "at 1m", "MINDFUL_SOUND": "beep"}
    render(told, tmp_path / "a.wav", "sounds", "--for", "3m")
    assert onsets(read(tmp_path / "a.wav")) == near([0, OPENS_AT, 60, *closing(180)])
    loud = max(read(tmp_path / "a.wav"))
    told.environ["MINDFUL_BELL_VOLUME"] = "50"
    render(told, tmp_path / "a.wav", "sounds", "--for", "3m")
    assert max(read(tmp_path / "a.wav")) == pytest.approx(loud / 2, rel=0.01)


def test_every_line_is_said_in_its_time_also_into_a_bell_that_rings(
    told: Told, tmp_path: Path
) -> None:
    told.environ |= speaker(tmp_path)
    for name in ("sounds", "listen", "time-sort"):
        quiet, said = (tmp_path / f"{word}.wav" for word in ("quiet", "said"))
        assert render(told, quiet, name).status == 0
        outcome = render(told, said, name, "--voice")
        assert outcome.status == 0
        schedule = spoken(told, name)
        lines = [
            cue for stretch in schedule.stretches for cue in (stretch.announced, *stretch.cues)
        ]
        words = array("h", map(sub, read(said), read(quiet)))
        assert onsets(words) == near([cue.at for cue in lines if cue])


def test_in_and_out_are_said_where_each_breath_turns(told: Told, tmp_path: Path) -> None:
    told.environ |= {**speaker(tmp_path), "MINDFUL_SOUND": "none"}
    render(told, tmp_path / "a.wav", "pace", "--voice")
    schedule = spoken(told, "pace")
    breaths = [breath for stretch in schedule.stretches for breath in stretch.breaths]
    turns = [(breath.at, breath.at + sum(breath.parts[:2])) for breath in breaths]
    lines = [*(cue.at for cue in schedule.cues), *(at for turn in turns for at in turn)]
    assert len(breaths) > 10
    assert onsets(read(tmp_path / "a.wav")) == near(sorted(lines))
    assert len(read(tmp_path / "a.wav")) == schedule.seconds * RATE


def speaker(folder: Path) -> dict[str, str]:
    """An environment with a voice: a quarter of a second of noise for each word."""
    program = folder / "bin" / "espeak-ng"
    program.parent.mkdir()
    program.write_text(SPEAKER.format(python=sys.executable))
    program.chmod(0o755)
    return {"PATH": str(program.parent)}


def spoken(told: Told, name: str) -> Schedule:
    """The schedule of its usual length, fitted to how long that voice takes."""
    exercise = told.world().library.shipped(name)
    schedule = fit(exercise, exercise.usual * 60)
    return prepared(schedule, Settings(), told.world(), lambda done, of: None).schedule


@pytest.mark.skipif(HAS_LIBRARY, reason="the extra `voice` is installed")
def test_without_a_voice_there_is_no_file(told: Told, tmp_path: Path) -> None:
    told.environ["PATH"] = str(tmp_path)
    outcome = render(told, tmp_path / "a.wav", "open", "--voice")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.splitlines()[-2:] == ["There is no voice here yet.", how_to_install()]
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], f"Which practice?\n{HOW}"),
        (["sounds", "--for", "10m"], f"Where is it to go?\n{HOW}"),
        (["sounds", "--for", "90s"], f"Where is it to go?\n{HOW.replace('10m', '90s')}"),
        (
            ["sounds", "-o", "a.ogg"],
            "A sitting is written as .wav or .mp3, and “a.ogg” ends otherwise.\n"
            "You might call it a.wav.\n",
        ),
        (
            ["sounds", "-o", "/nowhere/a.wav"],
            "There is no folder /nowhere.\nYou might make it first.\n",
        ),
        (
            ["earned", "--for", "5m", "-o", "a.wav"],
            "Roads to security needs 10 minutes at least.\n"
            "Less might stir things up, and leave no time to come back.\n",
        ),
        (
            ["sounds", "--for", "3m", "--bell", "at 5m", "-o", "a.wav"],
            "None of these bells rings: the sitting is over after 3 minutes.\n"
            "A bell rings where its time lies within.\n",
        ),
    ],
)
def test_what_cannot_be_understood_is_answered_and_nothing_is_written(
    told: Told, tmp_path: Path, words: list[str], said: str
) -> None:
    before = os.listdir()
    outcome = told.does("exercises", "render", *words)
    assert (outcome.status, outcome.out, outcome.err) == (2, "", said)
    assert (told.home.exists(), os.listdir()) == (False, before)


@pytest.mark.parametrize("silent", [{"MINDFUL_SOUND": "none"}, {"MINDFUL_BELL_VOLUME": "0"}])
def test_a_file_without_a_sound_is_not_written(
    told: Told, tmp_path: Path, silent: dict[str, str]
) -> None:
    told.environ |= silent
    outcome = render(told, tmp_path / "a.wav", "sounds")
    assert (outcome.status, outcome.out, outcome.err) == (
        2,
        "",
        "There would be nothing to hear: the bells are silent, and no line is spoken.\n"
        "`mindful config` shows `sound` and `bell_volume`; --voice has the lines spoken.\n",
    )
    assert os.listdir(tmp_path) == []


def test_a_caution_is_said_and_a_name_may_be_in_any_letters(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "Klänge für 静 .wav"
    outcome = render(told, file, "sounds", "--for", "10s")
    assert (outcome.status, outcome.out) == (0, f"{file}: 26 seconds, 1.1 MB.\n")
    assert outcome.err.startswith(CARE)
    assert outcome.err.count("\n") == 1
    assert len(read(file)) == 26 * RATE


def test_where_no_sound_can_be_kept_the_bells_ring_all_the_same(told: Told, tmp_path: Path) -> None:
    told.home.mkdir()
    (told.home / "cache").write_text("a file where a folder would be")
    first, second = tmp_path / "a.wav", tmp_path / "b.wav"
    assert render(told, first, "sounds", "--for", "10s").status == 0
    (told.home / "cache").unlink()
    for _ in range(2):
        render(told, second, "sounds", "--for", "10s")
        assert read(first) == read(second)
    (told.home / "cache" / "sounds" / f"soft-{VERSION}-100.wav").write_bytes(b"x" * 100)
    render(told, second, "sounds", "--for", "10s")
    assert read(first) == read(second)


def test_an_mp3_without_what_makes_it_says_what_to_install(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['lameenc'] = None\n"
        "from mindful.__main__ import main\n"
        "sys.exit(main())"
    )
    words = ("exercises", "render", "sounds", "-o", str(tmp_path / "a.mp3"))
    done = subprocess.run(
        [sys.executable, "-c", script, *words], env=environment(tmp_path / "home"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "An MP3 needs lameenc, which is not installed.\n"
        "`pip install 'mindful-practice[mp3]'` brings it; a .wav needs nothing more.\n",
    )
    assert os.listdir(tmp_path) == []


def test_an_mp3_is_written_where_it_can_be(told: Told, tmp_path: Path) -> None:
    pytest.importorskip("lameenc")
    outcome = render(told, tmp_path / "a.mp3", "sounds", "--for", "1m")
    assert outcome.status == 0
    assert re.fullmatch(r".*a\.mp3: 1 minute 16 seconds, 45\d kB\.\n", outcome.out)


def test_on_a_terminal_a_bar_shows_how_far_it_is_and_is_gone_at_the_end(tmp_path: Path) -> None:
    with Home(tmp_path / "home").opens(*HOURS, str(tmp_path / "a.mp3")) as terminal:
        terminal.await_that(
            lambda: bool(re.search(r"Writing .*[1-9] %", joined(terminal))), "a bar"
        )
        assert terminal.not_given_back == []  # nor would it be missed after Ctrl-Z
        terminal.press(CTRL_C)
        assert (terminal.wait(), terminal.not_given_back) == (130, [])
        assert not terminal.shows("Writing")
    assert os.listdir(tmp_path) == ["home"]


@pytest.mark.parametrize(
    "still",
    [{"MINDFUL_REDUCED_MOTION": "yes"}, {"MINDFUL_PLAIN": "yes"}, {"TERM": "dumb"}],
    ids=str,
)
def test_where_nothing_is_to_move_there_is_none(tmp_path: Path, still: dict[str, str]) -> None:
    words = ("exercises", "render", "sounds", "--for", "10s", "-o", str(tmp_path / "a.wav"))
    with Home(tmp_path / "home").opens(*words, env=still) as terminal:
        assert terminal.wait() == 0
        assert terminal.escape_sequences == set()
        assert terminal.shows("26 seconds, 1.1 MB.")


def joined(terminal: Terminal) -> str:
    return "\n".join(terminal.screen)


@pytest.mark.parametrize("there", [True, False], ids=["over an older one", "anew"])
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_who_leaves_meanwhile_leaves_nothing_behind(
    tmp_path: Path, there: bool, number: int, status: int
) -> None:
    file = tmp_path / "a.mp3"
    if there:
        file.write_bytes(b"old")
    with begun(tmp_path, file) as process:
        process.send_signal(number)
        assert process.wait(AT_MOST) == status
        assert process.stdout
        assert process.stdout.read() == b""
    assert sorted(os.listdir(tmp_path)) == (["a.mp3", "home"] if there else ["home"])
    assert not there or file.read_bytes() == b"old"


def test_what_a_kill_leaves_is_not_under_its_name_and_in_nobodys_way(
    told: Told, tmp_path: Path
) -> None:
    file = tmp_path / "a.mp3"
    with begun(tmp_path, file) as process:
        process.kill()
    assert sorted(os.listdir(tmp_path)) == [".a.mp3.tmp", "home"]
    assert render(told, file, "sounds", "--for", "10s").status == 0
    assert sorted(os.listdir(tmp_path)) == ["a.mp3", "home"]


@contextmanager
def begun(folder: Path, file: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """Three hours that are being written: something is there, and it takes some seconds more."""
    pytest.importorskip("lameenc")
    with subprocess.Popen(
        [*MINDFUL, *HOURS, str(file)], env=environment(folder / "home"),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        until = time.monotonic() + AT_MOST
        part = file.with_name(f".{file.name}.tmp")
        while not (part.exists() and part.stat().st_size):
            assert time.monotonic() < until, "nothing is being written"
            let_pass(A_LOOK)
        yield process
        process.kill()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")
@pytest.mark.parametrize("said", ["20m", pytest.param("3h", marks=pytest.mark.long)])
def test_never_all_of_it_is_held_at_once(tmp_path: Path, said: str) -> None:
    script = (
        "import re, sys; from mindful.__main__ import main\n"
        "status = main()\n"
        "print(re.findall(r'VmHWM:\\s+(\\d+) kB', open('/proc/self/status').read())[0])\n"
        "sys.exit(status)"
    )
    words = ("exercises", "render", "sounds", "--for", said, "-o", str(tmp_path / "a.wav"))
    done = subprocess.run(
        [sys.executable, "-c", script, *words], env=environment(tmp_path / "home"),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(done.stdout.split()[-1]) < 64 * 1024
