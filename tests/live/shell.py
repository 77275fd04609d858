"""A shell with jobs at a terminal, in which mindful is started, stopped and gone on with."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.live.home import BRIEFLY, Home
from tests.live.terminal import AT_MOST, MINDFUL, Terminal

CTRL_Z = "\x1a"
READY = "ready> "
# Without an editor of its own, so that at its prompt the terminal is set as it was found.
SHELLS = (("bash", "--norc", "--noprofile", "--noediting", "-i"), ("dash", "-i"))


class Shell:
    """A shell, and the job that runs in it; `home/pid` names the process of the job."""

    def __init__(self, home: Home, terminal: Terminal) -> None:
        self._home = home
        self.terminal = terminal
        self._prompts = 1

    def starts(self, *words: str) -> None:
        """Start mindful with these words; without words, a brief sitting."""
        self._home.path.joinpath("pid").unlink(missing_ok=True)
        self.terminal.press(f"$HOME/mindful {' '.join(words or BRIEFLY)}\r")

    def begins(self, *words: str) -> None:
        """Start a sitting, and go on from its card."""
        self.starts(*words)
        self.terminal.await_text("Listening to the room")
        self.terminal.await_keys()
        self.terminal.press("\r")

    def prompts(self) -> None:
        """Wait until the shell is ready once more."""
        self._prompts += 1
        enough, ready = self._prompts, READY.encode()
        self.terminal.await_that(lambda: self.terminal.received.count(ready) == enough, "a prompt")

    def stopped(self) -> list[str]:
        """Press Ctrl-Z: what the shell finds wrong with its terminal then; nothing, as it ought."""
        self.terminal.press(CTRL_Z)
        return self.finds()

    def finds(self) -> list[str]:
        """What is wrong with the terminal when the shell is ready again."""
        self.prompts()
        return self.terminal.not_given_back

    def goes_on(self) -> None:
        self.terminal.press("fg\r")

    def signals(self, number: signal.Signals) -> None:
        """Send the job a signal from outside, as another terminal could."""
        file = self._home.path / "pid"
        self.terminal.await_that(file.exists, "the process of the job", AT_MOST)
        os.kill(int(file.read_text()), number)

    def status(self) -> str:
        """The exit status of what ended last."""
        self.terminal.press("echo status=$?.\r")
        self.prompts()
        said = self.terminal.received.decode()
        return said.rpartition("status=")[2].partition(".")[0]


@contextmanager
def a_shell(home: Home) -> Iterator[Shell]:
    """A shell that is ready; the test is skipped where there is none."""
    there = ((shutil.which(name), *flags) for name, *flags in SHELLS)
    found = next(((path, *flags) for path, *flags in there if path), None)
    if found is None:
        pytest.skip("no shell with jobs is installed")
    script = home.path / "mindful"
    script.write_text(f'#!/bin/sh\necho $$ > $HOME/pid\nexec {" ".join(MINDFUL)} "$@"\n')
    script.chmod(0o700)
    with home.opens(env={"PS1": READY}, size=(80, 40), command=found) as terminal:
        terminal.await_text(READY.strip())
        yield Shell(home, terminal)
