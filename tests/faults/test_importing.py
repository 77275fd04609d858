"""An import that is killed, or finds no room: nothing twice, nothing lost, nothing half."""

import json
import subprocess
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from mindful.core.entry import Entry
from mindful.store import blocks
from tests.conftest import MORNING
from tests.faults.reading import found_in
from tests.faults.test_full_disk import LIMITED
from tests.live.terminal import MINDFUL, environment, let_pass

ROWS = 2000
BEFORE = blocks.write(
    Entry.reflection(MORNING, "Mine.").with_(id="20261122-0730-m1ne", saved=MORNING)
)


def rows(file: Path) -> Path:
    """A file of so many sittings, each with words of its own; two of them begin together."""
    lines = ["start_time_unix,duration_secs,mode,label,note"]
    lines += [f"{1_700_000_000 + number // 2 * 3600},{60 + number},timer,,row {number}."
              for number in range(ROWS)]  # fmt: skip
    file.write_text("\n".join(lines))
    return file


def home_with_words(folder: Path) -> Path:
    home = folder / "home"
    (home / "data").mkdir(parents=True)
    (home / "data" / "journal.toml").write_bytes(BEFORE)
    return home


def words(file: Path) -> list[str]:
    return [*MINDFUL, "journal", "import", str(file), "--yes"]


def imported(home: Path, file: Path) -> str:
    done = subprocess.run(
        words(file), env=environment(home), capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


# Writes no more than so many bytes of the file that is to be the journal, and is killed: what is
# there then is what a kill in the middle of the one write leaves.
CUT_OFF = """
import os, sys
from mindful.store import replace
from mindful.cli.run import run
real, at = os.write, int(sys.argv[1])
def write(descriptor, data):
    if os.readlink(f"/proc/self/fd/{descriptor}").endswith("journal.toml.tmp"):
        real(descriptor, data[:at])
        os.kill(os.getpid(), 9)
    return real(descriptor, data)
replace.os = type("Os", (), {**vars(os), "write": staticmethod(write)})
run(sys.argv[2:])
"""


def cut_off(home: Path, file: Path, at: int) -> None:
    """An import that is killed when it has written so many bytes."""
    import sys

    killed = [sys.executable, "-c", CUT_OFF, str(at), *words(file)[len(MINDFUL) :]]
    done = subprocess.run(killed, env=environment(home), capture_output=True, check=False)
    assert done.returncode == -9


def fate(home: Path, file: Path) -> tuple[int, int, int, int]:
    """After one more import: how many rows are there, how often at most, and what is torn."""
    imported(home, file)
    journal = home / "data" / "journal.toml"
    assert journal.read_bytes().startswith(BEFORE)
    found = found_in(journal)
    times = Counter(entry.text for entry in found.whole)
    assert times["Mine."] == 1
    again = imported(home, file)
    assert f"0 new, {ROWS:,} already here, 0 unreadable." in again
    return len(times) - 1, max(times.values()), len(found.torn), len(found.damages)


def kills(folder: Path, count: int) -> Counter[str]:
    """So many imports killed at any moment, each followed by another that is not."""
    chance = Random(count)
    file = rows(folder / "rows.csv")
    came = Counter[str]()
    for number in range(count):
        home = home_with_words(folder / str(number))
        process = subprocess.Popen(
            words(file), env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        let_pass(chance.uniform(0.1, 1.0))
        process.kill()
        process.communicate()
        there = len(found_in(home / "data" / "journal.toml").whole) - 1
        came["none" if there == 0 else "all" if there == ROWS else "some"] += 1
        held, times, torn, damages = fate(home, file)
        came["lost"] += ROWS - held
        came["doubled"] += times - 1
        came["torn or damaged"] += torn + damages
    return came


def cuts(folder: Path, count: int) -> Counter[str]:
    """The one write cut off at any byte."""
    chance = Random(count)
    file = rows(folder / "rows.csv")
    whole = home_with_words(folder / "whole")
    imported(whole, file)
    size = (whole / "data" / "journal.toml").stat().st_size - len(BEFORE)
    came = Counter[str]()
    for number in range(count):
        home = home_with_words(folder / str(number))
        cut_off(home, file, chance.randrange(1, size))
        came["changed"] += (home / "data" / "journal.toml").read_bytes() != BEFORE
        held, times, torn, damages = fate(home, file)
        came["lost"] += ROWS - held
        came["doubled"] += times - 1
        came["torn or damaged"] += torn + damages
    return came


AMISS = ("some", "lost", "doubled", "torn or damaged")


def test_an_import_that_is_killed_and_done_again_is_there_once(tmp_path: Path) -> None:
    came = kills(tmp_path, 2)
    assert [came[what] for what in AMISS] == [0, 0, 0, 0]


def test_an_import_whose_writing_is_cut_off_changes_nothing_and_the_next_is_whole(
    tmp_path: Path,
) -> None:
    came = cuts(tmp_path, 2)
    assert sum(came.values()) == 0


@pytest.mark.long
def test_a_hundred_killed_imports_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    came = kills(tmp_path, 100)
    print("\nkilled, import of 2,000: 100 kills,", dict(came))
    assert [came[what] for what in AMISS] == [0, 0, 0, 0]
    assert min(came["none"], came["all"]) > 0


@pytest.mark.long
def test_a_hundred_imports_cut_off_in_the_middle_change_nothing(tmp_path: Path) -> None:
    came = cuts(tmp_path, 100)
    print("\ncut off, import of 2,000: 100 cuts,", dict(came))
    assert sum(came.values()) == 0


@pytest.mark.parametrize("room", [0, 1, 200, 4096, 100_000])
def test_an_import_that_finds_no_room_adds_nothing_and_says_so(tmp_path: Path, room: int) -> None:
    import sys

    file, home = rows(tmp_path / "rows.csv"), home_with_words(tmp_path)
    limit = str(len(BEFORE) + room)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, limit, *words(file)], capture_output=True, text=True,
        env=environment(home, PYTHONDONTWRITEBYTECODE="1"), check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert (
        done.stderr == "The journal could not be changed: file too large.\nNothing was changed.\n"
    )
    assert (home / "data" / "journal.toml").read_bytes() == BEFORE
    assert fate(home, file) == (ROWS, 1, 0, 0)


def test_an_export_to_a_full_device_fails_and_leaves_no_half_file(tmp_path: Path) -> None:
    home = home_with_words(tmp_path)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*MINDFUL, "journal", "export"], env=environment(home), stdout=full,
            stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    out = tmp_path / "out.json"
    done = subprocess.run(
        [*MINDFUL, "journal", "export", "-o", str(out)], env=environment(home), check=True,
        capture_output=True,
    )  # fmt: skip
    assert (len(json.loads(out.read_text())), out.stat().st_mode & 0o777) == (1, 0o600)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["home", "out.json"]
