"""What was at another time, or sat elsewhere, as `write` keeps it."""

from datetime import date, datetime, timedelta

from mindful.cli.world import World
from mindful.core.entry import Entry, Value
from mindful.core.exercise import Head
from mindful.core.moments import moment
from mindful.core.ranges import HOW_LONG, duration
from mindful.core.words import did_you_mean, nearest, safe
from mindful.errors import Misuse

_LEAST, _MOST = 10, 24 * 3600  # seconds
_ALIKE = 0.75  # of two names: one of them is most likely mistyped
_LONGEST_NAME = 64


def entry_of(world: World, at: str, exercise: str, practised: str) -> Entry:
    """The entry, without words so far: a sitting where an exercise is named, else a reflection."""
    if not exercise.strip() and not practised:
        return _begun("reflection", _when(world, at))
    if not exercise.strip() or not practised:
        lacking = "--practised says how long it was" if exercise else "--exercise says what"
        raise Misuse(
            f"Of a sitting elsewhere, {lacking}.",
            "As in `mindful write --exercise sounds --practised 20m`.",
        )
    head, seconds = _head(world, exercise), _seconds(practised)
    values: dict[str, Value | None] = {
        "exercise": head.name if head else _own_name(exercise),
        "family": head.family if head else None,
        "practised": seconds,
        "ended": "complete",
        "logged": True,
    }
    begun = _when(world, at) if at else world.now() - timedelta(seconds=seconds)
    return _begun("session", begun).with_(**values)


def _begun(kind: str, at: date) -> Entry:
    return Entry(
        {"kind": kind, "at": at.replace(microsecond=0) if isinstance(at, datetime) else at}
    )


def _when(world: World, at: str) -> date:
    return moment(at, world.now(), world.local, world.day_ends_at)


def _seconds(practised: str) -> int:
    seconds = duration(practised)
    if not _LEAST <= seconds <= _MOST:
        raise Misuse(
            f"A sitting elsewhere lasts from 10 seconds to 24 hours; “{safe(practised)}” does not.",
            HOW_LONG,
        )
    return seconds


def _head(world: World, said: str) -> Head | None:
    """The exercise that is meant, by name or title; None for a practice that is none of these.

    Misuse where it is so like the name of one that it is most likely mistyped.
    """
    name = _own_name(said).lower()
    names = list(world.library.files())
    if name in names:
        return world.library.head(name)
    for head in world.library.listed():
        if head.title.lower() == name:
            return head
    from difflib import SequenceMatcher

    close = nearest(name, names)
    if close and SequenceMatcher(None, close, name).ratio() >= _ALIKE:
        raise Misuse(
            f"There is no exercise called “{safe(said)}”.{did_you_mean(name, names)}",
            "Another practice may be named too, in words less like it: --exercise yoga.",
        )
    return None


def _own_name(said: str) -> str:
    name = safe(" ".join(said.split()))
    if len(name) > _LONGEST_NAME:
        raise Misuse("The name of a practice has 64 letters at most.", "--exercise yoga, as it is.")
    return name


def said_of(entry: Entry, world: World) -> str:
    """What is kept, in a line before `Saved`; nothing for a reflection."""
    if entry.kind != "session":
        return ""
    from mindful.terminal.theme import minutes

    title = world.library.title(entry.words("exercise"))
    own = "" if entry.words("family") else ", a practice of your own"
    return f"{title}{own}: {minutes(entry.seconds('practised'))}."
