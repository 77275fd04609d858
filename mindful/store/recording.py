"""A sitting written as one sound file, a block at a time; whoever looks finds it whole or not."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from mindful.core.samples import RATE, Samples
from mindful.core.words import in_one_line
from mindful.errors import MindfulError, Misuse
from mindful.store import handed
from mindful.store.append import why
from mindful.store.replace import replacing
from mindful.store.wav import little, of_wav, put

_KBITS = 48  # a second; a bowl and a voice need no more
_BEST = 2  # of lameenc's qualities, 2 to 7


def ready(file: Path) -> None:
    """Find out before anything is made whether a sitting can be written there, and so.

    Misuse where it is called or placed otherwise, MindfulError where an MP3 cannot be made.
    """
    kind = file.suffix.lower()
    if kind not in _WRITERS:
        raise Misuse(
            f"A sitting is written as .wav or .mp3, and “{in_one_line(file.name)}” ends otherwise.",
            f"You might call it {in_one_line(file.stem)}.wav.",
        )
    if kind == ".mp3":
        _lame()
    handed.ready(file)


def write(file: Path, blocks: "Iterable[Samples[int]]", count: int) -> int:
    """Write so many samples, as the file's name ends; the bytes of it. What was there gives way.

    MindfulError where that cannot be; as when `blocks` raises, nothing is then left of it.
    """
    try:
        with replacing(file) as descriptor:
            with open(descriptor, "wb", closefd=False) as stream:
                _WRITERS[file.suffix.lower()](stream, blocks, count)
            return os.fstat(descriptor).st_size
    except OSError as error:
        raise MindfulError(
            handed.unwritten(file, error), "Nothing of it was left behind."
        ) from None


def read(file: Path) -> "Samples[int]":
    """The samples of a sound that was made before. Raises MindfulError where it cannot be read."""
    try:
        return of_wav(file.read_bytes())
    except (OSError, ValueError) as error:
        raise MindfulError(
            f"{file} cannot be read as a sound: {why(error)}.",
            "You might delete it; it is then made anew.",
        ) from None


def _mp3(stream: IO[bytes], blocks: "Iterable[Samples[int]]", count: int) -> None:
    encoder = _lame().Encoder()
    encoder.silence()  # it would talk of itself
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_bit_rate(_KBITS)
    encoder.set_quality(_BEST)
    for block in blocks:
        stream.write(encoder.encode(little(block)))
    stream.write(encoder.flush())


_Writer = Callable[[IO[bytes], "Iterable[Samples[int]]", int], None]
_WRITERS: dict[str, _Writer] = {".wav": put, ".mp3": _mp3}


def _lame() -> Any:
    """What makes MP3s, which is an extra."""
    try:
        import lameenc
    except ImportError:
        raise MindfulError(
            "An MP3 needs lameenc, which is not installed.",
            "`pip install 'mindful-practice[mp3]'` brings it; a .wav needs nothing more.",
        ) from None
    return lameenc
