"""Stopped for a while, or told to leave at any moment: only what was sat is counted, and it is."""

import os
import pty
import signal
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.live.home import FIRST, Home, sat
from tests.live.terminal import A_LOOK, ENTER, MINDFUL, Terminal, environment, let_pass

pytestmark = pytest.mark.long

STOPPED = 20.0  # seconds
TALL = (100, 60)  # all of a sitting on one screen
STATUSES = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}
LENGTH = 12  # seconds of a sitting that is left
NEAR = 1.5  # seconds by which what was sat may seem otherwise from outside


def test_the_seconds_a_sitting_was_stopped_for_are_not_counted(tmp_path: Path) -> None:
    home = Home(tmp_path).known()
    words = ("start", "sounds", "--for", "30s", "--plain")
    with home.opens(*words, stdin=subprocess.DEVNULL, size=TALL) as terminal:
        terminal.await_text(FIRST)
        began = time.monotonic()
        let_pass(7)
        terminal.signal(signal.SIGSTOP)
        let_pass(STOPPED)
        terminal.signal(signal.SIGCONT)
        assert terminal.wait(40) == 0
        lasted = time.monotonic() - began
        shown = terminal.shows("That time is not counted.")
    print(f"\nstopped, plain: {lasted:.1f} s for 30 s sat and {STOPPED:.0f} s stopped")
    assert shown
    assert abs(lasted - 50) < NEAR
    assert home.entries() == [sat(30, "complete", planned=30)]


def test_a_bell_that_came_due_while_stopped_is_rung_in_its_time_and_once(tmp_path: Path) -> None:
    home = Home(tmp_path).known()
    # Its one bell within, at half of the time, comes due while the process is stopped.
    words = ("start", "sounds", "--for", "66s", "--no-reflection")
    with home.sits(*words) as terminal:
        terminal.await_text(FIRST)
        began = time.monotonic()
        rung = [bells(terminal, 25)]
        terminal.signal(signal.SIGSTOP)
        let_pass(STOPPED)
        terminal.signal(signal.SIGCONT)
        rung.append(bells(terminal, 3))
        terminal.await_that(lambda: terminal.received.count(b"\a") > rung[1], "a bell", 15)
        within = time.monotonic() - began
        terminal.await_text("Was any of it too much?", 60)
        rung.append(bells(terminal, 0))
        terminal.press(ENTER)
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    print(f"\nstopped, live: bells by then {rung}, the one within after {within:.1f} s")
    assert rung == [1, 1, 5]
    assert abs(within - (33 + STOPPED)) < NEAR
    assert home.entries() == [sat(66, "complete", planned=66)]


def bells(terminal: Terminal, seconds: float) -> int:
    """All the bells so far, so many seconds from now; what is shown is read meanwhile."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        let_pass(A_LOOK)
        assert terminal.screen
    return terminal.received.count(b"\a")


class Left(NamedTuple):
    """One sitting that was told to leave."""

    number: signal.Signals
    after: float
    status: int
    kept: list[int]
    traceback: bool

    @property
    def fault(self) -> str:
        """What is not as it should be, in words."""
        wrong = {
            "status": self.status != STATUSES[self.number],
            "traceback": self.traceback,
            "lost": not self.kept and self.after >= 3 + NEAR,
            "too short to keep": bool(self.kept) and self.after < 3 - NEAR,
            "miscounted": any(abs(seconds - self.after) > NEAR for seconds in self.kept),
        }
        said = ", ".join(what for what, is_so in wrong.items() if is_so)
        return f"{said}: {self}" if said else ""


def left(home: Home, number: signal.Signals, after: float) -> Left:
    """Sit, with nobody at the keyboard, and be told to leave after so many seconds."""
    words = ("start", "sounds", "--for", f"{LENGTH}s", "--plain")
    with home.opens(*words, stdin=subprocess.DEVNULL, size=TALL) as terminal:
        terminal.await_text(FIRST)
        let_pass(after)
        terminal.signal(number)
        status = terminal.wait()
        traceback = b"Traceback" in terminal.received
    entries = home.entries()
    assert entries in ([], [sat(entries[0]["practised"], planned=LENGTH)] if entries else [])
    return Left(number, after, status, [entry["practised"] for entry in entries], traceback)


def test_thirty_who_are_told_to_leave_are_kept_with_the_seconds_they_sat(tmp_path: Path) -> None:
    chance = Random(30)
    told = [
        (Home(tmp_path / str(count)).known(), number, chance.uniform(0, LENGTH - 1))
        for count, number in enumerate(list(STATUSES) * 10)
    ]
    with ThreadPoolExecutor(6) as side_by_side:
        sittings = list(side_by_side.map(lambda one: left(*one), told))
    kept = [sitting for sitting in sittings if sitting.kept]
    furthest = max(abs(sitting.kept[0] - sitting.after) for sitting in kept)
    statuses = Counter(sitting.status for sitting in sittings)
    print(f"\ntold to leave: {len(sittings)} sittings, {len(kept)} kept, {dict(statuses)}, "
          f"{furthest:.2f} s from what was sat at the most")  # fmt: skip
    assert [sitting.fault for sitting in sittings if sitting.fault] == []
    assert statuses == {143: 10, 129: 10, 130: 10}
    assert len(kept) >= 15


def test_a_sitting_whose_terminal_goes_without_a_word_is_kept_and_ends(tmp_path: Path) -> None:
    home = Home(tmp_path).known()
    ours, theirs = pty.openpty()  # and nobody's controlling terminal: no signal when it closes
    words = [*MINDFUL, "start", "sounds", "--for", "60s", "--plain"]
    sitting = subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(home.path),
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        let_pass(2)
        os.write(ours, ENTER.encode())
        let_pass(3)
        os.close(ours)
        sitting.wait(75)
    finally:
        sitting.kill()
        sitting.wait()
    (entry,) = home.entries()
    assert entry in [sat(60, "complete", planned=60), sat(entry["practised"], planned=60)]
