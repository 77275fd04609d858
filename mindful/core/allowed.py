"""What the values of an entry may be, beyond their types."""

from collections.abc import Iterator, Mapping

from mindful.core.entry import CHECK_IN, COUNT_KEYS, SORTED

# Words that an entry's keys know; others are no harm, and are understood by nothing.
WORDS: Mapping[str, tuple[str, ...]] = {
    "kind": ("session", "reflection", "hunch"),
    "family": ("presence", "perspective", "security", "together"),
    "ended": ("complete", "early", "interrupted"),
    "too_much": ("no", "a little", "yes"),
}
RATED = ("arousal", *(f"{when}_{item}" for when in ("before", "after") for item in CHECK_IN))
COUNTED = ("planned", "practised", *(f"sorted_{where}" for where in SORTED))


def odd(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The keys whose value is of the right type and still means nothing, and what they may be."""
    for key, value in values.items():
        if key in WORDS and value not in WORDS[key]:
            yield key, " or ".join(f'"{word}"' for word in WORDS[key])
        elif key in RATED and isinstance(value, int) and not 1 <= value <= 9:
            yield key, "a whole number from 1 to 9"
        elif key in COUNTED and isinstance(value, int) and value < 0:
            yield key, "a whole number, 0 or more"
        elif key == "count_keys" and set(str(value)) - {*COUNT_KEYS}:
            yield key, f"made of these signs alone: {' '.join(COUNT_KEYS)}"
