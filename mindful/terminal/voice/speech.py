"""What all engines that speak have in common: voices, the line they are given, and its sound."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from mindful.core.words import UNKNOWN, did_you_mean, safe
from mindful.errors import MindfulError

LISTED = "`mindful config voices` lists those there are."
SHOWN = "The lines are on the screen all the same; `mindful config voices` shows what can speak."
USUAL_RATE = 22050  # Hz
_PCM, _EXTENSIBLE = 1, 0xFFFE  # kinds of sound in a WAV; the second says the first at more length


class VoiceFails(MindfulError):
    """A line could not be spoken. What is said of it never has the line in it."""


class Voice(NamedTuple):
    """A voice: its name as the engine takes it, its language, e.g. en-gb, and what it is called."""

    name: str
    language: str
    about: str = ""


class Engine(Protocol):
    """What turns words into sound."""

    @property
    def name(self) -> str:
        """As a person knows it; a part of what tells one spoken line from another."""

    @property
    def version(self) -> str:
        """As it says itself, or nothing where it says none; a part of it, too."""

    def voices(self) -> list[Voice]:
        """Those that can speak here, English first, and of these the one taken when none is named.

        Raises VoiceFails.
        """

    def speak(self, words: str, voice: str, rate: int) -> bytes:
        """A whole WAV, 16 bit, at the engine's own rate; of wordless words it may be empty.

        The voice is a name or a language, "" for an English one; the rate is in words a minute as
        the engine counts them. Raises VoiceFails.
        """


def plain(words: str) -> str:
    """The words on one line, with nothing in them that an engine might obey.

    Two square brackets begin phonemes for espeak and commands for `say`, a control character begins
    a command for espeak, and a soft hyphen splits the sound of a word.
    """
    bare = safe(words).replace(UNKNOWN, " ").replace("\u00ad", "")
    return " ".join(bare.replace("[", "(").replace("]", ")").split())


def english(voice: Voice) -> bool:
    """Whether the exercises, which are in English, can be spoken by it."""
    return voice.language.split("-")[0] == "en"


def chosen(said: str, voices: Sequence[Voice], engine: str) -> str:
    """The name of the voice that a person means by its name or by its language.

    Nothing said means the first voice, which has to speak English. Raises VoiceFails.
    """
    if not said:
        if voices and english(voices[0]):
            return voices[0].name
        raise VoiceFails(f"{engine} has no voice that speaks English.", LISTED)
    meant = said.casefold()
    language = meant.replace("_", "-")
    for voice in voices:
        if voice.name.casefold() == meant:
            return voice.name
    for voice in voices:
        if f"{voice.language}-".startswith(f"{language}-"):
            return voice.name
    likely = did_you_mean(said, [voice.name for voice in voices])
    raise VoiceFails(f"{engine} has no voice called “{safe(said)}”.{likely}", LISTED)


def wav(frames: bytes, rate: int = USUAL_RATE, channels: int = 1) -> bytes:
    """Frames of 16 bit as a WAV."""
    import struct

    each = 2 * channels
    head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, _PCM, channels, rate, rate * each, each, 16)
    data = b"data" + struct.pack("<I", len(frames)) + frames
    return b"RIFF" + struct.pack("<I", len(head) + len(data)) + head + data


def whole(raw: bytes, line: str, engine: str) -> bytes:
    """The sound an engine gave for a line, as a WAV whose lengths are true.

    An engine that writes to a pipe cannot know them and claims two gigabytes; another puts chunks
    of padding before the sound. Raises VoiceFails for what is no sound, and for silence where there
    were letters.
    """
    sound = _read(raw) if raw else (b"", USUAL_RATE, 1)
    if not sound:
        raise VoiceFails(f"{engine} gave something that is not sound.", SHOWN)
    frames, rate, channels = sound
    if not frames and any(sign.isascii() and sign.isalnum() for sign in line):
        raise VoiceFails(f"{engine} gave no sound.", SHOWN)
    return wav(frames, rate, channels)


def _read(raw: bytes) -> tuple[bytes, int, int] | None:
    """The frames, the rate and the channels of a WAV of 16 bit; None for anything else."""
    import struct

    if raw[:4] != b"RIFF" or raw[8:12] != b"WAVE":
        return None
    at, kind = 12, b""
    while at + 8 <= len(raw):
        name, size = raw[at : at + 4], int.from_bytes(raw[at + 4 : at + 8], "little")
        body = raw[at + 8 : at + 8 + size]
        if name == b"fmt ":
            kind = body[:16]
        if name == b"data" and len(kind) == 16:
            form, channels, rate, _, each, bits = struct.unpack("<HHIIHH", kind)
            if form not in (_PCM, _EXTENSIBLE) or bits != 16 or each != 2 * channels:
                return None
            if not rate or channels not in (1, 2):
                return None
            return body[: len(body) - len(body) % each], rate, channels
        at += 8 + size + size % 2
    return None
