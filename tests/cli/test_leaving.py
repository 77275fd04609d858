"""Being asked to leave: heard at once where the program waits, and nowhere else."""

import os
import signal

import pytest

from mindful.cli.leaving import Asked, Heard, leaving, no_leaving
from mindful.core.news import Pressed
from tests.conftest import Time

SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


class Signalled(Time):
    """A keyboard at which, while it waits, the process is sent a signal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def wait(self, until: float, writing: str | None = None) -> Pressed | None:
        os.kill(os.getpid(), self._number)
        return super().wait(until, writing)


@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_signal_in_a_wait_leaves_with_the_status_of_shells(number: int, status: int) -> None:
    with leaving() as asked, pytest.raises(SystemExit) as raised:
        Heard(Signalled(number), asked).wait(1000)
    assert (raised.value.code, asked.status) == (status, status)


def test_a_signal_between_two_waits_is_heard_at_the_next_and_interrupts_nothing() -> None:
    time = Time()
    with leaving() as asked:
        os.kill(os.getpid(), signal.SIGTERM)
        kept = "what is done between two waits"
        with pytest.raises(SystemExit) as raised:
            Heard(time, asked).wait(1000)
    assert (kept, raised.value.code, time.passed) == ("what is done between two waits", 143, 0)


def test_the_first_signal_counts_and_no_second_one_interferes() -> None:
    with leaving() as asked:
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            os.kill(os.getpid(), number)
    assert asked.status == 129


def test_while_something_is_being_saved_no_signal_interferes() -> None:
    with no_leaving():
        for number, _ in SIGNALS:
            os.kill(os.getpid(), number)


def test_what_a_signal_did_before_it_does_afterwards() -> None:
    before = [signal.getsignal(number) for number, _ in SIGNALS]
    with leaving(), no_leaving():
        pass
    assert [signal.getsignal(number) for number, _ in SIGNALS] == before


def test_an_event_loop_is_told_and_not_cut_through() -> None:
    told: list[str] = []
    with (
        leaving() as asked,
        asked.calling(lambda: told.append("leave"), lambda: told.append("stop")),
    ):
        os.kill(os.getpid(), signal.SIGTSTP)
        os.kill(os.getpid(), signal.SIGTERM)
    assert (told, asked.status, asked.stop) == (["stop", "leave"], 143, False)


def test_nothing_asked_is_a_status_of_nought() -> None:
    assert Asked().status == 0
