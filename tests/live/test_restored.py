"""The terminal is given back as it was found, whichever way a sitting ends or is stopped."""

import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.live.home import BRIEFLY, FIRST, FOURTH, THREE_OR_SO, Home, sat
from tests.live.shell import Shell, a_shell
from tests.live.terminal import ALT_SCREEN, CTRL_C, CTRL_D, ENTER, Terminal, let_pass

# Mindful, whose live face fails at its n-th picture, in words that nobody is to read.
FAILING = """
import sys
from mindful.cli.run import run
from mindful.terminal.live import Live

draw, pictures = Live.draw, [int(sys.argv[1])]

def failing(live, session):
    pictures[0] -= 1
    if not pictures[0]:
        raise RuntimeError("secret words")
    return draw(live, session)

Live.draw = failing
sys.exit(run(sys.argv[2:]))
"""
PICTURES = 13  # the last of them is due between the fourth second and the sixth
QUIETLY = "--no-reflection"
AWAY = 3.0  # seconds that a sitting is stopped for
GIVEN_BACK: list[str] = []


class End(NamedTuple):
    """One end of a sitting: the exit status, what of the terminal was not given back, what kept."""

    status: str
    not_given_back: list[str]
    kept: list[dict[str, Any]]


def by(act: Callable[[Terminal], None], *words: str) -> Callable[[Home], End]:
    """The end that comes of this, done in the fourth second of a sitting."""

    def ends(home: Home) -> End:
        with home.sits(*BRIEFLY, *words) as terminal:
            terminal.await_text(FOURTH)
            act(terminal)
            status = terminal.wait(12)
            return End(str(status), terminal.not_given_back, home.entries())

    return ends


def sent(number: signal.Signals) -> Callable[[Home], End]:
    return by(lambda terminal: terminal.signal(number))


def failing(home: Home) -> End:
    """What comes of an exception in the face."""
    command = (sys.executable, "-c", FAILING, str(PICTURES))
    with home.sits(command=command) as terminal:
        status = terminal.wait()
        assert terminal.shows("Something in mindful went wrong (RuntimeError,")
        assert b"It is kept: 20" in terminal.received
        assert b"secret words" not in terminal.received
        return End(str(status), terminal.not_given_back, home.entries())


def stopped(home: Home) -> End:
    """What comes of Ctrl-Z, fg and q; what was wrong while it was stopped counts too."""
    with a_shell(home) as shell:
        shell.begins(*BRIEFLY, "--no-reflection")
        shell.terminal.await_text(FOURTH)
        wrong = shell.stopped()
        let_pass(AWAY)
        shell.goes_on()
        shell.terminal.await_text("q leave")
        shell.terminal.press("q")
        wrong += shell.finds()
        return End(shell.status(), wrong, home.entries())


ENDS: dict[str, Callable[[Home], End]] = {
    "q": by(lambda terminal: terminal.press("q"), QUIETLY),
    "the end": by(lambda terminal: terminal.await_text("━" * 74), QUIETLY),
    "Ctrl-C": by(lambda terminal: terminal.press(CTRL_C)),
    "SIGTERM": sent(signal.SIGTERM),
    "SIGHUP": sent(signal.SIGHUP),
    "an exception": failing,
    "Ctrl-Z, fg, q": stopped,
}
LEFT = [sat(THREE_OR_SO)]
WANTED = {
    "q": End("0", GIVEN_BACK, LEFT),
    "the end": End("0", GIVEN_BACK, [sat(10, "complete")]),
    "Ctrl-C": End("130", GIVEN_BACK, LEFT),
    "SIGTERM": End("143", GIVEN_BACK, LEFT),
    "SIGHUP": End("129", GIVEN_BACK, LEFT),
    "an exception": End("1", GIVEN_BACK, [sat(THREE_OR_SO, "interrupted")]),
    "Ctrl-Z, fg, q": End("0", GIVEN_BACK, LEFT),
}


def row(name: str, end: End) -> str:
    wrong = ", ".join(end.not_given_back) or "given back"
    kept = ", ".join(f"{entry['ended']} {entry['practised']} s" for entry in end.kept) or "nothing"
    return f"{name:14} | exit {end.status:>3} | {wrong:10} | {kept}"


def test_the_terminal_is_given_back_after_each_of_seven_ends(tmp_path: Path) -> None:
    homes = [Home(tmp_path / str(number)).known() for number in range(len(ENDS))]
    with ThreadPoolExecutor(len(ENDS)) as side_by_side:
        ended = side_by_side.map(lambda ends, home: ends(home), ENDS.values(), homes)
        ends = dict(zip(ENDS, ended, strict=True))
    print("", *(row(name, end) for name, end in ends.items()), sep="\n")
    assert ends == WANTED


@pytest.mark.parametrize(
    ("way", "words"), [("key", (*BRIEFLY, "--plain")), ("signal", BRIEFLY)], ids=["plain", "live"]
)
def test_time_stopped_is_not_counted_and_the_shell_has_its_terminal_meanwhile(
    home: Home, way: str, words: tuple[str, ...]
) -> None:
    with a_shell(home) as shell:
        shell.begins(*words, QUIETLY)
        shell.terminal.await_text(FOURTH)
        assert (shell.stopped() if way == "key" else stopped_from_outside(shell)) == GIVEN_BACK
        let_pass(AWAY)
        shell.goes_on()
        shell.terminal.await_text("That time is not counted.")
        shell.terminal.press("q")
        assert shell.finds() == GIVEN_BACK
        assert shell.status() == "0"
    assert home.entries() == LEFT


def stopped_from_outside(shell: Shell) -> list[str]:
    shell.signals(signal.SIGTSTP)
    return shell.finds()


@pytest.mark.parametrize("way", ["key", "signal"])
def test_stopped_over_the_card_the_card_is_there_again(home: Home, way: str) -> None:
    with a_shell(home) as shell:
        shell.starts()
        shell.terminal.await_text("enter begins")
        shell.terminal.await_keys()
        card = shell.terminal.screen
        assert (shell.stopped() if way == "key" else stopped_from_outside(shell)) == GIVEN_BACK
        assert not shell.terminal.shows("enter begins")
        shell.goes_on()
        shell.terminal.await_that(lambda: shell.terminal.screen == card, "the card")
        shell.terminal.press("q")
        assert shell.finds() == GIVEN_BACK
    assert home.entries() == []


def opens_the_room(shell: Shell, after: str) -> None:
    """The room to write: of `write`, or after a sitting."""
    if after == "write":
        shell.starts("write")
    else:
        shell.begins()
        shell.terminal.await_text(FOURTH)
        shell.terminal.press("q")
    shell.terminal.await_text("Ctrl-D ends it")
    shell.terminal.await_keys()


@pytest.mark.parametrize("way", ["key", "signal"])
@pytest.mark.parametrize("after", ["write", "a sitting"])
def test_stopped_in_the_room_to_write_the_words_are_there_again(
    home: Home, after: str, way: str
) -> None:
    with a_shell(home) as shell:
        opens_the_room(shell, after)
        shell.terminal.press("The kettle.")
        shell.terminal.await_text("The kettle.")
        assert (shell.stopped() if way == "key" else stopped_from_outside(shell)) == GIVEN_BACK
        shell.goes_on()
        shell.terminal.await_keys()
        shell.terminal.press(ENTER + "The rain.")
        shell.terminal.await_text("The rain.")
        shell.terminal.press(CTRL_D)
        assert shell.finds() == GIVEN_BACK
        assert shell.status() == "0"
    (entry,) = home.entries()
    assert entry["text"] == "The kettle.\nThe rain."


def test_a_shell_sees_the_other_screen_taken_and_given_back(home: Home) -> None:
    """Or else nothing found wrong would say nothing."""
    with a_shell(home) as shell:
        shell.begins()
        shell.terminal.await_text(FIRST)
        assert shell.terminal.not_given_back == [
            "the settings", "the other screen", "no cursor", "marked pastes",
        ]  # fmt: skip
        shell.signals(signal.SIGKILL)
        assert ALT_SCREEN + b"h" in shell.terminal.received
