"""Before a sitting: the page for the first time, the choice, the card."""

import sys
from dataclasses import dataclass, replace
from typing import NamedTuple

from mindful.cli.exercises import fit_to
from mindful.core.bells import AT_TURNS, Bells
from mindful.core.schedule import Schedule, fit
from mindful.store.library import Library
from mindful.store.places import Places
from mindful.store.seen import FIRST_LINE, FIRST_PAGE, mark_seen, seen
from mindful.terminal import texts
from mindful.terminal.asking import ONE_TO_NINE
from mindful.terminal.choosing import Choice, choose
from mindful.terminal.page import Page, Seat

CALMER = {"s": "sounds", "b": "pace"}  # what is offered to one who is stirred up, by its key


@dataclass(frozen=True, slots=True)
class Host:
    """What there is to offer, and the length that was asked for."""

    library: Library
    places: Places
    length: str
    bells: Bells = AT_TURNS
    obstacle: str = ""
    why: str = ""
    unspoken: str = ""

    def opening(self, schedule: Schedule | None) -> Page:
        """The first page that is shown, drawn before anything slow is loaded."""
        if not seen(self.places, FIRST_PAGE):
            return texts.FIRST
        if self.obstacle:
            return texts.unkept(self.obstacle)
        return self.card(schedule) if schedule else Choice(self.library.listed()).page()

    def card(self, schedule: Schedule) -> Page:
        return texts.card(schedule.exercise, schedule.seconds, self.why, self.unspoken)


class Settled(NamedTuple):
    """What a person is about to sit, and how stirred up they said they are, 0 where not asked."""

    schedule: Schedule
    arousal: int = 0


def settled(seat: Seat, host: Host, schedule: Schedule | None) -> Settled | None:
    """What a person settles on; None for not now."""
    if not seat.keys.present:
        if schedule is None:
            return None
        _without_keys(host, schedule)
        return Settled(schedule)
    if not seen(host.places, FIRST_PAGE):
        if seat.ask(texts.FIRST, ("enter", "q")) == "q":
            return None
        mark_seen(host.places, FIRST_PAGE)
    if host.obstacle and seat.ask(texts.unkept(host.obstacle), ("enter", "q")) == "q":
        return None
    while schedule := schedule or _chosen(seat, host):
        key = seat.ask(host.card(schedule), ("enter", "l", "o", "q", "escape"))
        if key == "enter":
            return _through_the_gate(seat, host, schedule)
        if key == "l":
            schedule = _longer(schedule, host.bells)
        elif key == "o":
            schedule, host = None, replace(host, why="")
        else:
            return None
    return None


def _through_the_gate(seat: Seat, host: Host, schedule: Schedule) -> Settled | None:
    """Ask first how stirred up one is, where the exercise wants it; offer, and enforce nothing."""
    if not schedule.exercise.gate:
        return Settled(schedule)
    key = seat.ask(texts.GATE, (*ONE_TO_NINE, "enter", "q", "escape"))
    if key in ("q", "escape"):
        return None
    arousal = int(key) if key in ONE_TO_NINE else 0
    if arousal < texts.STIRRED_FROM:
        return Settled(schedule, arousal)
    key = seat.ask(texts.STIRRED, (*CALMER, "enter", "q", "escape"))
    if key in CALMER:
        return Settled(fit_to(host.library.shipped(CALMER[key]), "", host.bells), arousal)
    return Settled(schedule, arousal) if key == "enter" else None


def _without_keys(host: Host, schedule: Schedule) -> None:
    """What is said where nobody can press a key: in a line each, and nothing waits."""
    if host.obstacle:
        print(*texts.unkept(host.obstacle).body[::2], sep="\n", file=sys.stderr)
    if host.unspoken:
        print(host.unspoken, file=sys.stderr)
    if schedule.exercise.caution:
        print(schedule.exercise.caution, file=sys.stderr)
    if schedule.seconds > texts.LONG_FROM:
        print(texts.LONG, file=sys.stderr)
    if not seen(host.places, FIRST_LINE) and not seen(host.places, FIRST_PAGE):
        print(texts.FIRST_LINE, file=sys.stderr)
        mark_seen(host.places, FIRST_LINE)


def _chosen(seat: Seat, host: Host) -> Schedule | None:
    head = choose(seat, host.library.listed())
    return fit_to(host.library.read(head.name), host.length, host.bells) if head else None


def _longer(schedule: Schedule, bells: Bells) -> Schedule:
    """The next of the lengths an exercise was made for, and after the longest the shortest."""
    exercise = schedule.exercise
    seconds = [minutes * 60 for minutes in exercise.minutes]
    longer = next((one for one in seconds if one > schedule.seconds), seconds[0])
    return fit(exercise, longer, bells=bells)
