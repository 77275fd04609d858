"""Signals: being asked to leave, or to stop for a while, without losing what there is."""

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType

from mindful.core.news import Pressed
from mindful.errors import LEAVING, status_of
from mindful.terminal.page import Face, Keys

STOP = getattr(signal, "SIGTSTP", None)  # Windows has none


class _Stop(Exception):
    """Someone else than the keyboard asks to stop."""


class Asked:
    """Whether a signal has asked to leave, and with which exit status.

    It is raised, as SystemExit, only where the program waits: anywhere else it could fall between
    the end of a sitting and its being kept.
    """

    def __init__(self) -> None:
        self.status = 0
        self.stop = False
        self._waiting = False
        self._call: Callable[[], None] | None = None
        self._call_stop: Callable[[], None] | None = None

    def hear(self, number: int, frame: FrameType | None) -> None:
        """The first one counts. A handler, since Python speaks up about a signal late ignored."""
        if not self.status:
            self.status = status_of(number)
            if self._call:
                self._call()
            elif self._waiting:
                raise SystemExit(self.status)

    def hear_stop(self, number: int, frame: FrameType | None) -> None:
        """Stopped at once, a terminal would be left as only we can use it."""
        if self._call_stop:
            self._call_stop()
            return
        self.stop = True
        if self._waiting:
            raise _Stop

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Where nothing is lost by leaving at once."""
        self._waiting = True
        try:
            if self.status:
                raise SystemExit(self.status)
            yield
        finally:
            self._waiting = False

    @contextmanager
    def calling(self, leave: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
        """Where an event loop runs, which no exception may cut through: call these instead."""
        self._call, self._call_stop = leave, stop
        try:
            with self.stoppable():
                yield
        finally:
            self._call = self._call_stop = None

    def stoppable(self) -> AbstractContextManager[None]:
        """Where a screen is taken, or keys are single: given back before anything is stopped."""
        return _handled(STOP, self.hear_stop)

    def stopped_at_once(self) -> AbstractContextManager[None]:
        """Where the terminal is as it was found."""
        return _handled(STOP, signal.SIG_DFL)


class Heard:
    """Keys, with signals heard while they are waited for."""

    def __init__(self, keys: Keys, asked: Asked) -> None:
        self._keys = keys
        self._asked = asked

    @property
    def present(self) -> bool:
        return self._keys.present

    def wait(self, until: float, writing: str | None = None) -> Pressed | None:
        try:
            with self._asked.waiting():
                return "ctrl-z" if self._asked.stop else self._keys.wait(until, writing)
        except _Stop:
            return "ctrl-z"

    def stop(self, face: Face) -> None:
        with self._asked.stopped_at_once():
            self._keys.stop(face)
        self._asked.stop = False


@contextmanager
def _handled(number: int | None, handler: "signal._HANDLER") -> Iterator[None]:
    """A signal handled so for a while, where there is such a signal."""
    if number is None:
        yield
        return
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)


@contextmanager
def leaving() -> Iterator[Asked]:
    """Hear the signals that ask to leave; where it is left by one, to the end of the process."""
    asked = Asked()
    heard = [number for number in LEAVING if signal.getsignal(number) != signal.SIG_IGN]  # nohup
    before = {number: signal.signal(number, asked.hear) for number in heard}
    try:
        yield asked
    except SystemExit:  # a late second signal must not change the status that it ends with
        before.clear()
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def no_leaving() -> Iterator[None]:
    """For the moment of committing: what is being saved is saved first."""
    before = {number: signal.signal(number, lambda *_: None) for number in LEAVING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
