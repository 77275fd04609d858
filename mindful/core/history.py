"""Choosing among what was kept: by time, by day, by id."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from mindful.core.entry import TAIL
from mindful.core.words import safe
from mindful.errors import MindfulError, Misuse

if TYPE_CHECKING:
    from mindful.core.ranges import Range

LAST = "last"
_NEVER = float("-inf")
_DAY = 86400.0  # seconds; no offset from UTC is as long


def newest_first(times: Sequence[bytes], days: "Range | None" = None) -> Iterator[int]:
    """Places of these times, the latest instant first, of equal ones the later place.

    Times are ISO 8601 with an offset, or empty for what has none and is left out. The local times
    they carry decide whether they lie in `days`.
    """
    chosen = [place for place, at in enumerate(times) if at]
    if days:
        begins, ends = days.edges
        chosen = [place for place in chosen if begins <= times[place] < ends]
    chosen.sort(key=times.__getitem__, reverse=True)
    return by_instant((times[place], place) for place in chosen)


def by_instant(falling: Iterable[tuple[bytes, int]]) -> Iterator[int]:
    """Places of times that are sorted as words, the greatest first, in the order of instants.

    Sorted as words they are nearly right, and that is much faster than reading each: only those
    within a day of each other are compared as instants. Of equal ones the later place comes first.
    """
    soon: list[tuple[float, int]] = []
    for written, place in falling:
        at = written.decode()
        reach = _instant(at[:19] + "+00:00") + _DAY  # nothing still to come is later than this
        while soon and -soon[0][0] >= reach > _NEVER:
            yield -heappop(soon)[1]
        heappush(soon, (-_instant(at), -place))
    while soon:
        yield -heappop(soon)[1]


def _instant(at: str) -> float:
    """Seconds since 1970; a date that no calendar has sorts before all others."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return _NEVER
    utc = moment.replace(tzinfo=UTC)
    offset = moment.utcoffset()
    return utc.timestamp() - (offset.total_seconds() if offset else 0.0)


def meant(said: str, ids: Iterable[str]) -> str:
    """The one id that these words mean: a beginning of it, or its last four.

    Raises Misuse when they fit several, MindfulError when they fit none.
    """
    wanted = said.lower()
    fitting = sorted({id for id in ids if id.startswith(wanted) or id[-TAIL:] == wanted})
    if wanted in fitting:
        return wanted
    if not fitting or not wanted:
        raise no_entry(said)
    if len(fitting) > 1:
        shown = ", ".join(fitting[:3]) + (" …" if len(fitting) > 3 else "")
        raise Misuse(
            f"“{safe(said)}” fits {len(fitting)} entries: {shown}", "Say a little more of it."
        )
    return fitting[0]


def no_entry(said: str) -> MindfulError:
    """What is said where these words mean none."""
    return MindfulError(f"There is no entry “{safe(said)}”.", "`mindful history` shows the ids.")
