"""A sitting from its first page to the saved entry."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from mindful import practice
from mindful.cli import paper
from mindful.cli.hearing import heard
from mindful.cli.keeping import Keeping
from mindful.cli.leaving import Asked, Heard, leaving
from mindful.cli.welcome import Host, Settled, settled
from mindful.cli.world import World
from mindful.core.bells import Bells
from mindful.core.checkin import FROM as CHECK_IN_FROM
from mindful.core.entry import Entry, Value, worth_keeping
from mindful.core.schedule import Schedule
from mindful.core.session import Session
from mindful.core.settings import Settings
from mindful.core.words import normal
from mindful.errors import OK, MindfulError
from mindful.store.drafts import begun
from mindful.store.journal import Journal
from mindful.terminal import pages, texts
from mindful.terminal.asking import check_in, too_much
from mindful.terminal.faces import Look, seat_of
from mindful.terminal.page import Seat, Words
from mindful.terminal.sounding import Sounding
from mindful.terminal.theme import minutes
from mindful.terminal.writing import piped, room_to_write

ASK_FROM = 60  # seconds sat, from which it is asked whether any of it was too much
PATIENCE = 1.0  # seconds for what is piped in to come to its end


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wishes to sit this time, and with whom."""

    labels: Mapping[str, list[str]]
    partner: str
    settings: Settings
    bells: Bells
    look: Look

    @property
    def speaks(self) -> bool:
        """Whether the lines are to be spoken; a sitting that begins in silence has no voice."""
        return self.settings.voice and self.settings.sound != "none"


def practise(
    schedule: Schedule | None, length: str, wish: Wish, world: World, why: str = ""
) -> None:
    """Lead through a sitting and keep it; without a schedule, offer what there is.

    `why` says why this one, where it was not asked for.
    """
    with leaving() as asked:
        status = _resumed(wish, world, asked)
        journal = world.journal()
        host = Host(world.library, world.places, length, wish.bells, journal.obstacle(), why,
                    _unspoken(wish, world))  # fmt: skip
        status = status or _practised(schedule, host, wish, world, asked)
        if status:
            raise SystemExit(status)


def _resumed(wish: Wish, world: World, asked: Asked) -> int:
    """First what was being written when the last time ended, where there is someone to ask."""
    if not sys.stdin.isatty() or not (left := paper.unfinished(world)):
        return OK
    paper.tell_waiting(left)
    return paper.write(left, room_to_write(wish.look.plain, asked), world, asked)


def _practised(
    schedule: Schedule | None, host: Host, wish: Wish, world: World, asked: Asked
) -> int:
    with ExitStack() as terminal:
        terminal.enter_context(asked.stoppable())
        seat = (world.opens or seat_of)(
            terminal, wish.look, world.clock, lambda: host.opening(schedule), asked
        )
        seat = replace(seat, keys=Heard(seat.keys, asked))
        face = heard(seat, wish.settings, world, terminal)
        seat = replace(seat, face=face)
        settled_on = settled(seat, host, schedule)
        if settled_on and wish.speaks and not host.unspoken:
            settled_on = _spoken(settled_on, seat, face, wish, world)
        if settled_on is None:
            return OK
        before = _before(settled_on.schedule, seat, wish, world)
        notes: dict[str, Value | None] = {**wish.labels, "arousal": settled_on.arousal or None}
        notes |= {f"before_{item}": answer for item, answer in (before or {}).items()}
        began = world.now()
        keeping = Keeping(begun(world.places.drafts, began), began, world.clock, notes)
        with _kept_whatever_happens(keeping, terminal, world):
            muted = wish.settings.sound == "none"
            session = practice.sit(settled_on.schedule, world.clock, seat.keys, seat.face,
                                   keeping, wish.partner, muted)  # fmt: skip
            session = _after(session, seat, keeping, before is not None)
            words = Words("")
            if not session.status:
                terminal.close()
                words = _reflection(session, seat, keeping, wish, world, asked)
            # Before a terminal that may be gone is given back: the sitting first.
            kept = paper.add(keeping.entry(session, words.text), keeping.draft, world)
    status = words.status or session.status or asked.status
    _say(session, kept, status, wish.settings.numbers)
    return status


def _spoken(
    settled_on: Settled, seat: Seat, face: Sounding, wish: Wish, world: World
) -> Settled | None:
    """The same with its lines spoken, and the time they take; None for not now."""
    from mindful.cli.speaking import spoken_at

    prepared = spoken_at(seat, settled_on.schedule, wish.settings, world)
    if prepared is None:
        return None
    face.ready().learn(prepared.lines)
    return settled_on._replace(schedule=prepared.schedule)


def _unspoken(wish: Wish, world: World) -> str:
    """Why nothing can be spoken here, where it was to be."""
    if not wish.speaks:
        return ""
    from mindful.cli.speaking import unspoken

    return unspoken(world)


def _before(schedule: Schedule, seat: Seat, wish: Wish, world: World) -> dict[str, int] | None:
    """The check-in before, from the second sitting on; None where there is none."""
    due = wish.settings.check_in and schedule.seconds >= CHECK_IN_FROM and seat.keys.present
    if not due or not Journal.at(world.places).has_sat():
        return None
    return check_in(seat, schedule.exercise.family, texts.BEFORE)


@contextmanager
def _kept_whatever_happens(keeping: Keeping, terminal: ExitStack, world: World) -> Iterator[None]:
    """What goes wrong that nobody foresaw costs no sitting: it is kept as far as it went."""
    try:
        yield
    except MindfulError:  # the journal could not take it, and said where it is now
        raise
    except (Exception, SystemExit):
        terminal.close()
        keeping.draft.release()
        world.journal()
        raise


def _after(session: Session, seat: Seat, keeping: Keeping, checked: bool) -> Session:
    """The closing strokes, the check-in, and whether it was too much."""
    keeping.keep(session)
    if session.ended == "complete" and not session.status:
        session = practice.close(session, seat.clock, seat.keys, seat.face)
    if session.status or not seat.keys.present:
        return session
    exercise = session.schedule.exercise
    try:
        if checked and worth_keeping(keeping.entry(session)):
            answers = check_in(seat, exercise.family, texts.AFTER) or {}
            keeping.note({f"after_{item}": answer for item, answer in answers.items()})
        if session.sat >= ASK_FROM:
            keeping.note({"too_much": too_much(seat, exercise, session.sat)})
        keeping.keep(session)
    except SystemExit as left:
        return session.leave(int(left.code or 0))
    return session


def _reflection(
    session: Session, seat: Seat, keeping: Keeping, wish: Wish, world: World, asked: Asked
) -> Words:
    """What is written after a sitting; the question it answers is noted with it."""
    if not seat.keys.present:
        return piped(world.clock, PATIENCE, asked)
    if not wish.settings.reflection or not worth_keeping(keeping.entry(session)):
        return Words("")
    questions = session.schedule.exercise.reflect
    if keeping.notes.get("too_much") == "yes":  # not now: whatever words there may be
        questions = ()
    question = questions[sum(keeping.draft.id.encode()) % len(questions)] if questions else ""

    def keep(text: str) -> None:
        keeping.note({"question": question if normal(text) else ""})
        keeping.keep(session, text)

    words = seat.writes(paper.sheet(world, keeping.draft, question, "", keep))
    keep(words.text)
    return words


def _say(session: Session, kept: Entry | None, status: int, numbers: bool) -> None:
    """What stays in the terminal's own scroll-back."""
    if kept is None:
        paper.tell_nothing()
        return
    length = [minutes(kept.seconds("practised"))] if numbers else []
    early = ["left early"] if session.ended == "early" else []
    what = ": ".join(filter(None, [session.schedule.exercise.title, ", ".join(length + early)]))
    counts = pages.counts(kept) if numbers else ""
    paper.tell_saved(kept, status, f"{what}. {counts}".rstrip())
