"""Bells as they are asked for on the command line, and what is made for them."""

import wave

import pytest

from mindful.cli.app import meant
from mindful.core.heard import Sound
from tests.conftest import Told


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        (["--bell", "every", "5m", "--plain"], ["--bell", "every 5m", "--plain"]),
        (["--bell", "at", "2m,10m"], ["--bell", "at 2m,10m"]),
        (["--bell", "at", "2m,", "10m", "10m"], ["--bell", "at 2m, 10m", "10m"]),
        (["--bell", "random", "3"], ["--bell", "random 3"]),
        (["--bell", "none", "5m"], ["--bell", "none", "5m"]),
        (["--bell", "every 5m", "10m"], ["--bell", "every 5m", "10m"]),
        (["--bell=every 5m", "10m"], ["--bell=every 5m", "10m"]),
        (["--bell"], ["--bell"]),
        (["--bell", "every"], ["--bell", "every"]),
    ],
)
def test_when_bells_ring_is_said_without_quotes(words: list[str], joined: list[str]) -> None:
    assert meant(["start", "sounds", *words]) == ["start", "sounds", *joined]


def rung(told: Told, *words: str) -> tuple[int, int]:
    outcome = told.does("start", "sounds", *words, "--no-reflection")
    return outcome.status, outcome.out.count("(bell)")


def test_bells_ring_where_they_were_asked_for(told: Told) -> None:
    assert rung(told, "5m") == (0, 6)
    assert rung(told, "5m", "--bell", "every", "1m") == (0, 6)
    assert rung(told, "5m", "--bell", "at", "10s,", "20s") == (0, 4)
    assert rung(told, "5m", "--bell", "random", "7") == (0, 9)
    assert rung(told, "5m", "--bell", "none") == (0, 2)


def test_bells_can_be_settled_and_a_flag_goes_before_that(told: Told) -> None:
    told.does("config", "set", "bell", "every", "2m")
    assert rung(told, "5m") == (0, 4)
    assert rung(told, "5m", "--bell", "none") == (0, 2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--bell", "sometimes"], "Bells cannot be “sometimes”.\nIt can be turns, every 5m, "),
        (
            ["--bell", "at", "10m"],
            "None of these bells rings: the sitting is over after 5 minutes.",
        ),
        (["--bell", "every", "1s"], "A bell every 1s would never fall silent.\n"),
    ],
)
def test_bells_that_cannot_ring_are_said_and_nothing_begins(
    told: Told, words: list[str], said: str
) -> None:
    outcome = told.does("start", "sounds", "5m", *words)
    assert (outcome.status, outcome.out, outcome.journal) == (2, "", "")
    assert outcome.err.startswith(said)


def test_where_the_terminals_own_bell_is_to_ring_no_sound_is_made(told: Told) -> None:
    told.does("start", "sounds", "10s")
    assert not (told.home / "cache").exists()


def test_sounds_are_made_once_and_are_whole(told: Told) -> None:
    file = str(told.home.parent / "sounds.wav")
    told.does("exercises", "render", "sounds", "--for", "10s", "-o", file)
    made = {file.name: file for file in (told.home / "cache" / "sounds").iterdir()}
    before = {name: file.stat().st_ino for name, file in made.items()}
    told.does("exercises", "render", "sounds", "--for", "10s", "-o", file)
    assert {name: file.stat().st_ino for name, file in made.items()} == before
    assert len(made) == len(Sound)
    for one in made.values():
        with wave.open(str(one)) as sound:
            assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (
                22050,
                1,
                2,
            )
            assert len(sound.readframes(10**7)) == 2 * sound.getnframes()
