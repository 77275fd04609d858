"""A sitting: a session, a clock, keys and a face, brought together."""

from collections.abc import Callable
from contextlib import suppress

from mindful.core.bells import CLOSING_AT
from mindful.core.keys import pressed
from mindful.core.news import Act, News, Pressed, Slept, Struck
from mindful.core.schedule import Schedule
from mindful.core.session import Session
from mindful.errors import INTERRUPTED
from mindful.terminal.page import LONGEST_WAIT, Face, Keys

GAP = 5.0  # seconds by which a wait may be late; more means the process was stopped
AWAY = 300.0  # seconds stopped, after which someone will have got up meanwhile
WRITING_WAIT = 0.5  # seconds: what is being written is kept within a second
SILENCE = 12.0  # seconds after the last stroke, at most, before anything more is shown
BRIEFER = 15  # of which a short sitting has its own length divided by this
Clock = Callable[[], float]
Keep = Callable[[Session], None]


def sit(
    schedule: Schedule, clock: Clock, keys: Keys, face: Face, keep: Keep | None = None,
    partner: str = "", muted: bool = False,
) -> Session:  # fmt: skip
    """Sit a schedule through, or until it is left; what was sat comes back either way.

    `keep` is handed the session as it goes on, twice a second while something is written and once
    a second at least. A SystemExit, as our signal handlers raise, ends it early with that status.
    """
    session = Session.of(schedule, keys.present, partner, muted)
    until = now = clock()
    try:
        news: tuple[News, ...]
        session, news = session.advance(0)
        _tell(face, news, session)
        while not session.ended:
            if keep:
                keep(session)
            until = now + _patience(session, face)
            key = keys.wait(until, None if session.paused else session.writing)
            before, now = now, clock()
            if key == "ctrl-z":
                session, now = _stopped(session, before, now, clock, keys, face)
                continue
            if now - until > GAP:
                session = _woken(session, now - until, face)
            session, news = session.advance(_lived(before, until, now))
            _tell(face, news, session)
            if key is not None and not session.ended:
                session, news = pressed(session, key)
                _tell(face, news, session)
    except SystemExit as leaving:
        session, _ = session.advance(_lived(now, until, clock()))
        return session.leave(int(leaving.code or 0))
    return session


def _patience(session: Session, face: Face) -> float:
    """The seconds to wait: until something comes, or until the face would look different."""
    look = _look(session, face)
    if session.writing is not None:
        look = min(look, WRITING_WAIT)
    return look if session.due is None else min(session.due, look)


def _look(session: Session, face: Face) -> float:
    with suppress(OSError):
        return face.draw(session)
    return LONGEST_WAIT


def _stopped(
    session: Session, before: float, now: float, clock: Clock, keys: Keys, face: Face
) -> tuple[Session, float]:
    """Ctrl-Z: stopped until continued, and none of that time counts."""
    session, news = session.advance(now - before)
    _tell(face, news, session)
    keys.stop(face)
    after = clock()
    return _woken(session, after - now, face), after


def _woken(session: Session, gap: float, face: Face) -> Session:
    """Stopped for so many seconds. After a long time it stays paused: nobody may be there."""
    if session.paused:
        return session
    paused = gap > AWAY and session.attended
    session = session.pause() if paused else session
    _tell(face, (*([Act.PAUSED] if paused else []), Slept(gap)), session)
    return session


def _lived(before: float, until: float, now: float) -> float:
    """The seconds that passed in a wait; of a process that was stopped, those it meant to wait."""
    return max(0.0, (until if now - until > GAP else now) - before)


def _tell(face: Face, news: tuple[News, ...], session: Session) -> None:
    for item in news:
        with suppress(OSError):  # a terminal that is gone must not cost what was sat
            face.tell(item, session)


def close(session: Session, clock: Clock, keys: Keys, face: Face) -> Session:
    """The two strokes after the first, and a silence; any key goes on sooner.

    Nobody there: nothing waits.
    """
    if not keys.present:
        return session
    began = clock()
    quiet = min(SILENCE, session.schedule.seconds / BRIEFER)
    try:
        for second, stroke in (*zip(CLOSING_AT, (2, 3), strict=True), (CLOSING_AT[-1] + quiet, 0)):
            if key := _waited(began + second, session, clock, keys, face):
                return session.leave(INTERRUPTED) if key == "ctrl-c" else session
            if stroke:
                _tell(face, (Struck(stroke),), session)
    except SystemExit as leaving:
        return session.leave(int(leaving.code or 0))
    return session


def _waited(until: float, session: Session, clock: Clock, keys: Keys, face: Face) -> Pressed | None:
    """The key that was pressed before the time had come, if any; Ctrl-Z only stops."""
    while (now := clock()) < until:
        key = keys.wait(min(until, now + _look(session, face)))
        if key == "ctrl-z":
            keys.stop(face)
        elif key is not None:
            return key
    return None
