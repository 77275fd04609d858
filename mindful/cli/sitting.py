"""A sitting from its first page to the saved entry."""

import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from mindful import practice
from mindful.cli.leaving import Asked, Heard, leaving, no_leaving
from mindful.cli.welcome import Host, Settled, settled
from mindful.cli.world import World
from mindful.core.entry import Entry, worth_keeping
from mindful.core.schedule import Schedule
from mindful.core.session import Session
from mindful.core.words import normal
from mindful.errors import OK, MindfulError
from mindful.terminal import pages, texts
from mindful.terminal.faces import is_plain, seat_of
from mindful.terminal.page import Seat
from mindful.terminal.theme import minutes
from mindful.terminal.writing import Words, piped, room_to_write

ASK_FROM = 60  # seconds sat, from which it is asked whether any of it was too much
PATIENCE = 1.0  # seconds for what is piped in to come to its end


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wishes to sit this time."""

    labels: Mapping[str, list[str]]
    reflection: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class Sat:
    """A sitting that is over: when it began, and what was said of it."""

    session: Session
    began: datetime
    arousal: int
    too_much: str


def practise(schedule: Schedule | None, length: str, wish: Wish, world: World) -> None:
    """Lead through a sitting and keep it; without a schedule, offer what there is."""
    obstacle = world.journal().obstacle()
    plain = is_plain(world.environ, wish.plain)
    with leaving() as asked:
        status = _practised(schedule, Host(world.library, world.places, length, obstacle), wish,
                            plain, world, asked)  # fmt: skip
        if status:
            raise SystemExit(status)


def _practised(
    schedule: Schedule | None, host: Host, wish: Wish, plain: bool, world: World, asked: Asked
) -> int:
    """The exit status of a sitting that was offered, sat, kept and said."""
    with ExitStack() as terminal:
        seat = seat_of(terminal, plain, world.clock, host.opening(schedule))
        seat = Seat(seat.face, Heard(seat.keys, asked), seat.clock)
        settled_on = settled(seat, host, schedule)
        if settled_on is None:
            return OK
        sat = _sat(settled_on, seat, world)
        words, question = Words(""), ""
        try:
            if not sat.session.status:
                terminal.close()
                words, question = _reflection(sat, wish, plain, world, asked)
        finally:
            # Before a terminal that may be gone is given back: the sitting first.
            kept = _keep(sat, words, question, wish, world)
    status = words.status or sat.session.status or asked.status
    _say(sat, kept, status)
    return status


def _sat(settled_on: Settled, seat: Seat, world: World) -> Sat:
    began = world.now()
    session = practice.sit(settled_on.schedule, world.clock, seat.keys, seat.face)
    too_much = ""
    if session.ended == "complete" and not session.status:
        session = practice.close(session, world.clock, seat.keys, seat.face)
    if not session.status and session.sat >= ASK_FROM and seat.keys.present:
        try:
            key = seat.ask(texts.TOO_MUCH, texts.TOO_MUCH_ANSWERS)
            too_much = texts.TOO_MUCH_ANSWERS[key]
            if too_much == "yes":
                seat.ask(texts.offer(session.schedule.exercise, session.sat), ("enter",))
        except SystemExit as left:
            session = session.leave(int(left.code or 0))
    return Sat(session, began, settled_on.arousal, too_much)


def _reflection(sat: Sat, wish: Wish, plain: bool, world: World, asked: Asked) -> tuple[Words, str]:
    """What is written after a sitting, and the question it answers."""
    if not sys.stdin or not sys.stdin.isatty():
        return piped(world.clock, PATIENCE, asked), ""
    if not wish.reflection or not worth_keeping(sat.session, ""):
        return Words(""), ""
    questions = sat.session.schedule.exercise.reflect
    question = questions[sat.began.toordinal() % len(questions)] if questions else ""
    if sat.too_much == "yes":  # not now: whatever words there may be
        question = ""
    return room_to_write(question, plain, asked), question


def _keep(sat: Sat, words: Words, question: str, wish: Wish, world: World) -> Entry | None:
    """Commit the entry, whatever may arrive meanwhile; None when there is nothing to keep."""
    if not worth_keeping(sat.session, words.text):
        return None
    entry = Entry.of(sat.session, sat.began, words.text).with_(
        arousal=sat.arousal or None,
        too_much=sat.too_much,
        question=question if normal(words.text) else "",
        **wish.labels,
    )
    with no_leaving():
        return world.journal().add(entry, world.now())


def _say(sat: Sat, kept: Entry | None, status: int) -> None:
    """What stays in the terminal's own scroll-back."""
    if kept is None:
        print("Nothing was written, and nothing is kept.", file=sys.stderr)
        return
    title = sat.session.schedule.exercise.title
    length = minutes(kept.seconds("practised"))
    left = ", left early" if sat.session.ended == "early" else ""
    try:
        print(f"{title}: {length}{left}. {pages.counts(kept)}".rstrip())
        print(f"Saved {kept.id}", flush=True)
    except OSError as error:
        if not status:
            raise MindfulError("The entry is saved, but could not be shown.", kept.id) from error
