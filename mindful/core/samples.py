"""Sound as numbers: one channel of 16-bit samples, 22,050 a second."""

from array import array
from operator import add

RATE = 22_050  # samples a second: what speech engines give
LARGEST = 32_767
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
        return one + array("h", bytes(-2 * both)) + other
    sums = [*map(add, one[at : at + both], other)]
    if max(sums) > LARGEST or min(sums) < -LARGEST:
        sums = [max(-LARGEST, min(LARGEST, each)) for each in sums]
    return one[:at] + array("h", sums) + (one[at + both :] or other[both:])
