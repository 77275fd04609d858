"""A sitting to take along: all of it as one sound file."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from mindful.cli.exercises import Length, beginning, fit_to, group_of, must_ring
from mindful.cli.hearing import Bell, Voice, bells, bells_of
from mindful.cli.leaving import Asked, leaving
from mindful.cli.world import World, world_of
from mindful.core.bowl import sounds
from mindful.core.heard import Sound
from mindful.core.recording import RUNG, blocks, length, notes
from mindful.core.samples import RATE, Samples
from mindful.core.schedule import Schedule
from mindful.core.settings import Settings
from mindful.core.words import in_one_line
from mindful.errors import MindfulError, Misuse
from mindful.store.recording import read, ready, write
from mindful.store.sounds import Sounds
from mindful.terminal.ears import Spoken
from mindful.terminal.progress import Tell, progress
from mindful.terminal.theme import exactly, size

Name = Annotated[str, typer.Argument(metavar="NAME", autocompletion=beginning)]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where it goes: a .wav or a .mp3.")
]
_Going = Callable[[str], AbstractContextManager[Tell]]


def register(app: typer.Typer) -> None:
    group_of(app).command("render")(render)


def render(
    context: typer.Context,
    name: Name = "",
    for_: Length = "",
    bell: Bell = "",
    voice: Voice = None,
    output: Output = "",
) -> int:
    """Write a whole sitting as one sound file.

    Bells, the spoken lines with --voice, and the silence between them, to be heard anywhere.
    A file that is there already is replaced once the new one is whole.
    """
    if not name:
        raise Misuse("Which practice?", _example("sounds", 10 * 60))
    world = world_of(context)
    settings = _settings(world, bell=bell or None, voice=voice)
    wanted = bells_of(settings)
    schedule = fit_to(world.library.read(name), for_, wanted)
    if bell:
        must_ring(wanted, schedule)
    if not output:
        raise Misuse("Where is it to go?", _example(name, schedule.seconds))
    file = Path(output)
    ready(file)
    if schedule.exercise.caution:
        print(schedule.exercise.caution, file=sys.stderr, flush=True)
    with leaving() as asked:
        going = partial(_going, settings=settings, world=world, asked=asked)
        heard = _heard(schedule, settings, world, going)
        written = _written(file, heard, going)
        print(f"{in_one_line(output)}: {exactly(heard.samples / RATE)}, {size(written)}.")
        return asked.status


def _settings(world: World, **flags: bool | str | None) -> Settings:
    """What holds this time; Misuse where nothing would be heard."""
    settings = world.settled(**flags)
    if not _rings(settings) and not settings.voice:
        raise Misuse(
            "There would be nothing to hear: the bells are silent, and no line is spoken.",
            "`mindful config` shows `sound` and `bell_volume`; --voice has the lines spoken.",
        )
    return settings


def _rings(settings: Settings) -> bool:
    return settings.sound != "none" and settings.bell_volume > 0


def _example(name: str, seconds: int) -> str:
    said = f"{seconds}s" if seconds % 60 else f"{seconds // 60}m"
    return f"As in `mindful exercises render {name} --for {said} -o {name}-{said}.wav`."


@contextmanager
def _going(doing: str, settings: Settings, world: World, asked: Asked) -> Iterator[Tell]:
    """Told how far it is; whoever has asked to leave is heard there, between piece and piece."""
    with progress(doing, settings, world.environ) as tell:

        def told(done: int, of: int) -> None:
            with asked.waiting():
                tell(done, of)

        yield told


class _Heard(NamedTuple):
    """A sitting, and what is heard of it."""

    schedule: Schedule
    bells: "Mapping[Sound, Samples[int]]"
    lines: Mapping[str, Spoken]

    @property
    def samples(self) -> int:
        return length(self.schedule, self.bells)

    def blocks(self) -> "Iterator[Samples[int]]":
        coming = notes(self.schedule, self.bells, self.lines, lambda line: read(line.file))
        return blocks(coming, self.samples)


def _heard(schedule: Schedule, settings: Settings, world: World, going: _Going) -> _Heard:
    rung = _bells(settings, world)
    if not settings.voice:
        return _Heard(schedule, rung, {})
    from mindful.cli.speaking import prepared

    with going("Speaking") as told:
        spoken = prepared(schedule, settings, world, told)
    return _Heard(spoken.schedule, rung, spoken.lines)


def _bells(settings: Settings, world: World) -> "dict[Sound, Samples[int]]":
    """The bowl, also where the terminal's own bell rings: a file has no terminal."""
    if not _rings(settings):
        return {}
    with suppress(OSError, MindfulError):
        files = bells(Sounds(world.places.sounds), settings.bell_volume)
        return {sound: read(files[sound]) for sound in RUNG}
    # No room to keep them, or something else in their place: they are made for this once.
    made = sounds(settings.bell_volume / 100)
    return {sound: samples for sound, samples in made if sound in RUNG}


def _written(file: Path, heard: _Heard, going: _Going) -> int:
    """Write it; the bytes of what was written."""
    with going("Writing") as told:
        return write(file, _told(heard.blocks(), heard.samples, told), heard.samples)


def _told(made: "Iterable[Samples[int]]", count: int, told: Tell) -> "Iterator[Samples[int]]":
    """The same, told of block by block."""
    done = 0
    for block in made:
        told(done, count)
        yield block
        done += len(block)
