"""Killed in the middle of writing: what was said to be saved is there, once."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from os import times
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.faults.reading import found_in
from tests.live.terminal import MINDFUL, environment, let_pass

# Adds one entry after another, of any length up to three pages, each of a later minute, so that no
# two draw the same id by chance. The empty line says that it has begun.
WRITER = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from mindful.core.entry import Entry
from mindful.store.journal import Journal

journal, name = Journal(Path(sys.argv[1])), sys.argv[2]
now = datetime.now().astimezone()
print(flush=True)
for number in range(10**6):
    words = f"{name}.{number} " + "rain " * (number * 997 % 2500)
    entry = Entry.reflection(now + timedelta(minutes=number), words)
    print("Saved", journal.add(entry, now).id, flush=True)
"""
ON_ONE = 20  # kills; then a new one, since each kill is followed by reading all of it
WRITING = 0.04  # seconds at most that two write before one of them is killed


class Writer:
    """A process that adds entries, and says so after each."""

    def __init__(self, journal: Path, name: str) -> None:
        self._name = name
        self._process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(journal), name], stdout=subprocess.PIPE
        )

    def begun(self) -> None:
        """Wait until it writes."""
        assert self._process.stdout
        assert self._process.stdout.readline() == b"\n"

    def killed(self) -> dict[str, str]:
        """Kill it: the ids that it said were saved, with the first word of each entry."""
        self._process.kill()
        said = self._process.communicate()[0].decode()
        ids = [line.removeprefix("Saved ") for line in said.split("\n")[:-1]]
        return {id: f"{self._name}.{number}" for number, id in enumerate(ids)}


class Tally(NamedTuple):
    """What came of so many kills; `torn` counts blocks cut off, of entries not yet said saved."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    rewritten: int = 0
    torn: int = 0

    @property
    def broken_promises(self) -> tuple[int, int, int]:
        return self.lost, self.twice, self.rewritten


class Watched:
    """A journal, what was said to be saved in it, and how it was at the last look."""

    def __init__(self, journal: Path) -> None:
        self.journal = journal
        self.said: dict[str, str] = {}
        self._before = b""
        self._counted = (0, 0)

    def look(self) -> Tally:
        """What came since the last look, counted; `kills` is left to the caller."""
        data = self.journal.read_bytes() if self.journal.exists() else b""
        whole, torn, damages = found_in(data)
        words = {entry.id: entry.text.split()[0] for entry in whole}
        lost = [id for id, word in self.said.items() if words.get(id) != word]
        times = Counter(entry.text.split()[0] for entry in whole)
        twice = [word for word, number in times.items() if number > 1]
        rewritten = not data.startswith(self._before)
        new, cut = len(self.said) - self._counted[0], len(torn) + len(damages) - self._counted[1]
        self._before, self._counted = data, (len(self.said), len(torn) + len(damages))
        return Tally(0, new, len(lost), len(twice), int(rewritten), cut)


def two_at_once(watched: Watched, chance: Random, number: int) -> Tally:
    """Two writers on one journal, killed one after the other, and a look at what they left."""
    writers = [Writer(watched.journal, f"writer{number}{letter}") for letter in "ab"]
    for writer in writers:
        writer.begun()
    for writer in writers:
        let_pass(chance.uniform(0, WRITING))
        watched.said.update(writer.killed())
    return watched.look()._replace(kills=len(writers))


def total(tallies: Iterable[Tally]) -> Tally:
    return Tally(*map(sum, zip(*tallies, strict=True)))


def campaign(folder: Path, kills: int) -> Tally:
    """So many kills, on as many journals as it takes."""
    chance = Random(kills)
    journals = [Watched(folder / str(name) / "journal.toml") for name in range(kills // ON_ONE)]
    return total(
        two_at_once(watched, chance, number)
        for watched in journals
        for number in range(ON_ONE // 2)
    )


def seconds_of_a_command(home: Path) -> float:
    """How long one takes from its start to its end."""
    begun = times().elapsed
    words = [*MINDFUL, "write", "rain " * 1250]
    elsewhere = environment(home / "elsewhere")
    subprocess.run(words, env=elsewhere, capture_output=True, check=True)
    return times().elapsed - begun


def commands(home: Path, kills: int) -> Iterator[Tally]:
    """The command itself, killed at any moment from its start on; one look after each.

    How long it takes is looked at first, and now and then: other work makes it longer.
    """
    chance = Random(kills)
    watched = Watched(home / "data" / "journal.toml")
    for number in range(kills):
        if number % 20 == 0:
            takes = seconds_of_a_command(home)
        command = [*MINDFUL, "write", f"command.{number}", "rain " * chance.randrange(2500)]
        process = subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE)
        let_pass(chance.uniform(0, 1.4 * takes))
        process.kill()
        said = process.communicate()[0].decode()
        if said.endswith("\n"):
            watched.said[said.removeprefix("Saved ").strip()] = f"command.{number}"
        yield watched.look()._replace(kills=1)


def say(name: str, tally: Tally) -> None:
    figures = ", ".join(f"{number} {key}" for key, number in tally._asdict().items())
    print(f"\n{name}: {figures}")


def test_whoever_is_killed_while_two_write_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    tally = campaign(tmp_path, 40)
    assert (tally.kills, tally.broken_promises) == (40, (0, 0, 0))
    assert tally.acknowledged >= 40


@pytest.mark.long
def test_a_thousand_kills_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    tally = campaign(tmp_path, 1000)
    say("killed, two writers", tally)
    assert (tally.kills, tally.broken_promises) == (1000, (0, 0, 0))
    assert tally.acknowledged >= 1000
    assert tally.torn <= tally.kills


def test_a_command_that_is_killed_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    tally = total(commands(tmp_path, 12))
    assert (tally.kills, tally.broken_promises) == (12, (0, 0, 0))


@pytest.mark.long
def test_two_hundred_commands_that_are_killed_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    tally = total(commands(tmp_path, 200))
    say("killed, the command", tally)
    assert (tally.kills, tally.broken_promises) == (200, (0, 0, 0))
    assert tally.acknowledged >= 20
