"""A person's folder, what they start in it, and what it holds afterwards."""

import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.live.terminal import ENTER, MINDFUL, Terminal, environment

BRIEFLY = ("start", "sounds", "--for", "10s")
# What `sounds` says in ten seconds: in the first, in the fourth, and in the last five.
FIRST, FOURTH, LAST = "Feel what holds you up", "Near and far together", "You might turn your head"
THREE_OR_SO = pytest.approx(4, abs=1)  # seconds sat by one who leaves at the fourth


@dataclass(frozen=True)
class Home:
    """The folder that everything of one person is in."""

    path: Path

    def known(self) -> "Home":
        """The same, of someone who has read the first page."""
        state = self.path / "state"
        state.mkdir(parents=True)
        (state / "first-page").touch()
        return self

    def opens(self, *words: str, env: dict[str, str] | None = None, **how: Any) -> Terminal:
        """These words at a terminal; `how` is the terminal's size and streams."""
        return Terminal(words, environment(self.path, **(env or {})), **how)

    @contextmanager
    def sits(self, *words: str, **how: Any) -> Iterator[Terminal]:
        """A sitting, begun at the card; without words, a brief one of `sounds`."""
        with self.opens(*(words or BRIEFLY), **how) as terminal:
            terminal.await_text("enter begins")
            terminal.await_keys()
            terminal.press(ENTER)
            yield terminal

    def pipes(self, *words: str, stdin: str | int) -> "subprocess.CompletedProcess[str]":
        """These words without a terminal, and with words or a descriptor on standard input."""
        given = {"input": stdin} if isinstance(stdin, str) else {"stdin": stdin}
        return subprocess.run(
            [*MINDFUL, *words], env=environment(self.path), text=True, encoding="utf-8",
            capture_output=True, timeout=25, check=False, **given,
        )  # fmt: skip

    def entries(self) -> list[dict[str, Any]]:
        """What the journal holds, without what differs each time: id, begin and commit."""
        journal = self.path / "data" / "journal.toml"
        if not journal.exists():
            return []
        entries = tomllib.loads(journal.read_text(encoding="utf-8"))["entry"]
        for entry in entries:
            for key in ("id", "at", "saved"):
                assert entry.pop(key)
            if "text" in entry:
                entry["text"] = entry["text"].removesuffix("\n")
        return entries


def sat(practised: Any, ended: str = "early", **more: Any) -> dict[str, Any]:
    """The entry of a brief sitting of `sounds`."""
    return {
        "kind": "session",
        "exercise": "sounds",
        "family": "presence",
        "planned": 10,
        "practised": practised,
        "ended": ended,
        **more,
    }
