"""Signals: being asked to leave, without losing what there is."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from mindful.errors import status_of

_LEAVE = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@contextmanager
def leaving() -> Iterator[None]:
    """Turn the first such signal into SystemExit with its status; let no second one interfere."""
    heard = [number for number in _LEAVE if signal.getsignal(number) != signal.SIG_IGN]  # nohup
    before = {number: signal.signal(number, _leave) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is _leave:
                signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    _ignore()
    raise SystemExit(status_of(number))


def _ignore() -> None:
    for number in _LEAVE:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def no_leaving() -> Iterator[None]:
    """For the moment of committing: what is being saved is saved first."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _LEAVE}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
