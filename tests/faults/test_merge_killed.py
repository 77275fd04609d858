"""Killed while two copies are joined, or while what cannot be read is moved: nothing is lost."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.faults.test_failing_calls import why_not
from tests.live.terminal import MINDFUL, environment
from tests.store.test_joining import B2, BY_HAND, MINE, A, B, C, D

CALLS = ("openat", "write", "fsync", "rename", "flock", "unlink", "ftruncate")
OURS, THEIRS = MINE + A + B, MINE + B2 + C + BY_HAND + D
JOINED = OURS + B2 + C + BY_HAND + D
BROKEN = b'\n[[entry]]\nid = "20261122-0730-eeee"\nat = nonsense\n'
UNREAD, MENDED = A + BROKEN + B, A + B
SIGKILLED = -9


def mindful(home: Path, *words: str, kill: tuple[str, int] | None = None) -> int:
    """Run it, killed at the n-th such call on the journal and what lies beside it."""
    before: list[str] = []
    if kill:
        data = home / "data"
        names = ("", "journal.toml", ".journal.lock", ".journal.toml.tmp",
                 "journal.unread-20261122T063000Z.toml")  # fmt: skip
        watched = [part for name in names for part in ("-P", str(data / name))]
        inject = f"inject={kill[0]}:signal=SIGKILL:when={kill[1]}"
        before = ["strace", "-f", "-qq", "-o", "/dev/null", *watched, "-e", inject]
    done = subprocess.run(
        [*before, *MINDFUL, *words], env=environment(home), stdin=subprocess.DEVNULL,
        capture_output=True, timeout=25, check=False,
    )  # fmt: skip
    return done.returncode


def kills(folder: Path, journal: bytes, *words: str) -> Iterator[tuple[Path, bytes]]:
    """The home and the journal of each run that was killed, for every call that it made."""
    if why_not():
        pytest.skip(why_not())
    number = count()
    for call in CALLS:
        for when in count(1):
            home = folder / str(next(number))
            file = home / "data" / "journal.toml"
            file.parent.mkdir(parents=True)
            file.write_bytes(journal)
            if mindful(home, *words, kill=(call, when)) not in (SIGKILLED, 128 - SIGKILLED):
                break  # it makes no more such calls
            yield home, file.read_bytes()


@pytest.mark.long
def test_whoever_is_killed_while_joining_has_lost_nothing_and_can_do_it_again(
    tmp_path: Path,
) -> None:
    (copy := tmp_path / "other.toml").write_bytes(THEIRS)
    words = ("journal", "merge", str(copy), "--yes")
    found: Counter[str] = Counter()
    for home, journal in kills(tmp_path / "homes", OURS, *words):
        found["joined" if journal == JOINED else "as it was" if journal == OURS else "between"] += 1
        assert mindful(home, *words) == 0
        assert (home / "data" / "journal.toml").read_bytes() == JOINED
    print(f"\nkilled, merge: {sum(found.values())} kills, {dict(found)}")
    assert set(found) == {"joined", "as it was"}
    assert copy.read_bytes() == THEIRS


@pytest.mark.long
def test_whoever_is_killed_while_moving_what_cannot_be_read_has_it_somewhere(
    tmp_path: Path,
) -> None:
    words = ("journal", "check", "--repair", "--yes")
    found: Counter[str] = Counter()
    for home, journal in kills(tmp_path / "homes", UNREAD, *words):
        found["mended" if journal == MENDED else "as it was" if journal == UNREAD else "mixed"] += 1
        mindful(home, *words)
        assert (home / "data" / "journal.toml").read_bytes() == MENDED
        asides = [one.read_bytes() for one in (home / "data").glob("journal.unread-*.toml")]
        assert any(BROKEN.strip() in aside for aside in asides)
    print(f"\nkilled, check --repair: {sum(found.values())} kills, {dict(found)}")
    assert set(found) == {"mended", "as it was"}
