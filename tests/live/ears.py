"""Ears for tests: a sound device of its own whose every sample is kept, and what was heard there.

The device passes samples on as they are, and every sound of ours is known. So a sound is found in
what was recorded by its samples, and taken away from there, down to a silence in which nothing else
may be left. No bell is hidden by one that still rings.
"""

import os
import shutil
import subprocess
import threading
import time
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from operator import itemgetter, sub
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from mindful.core.heard import Sound
from mindful.core.samples import LARGEST, RATE, Samples

NEEDED = ("pulseaudio", "parec", "paplay")
LATENCY = 0.020  # seconds that the device takes in advance, and is ahead of what is heard
AT_MOST = 5.0  # seconds until it is there
FLOOR = 33  # of the largest sample, -60 dBFS: what is below it is silence
_BLOCK = 441  # samples, 20 ms: as finely as the end of a sound is told
_CUT = 3 * _BLOCK  # samples within which sounds end that are cut at once
_LOST = 480  # samples that the device may leave out of a sound's beginning, about 20 ms
_TOLD = _LOST + 1000  # up to here one sound is told from another
_EARLY = 8  # samples
_FITS = 0.3  # of a sound's loudness, which may be left where it was taken away


class Heard(NamedTuple):
    """A sound that was heard: the monotonic second of its first stroke, and how long it rang."""

    sound: Sound
    at: float
    seconds: float


class Recording(NamedTuple):
    """What was recorded, and the monotonic second of its first sample."""

    samples: "Samples[int]"
    began: float

    def loudest(self, since: float = 0, until: float = float("inf")) -> int:
        """The largest sample between two seconds of the monotonic clock."""
        first, last = (min(max(0.0, one - self.began), 10_000) for one in (since, until))
        return _loudest(self.samples[int(first * RATE) : int(last * RATE)])

    def heard(self, known: "Mapping[Sound, Samples[int]]") -> tuple[list[Heard], int]:
        """The sounds in their order, and the loudest sample of what was none of them."""
        left, found, last = self.samples[:], [], -1
        while last < (place := _next_loud(left, 0)) < len(left):
            last = place
            fits = [(*_fit(left, place, sound), name) for name, sound in known.items()]
            best, _, _ = min(fits, key=itemgetter(0))
            if best > _FITS:
                break
            # Some begin alike: of those, the one that also goes on so.
            alike = [(at, name) for misfit, at, name in fits if misfit < best + 0.01]
            span = max(len(known[name]) for _, name in alike)
            at, name = min(alike, key=lambda one: _left_over(left, one[0], known[one[1]], span))
            count = _rings(left, at, known[name])
            rest = array("h", map(_held, map(sub, left[at : at + count], known[name])))
            rest[:_LOST] = array("h", map(_lesser, rest[:_LOST], left[at : at + count]))
            if count < min(len(known[name]), len(left) - at):  # it was cut, somewhere in these
                rest[-_CUT:] = array("h", bytes(2 * len(rest[-_CUT:])))
            left[at : at + count] = rest
            found.append(Heard(name, self.began + place / RATE, count / RATE))
        return found, _loudest(left)


def _held(sample: int) -> int:
    return max(-LARGEST, min(LARGEST, sample))


def _lesser(one: int, other: int) -> int:
    return min(one, other, key=abs)


def _loudest(samples: "Samples[int]") -> int:
    return max(max(samples), -min(samples)) if samples else 0


def _next_loud(samples: "Samples[int]", place: int) -> int:
    """The first sample from a place on that is no silence; their number where there is none."""
    for start in range(place, len(samples), _BLOCK):
        block = samples[start : start + _BLOCK]
        if _loudest(block) > FLOOR:
            return start + next(i for i, one in enumerate(block) if abs(one) > FLOOR)
    return len(samples)


def _fit(samples: "Samples[int]", place: int, sound: "Samples[int]") -> tuple[float, int]:
    """How badly a sound fits where something is first heard, from 0, and where it begins then."""
    first = place - _next_loud(sound, 0)
    places = range(max(0, first - _LOST), first + _EARLY)
    roughly = sorted((_misfit(samples, at, sound, 53), at) for at in places)
    return min((_misfit(samples, at, sound, 5), at) for _, at in roughly[:8])


def _misfit(samples: "Samples[int]", at: int, sound: "Samples[int]", every: int) -> float:
    known = sound[_LOST:_TOLD:every]
    left = map(sub, samples[at + _LOST : at + _TOLD : every], known)
    return sum(map(abs, left)) / sum(map(abs, known))


def _left_over(samples: "Samples[int]", at: int, sound: "Samples[int]", span: int) -> int:
    """What would be left of so many samples, were this the sound in them."""
    there = samples[at : at + span]
    rest = sum(map(abs, there[len(sound) :]))
    return rest + sum(map(abs, map(sub, there, sound)))


def _rings(samples: "Samples[int]", at: int, sound: "Samples[int]") -> int:
    """How many of a sound's samples are there, before it was cut or the recording ended."""
    whole = min(len(sound), len(samples) - at)
    for start in range(0, whole, _BLOCK):
        there = samples[at + start : at + start + _BLOCK]
        if _loudest(there) <= FLOOR and _loudest(sound[start : start + _BLOCK]) > 4 * FLOOR:
            return start
    return whole


class Loudspeaker:
    """A device that keeps what it plays; `environ` leads there, and to no other."""

    def __init__(self, folder: Path) -> None:
        socket = folder / "socket"
        self.environ = {"XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{socket}"}
        self._samples = bytearray()  # only ever added to
        self._began = float("inf")
        here = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), **self.environ}
        played = f"rate={RATE} channels=1 format=s16le"
        self._daemon = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
             "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
             "-L", f"module-null-sink sink_name=kept {played}"],
            env=here, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _await(socket.exists)
        self._recorder = subprocess.Popen(
            ["parec", "-d", "kept.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1",
             f"--latency-msec={LATENCY * 1000:.0f}"],
            env=here, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        _await(lambda: bool(self._samples))

    def recorded(self) -> Recording:
        """All until now."""
        samples = array("h")
        samples.frombytes(bytes(self._samples[: len(self._samples) // 2 * 2]))
        return Recording(samples, self._began)

    def goes_away(self) -> None:
        """As a headset does that is switched off."""
        self._daemon.kill()
        self._daemon.wait(AT_MOST)

    def close(self) -> None:
        self.goes_away()
        self._recorder.kill()
        self._recorder.wait(AT_MOST)
        self._listening.join(AT_MOST)
        if self._recorder.stdout:
            self._recorder.stdout.close()

    def _listen(self) -> None:
        """Samples come in pieces, some late: the first of all began when the promptest says."""
        assert self._recorder.stdout
        while piece := os.read(self._recorder.stdout.fileno(), 65536):
            now = time.monotonic()
            self._samples += piece
            began = now - len(self._samples) / 2 / RATE + LATENCY
            self._began = min(self._began, began)


def _await(true: Callable[[], bool]) -> None:
    until = time.monotonic() + AT_MOST
    while not true():
        if time.monotonic() > until:
            pytest.skip("pulseaudio is installed, and does not begin here")
        time.sleep(0.01)


@contextmanager
def a_loudspeaker() -> Iterator[Loudspeaker]:
    """A device that keeps what it plays; the test is skipped where there is none to be had."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        pytest.skip(f"nothing to hear with: {', '.join(missing)} is not installed")
    with TemporaryDirectory(prefix="mindful-", dir="/tmp") as folder:  # a socket's name is short
        loudspeaker = Loudspeaker(Path(folder))
        try:
            yield loudspeaker
        finally:
            loudspeaker.close()
