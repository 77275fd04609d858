"""A page longer than the screen, in the program that a person reads with."""

from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest

from mindful.core.entry import Entry
from mindful.store import blocks
from tests.conftest import MORNING
from tests.live.home import Home

KEEPS = '#!/bin/sh\ncat >{kept}\necho "$# $LESSHISTFILE"\n'


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Someone with thirty entries, a day each: ninety lines of history."""
    home = Home(tmp_path / "home").known()
    journal = home.path / "data" / "journal.toml"
    journal.parent.mkdir()
    days = [MORNING - timedelta(days=day) for day in range(30)]
    entries = [Entry.reflection(at, f"Number {day}.") for day, at in enumerate(days)]
    numbered = [entry.with_(id=f"{entry.at:%Y%m%d-%H%M}-k3f9", saved=MORNING) for entry in entries]
    journal.write_bytes(b"".join(map(blocks.write, numbered)))
    return home


def seen(home: Home, *words: str, **env: str) -> tuple[int, str]:
    """The exit status of a command on a terminal, and all that it was sent."""
    with home.opens(*words, env=env) as terminal:
        status = terminal.wait()
        return status, terminal.received.decode().replace("\r\n", "\n")


def pager(tmp_path: Path) -> tuple[str, Path]:
    """A program that keeps what it is given to read."""
    kept, program = tmp_path / "kept", tmp_path / "reader"
    program.write_text(KEEPS.format(kept=kept))
    program.chmod(0o700)
    return str(program), kept


def test_a_long_page_goes_to_the_pager_by_its_standard_input_alone(
    home: Home, tmp_path: Path
) -> None:
    program, kept = pager(tmp_path)
    status, said = seen(home, "history", "-n", "30", PAGER=program)
    assert (status, said) == (0, "0 /dev/null\n")
    assert kept.read_text().startswith("Sunday 22 November")
    assert kept.read_text().count("Number ") == 30


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (["history", "-n", "3"], {}),
        (["history", "-n", "30"], {"TERM": "dumb"}),
        (["history", "-n", "30"], {"ACCESSIBLE": "1"}),
        (["history", "-n", "30"], {"MINDFUL_PLAIN": "true"}),
        (["history", "-n", "30", "--json"], {}),
    ],
)
def test_a_short_page_and_a_plain_face_need_none(
    home: Home, tmp_path: Path, words: list[str], env: dict[str, str]
) -> None:
    program, kept = pager(tmp_path)
    status, said = seen(home, *words, PAGER=program, **env)
    assert (status, said.count("Number "), kept.exists()) == (0, int(words[2]), False)


@pytest.mark.parametrize("named", ["", "no-such-program", "'without an end"])
def test_without_a_pager_the_page_is_printed(home: Home, named: str) -> None:
    status, said = seen(home, "history", "-n", "30", PAGER=named)
    assert (status, said.count("Number ")) == (0, 30)


def test_a_pager_that_is_left_early_is_no_failure(home: Home) -> None:
    status, said = seen(home, "history", "-n", "30", PAGER="head -1")
    assert (status, said) == (0, "Sunday 22 November\n")


@pytest.mark.skipif(not which("less"), reason="less is not installed")
def test_less_shows_a_screen_and_keeps_nothing_of_what_is_looked_for(home: Home) -> None:
    with home.opens("history", "-n", "30") as terminal:
        terminal.await_text("Number 5.")
        terminal.press("/Number 29\r")
        terminal.await_text("Number 29.")
        terminal.press("q")
        assert terminal.wait() == 0
    assert not list(home.path.glob(".*less*"))
    assert not list(home.path.rglob("lesshst"))
