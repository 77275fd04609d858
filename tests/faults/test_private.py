"""What is private stays so: files open to nobody else, no network, no other program."""

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.live.home import BRIEFLY, FOURTH, Home
from tests.live.terminal import CTRL_D, MINDFUL, environment

LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""
KETTLE = """
title = "The kettle"
family = "presence"
purpose = "Be there."
minutes = [1]
usual = 1
[[step]]
name = "wait"
share = 100
say = ["Listen."]
"""
COMMANDS = (("write", "Rain."), ("history",), ("delete", "last", "--yes"), BRIEFLY)


def lets_all_in(home: Path, *words: str, before: tuple[str, ...] = ()) -> int:
    """Run mindful where whatever it makes would be open to everyone; its exit status."""
    done = subprocess.run(
        [*before, *MINDFUL, *words], env=environment(home, PYTHONDONTWRITEBYTECODE="1"),
        input="", capture_output=True, text=True, timeout=25, check=False, umask=0,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode


def open_to_others(home: Path) -> list[str]:
    paths = [home, *home.rglob("*")]
    return [f"{path} {path.stat().st_mode:o}" for path in paths if path.stat().st_mode & 0o077]


@cache
def why_not_traced() -> str:
    """Why system calls cannot be watched here; empty where they can."""
    try:
        done = subprocess.run(
            ["strace", "-qq", "true"], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return "strace is not installed"
    return f"strace may not watch here: {done.stderr.strip()}" if done.returncode else ""


def watched(trace: Path) -> tuple[str, ...]:
    """What to put before a command, so that its calls are told in that file."""
    strace = shutil.which("strace") or "strace"
    return (strace, "-f", "-qq", "-s", "4096", "-e", "trace=%network,%process", "-o", str(trace))


def beyond(trace: str) -> list[str]:
    """The calls that reach beyond this program: another network, another program."""
    calls = re.findall(r"^(?:\d+ +)?((?:socket|connect|execve|v?fork|clone3?)\(.*)$", trace, re.M)
    inside = re.compile(r"(?:socket|connect)\([^)]*AF_UNIX|clone3?\(.*CLONE_THREAD")
    return [call for call in calls[1:] if not inside.match(call)]


class Lived(NamedTuple):
    """A home that was written and sat in, and the calls made meanwhile, where they were watched."""

    home: Path
    traces: list[str]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """One for both tests, since a sitting takes its time."""
    folder = tmp_path_factory.mktemp("lived")
    trace = folder / "trace"
    traces = []
    for words in COMMANDS:
        before = () if why_not_traced() else watched(trace)
        assert lets_all_in(folder / "home", *words, before=before) == 0
        traces += [trace.read_text()] if before else []
    return Lived(folder / "home", traces)


def test_whatever_is_kept_is_open_to_nobody_else(lived: Lived) -> None:
    home = lived.home
    limit = (home / "data" / "journal.toml").stat().st_size + 10
    limited = (sys.executable, "-ISc", LIMITED, str(limit))
    assert lets_all_in(home, "write", "Sun.", before=limited) == 1
    assert lets_all_in(home, "help-now", before=limited) == 0
    made = {str(path.relative_to(home)) for path in home.rglob("*")}
    assert {"data/journal.toml", "data/.journal.lock", "data/spill", "state"} <= made
    assert sum(name.startswith("data/spill/") for name in made) == 1
    assert open_to_others(home) == []


def test_thirty_commands_leave_nothing_open_to_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (copy := tmp_path / "copy.toml").write_text("[[entry]]\nat = 2026-11-20\ntext = 'Fog.'\n")
    (broken := tmp_path / "broken.toml").write_text("[[entry]]\nat = nonsense\n")
    (tmp_path / "kettle.toml").write_text(KETTLE)
    commands: list[tuple[int, str]] = [
        (0, "write Rain."), (0, "write Sun. --tag noon --about M."), (0, "history"),
        (0, "history --json"), (0, "history today"), (0, "history -n 1"), (0, "show last"),
        (0, "show last --json"), (1, "show zzzz"), (0, "journal"), (0, "journal path"),
        (0, "journal check"), (0, f"journal merge {copy} --yes"),
        (1, f"journal merge {copy.parent}"), (1, f"journal merge {broken}.gone --yes"),
        (2, f"journal merge {broken}"), (0, f"journal merge {broken} --yes"),
        (1, "journal check"), (2, "journal check --repair"), (0, "journal check --repair --yes"),
        (0, f"journal merge --driver {copy} {copy} {broken}"), (0, "config"),
        (0, "config set plain true"), (0, "config path"), (0, "exercises"), (0, "exercises sounds"),
        (0, "exercises new mine"), (0, "exercises check mine"),
        (0, f"exercises add {tmp_path / 'kettle.toml'} --yes"), (0, "help-now"), (0, "--version"),
        (0, "search rain"), (0, "stats"), (0, "calendar"), (0, f"report -o {home}/data/a.html"),
        (0, "journal export"), (0, "undo"),
    ]  # fmt: skip
    assert len(commands) > 30
    said = {words: lets_all_in(home, *words.split()) for _, words in commands}
    assert said == {words: status for status, words in commands}
    assert {path.name.split("-")[0] for path in (home / "data").iterdir()} >= {
        ".journal.lock", "exercises", "journal.toml", "journal.unread",
    }  # fmt: skip
    assert open_to_others(home) == []


def test_nothing_reaches_the_network_or_another_program(lived: Lived) -> None:
    if why_not_traced():
        pytest.skip(why_not_traced())
    assert [trace.count("execve(") for trace in lived.traces] == [1] * len(COMMANDS)
    assert [beyond(trace) for trace in lived.traces] == [[]] * len(COMMANDS)


@pytest.mark.parametrize("with_editor", [False, True], ids=["without", "with an editor"])
def test_a_live_sitting_starts_no_program_but_the_editor_and_tells_it_no_words(
    home: Home, tmp_path: Path, with_editor: bool
) -> None:
    if why_not_traced():
        pytest.skip(why_not_traced())
    trace = tmp_path / "trace"
    command = (*watched(trace), *MINDFUL)
    with home.sits(command=command, env={"EDITOR": shutil.which("true") or ""}) as terminal:
        terminal.await_text(FOURTH, 30)
        terminal.press("q")
        terminal.await_text("Ctrl-D ends it", 30)
        terminal.await_keys()
        terminal.press("The kettle.")
        terminal.await_text("The kettle.")
        if with_editor:
            terminal.press("\x0f")
            terminal.await_that(lambda: trace.read_text().count("execve(") == 2, "an editor")
        terminal.await_keys()
        terminal.press(CTRL_D)
        assert terminal.wait(30) == 0
    said = trace.read_text()
    (entry,) = home.entries()
    assert (entry["text"], "kettle" in said) == ("The kettle.", False)
    programs = [call for call in beyond(said) if call.startswith("execve(")]
    others = {call.split("(")[0] for call in beyond(said)} - {"execve"}
    assert (len(programs), others <= {"vfork", "clone", "clone3"}) == (int(with_editor), True)
    assert others == set() or with_editor
    drafts = f'"{home.path}/state/drafts/'
    assert [call.count(drafts) for call in programs] == [1] * with_editor


def test_a_watch_sees_a_program_started_and_a_network_reached_for() -> None:
    """Or else nothing seen would say nothing."""
    trace = (
        '7 execve("/bin/python", ["python"]) = 0\n'
        "7 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3\n"
        "7 socket(AF_UNIX, SOCK_STREAM, 0) = 4\n"
        "7 clone3({flags=CLONE_VM|CLONE_THREAD, exit_signal=0}) = 9\n"
        '8 execve("/bin/true", ["true"]) = 0\n'
        "7 vfork() = 8\n"
    )
    assert [call.split("(")[0] for call in beyond(trace)] == ["socket", "execve", "vfork"]
