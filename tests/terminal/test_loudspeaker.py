"""The extra that plays by itself: what rings where it cannot, and that nothing of it stays."""

import time
from importlib.util import find_spec
from pathlib import Path
from signal import SIGALRM

import pytest

from mindful.core.samples import RATE, Samples
from mindful.store.wav import wav
from mindful.terminal.loudspeaker import Loudspeaker
from tests.live.ears import a_loudspeaker
from tests.live.loud import NOWHERE

pytestmark = pytest.mark.skipif(
    find_spec("miniaudio") is None, reason="the extra `audio` is not installed"
)


def looks(player: Loudspeaker, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        player.look()
        time.sleep(0.01)


def leads(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)


def test_without_a_device_it_rings_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leads(monkeypatch, NOWHERE)
    player = Loudspeaker(None, time.monotonic)
    rung: list[str] = []
    looks(player, 2)
    player.play(tmp_path / "bell.wav", lambda: rung.append("instead"))
    assert rung == ["instead"]


def test_its_process_ends_though_the_device_went_away_while_it_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bell = tmp_path / "bell.wav"
    bell.write_bytes(wav(Samples("h", bytes(2 * RATE))))
    with a_loudspeaker() as loudspeaker:
        leads(monkeypatch, loudspeaker.environ)
        player = Loudspeaker(None, time.monotonic)
        rung: list[str] = []
        looks(player, 2)
        player.play(bell, lambda: rung.append("too soon"))
        looks(player, 0.3)
        loudspeaker.goes_away()
        looks(player, 0.3)
        player.play(bell, lambda: rung.append("instead"))
        looks(player, 0.5)
    assert rung == ["instead"]
    process = player._process
    assert process
    assert process.stdin
    process.stdin.close()  # as the end of a command does
    assert process.wait(15) in (0, -SIGALRM)
