"""A journal that is changed over and over, and what it may look like after anything."""

import os
import subprocess
from collections import Counter
from contextlib import suppress
from pathlib import Path

from mindful.core.entry import Entry
from mindful.errors import MindfulError
from mindful.store import blocks
from mindful.store.changing import edits
from mindful.store.changing.back import take_back
from mindful.store.journal import Journal
from mindful.store.places import Places
from tests.conftest import MORNING
from tests.live.terminal import MINDFUL, environment

ID = "20261122-0730-0100"


def _block(number: int) -> bytes:
    entry = Entry.reflection(MORNING, f"Rain {number}. " * (number % 40 + 1))
    return blocks.write(entry.with_(id=f"20261122-0730-{number:04}", saved=MORNING))


FIRST = b"# mine\n" + b"".join(_block(number) for number in range(200))
_ONE = _block(100)
EDITED = FIRST.replace(_ONE, _ONE.replace(b"Rain 100", b"Hail 100"))
DELETED = FIRST.replace(_ONE, b"")
STATES = {FIRST: "as before", EDITED: "edited", DELETED: "deleted"}


def places_in(home: Path) -> Places:
    return Places.of({"MINDFUL_HOME": str(home)})


def begun(home: Path) -> Places:
    """A journal of two hundred entries, of which the hundredth is changed."""
    places = places_in(home)
    places.journal.parent.mkdir(parents=True, exist_ok=True)
    places.journal.write_bytes(FIRST)
    return places


def state(places: Places) -> str:
    """Which of the three the journal is; `mixed` for any other."""
    return STATES.get(places.journal.read_bytes(), "mixed")


def after_the_next(places: Places) -> Counter[str]:
    """What is left once the next commands have run: nothing but the first journal, as it should be.

    An undo takes back what was made, and an edit takes up or drops the copy that was left.
    """
    found: Counter[str] = Counter()
    with suppress(MindfulError):
        while take_back(places, MORNING):
            found["taken back"] += 1
    with Journal.at(places).read() as contents:
        edits.lend(places, contents.find(ID)).copy.drop()
    root = places.journal.parents[1]
    left = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    found["orphans"] = len(left - {"data/journal.toml", "data/.journal.lock"})
    found["not as before"] = int(state(places) != "as before")
    return found


def mindful(
    home: Path, *words: str, before: tuple[str, ...] = ()
) -> "subprocess.CompletedProcess[str]":
    """A command without a terminal, whose editor makes hail of the rain."""
    env = environment(home, EDITOR="sed -i s/Rain/Hail/g", PYTHONDONTWRITEBYTECODE="1",
                      PATH=os.environ["PATH"])  # fmt: skip
    return subprocess.run(
        [*before, *MINDFUL, *words], env=env, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip


COMMANDS = {"edit": ("edit", ID), "delete": ("delete", ID, "--yes")}


def watched(home: Path) -> tuple[str, ...]:
    """For strace, everything that an edit or a delete touches."""
    data, state = home / "data", home / "state"
    undo, edited = state / "undo", state / "edits"
    names = [data, undo, edited, data / "journal.toml", data / ".journal.toml.tmp",
             data / ".journal.lock", undo / "000001.undo", undo / ".000001.undo.tmp"]  # fmt: skip
    names += [edited / f"{ID}{ending}" for ending in (".toml", ".base", ".lock")]
    names += [edited / f".{ID}{ending}.tmp" for ending in (".toml", ".base")]
    return tuple(part for name in names for part in ("-P", str(name)))
