"""Where nothing can be heard: no player, no device, or one of them failing."""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from mindful.core.heard import Sound
from tests.live.ears import Loudspeaker
from tests.live.home import Home
from tests.live.loud import (
    EARLY,
    LATE,
    NOWHERE,
    WITHOUT_EXTRA,
    Known,
    began_at,
    begins,
    heard_at,
    in_time,
    loud,
    sitting,
    until,
)
from tests.live.terminal import ENTER, let_pass

pytestmark = pytest.mark.flaky(reruns=2)  # a machine may be busy for a moment; -rR says so

SOON = 50  # milliseconds
# Players as they may be found, and what each does with a file; the terminal's bell rings instead.
BROKEN = {
    "there is none": "",
    "it crashes": "kill -SEGV $$",
    "it fails a little later": "sleep 0.02; exit 1",
    "it has much to say": "head -c 1000000 /dev/zero >&2; exit 1",
    "it says so, and ends well": "sleep 0.2; echo 'no device' >&2; exit 0",
}


def a_player(folder: Path, does: str, name: str = "paplay") -> str:
    """A folder with a player in it that does this; without anything to do there is none."""
    folder.mkdir()
    if does:
        (folder / name).write_text(f"#!/bin/sh\nPATH={os.defpath}\n{does}\n")
        (folder / name).chmod(0o700)
    return str(folder)


def rung(home: Home, how: dict[str, Any], all_there: Barrier) -> tuple[list[int], str]:
    """How late the terminal's bell rang in a sitting of ten seconds, and what was to be read."""
    with home.opens(*sitting("10s", "--bell", "at 4s"), **how) as terminal:
        terminal.await_text("enter begins")
        terminal.await_keys()
        all_there.wait(30)
        terminal.press(ENTER)
        terminal.await_that(lambda: len(terminal.came("(bell)")) == 3, "the end", 20)
        let_pass(0.5)
        came = terminal.came("\a")
        received = terminal.received.decode()
        began = began_at(terminal, 4, 10)
    late = [round((at - began - due) * 1000) for at, due in zip(came, (0, 4, 10), strict=True)]
    return late, received


def test_without_a_player_or_a_device_the_terminal_rings_and_no_other_word_is_seen(
    tmp_path: Path,
) -> None:
    paths = {why: a_player(tmp_path / f"{n}", does) for n, (why, does) in enumerate(BROKEN.items())}
    last = [*BROKEN][-1]
    (Path(paths[last]) / "paplay").rename(Path(paths[last]) / "ffplay")
    hows = {why: loud(NOWHERE, {"command": WITHOUT_EXTRA, "env": {"PATH": path}})
            for why, path in paths.items()}  # fmt: skip
    hows["there is no device"] = loud(NOWHERE, {"command": WITHOUT_EXTRA, "env": {}})
    hows["nor with the extra"] = loud(NOWHERE, {"env": {}})
    hows["a beep is wished for"] = loud(NOWHERE, {"env": {}}, MINDFUL_SOUND="beep")
    homes = [Home(tmp_path / f"home-{number}").known() for number in range(len(hows))]
    all_there = repeat(Barrier(len(hows)))
    with ThreadPoolExecutor(len(hows)) as side_by_side:
        sittings = side_by_side.map(rung, homes, hows.values(), all_there)
        sat = dict(zip(hows, sittings, strict=True))
    for why in [why for why, (late, _) in sat.items() if max(late) > SOON]:
        print(f"once more, since this machine was busy: {why}, {sat[why][0]} ms late")
        sat[why] = rung(Home(tmp_path / "again" / why).known(), hows[why], Barrier(1))
    _, plain = sat["a beep is wished for"]
    assert {why: said for why, (_, said) in sat.items() if said != plain} == {}
    assert {why: late for why, (late, _) in sat.items() if max(late) > SOON} == {}


def test_when_the_device_goes_away_the_terminal_rings_from_then_on(
    home: Home, loudspeaker: Loudspeaker, player: dict[str, Any]
) -> None:
    how = loud({**NOWHERE, **loudspeaker.environ}, player)
    with home.sits(*sitting("10s", "--bell", "at 2s,4s"), **how) as terminal:
        began = begins(terminal)
        until(began + 3)
        assert terminal.came("\a") == []
        loudspeaker.goes_away()
        terminal.await_that(lambda: len(terminal.came("(bell)")) == 3, "the second", 20)
        let_pass(0.5)
        (rung,) = terminal.came("\a")
        assert -EARLY < rung - began_at(terminal, 2, 4) - 4 < LATE


def test_a_player_that_is_stuck_is_left_and_another_taken(
    home: Home, loudspeaker: Loudspeaker, known: Known, tmp_path: Path
) -> None:
    folder = a_player(tmp_path / "stuck", "trap '' TERM; sleep 60", "pw-play")
    path = f"{folder}:{os.environ['PATH']}"
    how = loud(loudspeaker.environ, {"command": WITHOUT_EXTRA, "env": {"PATH": path}})
    with home.sits(*sitting("10s", "--bell", "at 8s"), **how) as terminal:
        began = begins(terminal)
        until(began + 8.5)
        recording = loudspeaker.recorded()
        began = began_at(terminal, 8)
    assert in_time(heard_at(recording, known), [(Sound.SOFT, began + 8)])
