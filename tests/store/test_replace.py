"""A file is replaced whole, where it really is, and open to nobody else."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mindful.errors import MindfulError
from mindful.store.replace import replace

TWO = b"one\ntwo\n"
# Adds one to a number in a file until it has done so fifty times.
COUNTER = """
import sys
from pathlib import Path
from mindful.errors import MindfulError
from mindful.store.replace import replace
file, done = Path(sys.argv[1]), 0
while done < 50:
    seen = file.read_bytes()
    try:
        replace(file, str(int(seen) + 1).encode(), fsync=False, seen=seen)
        done += 1
    except MindfulError:
        pass
"""


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("fsync", [True, False])
def test_a_new_file_and_its_folder_are_made_and_open_to_nobody_else(
    tmp_path: Path, fsync: bool
) -> None:
    file = tmp_path / "a" / "b.toml"
    replace(file, TWO, fsync)
    assert (file.read_bytes(), mode(file), names(file.parent)) == (TWO, 0o600, ["b.toml"])


@pytest.mark.parametrize(
    ("before", "after"), [(0o600, 0o600), (0o644, 0o600), (0o666, 0o600), (0o400, 0o400)]
)
def test_a_file_stays_as_closed_as_it_was_or_becomes_so(
    tmp_path: Path, before: int, after: int
) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"old")
    file.chmod(before)
    replace(file, TWO)
    assert (file.read_bytes(), mode(file)) == (TWO, after)


def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    real = tmp_path / "dotfiles" / "mindful.toml"
    real.write_bytes(b"old")
    link = tmp_path / "config.toml"
    link.symlink_to("dotfiles/mindful.toml")
    replace(link, TWO)
    assert (os.readlink(link), real.read_bytes()) == ("dotfiles/mindful.toml", TWO)
    assert (names(tmp_path), names(real.parent)) == (
        ["config.toml", "dotfiles"],
        ["mindful.toml"],
    )


def test_a_link_to_nothing_yet_leads_to_the_new_file(tmp_path: Path) -> None:
    link = tmp_path / "config.toml"
    link.symlink_to(tmp_path / "dotfiles" / "mindful.toml")
    replace(link, TWO, seen=b"")
    assert (link.is_symlink(), link.read_bytes()) == (True, TWO)


def test_what_a_kill_left_beside_it_is_in_nobodys_way(tmp_path: Path) -> None:
    file, left = tmp_path / "a.toml", tmp_path / ".a.toml.tmp"
    left.write_bytes(b"a long half of something else" * 100)
    left.chmod(0o644)
    replace(file, TWO)
    assert (file.read_bytes(), mode(file), names(tmp_path)) == (TWO, 0o600, ["a.toml"])


def test_a_link_laid_where_it_writes_first_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    (tmp_path / ".a.toml.tmp").symlink_to(other)
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        replace(tmp_path / "a.toml", TWO)
    assert other.read_bytes() == b"mine"


@pytest.mark.parametrize(("seen", "now"), [(b"old", b"newer"), (b"", b"new"), (b"old", None)])
def test_what_someone_else_changed_meanwhile_is_not_overwritten(
    tmp_path: Path, seen: bytes, now: bytes | None
) -> None:
    file = tmp_path / "a.toml"
    if now is not None:
        file.write_bytes(now)
    with pytest.raises(MindfulError) as caught:
        replace(file, TWO, seen=seen)
    assert caught.value.message == (
        f"{file} was changed by someone else meanwhile. Nothing was written."
    )
    assert names(tmp_path) == (["a.toml"] if now is not None else [])
    assert now is None or file.read_bytes() == now


def test_of_four_that_change_one_file_at_once_none_overwrites_another(tmp_path: Path) -> None:
    file = tmp_path / "number"
    file.write_bytes(b"0")
    counters = [subprocess.Popen([sys.executable, "-c", COUNTER, str(file)]) for _ in range(4)]
    assert [counter.wait(60) for counter in counters] == [0] * 4
    assert (file.read_bytes(), names(tmp_path)) == (b"200", ["number"])


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a.toml"
    folder.mkdir()
    with pytest.raises(IsADirectoryError):
        replace(folder, TWO)
    assert names(tmp_path) == ["a.toml"]


def test_where_there_is_no_room_the_old_one_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"old")
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from mindful.store.replace import replace\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5, 5))\n"
        "try: replace(Path(sys.argv[1]), b'longer than five')\n"
        "except OSError as error: print(error.errno)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True
    )
    assert (done.stdout, file.read_bytes(), names(tmp_path)) == (
        f"{errno.EFBIG}\n",
        b"old",
        ["a.toml"],
    )


def test_one_who_holds_it_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    script = (
        "import fcntl, sys, threading; file = open(sys.argv[1], 'w')\n"
        "fcntl.flock(file, fcntl.LOCK_EX); print(flush=True); sys.stdin.read()"
    )
    left = tmp_path / ".a.toml.tmp"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(left)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"\n"
        with left.open() as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        holder.kill()
    replace(tmp_path / "a.toml", TWO)
    assert names(tmp_path) == ["a.toml"]
