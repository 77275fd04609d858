"""A program of its own beside a sitting: it plays the files that are named to it.

A request ends with a zero byte: `play`, a number and a file, or `stop` and a number or `all`, with
tabs between. It says `ready` once there is a device, ends at once where there is none, and answers
each sound, by its number, with `began` or `failed`. When nothing more can be asked of it, what has
begun rings out. Being another process it lets nobody wait, and keeps what a device's library has to
say to itself.
"""

import os
import select
import signal
import wave
from collections.abc import Generator
from contextlib import suppress

import miniaudio

LATENCY = 500  # milliseconds given in advance; with 60, a busy machine was heard to stutter
AT_MOST = 5  # seconds longer than what it plays: a device that went away may never let it end
A_LOOK = 0.1  # seconds between two looks at what may be over
Frames = Generator[bytes, int, None]


class Sounding:
    """A file being played by a device that is opened for it. Raises MiniaudioError or OSError."""

    def __init__(self, file: str) -> None:
        with wave.open(file) as sound:
            self._device = device(sound.getframerate(), sound.getnchannels())
            self.seconds = sound.getnframes() // sound.getframerate() + 1
            size = sound.getsampwidth() * sound.getnchannels()
            self._left = sound.readframes(sound.getnframes())
        self._silent = 0  # times that it was asked for more than there was
        frames = self._frames(size)
        next(frames)
        self._device.start(frames)

    @property
    def over(self) -> bool:
        return self._silent > 2  # what it was given before that has been heard by then

    def close(self) -> None:
        self._device.close()

    def _frames(self, size: int) -> Frames:
        count = yield b""
        while True:
            wanted = count * size
            given, self._left = self._left[:wanted], self._left[wanted:]
            self._silent += not given
            count = yield given.ljust(wanted, b"\0")


def device(rate: int, channels: int) -> miniaudio.PlaybackDevice:
    """A device that is not begun yet. Raises MiniaudioError where there is none."""
    kind = miniaudio.SampleFormat.SIGNED16
    return miniaudio.PlaybackDevice(
        output_format=kind, nchannels=channels, sample_rate=rate, buffersize_msec=LATENCY,
        app_name="mindful", backends=[one for one in miniaudio.Backend if one.name != "NULL"],
    )  # fmt: skip


def main() -> None:
    try:
        device(22_050, 1).close()
    except miniaudio.MiniaudioError:
        return
    say("ready")
    sounds: dict[str, Sounding] = {}
    asked, open_ = b"", True
    while open_ or sounds:
        if select.select([0] if open_ else [], [], [], A_LOOK if sounds else None)[0]:
            more = os.read(0, 65536)
            open_ = bool(more)
            if not open_:
                signal.alarm(AT_MOST + max((sound.seconds for sound in sounds.values()), default=0))
            *whole, asked = (asked + more).split(b"\0")
            for request in whole:
                do(request, sounds)
        for number in [number for number, sound in sounds.items() if sound.over]:
            sounds.pop(number).close()


def do(request: bytes, sounds: dict[str, Sounding]) -> None:
    """What was asked for: to play, or to stop."""
    what, number, *file = os.fsdecode(request).split("\t", 2)
    if what == "stop":
        for one in [*sounds] if number == "all" else [number] * (number in sounds):
            sounds.pop(one).close()
        return
    try:
        sounds[number] = Sounding(*file)
        say(f"began {number}")
    except (miniaudio.MiniaudioError, wave.Error, EOFError, OSError):
        say(f"failed {number}")


def say(word: str) -> None:
    with suppress(OSError):  # nobody may listen any more
        os.write(1, f"{word}\n".encode())


if __name__ == "__main__":
    main()
