"""Words spoken: the engine there is, and what to install where there is none."""

import shutil
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from functools import partial

from mindful.terminal.voice.espeak import Espeak
from mindful.terminal.voice.programs import PowerShell, Program, Say
from mindful.terminal.voice.speech import Engine, Voice, VoiceFails

__all__ = ["Engine", "Voice", "VoiceFails", "engine_of", "how_to_install", "spoken"]

_LIMIT = 20.0  # seconds for a line; espeak-ng takes a hundredth of one
_AT_ONCE = 2
_AHEAD = 4  # lines begun before one is asked for, so that a long one keeps no one waiting

_Find = Callable[[Mapping[str, str], float], Engine | None]


def _program(
    kind: type[Program], name: str, file: str, environ: Mapping[str, str], limit: float
) -> Program | None:
    path = shutil.which(file, path=environ.get("PATH", ""))
    return kind(name, path, environ, limit) if path else None


def _library(_: Mapping[str, str], __: float) -> Engine | None:
    from mindful.terminal.voice.library import library

    return library()


_ESPEAK_NG = partial(_program, Espeak, "espeak-ng", "espeak-ng")
_ESPEAK = partial(_program, Espeak, "espeak", "espeak")
_SAY = partial(_program, Say, "say", "say")
_POWERSHELL = partial(_program, PowerShell, "windows", "powershell")

_USUAL: tuple[_Find, ...] = (_ESPEAK_NG, _ESPEAK, _library)
_ON: dict[str, tuple[_Find, ...]] = {
    "darwin": (_SAY, _ESPEAK_NG, _library),
    "win32": (_POWERSHELL, _library),
}

_EXTRA = "`pip install 'mindful-practice[voice]'`"
_INSTALL = {
    "darwin": f"A voice comes with `brew install espeak-ng`, or with {_EXTRA}.",
    "win32": f"A voice comes with {_EXTRA.replace(chr(39), chr(34))}.",
}


def engine_of(
    environ: Mapping[str, str], platform: str = sys.platform, limit: float = _LIMIT
) -> Engine | None:
    """The engine to speak with, the first there is, or None; a line may take `limit` seconds."""
    found = (find(environ, limit) for find in _ON.get(platform, _USUAL))
    return next((engine for engine in found if engine), None)


def how_to_install(platform: str = sys.platform) -> str:
    """A sentence on what to install where there is no engine."""
    return _INSTALL.get(
        platform,
        "A voice comes with espeak-ng, by `apt install`, `dnf install` or `pacman -S`, "
        f"or with {_EXTRA}.",
    )


def spoken(
    engine: Engine, texts: Iterable[str], voice: str, rate: int
) -> Generator[tuple[str, bytes]]:
    """Each text with its WAV, in their order; two at once where the engine is a program.

    Closing it stops what still runs. Raises VoiceFails at the first text that cannot be spoken.
    """
    if isinstance(engine, Program):
        yield from _side_by_side(engine, texts, engine.voice(voice), rate)
    else:
        for text in texts:
            yield text, engine.speak(text, voice, rate)


def _side_by_side(
    engine: Program, texts: Iterable[str], voice: str, rate: int
) -> Generator[tuple[str, bytes]]:
    from concurrent.futures import Future, ThreadPoolExecutor

    children = engine.children()
    begun: deque[tuple[str, Future[bytes]]] = deque()
    threads = ThreadPoolExecutor(_AT_ONCE)
    try:
        for text in texts:
            begun.append((text, threads.submit(engine.speak, text, voice, rate, children)))
            if len(begun) == _AHEAD:
                first, sound = begun.popleft()
                yield first, sound.result()
        for text, sound in begun:
            yield text, sound.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        children.close()
        threads.shutdown()
