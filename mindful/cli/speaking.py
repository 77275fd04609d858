"""The lines of a sitting spoken: each rendered once, the schedule fitted to how long they take."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mindful.cli.world import World
from mindful.core.heard import ALOUD, aloud
from mindful.core.samples import RATE, VOICE_VERSION, Samples, spoken
from mindful.core.schedule import Schedule, fit
from mindful.core.settings import USUAL_VOICE, Settings
from mindful.errors import INTERRUPTED, MindfulError
from mindful.store.append import why
from mindful.store.sounds import HEADER, Sounds
from mindful.store.wav import of_wav, wav
from mindful.terminal import texts, voice
from mindful.terminal.ears import Spoken
from mindful.terminal.page import Seat

if TYPE_CHECKING:
    from mindful.terminal.voice import Engine

PAUSE, LEAST = 1.5, 4.0  # seconds: after a spoken line, and from its beginning to the next at least
_NO_VOICE = "There is no voice here yet."
Progress = Callable[[int, int], None]


class Prepared(NamedTuple):
    """A schedule that leaves each line the time it takes to be said, and the lines."""

    schedule: Schedule
    lines: Mapping[str, Spoken]


def unspoken(world: World) -> str:
    """Why nothing can be said here, and what to install; nothing where it can."""
    return "" if voice.engine_of(world.environ) else f"{_NO_VOICE} {voice.how_to_install()}"


def prepared(schedule: Schedule, settings: Settings, world: World, progress: Progress) -> Prepared:
    """Have everything that is said in a sitting as sound, and the time for it.

    Raises as `spoken_lines`.
    """
    lines = spoken_lines(aloud(schedule), settings, world, progress)
    return Prepared(_fitted(schedule, lines), lines)


def spoken_lines(
    said: list[str], settings: Settings, world: World, progress: Progress
) -> dict[str, Spoken]:
    """Each line as sound; what was spoken before is there already.

    `progress` is told how many of how many are done, and may raise to give up. Raises MindfulError
    where there is no engine, or it fails.
    """
    engine = voice.engine_of(world.environ)
    if engine is None:
        raise MindfulError(_NO_VOICE, voice.how_to_install())
    kept = Sounds(world.places.sounds)
    names = {words: _name(engine, settings, words) for words in said}
    files = {words: kept.find(name) for words, name in names.items()}
    missing = [words for words, file in files.items() if file is None]
    try:
        for done, (words, samples) in enumerate(_samples(engine, missing, settings)):
            files[words] = kept.keep(names[words], wav(samples))
            progress(done + 1, len(missing))
    except OSError as error:
        raise MindfulError(
            f"The voice could not be kept: {why(error)}.", f"The folder is {kept.folder}"
        ) from None
    if missing:
        kept.prune()
    return {words: Spoken(file, _seconds(file)) for words, file in files.items() if file}


def _name(engine: "Engine", settings: Settings, words: str) -> str:
    """The name of a line as sound: all that it depends on."""
    said = (engine.name, engine.version, settings.voice_name, settings.voice_rate,
            settings.voice_volume, VOICE_VERSION, words)  # fmt: skip
    return sha256("\0".join(map(str, said)).encode()).hexdigest()[:40]


def _samples(
    engine: "Engine", lines: list[str], settings: Settings
) -> "Iterator[tuple[str, Samples[int]]]":
    name = "" if settings.voice_name == USUAL_VOICE else settings.voice_name
    with closing(voice.spoken(engine, lines, name, settings.voice_rate)) as said:
        for words, data in said:
            yield words, spoken(of_wav(data), settings.voice_volume / 100)


def _seconds(file: Path) -> float:
    return (file.stat().st_size - HEADER) / 2 / RATE


def _fitted(schedule: Schedule, lines: Mapping[str, Spoken]) -> Schedule:
    """The same, each line held while it is said and for a pause behind it."""

    def hold(words: str) -> float:
        return max(LEAST, lines[words].seconds + PAUSE)

    return fit(schedule.exercise, schedule.seconds, hold, schedule.asked, ALOUD)


class _Without(Exception):
    """Someone would rather go on without the voice."""


def spoken_at(seat: Seat, schedule: Schedule, settings: Settings, world: World) -> Prepared | None:
    """What is said in a sitting, prepared before the eyes of a person; None for not now.

    Where it cannot be said, or is not waited for, the schedule is as it was.
    """

    def progress(done: int, of: int) -> None:
        seat.face.page(texts.preparing(done / of))
        if (key := seat.keys.wait(seat.clock())) in ("escape", "q", "ctrl-c"):
            raise SystemExit(INTERRUPTED) if key == "ctrl-c" else _Without(key)

    silent = Prepared(schedule, {})
    try:
        return prepared(schedule, settings, world, progress)
    except _Without as left:
        return None if str(left) == "q" else silent
    except MindfulError as error:
        if not seat.keys.present:
            print(error.message, error.hint, file=sys.stderr)
            return silent
        page = texts.voiceless(error.message, error.hint)
        return None if seat.ask(page, ("enter", "q", "escape")) != "enter" else silent
