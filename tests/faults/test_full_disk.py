"""A disk that fills: the words are in the journal or elsewhere, and never said to be where not."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

import pytest

from mindful.core.entry import Entry
from mindful.store import blocks
from tests.conftest import MORNING
from tests.live.terminal import MINDFUL, environment

WORDS = "A tram, far off. " * 114 + "Then rain."  # a block of half a page and a little
STEP = 64  # bytes between two levels
PAGE = 4096  # bytes; a disk in memory gives room by the page
PAGES = 16

# The file size is limited and not the command's imports: a Python that cannot write the compiled
# form of a module whole leaves half of it.
LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def runner(home: Path, *before: str) -> Run:
    """Runs mindful with these words before it."""

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*before, *MINDFUL, *words], env=environment(home, PYTHONDONTWRITEBYTECODE="1"),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=25, check=False,
        )  # fmt: skip

    return run


class Fate(NamedTuple):
    """What became of the words, and of the journal while there was no room for them.

    `then` is how often they stand in the history after the next command with room, and after the
    one behind that.
    """

    status: int
    words: str
    journal: str
    then: tuple[int, int]


SAVED = Fate(0, "said to be saved", "grown", (1, 1))
KEPT = Fate(1, "kept in the file that was named", "as it was", (1, 1))
GIVEN_BACK = Fate(1, "given back", "as it was", (0, 0))


def fate(home: Path, full: Run, roomy: Run, make_room: Callable[[], None], seen: Path) -> Fate:
    """Write where there is little room, look back there, then make room and look back twice.

    `seen` is the same folder as `home`, from where the test can see it.
    """
    journal = seen / "data" / "journal.toml"
    before = bytes_of(journal)
    done = full("write", WORDS)
    words = told(done, home, seen)
    after = bytes_of(journal)
    looked = full("history")
    assert (looked.returncode, "Traceback" in looked.stderr) == (0, False)
    kept = "as it was" if bytes_of(journal) == after == before else "touched"
    grown = after.startswith(before) and after.endswith(b"+00:00\n") and len(after) > len(before)
    make_room()
    then = times_found(roomy), times_found(roomy)
    assert journal.read_bytes().startswith(before) if journal.exists() else not before
    return Fate(done.returncode, words, "grown" if grown else kept, then)


def bytes_of(journal: Path) -> bytes:
    return journal.read_bytes() if journal.exists() else b""


def told(done: "subprocess.CompletedProcess[str]", home: Path, seen: Path) -> str:
    """What a command said of the words, as far as it is true."""
    if done.stdout.startswith("Saved ") and not done.stderr:
        return "said to be saved"
    named = [line for line in done.stderr.split("\n") if line.startswith("It is kept in ")]
    if not done.stdout and named:
        file = named[0].removeprefix("It is kept in ").split(", and joins")[0]
        entry = blocks.parse((seen / Path(file).relative_to(home)).read_bytes().lstrip())
        same = isinstance(entry, Entry) and entry.text.removesuffix("\n") == WORDS
        return "kept in the file that was named" if same else "named, and not there"
    return "given back" if not done.stdout and f"\n{WORDS}\n" in done.stderr else "lost"


def times_found(run: Run) -> int:
    done = run("history", "--json")
    assert done.returncode == 0
    return [entry["text"].removesuffix("\n") for entry in json.loads(done.stdout)].count(WORDS)


def block_size(home: Path) -> int:
    """The bytes that these words take in a journal."""
    assert runner(home)("write", WORDS).returncode == 0
    return (home / "data" / "journal.toml").stat().st_size


def filled_up_to(size: int) -> bytes:
    """A journal of one entry that is so long."""
    entry = Entry.reflection(MORNING, "Rain.").with_(id="20261122-0730-rain", saved=MORNING)
    data = blocks.write(entry)
    return data + b"#" * (size - len(data) - 1) + b"\n"


@cache
def namespace() -> tuple[tuple[str, ...], str]:
    """How to come by a mount of one's own, and how to join it; or why there is no way."""
    reasons = []
    for flags in (("-m",), ("-U", "-r", "-m")):
        try:
            done = subprocess.run(
                ["unshare", *flags, "mount", "-t", "tmpfs", "tmpfs", gettempdir()],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
        except FileNotFoundError as error:
            return (), str(error)
        if not done.returncode:
            return flags, ""
        reasons.append(done.stderr.strip())
    return (), "; ".join(reasons)


class Disk(NamedTuple):
    """A tiny disk that only the commands run on it can see."""

    root: Path
    joining: tuple[str, ...]

    def seen(self, path: Path) -> Path:
        """The same path, from where the test can see it."""
        return self.root / path.relative_to("/")

    def fill(self, folder: Path) -> Callable[[], None]:
        """Use up every page that is free; what comes back frees them again."""
        filler = self.seen(folder) / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * PAGE):
                    pass
            except OSError:
                return filler.unlink
        raise AssertionError("the disk is endless")


@contextmanager
def tiny_disk(at: Path) -> Iterator[Disk]:
    """A disk of a few pages, mounted there for whoever joins."""
    flags, reason = namespace()
    if reason:
        pytest.skip(f"no mount of one's own here: {reason}")
    at.mkdir(parents=True)
    mount = f'mount -t tmpfs -o size={PAGES * PAGE},mode=700 tmpfs "$0" && echo && exec cat'
    holder = subprocess.Popen(
        ["unshare", *flags, "sh", "-c", mount, str(at)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"\n"
        as_we_are = ("-U", "--preserve-credentials") if "-U" in flags else ()
        joining = ("nsenter", "-t", str(holder.pid), "-m", *as_we_are, "--")
        yield Disk(Path(f"/proc/{holder.pid}/root"), joining)


def on_a_tiny_disk(home: Path, room: int, together: bool) -> Fate:
    """Words written where the disk under the data, or all, has so many bytes left."""
    with tiny_disk(home if together else home / "data") as disk:
        seen = disk.seen(home)
        (seen / "data").mkdir(exist_ok=True)
        (seen / "data" / "journal.toml").write_bytes(filled_up_to(2 * PAGE - room))
        make_room = disk.fill(home if together else home / "data")
        run = runner(home, *disk.joining)
        return fate(home, run, run, make_room, seen)


def rooms(levels: int, size: int) -> list[int]:
    """So many levels around the size of the block: with as much room, and more, it fits."""
    assert STEP * 32 < size <= PAGE - STEP * 31, "each level is within a page"
    step = STEP * (64 // levels)
    return [size + step * (number - levels // 2) for number in range(levels)]


def fates_on_disks(folder: Path, levels: int, together: bool) -> Counter[Fate]:
    size = block_size(folder / "measured")
    return Counter(
        on_a_tiny_disk(folder / str(room), room, together) for room in rooms(levels, size)
    )


def under_a_limit(home: Path, room: int, journal: bytes) -> Fate:
    """Words written where no file may grow beyond the journal and so many bytes."""
    file = home / "data" / "journal.toml"
    file.parent.mkdir(parents=True)
    if journal:
        file.write_bytes(journal)
    limited = runner(home, sys.executable, "-ISc", LIMITED, str(len(journal) + room))
    return fate(home, limited, runner(home), lambda: None, home)


def fates_under_limits(folder: Path, levels: int, journal: bytes) -> Counter[Fate]:
    size = block_size(folder / "measured")
    return Counter(under_a_limit(folder / str(room), room, journal) for room in rooms(levels, size))


def say(name: str, fates: Counter[Fate]) -> None:
    figures = ", ".join(f"{number} {fate.words}" for fate, number in fates.items())
    print(f"\nfull disk, {name}: {sum(fates.values())} levels, {figures}")


def halves(levels: int, refused: Fate) -> Counter[Fate]:
    return Counter({refused: levels // 2, SAVED: levels // 2})


BOTH = pytest.mark.parametrize(
    ("together", "refused"), [(False, KEPT), (True, GIVEN_BACK)], ids=["data", "data and state"]
)
JOURNALS = pytest.mark.parametrize(
    ("journal", "refused"),
    [(filled_up_to(3 * PAGE + 5), KEPT), (b"", GIVEN_BACK)],
    ids=["a long journal", "no journal yet"],
)


@BOTH
def test_words_on_a_full_disk_are_saved_or_kept_or_given_back(
    tmp_path: Path, together: bool, refused: Fate
) -> None:
    assert fates_on_disks(tmp_path, 6, together) == halves(6, refused)


@pytest.mark.long
@BOTH
def test_words_at_each_level_of_a_full_disk_are_saved_or_kept_or_given_back(
    tmp_path: Path, together: bool, refused: Fate
) -> None:
    fates = fates_on_disks(tmp_path, 64, together)
    say("data and state" if together else "data", fates)
    assert fates == halves(64, refused)


@JOURNALS
def test_words_beyond_a_limit_are_saved_or_kept_or_given_back(
    tmp_path: Path, journal: bytes, refused: Fate
) -> None:
    assert fates_under_limits(tmp_path, 4, journal) == halves(4, refused)


@pytest.mark.long
@JOURNALS
def test_words_at_each_limit_are_saved_or_kept_or_given_back(
    tmp_path: Path, journal: bytes, refused: Fate
) -> None:
    fates = fates_under_limits(tmp_path, 64, journal)
    say(f"a limit, {len(journal)} bytes before", fates)
    assert fates == halves(64, refused)
