"""Sittings before a sound device: how they are opened, and what was heard of them."""

import sys
import time
from pathlib import Path
from typing import Any

from mindful.core.heard import Sound
from mindful.core.samples import Samples
from tests.live.ears import FLOOR, Recording
from tests.live.terminal import Terminal, let_pass

LATE = 0.15  # seconds after it was due, at which a bell is heard at the latest
EARLY = 0.1  # seconds by which what a sitting says of its bell may itself be read late
TALL = (100, 60)
# As where the extra is not installed, though here it is.
WITHOUT_EXTRA = (
    sys.executable, "-c",
    "import sys; sys.modules['miniaudio'] = None; from mindful.__main__ import main; main()",
)  # fmt: skip
# An environment that leads to no device at all.
NOWHERE = {
    "PULSE_SERVER": "unix:/nowhere", "PIPEWIRE_RUNTIME_DIR": "/nowhere",
    "XDG_RUNTIME_DIR": "/nowhere", "ALSA_CONFIG_PATH": "/dev/null", "SDL_AUDIODRIVER": "alsa",
}  # fmt: skip
Known = dict[Sound, "Samples[int]"]


def heard_at(recording: Recording, known: Known) -> list[tuple[Sound, float]]:
    """The sounds and their seconds; there is nothing else in the recording."""
    found, left = recording.heard(known)
    assert left <= FLOOR
    return [(one.sound, one.at) for one in found]


def in_time(heard: list[tuple[Sound, float]], due: list[tuple[Sound, float]]) -> bool:
    """Whether each that was due was heard, none too late, and none else."""
    assert [sound for sound, _ in heard] == [sound for sound, _ in due]
    late = [at - when for (_, at), (_, when) in zip(heard, due, strict=True)]
    told = (f"{sound.value} {ms * 1000:.0f} ms" for (sound, _), ms in zip(due, late, strict=True))
    print("late:", *told)  # shown where it was not in time
    return all(-EARLY < one < LATE for one in late)


def children(terminal: Terminal) -> list[str]:
    """The processes that a sitting has, dead or alive; none where the system does not tell."""
    number = terminal.process.pid
    tasks = Path(f"/proc/{number}/task/{number}/children")
    found = tasks.read_text().split() if tasks.exists() else []
    return [Path(f"/proc/{one}/stat").read_text() for one in found]


def sitting(*words: str) -> tuple[str, ...]:
    """A sitting of `sounds` on the plain face, which says when it rings; nothing asked after it."""
    asks = "--no-check-in", "--no-reflection"
    return "start", "sounds", "--for", words[0], *words[1:], "--plain", *asks


def begins(terminal: Terminal, line: str = "Feel what holds you up.") -> float:
    """The second at which a sitting began, by its own account, as far as is known yet."""
    terminal.await_text(line)
    return terminal.came("(bell)")[0]


def began_at(terminal: Terminal, *rung: float) -> float:
    """The same, of the second of each of its bells; by the one that was read most promptly."""
    came = terminal.came("(bell)")
    return min(at - due for at, due in zip(came, (0, *rung), strict=True))


def until(second: float) -> None:
    """Let time pass until a second of the monotonic clock."""
    let_pass(max(0.0, second - time.monotonic()))


def loud(environ: dict[str, str], how: dict[str, Any], **more: str) -> dict[str, Any]:
    """How mindful is opened with a bowl, before a loudspeaker."""
    return {**how, "size": TALL, "env": {"MINDFUL_SOUND": "bowl", **environ, **how["env"], **more}}
