"""The system's players: which are taken, and what is left of them."""

import os
import time
from pathlib import Path

import pytest

from mindful.terminal.programs import LONGEST_WAIT, SOON, Command, Programs, programs

FFPLAY = ("-nodisp", "-autoexit", "-loglevel", "error")


def a_program(folder: Path, name: str, does: str = "exit 0") -> str:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\nPATH={os.defpath}\n{does}\n")
    program.chmod(0o700)
    return str(program)


def ended(player: Programs) -> list[str]:
    """What rang instead, once all is over: this takes as long as it does, and 5 s at most."""
    rung: list[str] = []
    player.play(Path("bell.wav"), lambda: rung.append("instead"))
    until = time.monotonic() + 5
    while player.look() == SOON and time.monotonic() < until:
        pass
    return rung


def test_the_players_are_taken_in_their_order_by_their_whole_names(tmp_path: Path) -> None:
    here = tmp_path / "bin"
    ffplay, aplay = a_program(here, "ffplay"), a_program(here, "aplay")
    assert programs("linux", {"PATH": str(here)}) == [(aplay, "-q"), (ffplay, *FFPLAY)]
    assert programs("darwin", {"PATH": str(here)}) == []


@pytest.mark.parametrize("path", ["", ".", ":", "::/nowhere", "bin"])
def test_what_lies_in_the_folder_one_is_in_is_no_player(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    a_program(tmp_path, "paplay")
    a_program(tmp_path / "bin", "paplay")
    monkeypatch.chdir(tmp_path)
    assert programs("linux", {"PATH": path}) == []


@pytest.mark.parametrize("does", ["exit 1", "kill -SEGV $$", "sleep 0.02; exit 3"])
def test_a_sound_that_no_player_could_play_is_replaced_once(tmp_path: Path, does: str) -> None:
    commands: list[Command] = [(a_program(tmp_path, name, does),) for name in ("one", "two")]
    player = Programs(commands, Path("silence.wav"), time.monotonic)
    assert ended(player) == ["instead"]
    assert player.look() == LONGEST_WAIT


def test_the_next_player_plays_what_one_could_not(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    commands: list[Command] = [
        (a_program(tmp_path, "one", "exit 1"),),
        (a_program(tmp_path, "two", f'echo "$1" >> {heard}'),),
        (str(tmp_path / "none"),),
    ]
    player = Programs(commands, Path("silence.wav"), time.monotonic)
    assert ended(player) == []
    assert "bell.wav" in heard.read_text().split()


def test_a_player_that_is_stuck_is_ended_with_all_it_began(tmp_path: Path) -> None:
    now = [0.0]
    stuck = a_program(tmp_path, "stuck", f"trap '' TERM; echo $$ > {tmp_path}/pid; sleep 60")
    player = Programs([(stuck,)], Path("silence.wav"), lambda: now[0])
    rung: list[str] = []
    playing = player.play(Path("bell.wav"), lambda: rung.append("instead"))
    assert playing
    now[0] = 5.9
    player.look()
    player.play(Path("bell.wav"), lambda: rung.append("too soon"))
    assert rung == []
    now[0] = 6.1
    player.play(Path("bell.wav"), lambda: rung.append("instead"))
    assert rung == ["instead"]
    player.look()
    player.look()
    assert rung == ["instead", "too soon"]
