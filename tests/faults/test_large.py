"""A life's journal and more: looked at from end to end in a moment, without much memory."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mindful.core.entry import Entry
from mindful.store import blocks
from tests.conftest import MORNING
from tests.live.terminal import MINDFUL, environment

_MEASURE = """
import os, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def large(entries: int) -> bytes:
    """A journal of so many entries, each of about a third of a kibibyte."""
    words = 'A "line".\n\n' + "Twice I caught myself writing an email. " * 3 + "Then rain."
    entry = Entry.reflection(MORNING, words).with_(kind="session", exercise="sounds")
    one = blocks.write(entry.with_(id="20261122-0730-0000", saved=MORNING))
    letters = "0123456789abcdefghjkmnpqrstvwxyz"
    ids = ("".join(letters[n >> shift & 31] for shift in (15, 10, 5, 0)) for n in range(entries))
    return b"".join(one.replace(b"-0000", f"-{id}".encode(), 1) for id in ids)


def cost(tmp_path: Path, entries: int) -> tuple[int, float, float]:
    """The status, the seconds of the processor and the MiB that a check of so many takes."""
    journal = tmp_path / "data" / "journal.toml"
    journal.parent.mkdir(mode=0o700)
    journal.touch(mode=0o600)
    journal.write_bytes(large(entries))
    measured = subprocess.run(
        [sys.executable, "-ISc", _MEASURE, *MINDFUL, "journal", "check"],
        env=environment(tmp_path), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    status, seconds, kibibytes = measured.stdout.split()
    return int(status), float(seconds), float(kibibytes) / 1024


def test_ten_thousand_entries_take_a_moment(tmp_path: Path) -> None:
    status, seconds, mebibytes = cost(tmp_path, 10_000)
    assert (status, seconds < 2, mebibytes < 100) == (0, True, True)


@pytest.mark.long
def test_a_hundred_thousand_entries_take_less_than_five_seconds_and_200_mebibytes(
    tmp_path: Path,
) -> None:
    status, seconds, mebibytes = cost(tmp_path, 100_000)
    print(f"\nchecked: 100,000 entries in {seconds:.1f} s of the processor, {mebibytes:.0f} MiB")
    assert (status, seconds < 5, mebibytes < 200) == (0, True, True)


def test_the_large_journal_is_one() -> None:
    """Or else its size would say nothing."""
    assert len({entry["id"] for entry in tomllib.loads(large(50).decode())["entry"]}) == 50
