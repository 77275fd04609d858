"""The scenes: what a person does and sees, and what is kept of it, whatever face it has.

Each exercise is in `exercises/`, ten seconds long. A text is seen once in its scene, and stands in
one row on every face.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True, slots=True)
class Sees:
    """These words come to stand in one row, no part of a longer word."""

    text: str


@dataclass(frozen=True, slots=True)
class Hears:
    """The bell has rung so many times since the beginning."""

    bells: int


@dataclass(frozen=True, slots=True)
class Presses:
    """A key, by its name."""

    key: str


@dataclass(frozen=True, slots=True)
class Types:
    """The letters of a line, in a step that is written in."""

    words: str


@dataclass(frozen=True, slots=True)
class Writes:
    """Room to write opens, and this is what is written there."""

    words: str


@dataclass(frozen=True, slots=True)
class Passes:
    """So many seconds in which the person does nothing."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Stops:
    """The process is stopped for so many seconds."""

    seconds: float


Beat = Sees | Hears | Presses | Types | Writes | Passes | Stops


@dataclass(frozen=True, slots=True)
class Scene:
    """An exercise, the words after its name, what happens; how often it rings, and what is kept."""

    name: str
    exercise: str
    words: tuple[str, ...]
    beats: tuple[Beat, ...]
    bells: int
    entry: Mapping[str, Any]

    @property
    def command(self) -> tuple[str, ...]:
        return ("start", self.exercise, "10s", "--no-check-in", *self.words)


def entry(
    exercise: str, family: str, practised: int, ended: str = "complete", late: int = 1, **more: Any
) -> dict[str, Any]:
    """What is kept of ten seconds, of which so many were sat; or `late` seconds more or less."""
    return {
        "kind": "session",
        "exercise": exercise,
        "family": family,
        "planned": 10,
        "practised": pytest.approx(practised, abs=late),
        "ended": ended,
        **more,
    }


FIRST, SECOND, THIRD = "The floor holds you.", "A sound, far away.", "Light on the wall."
THREE, SILENTLY = "three-lines", ("--no-reflection",)
BEGINS = (Sees("enter begins"), Presses("enter"))
TO_THE_END = (Presses("n"), Hears(2), Presses("enter"))  # past the last step, past the closing
WROTE = {"question": "What was there?", "text": "A tram."}

SIT = Scene(
    "sit", THREE, (),
    (
        *BEGINS, Hears(1), Sees(FIRST), Sees(SECOND), Sees(THIRD), Hears(2), Hears(3), Hears(4),
        Sees("What was there?"), Writes("A tram."),
    ),
    bells=4,
    entry=entry(THREE, "presence", 10, **WROTE),
)  # fmt: skip
PAUSE = Scene(
    "pause", THREE, (),
    (
        *BEGINS, Sees(SECOND), Presses("escape"), Sees("Paused at"), Passes(2), Presses("enter"),
        Sees(THIRD), Presses("q"), Writes(""),
    ),
    bells=1,
    entry=entry(THREE, "presence", 5, "early"),
)  # fmt: skip
NEXT = Scene(
    "next", THREE, SILENTLY,
    (*BEGINS, Sees(FIRST), Presses("n"), Sees(SECOND), Sees(THIRD), *TO_THE_END),
    bells=2,
    entry=entry(THREE, "presence", 3),
)  # fmt: skip
GROUND = Scene(
    "ground", THREE, SILENTLY,
    (
        *BEGINS, Sees(SECOND), Presses("g"), Sees("Find five things you can see"), Passes(2),
        Presses("enter"), Sees(THIRD), Presses("q"),
    ),
    bells=1,
    entry=entry(THREE, "presence", 5, "early"),
)  # fmt: skip
LEAVE = Scene(
    "leave", THREE, (),
    (*BEGINS, Sees(THIRD), Presses("q"), Sees("What was there?"), Writes("A tram.")),
    bells=1,
    entry=entry(THREE, "presence", 5, "early", **WROTE),
)  # fmt: skip
SUSPEND = Scene(
    "suspend", THREE, SILENTLY,
    (
        *BEGINS, Sees(SECOND), Stops(7), Sees("That time is not counted."), Sees(THIRD),
        *TO_THE_END,
    ),
    bells=2,
    entry=entry(THREE, "presence", 5),
)  # fmt: skip
WRITE = Scene(
    "write", "one-line-written", (),
    (
        *BEGINS, Sees("What I saw:"), Sees("The time of this step is over."), Hears(2), Passes(1),
        Types("A door, shut."), Sees("A door, shut."), Presses("enter"), Sees("Look up again."),
        Presses("n"), Hears(3), Presses("enter"), Sees("How sure are you?"), Writes("Less sure."),
    ),
    bells=3,
    entry=entry(
        "one-line-written", "perspective", 6, late=3,  # its step waits for each of the keys
        question="How sure are you?", text="What I saw: A door, shut.\n\nLess sure.",
    ),
)  # fmt: skip
GATE = Scene(
    "gate", "gated", SILENTLY,
    (
        *BEGINS, Sees("How stirred up are you right now?"), Presses("8"), Sees("Perhaps not now"),
        Presses("enter"), Sees("Stay there a while."), *TO_THE_END,
    ),
    bells=2,
    entry=entry("gated", "security", 3, arousal=8),
)  # fmt: skip
BREATHE = Scene(
    "breathe", "one-breath", SILENTLY,
    (
        *BEGINS, Sees("in"), Presses("down"), Sees("6.5 breaths a minute"), Sees("out"),
        *TO_THE_END,
    ),
    bells=2,
    entry=entry("one-breath", "presence", 4),
)  # fmt: skip
TURN = Scene(
    "turn", "two-turns", (*SILENTLY, "--with", "Sam"),
    (
        *BEGINS, Hears(1), Sees("You speak, Sam listens."), Sees("Sam speaks, you listen."),
        Hears(2), Sees("Both of you."), Hears(3), Presses("n"), Hears(4), Presses("enter"),
    ),
    bells=4,
    entry=entry("two-turns", "together", 5, **{"with": "Sam"}),
)  # fmt: skip

# The longest first, so that those sat side by side are over together.
SCENES = (SIT, SUSPEND, PAUSE, GROUND, WRITE, TURN, LEAVE, BREATHE, GATE, NEXT)
