"""A sitting: a session, a clock, keys and a face, brought together."""

from collections.abc import Callable
from contextlib import suppress

from mindful.core.keys import pressed
from mindful.core.news import News, Slept, Struck
from mindful.core.schedule import Schedule
from mindful.core.session import Session
from mindful.errors import INTERRUPTED
from mindful.terminal.page import LONGEST_WAIT, Face, Keys

GAP = 5.0  # seconds by which a wait may be late; more means the process was stopped
STROKES = (4.0, 8.0)  # seconds after the first closing stroke
Clock = Callable[[], float]


def sit(schedule: Schedule, clock: Clock, keys: Keys, face: Face) -> Session:
    """Sit a schedule through, or until it is left; what was sat comes back either way.

    A SystemExit, as our signal handlers raise, ends it early with that exit status.
    """
    session = Session.of(schedule, attended=keys.present)
    until = now = clock()
    try:
        news: tuple[News, ...]
        session, news = session.advance(0)
        _tell(face, news, session)
        while not session.ended:
            with suppress(OSError):
                face.draw(session)
            due = LONGEST_WAIT if session.due is None else min(session.due, LONGEST_WAIT)
            until = now + due
            key = keys.wait(until, None if session.paused else session.writing)
            before, now = now, clock()
            if now - until > GAP:
                _tell(face, (Slept(now - until),), session)
            session, news = session.advance(_lived(before, until, now))
            _tell(face, news, session)
            if key is not None and not session.ended:
                session, news = pressed(session, key)
                _tell(face, news, session)
    except SystemExit as leaving:
        session, _ = session.advance(_lived(now, until, clock()))
        return session.leave(int(leaving.code or 0))
    return session


def _lived(before: float, until: float, now: float) -> float:
    """The seconds that passed in a wait; of a process that was stopped, those it meant to wait."""
    return max(0.0, (until if now - until > GAP else now) - before)


def _tell(face: Face, news: tuple[News, ...], session: Session) -> None:
    for item in news:
        with suppress(OSError):  # a terminal that is gone must not cost what was sat
            face.tell(item, session)


def close(session: Session, clock: Clock, keys: Keys, face: Face) -> Session:
    """The two strokes after the first; any key goes on sooner. Nobody there: nothing waits."""
    began = clock()
    try:
        for stroke in STROKES if keys.present else ():
            while (now := clock()) < began + stroke:
                key = keys.wait(min(began + stroke, now + LONGEST_WAIT))
                if key is not None:
                    return session.leave(INTERRUPTED) if key == "ctrl-c" else session
            _tell(face, (Struck(),), session)
    except SystemExit as leaving:
        return session.leave(int(leaving.code or 0))
    return session
