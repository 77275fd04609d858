"""Whatever happens to the streams or inside, a command ends with a sentence and a status."""

import subprocess
import sys
from pathlib import Path

import pytest

MINDFUL = [sys.executable, "-m", "mindful"]


def shell(home: Path, line: str) -> subprocess.CompletedProcess[str]:
    """A command line as a shell runs it; $mindful is the command."""
    return subprocess.run(
        ["sh", "-c", line.replace("$mindful", " ".join(MINDFUL))],
        env={"MINDFUL_HOME": str(home), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("$mindful history >&-", 0),
        ("$mindful history 2>&-", 0),
        ("$mindful history <&-", 0),
        ("$mindful write <&-", 2),
        ("$mindful write Rain. >&-", 0),
        ("$mindful start <&-", 2),
    ],
)
def test_a_stream_that_is_closed_ends_nothing_in_a_traceback(
    tmp_path: Path, line: str, status: int
) -> None:
    done = shell(tmp_path, line)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)


def test_a_reader_that_goes_away_ends_it_without_a_word(tmp_path: Path) -> None:
    shell(tmp_path, "for i in $(seq 3); do $mindful write Rain $i; done")
    done = shell(tmp_path, "($mindful history; echo $? >&2) | true")
    assert done.stderr in ("0\n", "1\n")


def test_a_full_device_is_not_called_a_success(tmp_path: Path) -> None:
    shell(tmp_path, "$mindful write Rain.")
    done = shell(tmp_path, "$mindful history > /dev/full")
    assert (done.returncode, done.stderr) == (1, "No space left on device.\n")


def test_what_nobody_foresaw_is_a_sentence_without_a_word_of_the_journal() -> None:
    script = (
        "import sys; from mindful.cli import run, write\n"
        "def broken(*_): raise ValueError('canary')\n"
        "write.labels = broken\n"
        "sys.exit(run.run(['write', 'canary']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (
        1,
        "Something in mindful went wrong (ValueError, <string> line 2).\n"
        "What is in your journal is still there.\n",
    )


def test_an_ascii_terminal_gets_ascii(tmp_path: Path) -> None:
    line = "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 $mindful start brethe"
    assert shell(tmp_path, line).stderr == (
        'There is no exercise called "brethe". Did you mean breath-anchor?\n'
        "`mindful exercises` lists them all.\n"
    )
