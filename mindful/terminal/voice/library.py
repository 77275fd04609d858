"""espeak-ng as a library, from the extra `voice`: no program to install, and one line at a time."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import takewhile
from typing import Any

from mindful.terminal.voice.espeak import GAP, Row, named, variants_of, voices_of
from mindful.terminal.voice.speech import SHOWN, Voice, VoiceFails, chosen, plain, wav, whole

# By number, from espeak-ng's speak_lib.h.
_TO_US_AT_ONCE = 2  # AUDIO_OUTPUT_SYNCHRONOUS: nothing is played, nothing happens in the background
_STAY = 0x8000  # espeakINITIALIZE_DONT_EXIT: without it, missing data ends our process
_RATE, _GAP = 1, 7  # espeakRATE, espeakWORDGAP
_UTF8, _PAUSE_AT_END = 0x0001, 0x1000  # and neither espeakPHONEMES nor espeakSSML
_BY_CHARACTER = 1
_LONGEST_PATH = 150  # bytes; beyond some 155 it is cut, and the library complains on the terminal

_CALLED = "The espeak-ng library"

_Take = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class _Listed(ctypes.Structure):
    """espeak_VOICE, as far as its names; languages are each a byte of priority and a word."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("unused", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


def library() -> "Library | None":
    """The library, where the extra is installed and fits this system."""
    import importlib

    try:
        loader = importlib.import_module("espeakng_loader")
        return Library(ctypes.CDLL(loader.get_library_path()), loader.get_data_path())
    except (ImportError, OSError, RuntimeError):
        return None


@contextmanager
def _hushed() -> Iterator[None]:
    """What the library says on the terminal goes nowhere: “No envelope”, of a letter of Gurmukhi.

    For these few milliseconds the standard error of the whole process is as mute.
    """
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error to spare
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


class Library:
    """The engine in our own process. Not for two threads at once."""

    name = "espeak-ng library"

    def __init__(self, functions: ctypes.CDLL, data: str) -> None:
        self._functions = functions
        self._data = os.fsencode(data)

    @property
    def version(self) -> str:
        self._functions.espeak_Info.restype = ctypes.c_char_p
        said: bytes = self._functions.espeak_Info(None)
        return said.decode().split()[0]

    def voices(self) -> list[Voice]:
        return voices_of(self._rows)

    def speak(self, words: str, voice: str, rate: int) -> bytes:
        if not (line := plain(words)):
            return wav(b"")
        heard: list[bytes] = []

        def take(sound: int | None, frames: int, _: int | None) -> int:
            if sound and frames > 0:
                heard.append(ctypes.string_at(sound, 2 * frames))
            return 0

        taking = _Take(take)  # named, since the library does not keep it alive
        espeak, hertz = self._begun
        espeak.espeak_SetSynthCallback(taking)
        self._take_voice(voice)
        espeak.espeak_SetParameter(_RATE, rate, 0)
        espeak.espeak_SetParameter(_GAP, GAP, 0)
        text = line.encode()
        how = _UTF8 | _PAUSE_AT_END
        with _hushed():
            failed = espeak.espeak_Synth(text, len(text) + 1, 0, _BY_CHARACTER, 0, how, None, None)
        if failed:
            raise VoiceFails(f"{_CALLED} could not speak.", SHOWN)
        return whole(wav(b"".join(heard), hertz), line, _CALLED)

    def _take_voice(self, said: str) -> None:
        """It knows a voice by its file only, and by that alone once it has listed them all."""
        base, plus, variant = said.partition("+")
        name = chosen(base, self.voices(), _CALLED)
        if plus:
            plus += chosen(variant, self._variants, _CALLED)
        file = self._rows[name].file + plus
        with _hushed():
            failed = self._begun[0].espeak_SetVoiceByName(file.encode())
        if failed:
            raise VoiceFails(f"{_CALLED} cannot load its voice {name}.", SHOWN)

    @cached_property
    def _begun(self) -> tuple[Any, int]:
        """Its functions, ready, and the frames a second it gives; it ends with our process.

        To end and begin again for each line would be 16 times as slow.
        """
        if len(self._data) > _LONGEST_PATH:
            long = f"{_CALLED} lies in a folder whose name is too long for it."
            raise VoiceFails(long, "espeak-ng installed on the system has no such limit.")
        espeak = self._functions
        listed = ctypes.POINTER(ctypes.POINTER(_Listed))
        espeak.espeak_ListVoices.restype = listed
        size, number, pointer = ctypes.c_size_t, ctypes.c_uint, ctypes.c_void_p
        espeak.espeak_Synth.argtypes = (
            ctypes.c_char_p, size, number, ctypes.c_int, number, number, pointer, pointer,
        )  # fmt: skip
        hertz = espeak.espeak_Initialize(_TO_US_AT_ONCE, 0, self._data, _STAY)
        if hertz <= 0:
            raise VoiceFails(f"{_CALLED} cannot find its data.", SHOWN)
        return espeak, hertz

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return named(row for row in self._listed(None) if self._works(row))

    def _works(self, row: Row) -> bool:
        """A few voices are listed whose dictionary is not there.

        With them go three that borrow the dictionary of another language. None speaks English.
        """
        words = f"{row.language.split('-')[0]}_dict"
        return os.path.exists(os.path.join(self._data, words.encode()))

    @cached_property
    def _variants(self) -> list[Voice]:
        return variants_of(self._listed(_Listed(languages=b"variant")))

    def _listed(self, like: _Listed | None) -> Iterator[Row]:
        listed = self._begun[0].espeak_ListVoices(like and ctypes.byref(like))
        for row in (one.contents for one in takewhile(bool, listed)):
            priority, language = row.languages[0], row.languages[1:].decode()
            yield Row(priority, language, row.name.decode(), row.identifier.decode())
