"""What a sitting sounds like, heard from a real sound device."""

import subprocess
import time
from contextlib import ExitStack
from math import log10
from pathlib import Path
from typing import Any

import pytest

from mindful.core.heard import Sound
from mindful.core.samples import LARGEST
from tests.live.ears import Loudspeaker
from tests.live.home import Home
from tests.live.loud import (
    EARLY,
    WITHOUT_EXTRA,
    Known,
    began_at,
    begins,
    children,
    heard_at,
    in_time,
    loud,
    sitting,
    until,
)
from tests.live.terminal import ENTER, ESC, let_pass

pytestmark = pytest.mark.flaky(reruns=2)  # a machine may be busy for a moment; -rR says so

# Steps turn at 15, 30 and 45 seconds of 50; with bells at a turn only the second of them has one.
FOUR_STEPS = """
title = "Four steps"
family = "presence"
purpose = "To be heard."
minutes = [1]
usual = 1
reflect = ["What was it like?"]
[[step]]
name = "one"
share = 30
keys = "notice"
say = ["The first step."]
[[step]]
name = "two"
share = 30
say = ["The second step."]
[[step]]
name = "three"
share = 30
say = ["The third step."]
[[step]]
name = "four"
share = 10
say = ["The fourth step."]
"""


def test_each_bell_is_heard_when_it_is_due_and_nothing_else(
    home: Home, loudspeaker: Loudspeaker, known: Known
) -> None:
    own = home.path / "data" / "exercises"
    own.mkdir(parents=True)
    (own / "four-steps.toml").write_text(FOUR_STEPS)
    how = loud(loudspeaker.environ, {"command": WITHOUT_EXTRA, "env": {}})
    with home.sits("start", "four-steps", "--for", "50s", "--plain", **how) as terminal:
        began = begins(terminal, "The first step.")
        until(began + 11)
        pressed = time.monotonic()
        terminal.press(" ")
        terminal.await_text("Noted.")
        until(began + 20)
        assert children(terminal) == []
        terminal.await_that(lambda: len(terminal.came("(bell)")) == 5, "the last stroke", 60)
        let_pass(0.5)
        assert b"\a" not in terminal.received
        recording = loudspeaker.recorded()
        began = began_at(terminal, 30, 50, 54, 58)
    due = [
        (Sound.OPENING, began), (Sound.NOTED, pressed), (Sound.SOFT, began + 30),
        (Sound.CLOSING, began + 50), (Sound.CLOSING_2, began + 54), (Sound.CLOSING_3, began + 58),
    ]  # fmt: skip
    assert in_time(heard_at(recording, known), due)
    strokes = [began + second for second in (0, 2.5, 30, 50)]
    peaks = [20 * log10(recording.loudest(at, at + 0.4) / LARGEST) for at in strokes]
    assert peaks == [pytest.approx(peak, abs=0.5) for peak in (-19, -12, -21, -12)]
    assert recording.loudest(began - 1, began - EARLY) == 0
    assert recording.loudest(began + 11.5, began + 29.9) == 0
    assert recording.loudest(began + 38.5, began + 49.9) == 0


def test_m_silences_at_once_and_what_was_struck_rings_out_after_q(
    home: Home, loudspeaker: Loudspeaker, known: Known, player: dict[str, Any]
) -> None:
    how = loud(loudspeaker.environ, player)
    with home.sits(*sitting("30s", "--bell", "at 2s,4s,6s"), **how) as terminal:
        began = begins(terminal)
        until(began + 3)
        muted = time.monotonic()
        terminal.press("m")
        until(began + 5)
        terminal.press("zm")
        until(began + 7)
        paused = time.monotonic()
        terminal.press(ESC)
        until(began + 8)
        went_on = time.monotonic()
        terminal.press(ESC)
        until(began + 9)
        terminal.press("q")
        assert terminal.wait() == 0
        assert time.monotonic() < began + 11
        assert b"\a" not in terminal.received
        began = began_at(terminal, 2, 4, 6)
    until(began + 14.5)
    recording = loudspeaker.recorded()
    due = [(Sound.OPENING, began), (Sound.SOFT, began + 2), (Sound.SOFT, began + 6),
           (Sound.PAUSED, paused), (Sound.WENT_ON, went_on)]  # fmt: skip
    assert in_time(heard_at(recording, known), due)
    assert recording.loudest(muted + 0.3, began + 6 - EARLY) == 0
    found, _ = recording.heard(known)
    assert [one.seconds for one in found if one.sound is Sound.SOFT][1] == 8.0


def test_where_nobody_is_there_three_strokes_are_heard_after_the_command_has_ended(
    home: Home, loudspeaker: Loudspeaker, known: Known, player: dict[str, Any]
) -> None:
    how = loud(loudspeaker.environ, player)
    words = sitting("10s", "--bell", "at 5s")
    with home.opens(*words, stdin=subprocess.DEVNULL, **how) as terminal:
        began = begins(terminal)
        assert terminal.wait(15) == 0
        assert time.monotonic() < began + 11
        began = began_at(terminal, 5, 10)
    until(began + 18.5)
    due = [(Sound.OPENING, began), (Sound.SOFT, began + 5), (Sound.CLOSING_ALL, began + 10)]
    heard = heard_at(loudspeaker.recorded(), known)
    assert [sound for sound, _ in heard] == [sound for sound, _ in due]
    # The first may wait until the extra is ready, where there is no other player.
    assert in_time(heard[1:], due[1:])
    assert heard[0][1] - began < 1


def test_where_no_sound_is_wished_for_none_is_heard(
    tmp_path: Path, loudspeaker: Loudspeaker
) -> None:
    wishes: list[tuple[tuple[str, ...], dict[str, str]]] = [
        (("--silent",), {}),
        ((), {"MINDFUL_SOUND": "none"}),
        ((), {"MINDFUL_BELL_VOLUME": "0"}),
    ]
    with ExitStack() as sittings:
        terminals = []
        for number, (words, env) in enumerate(wishes):
            how = loud(loudspeaker.environ, {"env": {}}, **env)
            home = Home(tmp_path / str(number)).known()
            sat = home.opens(*sitting("10s", *words), stdin=subprocess.DEVNULL, **how)
            terminals.append(sittings.enter_context(sat))
        assert [terminal.wait(20) for terminal in terminals] == [0, 0, 0]
        said = [(t.received.count(b"(bell)"), t.received.count(b"\a")) for t in terminals]
    assert said == [(2, 0)] * 3
    let_pass(0.3)
    assert loudspeaker.recorded().loudest() == 0


def test_where_neither_bells_between_nor_tones_are_wished_for_only_the_ends_are_heard(
    home: Home, loudspeaker: Loudspeaker, known: Known
) -> None:
    env = {"MINDFUL_KEY_TONES": "no"}
    how = loud(loudspeaker.environ, {"command": WITHOUT_EXTRA, "env": env})
    with home.sits(*sitting("10s", "--bell", "none"), **how) as terminal:
        began = begins(terminal)
        terminal.press(f"z{ESC}")
        terminal.await_text("Paused")
        terminal.press(ENTER)
        terminal.await_that(lambda: len(terminal.came("(bell)")) == 2, "the end", 20)
        closed = terminal.came("(bell)")[1]
        let_pass(0.5)
        recording = loudspeaker.recorded()
    assert in_time(heard_at(recording, known), [(Sound.OPENING, began), (Sound.CLOSING, closed)])
