"""What a key does at each moment of a sitting."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from mindful.core.news import Act, News, Pressed, Written
from mindful.core.session import Session
from mindful.errors import INTERRUPTED

KEYS_THAT_COUNT: Mapping[str, Mapping[str, str]] = {
    "notice": {" ": "noticed"},
    "sort": {"p": "past", "f": "future", "e": "elsewhere", "h": "here"},
    "count": {" ": ".", "enter": "|", "backspace": "x", "r": "x"},
}


Effect = tuple[Session, tuple[News, ...]]


def pressed(session: Session, key: Pressed) -> Effect:
    """What a key does at this moment of the sitting."""
    if isinstance(key, Written):
        return session.write(key.words), (key,)
    if key == "ctrl-c":
        return session.leave(INTERRUPTED), (Act.LEFT,)
    if session.grounding:
        return _GROUNDING.get(key, _nothing)(session)
    if session.paused:
        return _PAUSED.get(key, _nothing)(session)
    if session.writing is not None:
        return _WRITING.get(key, _nothing)(session)
    counts = KEYS_THAT_COUNT.get(session.stretch.step.keys, {})
    if key in counts:
        return session.press(counts[key]), (Act.NOTED,)
    if key == " " and any(map(session.schedule.exercise.uses, ("notice", "count"))):
        return _nothing(session)
    if session.stretch.step.breathe and key in _BREATHING:
        return session.paced(_BREATHING[key]), (Act.PACED,)
    return _SITTING.get(key, _nothing)(session)


def _nothing(session: Session) -> Effect:
    return session, (Act.NOTHING,)


def _ignored(session: Session) -> Effect:
    return session, ()


def _pause(session: Session) -> Effect:
    return session.pause(), (Act.PAUSED,)


def _go_on(session: Session) -> Effect:
    return session.go_on(), (Act.WENT_ON,)


def _ground(session: Session) -> Effect:
    return session.ground(), (Act.GROUNDED,)


def _next(session: Session) -> Effect:
    return session.next_step()


def _keep(session: Session) -> Effect:
    """Enter while writing: words are kept and the step goes on quietly; without any, the next."""
    if not (session.writing or "").strip():
        return _next(session)
    after, told = session.written().advance(0)
    return after, (Act.KEPT, *told)


def _enter(session: Session) -> Effect:
    """Enter goes on from a step that has been written in; elsewhere it does nothing."""
    return _next(session) if session.stretch.step.write else _nothing(session)


def _mute(session: Session) -> Effect:
    muted = not session.muted
    return replace(session, muted=muted), (Act.MUTED if muted else Act.UNMUTED,)


def _leave(session: Session) -> Effect:
    return session.leave(), (Act.LEFT,)


def _answered(act: Act) -> Callable[[Session], Effect]:
    return lambda session: (session, (act,))


_ANYWHERE: dict[str, Callable[[Session], Effect]] = {
    "n": _next,
    "t": _answered(Act.TIME_ASKED),
    "m": _mute,
    "g": _ground,
    "q": _leave,
    "?": _answered(Act.KEYS_ASKED),
}
_GROUNDING = {"enter": _go_on, "q": _leave}
_SITTING = {**_ANYWHERE, "escape": _pause, " ": _pause, "enter": _enter}
_PAUSED = {**_ANYWHERE, "escape": _go_on, " ": _go_on, "enter": _go_on}
_BREATHING = {"up": 1, "down": -1}  # a notch quicker, or slower
_WRITING = {"up": _ignored, "down": _ignored, "enter": _keep, "ctrl-d": _keep, "escape": _pause}
