"""When bells ring within a sitting: at the turn of its steps, or as a person asks."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from mindful.core.ranges import duration
from mindful.core.words import nearest, safe
from mindful.errors import MindfulError, Misuse

NOT_BEFORE = 30  # seconds from the start, unless a person names a time
NOT_AFTER = 20  # seconds before the end, likewise
CLOSING_AT = (4.0, 8.0)  # seconds after the first closing stroke: the second, the third
LEAST_APART = 10  # seconds between bells that come again and again
MOST = 60  # bells by chance, and times that can be named
KINDS = ("turns", "every", "at", "random", "none")
ALLOWED = "turns, every 5m, at 2m,10m, random 3 or none"
_EXAMPLES = f"It can be {ALLOWED}."


class Bells(NamedTuple):
    """Which bells ring between the first and the last: `kind` is one of KINDS.

    `times` are in seconds: the one that every bell is apart, or those they ring at. `chances` are
    as many parts of the time, 0 to 1, as bells are to ring by chance.
    """

    kind: str = "turns"
    times: tuple[int, ...] = ()
    chances: tuple[float, ...] = ()

    def within(self, turns: Iterable[int], ends: Iterable[int], seconds: int) -> tuple[int, ...]:
        """The seconds of a sitting at which a soft bell rings, in their order.

        `turns` are where steps begin, `ends` those of them at which a person's turn is over: there
        it rings whatever else was asked, save none. The first stroke and the last are not of them.
        """
        if self.kind == "none":
            return ()
        latest = seconds - NOT_AFTER
        asked: Iterable[int] = self.times
        if self.kind == "turns":
            asked = [turn for turn in turns if NOT_BEFORE <= turn <= latest]
        elif self.kind == "every":
            asked = range(self.times[0], seconds, self.times[0])
        elif self.kind == "random":
            asked = _by_chance(self.chances, NOT_BEFORE, latest)
        return tuple(sorted({at for at in (*asked, *ends) if 0 < at < seconds}))


AT_TURNS = Bells()


def _by_chance(chances: tuple[float, ...], first: int, last: int) -> list[int]:
    """Whole seconds from first to last, no two closer than a part of what they could be apart."""
    if last < first:
        return []
    apart = min(30.0, (last - first) / (2 * len(chances)))
    free = last - first - apart * (len(chances) - 1)
    return [int(first + part * free + apart * n) for n, part in enumerate(sorted(chances))]


def bells(said: str, chance: Callable[[], float]) -> Bells:
    """The bells that a person asks for: every 5m, at 2m,10m, random 3, turns or none.

    `chance` draws a part of 0 to 1. Raises Misuse for what is none of them.
    """
    match = re.fullmatch(r"\s*([a-z]+)\s*(.*)", said.lower())
    kind, rest = match.groups() if match else ("", said)
    if kind in ("turns", "none") and not rest:
        return Bells(kind)
    if kind == "every" and rest:
        return Bells(kind, (_apart(rest),))
    if kind == "at" and rest:
        return Bells(kind, _times(rest))
    if kind == "random" and rest.isdecimal() and 1 <= int(rest) <= MOST:
        return Bells(kind, chances=tuple(chance() for _ in range(int(rest))))
    raise Misuse(f"Bells cannot be “{safe(said)}”.{_close(kind, rest)}", _EXAMPLES)


def _close(kind: str, rest: str) -> str:
    if kind in ("every", "at") and not rest:
        return f" {kind.capitalize()} when?"
    if kind == "random":
        return f" How many, 1 to {MOST}?"
    close = "" if kind in KINDS else nearest(kind, list(KINDS))
    return f" Did you mean {close}?" if close else ""


def _apart(said: str) -> int:
    seconds = _time(said)
    if seconds < LEAST_APART:
        raise Misuse(
            f"A bell every {safe(said)} would never fall silent.",
            f"{LEAST_APART} seconds is the least.",
        )
    return seconds


def _times(said: str) -> tuple[int, ...]:
    times = {_time(one) for one in said.split(",") if one.strip()}
    if not times or len(times) > MOST:
        raise Misuse(f"Bells cannot ring at “{safe(said)}”.", _EXAMPLES)
    return tuple(sorted(times))


def _time(said: str) -> int:
    try:
        return duration(said)
    except MindfulError as error:
        raise Misuse(error.message, _EXAMPLES) from None
