"""What a killed sitting or room leaves behind, and what the next commands make of it."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.live.home import FIRST, Home
from tests.live.terminal import A_LOOK, ENTER, MINDFUL, Terminal, environment, let_pass

DRAFT = ".toml"


def mindful(home: Path, *words: str, **how: Any) -> "subprocess.CompletedProcess[str]":
    """A command without a terminal, to its end."""
    return subprocess.run(
        [*how.pop("before", ()), *MINDFUL, *words], env=environment(home, **how),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", timeout=60,
        check=False,
    )  # fmt: skip


def history(home: Path, *words: str) -> list[dict[str, Any]]:
    """What the next command finds, as a program would read it."""
    done = mindful(home, "history", "--json", *words)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    entries: list[dict[str, Any]] = json.loads(done.stdout)
    return entries


def drafts(home: Path) -> list[str]:
    """The names of what lies among the drafts."""
    folder = home / "state" / "drafts"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def draft(home: Path) -> str:
    """The one draft there is, as it stands on the disk."""
    (file,) = (home / "state" / "drafts").glob(f"[0-9]*{DRAFT}")
    return file.read_text("utf-8")


@contextmanager
def sitting(home: Path, length: str, live: bool) -> Iterator[Terminal]:
    """A sitting that has just begun: live on a terminal, or plain with nobody at the keyboard."""
    words = ("start", "sounds", length, "--no-check-in", "--no-reflection")
    if live:
        with Home(home).sits(*words) as terminal:
            terminal.await_text(FIRST, 30)
            yield terminal
        return
    with Home(home).opens(*words, "--plain", stdin=subprocess.DEVNULL) as terminal:
        terminal.await_text(FIRST, 30)
        yield terminal


def killed(terminal: Terminal) -> None:
    terminal.signal(signal.SIGKILL)
    terminal.process.wait()


def listened(terminal: Terminal, seconds: float) -> None:
    """Let so many seconds pass, and read what is shown meanwhile."""
    until = time.monotonic() + seconds
    while (rest := until - time.monotonic()) > 0:
        let_pass(min(rest, A_LOOK * 4))
        assert terminal.screen


def in_the_room(terminal: Terminal, words: str = "") -> None:
    """Wait for the room to write, and write these words."""
    terminal.await_text("Ctrl-D ends it")
    terminal.await_keys()
    terminal.press(words.replace("\n", ENTER))
    if words:
        terminal.await_text(words.rpartition("\n")[2])
