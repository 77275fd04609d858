"""A bowl that is struck, and the small tones that answer a key, made of numbers."""

from array import array
from collections.abc import Iterator
from math import cos, exp, pi, sin

from mindful.core.bells import CLOSING_AT
from mindful.core.heard import Sound
from mindful.core.samples import LARGEST, RATE, Samples, mixed, scaled

VERSION = 1  # counts up when any of these comes to sound otherwise
PEAK = 10 ** (-12 / 20)  # of the largest sample: -12 dBFS
OPENS_AT = 2.5  # seconds after the half-stroke that precedes the first stroke

# A bowl's partials by its pitch: ratio, share of the loudness, how many times quicker than the
# lowest it dies away, and the hertz at which it beats: no bowl is quite round, so that each partial
# is a pair. The ratios lie near those of a ring's bending modes, n(n²-1)/√(n²+1), n from 2.
_PITCH = 220.0  # hertz
_PARTIALS = (
    (1.0, 1.0, 1.0, 0.7), (2.71, 0.55, 1.6, 1.1), (5.15, 0.30, 2.6, 1.7), (8.4, 0.14, 4.0, 2.3),
)  # fmt: skip
_WEAKER = 0.3  # the one of each pair, by the other: a slight beating
_LENGTH = 8.0  # seconds
_DYING = 3.2 / _LENGTH  # of the lowest partial, a second
_ATTACK = 0.010  # seconds
_FADE = 1.5  # seconds at the end
_HALF_LENGTH, _HALF_DYING = 1.2, 4.0  # a half-stroke: a hand lies on the rim
_HALF, _SOFT = 0.5, 0.35  # of a stroke's loudness
_CLOSING = (1.0, 0.8, 0.63)  # each of the three is softer

_TONE = 0.09  # seconds
_TONE_PEAK = 10 ** (-30 / 20)


_TONES = {Sound.NOTED: (660.0,), Sound.PAUSED: (660.0, 440.0), Sound.WENT_ON: (440.0, 660.0),
          Sound.NOTHING: (220.0,)}  # fmt: skip


def sounds(volume: float) -> "Iterator[tuple[Sound, Samples[int]]]":
    """Every sound there is, at a volume of 0 to 1. It takes a moment."""
    stroke = struck()
    first, second, third = (scaled(stroke, part * volume) for part in _CLOSING)
    half = scaled(_damped(stroke), _HALF * volume)
    yield Sound.OPENING, mixed(half, first, int(OPENS_AT * RATE))
    yield Sound.SOFT, scaled(stroke, _SOFT * volume)
    yield from zip((Sound.CLOSING, Sound.CLOSING_2, Sound.CLOSING_3), (first, second, third),
                   strict=True)  # fmt: skip
    at, last = (int(seconds * RATE) for seconds in CLOSING_AT)
    yield Sound.CLOSING_ALL, mixed(mixed(first, second, at), third, last)
    for sound, hertz in _TONES.items():
        yield sound, _tones(hertz, volume)


def struck() -> "Samples[int]":
    """One stroke: inharmonic partials that beat, a soft attack, a slow decay.

    The oscillators are recursive, x(n) = 2 cos w x(n-1) - x(n-2): no sine is taken a sample.
    """
    count = int(_LENGTH * RATE)
    total = [0.0] * count
    for ratio, share, quicker, beat in _PARTIALS:
        shrink = exp(-_DYING * quicker / RATE)
        for off, part in ((-beat / 2, share), (beat / 2, share * _WEAKER)):
            turn = 2 * pi * (_PITCH * ratio + off) / RATE
            step, square = 2 * cos(turn) * shrink, shrink * shrink
            before, now = -part * sin(turn) / shrink, 0.0
            for place in range(count):
                total[place] += now
                before, now = now, step * now - square * before
    attack = int(_ATTACK * RATE)
    total[:attack] = [one * place / attack for place, one in enumerate(total[:attack])]
    loudest = PEAK * LARGEST / max(map(abs, total))
    return _faded(array("h", [int(one * loudest) for one in total]), _FADE)


def _faded(samples: "Samples[int]", seconds: float) -> "Samples[int]":
    """The same, its last seconds sinking into silence."""
    count = int(seconds * RATE)
    end = [one * (count - place) // count for place, one in enumerate(samples[-count:])]
    return samples[:-count] + array("h", end)


def _damped(stroke: "Samples[int]") -> "Samples[int]":
    """A half-stroke: the same with a hand on the rim."""
    short = stroke[: int(_HALF_LENGTH * RATE)]
    hand = (exp(-_HALF_DYING * place / RATE) for place in range(len(short)))
    return _faded(array("h", [int(one * part) for one, part in zip(short, hand, strict=True)]), 0.4)


def _tones(hertz: tuple[float, ...], volume: float) -> "Samples[int]":
    """Short soft tones, one after another, each swelling and fading."""
    count = int(_TONE * RATE)
    top = _TONE_PEAK * volume * LARGEST
    one_each = (
        int(top * sin(2 * pi * pitch * place / RATE) * sin(pi * place / count) ** 2)
        for pitch in hertz
        for place in range(count)
    )
    return array("h", one_each)
