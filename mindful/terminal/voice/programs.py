"""The engines that are programs, run once a line: here those that macOS and Windows bring.

Words reach a program by its standard input alone: its arguments can be read by anyone on the
machine. `say` and PowerShell are written from their documentation; no Mac and no Windows was there
to run them on.
"""

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from mindful.terminal.voice.children import Children
from mindful.terminal.voice.speech import Voice, chosen, english, plain, wav, whole


class Program(ABC):
    """An engine that is a program: what it is called, where it is, the seconds a line may take."""

    def __init__(self, name: str, path: str, environ: Mapping[str, str], limit: float) -> None:
        self.name = name
        self.path = path
        self.environ = environ
        self._limit = limit

    @property
    def called(self) -> str:
        """As a sentence names it."""
        return self.name

    @property
    def version(self) -> str:
        return ""

    def voices(self) -> list[Voice]:
        return list(self._voices)

    def voice(self, said: str) -> str:
        """The name of the voice that a person means. Raises VoiceFails."""
        return chosen(said, self._voices, self.called)

    def speak(self, words: str, voice: str, rate: int, children: Children | None = None) -> bytes:
        """As every engine does; who hands in the children can stop them."""
        if not (line := plain(words)):
            return wav(b"")
        children = children or self.children()
        return whole(self._spoken(line, self.voice(voice), rate, children), line, self.called)

    def children(self) -> Children:
        return Children(self.environ, self._limit)

    def _told(self, *arguments: str) -> str:
        """What it says of itself."""
        answer = self.children().run([self.path, *arguments], self.called)
        return answer.decode("utf-8", "replace")

    @cached_property
    def _voices(self) -> list[Voice]:
        return self._listed()

    @abstractmethod
    def _listed(self) -> list[Voice]:
        """The voices that work here, the usual one first."""

    @abstractmethod
    def _spoken(self, line: str, voice: str, rate: int, children: Children) -> bytes:
        """The sound as the program gives it."""


class Say(Program):
    """What macOS speaks with. It writes to files only, so to one in a folder that is ours alone."""

    def _listed(self) -> list[Voice]:
        row = re.compile(r"(.+?)\s+([a-z]{2,3}[-_]\w+)\s+#.*")
        found = [match for line in self._told("-v", "?").splitlines() if (match := row.match(line))]
        voices = [Voice(one[1], one[2].replace("_", "-").lower(), one[1]) for one in found]
        return sorted(voices, key=_by_ear)

    def _spoken(self, line: str, voice: str, rate: int, children: Children) -> bytes:
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="mindful-") as folder:
            sound = Path(folder, "line.wav")
            into = ["-o", str(sound), "--data-format=LEI16@22050"]
            how = ["-v", voice, "-r", str(rate), "-f", "-"]
            children.run([self.path, *how, *into], self.called, line)
            return sound.read_bytes() if sound.exists() else b""


# By name, the first English voices of a Mac are jokes: Albert, Bad News, Bahh.
_USUAL = ("Samantha", "Daniel", "Karen", "Moira", "Tessa", "Alex", "Fiona")


def _by_ear(voice: Voice) -> tuple[bool, bool, int]:
    """English first; of those the better recordings, which someone fetched; then the usual ones."""
    better = voice.name.endswith(("(Premium)", "(Enhanced)"))
    usual = _USUAL.index(voice.name) if voice.name in _USUAL else len(_USUAL)
    return (False, not better, usual) if english(voice) else (True, True, 0)


class PowerShell(Program):
    """What Windows speaks with: System.Speech, by the PowerShell that comes with it."""

    @property
    def called(self) -> str:
        return "Windows"

    def _listed(self) -> list[Voice]:
        rows = [row.split("\t") for row in self._told(*_run(_LIST)).splitlines()]
        voices = [Voice(name, tag.lower(), about) for name, tag, about in rows]
        return sorted(voices, key=lambda voice: not english(voice))

    def _spoken(self, line: str, voice: str, rate: int, children: Children) -> bytes:
        told = f"{voice}\n{_step(rate)}\n{line}"
        return children.run([self.path, *_run(_SPEAK)], self.called, told)


def _step(rate: int) -> int:
    """Words a minute as Windows counts: 0 is some 175, ten steps up or down three times as fast."""
    return max(-10, min(10, round(10 * math.log(rate / 175, 3))))


def _run(script: str) -> list[str]:
    return ["-NoProfile", "-NonInteractive", "-Command", _BEGIN + script + _END]


# No double quote may stand in these: Windows hands all arguments over in one string. Bytes are
# read and written as such, past the code page that a console is set to.
_BEGIN = (
    "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; "
    "Add-Type -AssemblyName System.Speech; "
    "$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
)
_LIST = (
    "$rows = $speaker.GetInstalledVoices() | Where-Object { $_.Enabled } | ForEach-Object { "
    "($_.VoiceInfo.Name, $_.VoiceInfo.Culture.Name, $_.VoiceInfo.Description) -join [char]9 }; "
    "$bytes = [Text.Encoding]::UTF8.GetBytes($rows -join [char]10); "
)
_SPEAK = (
    "$told = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8); "
    "$speaker.SelectVoice($told.ReadLine()); $speaker.Rate = [int]$told.ReadLine(); "
    "$wave = New-Object IO.MemoryStream; $speaker.SetOutputToWaveStream($wave); "
    "$speaker.Speak($told.ReadToEnd()); $speaker.SetOutputToNull(); $bytes = $wave.ToArray(); "
)
_END = "[Console]::OpenStandardOutput().Write($bytes, 0, $bytes.Length)"
