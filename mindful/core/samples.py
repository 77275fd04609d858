"""Sound as numbers: one channel of 16-bit samples, 22,050 a second."""

from array import array
from collections.abc import Sequence
from itertools import zip_longest
from operator import add

RATE = 22_050  # samples a second: what speech engines give
LEAST, LARGEST = -32_768, 32_767
VOICE_VERSION = 1  # counts up when what is done to a voice comes to sound otherwise
VOICE_PEAK = 0.35  # of the largest sample, about -9 dBFS: a voice stands a little before the bells
_QUIET = 0.01  # of a voice's own peak; below it, at either end, it is not yet or no longer speaking
_MARGIN = 0.005  # seconds left before the first sound and behind the last one

Samples = array  # of type code "h"


def at_our_rate(samples: "Samples[int]", rate: int) -> "Samples[int]":
    """The same sound at our rate, each sample on the line between the two beside it."""
    if rate == RATE or not samples:
        return samples
    last = len(samples) - 1
    places = (place * rate / RATE for place in range(len(samples) * RATE // rate))
    within = ((min(int(place), last), place % 1) for place in places)
    return array(
        "h", (round(samples[at] * (1 - part) + samples[min(at + 1, last)] * part)
              for at, part in within),
    )  # fmt: skip


def scaled(samples: "Samples[int]", gain: float) -> "Samples[int]":
    """Softer, or louder as far as no sample gets beyond the largest there is."""
    return array("h", [int(one * gain) for one in samples])


def spoken(samples: "Samples[int]", volume: float) -> "Samples[int]":
    """A voice without the silence around it, as loud as all voices; `volume` is 0 to 1."""
    peak = max(map(abs, samples), default=0)
    if not peak:
        return array("h")
    loud = [place for place, one in enumerate(samples) if abs(one) > peak * _QUIET]
    margin = int(_MARGIN * RATE)
    whole = samples[max(0, loud[0] - margin) : loud[-1] + margin]
    return scaled(whole, VOICE_PEAK * LARGEST / peak * volume)


def mixed(one: "Samples[int]", other: "Samples[int]", at: int) -> "Samples[int]":
    """One sound, and another that begins at its sample `at`, ringing into each other."""
    both = min(len(one) - at, len(other))
    if both <= 0:
        return one + silence(-both) + other
    sums = map(add, one[at : at + both], other)
    return one[:at] + _within([*sums]) + (one[at + both :] or other[both:])


def together(sounds: "Sequence[Samples[int]]", count: int) -> "Samples[int]":
    """So many samples of sounds that begin at once, none of them longer, and silence behind."""
    if len(sounds) > 1:
        one = _within([*map(sum, zip_longest(*sounds, fillvalue=0))])
    else:
        one = sounds[0] if sounds else array("h")
    return one + silence(count - len(one)) if len(one) < count else one


def silence(count: int) -> "Samples[int]":
    """So many samples of nothing."""
    return array("h", bytes(2 * count))


def _within(sums: list[int]) -> "Samples[int]":
    """Sums as samples: what is beyond the largest is as large as that."""
    if max(sums, default=0) > LARGEST or min(sums, default=0) < LEAST:
        sums = [max(LEAST, min(LARGEST, each)) for each in sums]
    return array("h", sums)
