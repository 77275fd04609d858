"""WAV files: the samples in them, and samples as one."""

import sys
import wave
from array import array
from collections.abc import Iterable
from io import BytesIO
from typing import IO

from mindful.core.samples import RATE, Samples, at_our_rate


class NoSound(ValueError):
    """What is no WAV of 16 bits."""


def wav(samples: "Samples[int]") -> bytes:
    """The samples as a WAV file."""
    file = BytesIO()
    put(file, [samples], len(samples))
    return file.getvalue()


def put(stream: IO[bytes], blocks: "Iterable[Samples[int]]", count: int) -> None:
    """Write so many samples as a WAV file, a block at a time."""
    with wave.open(stream, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.setnframes(count)  # known, so that the header is right from the beginning
        for block in blocks:
            out.writeframesraw(block)


def little(samples: "Samples[int]") -> bytes:
    """The samples with the lesser byte of each first, whatever the machine's order."""
    if sys.byteorder == "little":
        return samples.tobytes()
    turned = array("h", samples)
    turned.byteswap()
    return turned.tobytes()


def of_wav(data: bytes) -> "Samples[int]":
    """The samples of a WAV of 16 bits, at our rate and of one channel, whatever it had.

    Raises NoSound for what is none.
    """
    try:
        with wave.open(BytesIO(data)) as file:
            if file.getsampwidth() != 2:
                raise NoSound("not 16 bits a sample")
            channels, rate = file.getnchannels(), file.getframerate()
            samples = array("h", file.readframes(file.getnframes()))
    except (wave.Error, EOFError) as error:
        raise NoSound(str(error)) from None
    return at_our_rate(samples[::channels], rate)


def rest(data: bytes, seconds: float) -> bytes:
    """A WAV of ours without its first seconds."""
    samples = of_wav(data)[int(seconds * RATE) :]
    return wav(samples)
