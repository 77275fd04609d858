"""What can go wrong, as a sentence and a next step; and the exit statuses."""

import signal

OK = 0
FAILED = 1
MISUSED = 2


class MindfulError(Exception):
    """Something could not be done: one sentence, a next step, and the exit status it ends with."""

    status = FAILED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class KeptElsewhere(MindfulError):
    """What was to be kept is not where it should be, but somewhere, and the hint says where."""


class Misuse(MindfulError):
    """What was asked for cannot be understood; nothing was done."""

    status = MISUSED


LEAVING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


def status_of(signum: int) -> int:
    """The exit status after a signal, as shells count it: 130 Ctrl-C, 143 SIGTERM, 129 SIGHUP."""
    return 128 + signum


INTERRUPTED = status_of(signal.SIGINT)
HUNG_UP = 129  # by number: Windows has no SIGHUP
