"""A disk that fills while a sitting is written to it: one sentence, and nothing of it stays."""

import os
import sys
from pathlib import Path

import pytest

from tests.faults.test_full_disk import LIMITED, runner, tiny_disk

WORDS = ("exercises", "render", "open", "--for", "10s", "-o")


@pytest.mark.parametrize("kind", ["wav", "mp3"])
@pytest.mark.parametrize("there", [True, False], ids=["over an older one", "anew"])
def test_a_disk_that_fills_keeps_what_was_there(tmp_path: Path, kind: str, there: bool) -> None:
    if kind == "mp3":
        pytest.importorskip("lameenc")
    folder = tmp_path / "disk"
    file = folder / f"a.{kind}"
    with tiny_disk(folder) as disk:
        if there:
            disk.seen(file).write_bytes(b"old")
        done = runner(tmp_path / "home", *disk.joining)(*WORDS, str(file))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.splitlines()[-2:] == [
            f"{file} could not be written: the disk is full.",
            "Nothing of it was left behind.",
        ]
        held = {
            name: disk.seen(folder / name).read_bytes() for name in os.listdir(disk.seen(folder))
        }
    assert held == ({file.name: b"old"} if there else {})


def test_so_does_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "a.wav"
    assert runner(home)(*WORDS, str(file)).returncode == 0  # the bells are there by now
    before = file.read_bytes()
    done = runner(home, sys.executable, "-ISc", LIMITED, "1000000")(*WORDS, str(file))
    assert (done.returncode, done.stderr.splitlines()[-2:]) == (
        1,
        [f"{file} could not be written: file too large.", "Nothing of it was left behind."],
    )
    assert (sorted(os.listdir(tmp_path)), file.read_bytes()) == (["a.wav", "home"], before)
