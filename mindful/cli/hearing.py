"""What a sitting is heard with: the bells made once, a player found, the lines once spoken."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mindful.core.bells import ALLOWED, Bells
from mindful.core.bells import bells as wished
from mindful.core.settings import Settings
from mindful.errors import MindfulError
from mindful.terminal.page import Seat
from mindful.terminal.sounding import Sounding

if TYPE_CHECKING:
    from mindful.cli.world import World
    from mindful.core.heard import Sound
    from mindful.store.sounds import Sounds
    from mindful.terminal.ears import Ears
    from mindful.terminal.player import Player

Bell = Annotated[
    str,
    typer.Option("--bell", metavar="WHEN", help=f"Bells within the sitting: {ALLOWED}."),
]
Voice = Annotated[bool | None, typer.Option("--voice/--no-voice", help="Each line spoken as well.")]
SILENCE = 0.05  # seconds that a player is tried with


def bells_of(settings: Settings) -> Bells:
    """The bells that are settled on; those by chance are drawn here."""
    return wished(settings.bell, _chance)


def _chance() -> float:
    from random import random

    return random()


def heard(seat: Seat, settings: Settings, world: "World", terminal: ExitStack) -> Sounding:
    """The face of a seat, heard as well; readied now, unless it is to be silent."""

    def opens() -> "Ears":
        return ears_of(settings, world, seat.face.bell)

    face = Sounding(seat.face, opens)
    if settings.sound != "none":
        face.ready()
    terminal.callback(face.hush)
    return face


def ears_of(settings: Settings, world: "World", beep: Callable[[], None]) -> "Ears":
    """Bells, tones and a player; the terminal's own bell where the one or the other fails."""
    from mindful.store.sounds import Sounds
    from mindful.store.wav import rest
    from mindful.terminal.ears import Ears, Instruments

    kept = Sounds(world.places.sounds)
    volume = settings.bell_volume
    player, files = None, {}
    try:
        rung = settings.sound != "beep" and volume > 0
        player = player_of(kept, world) if rung or settings.voice else None
        files = bells(kept, volume) if player and rung else {}
    except (OSError, MindfulError):  # no room for what could be made anew at any time
        pass

    def left(file: Path, seconds: float) -> Path:
        return kept.keep("rest", rest(kept.read(file.stem), seconds))

    ring = beep if volume else _nothing
    return Ears(Instruments(player, files, left, settings.key_tones), ring)


def _nothing() -> None:
    """What rings at no volume."""


def player_of(kept: "Sounds", world: "World") -> "Player | None":
    """What plays on this machine: the extra where it was asked for, else the system's players."""
    from mindful.core.samples import RATE, silence
    from mindful.store.wav import wav
    from mindful.terminal import player

    moment = kept.find("silence") or kept.keep("silence", wav(silence(int(SILENCE * RATE))))
    return player.player_of(sys.platform, world.environ, moment, world.clock)


def bells(kept: "Sounds", volume: int) -> "dict[Sound, Path]":
    """The file of each bell and tone at a volume in per cent; made where there is none yet."""
    from mindful.core.bowl import VERSION, sounds
    from mindful.core.heard import Sound
    from mindful.store.wav import wav

    names = {sound: f"{sound.value}-{VERSION}-{volume}" for sound in Sound}
    found = {sound: kept.find(name) for sound, name in names.items()}
    files = {sound: file for sound, file in found.items() if file}
    if len(files) < len(names):
        made = sounds(volume / 100)
        files = {sound: kept.keep(names[sound], wav(samples)) for sound, samples in made}
    return files
