"""espeak-ng, and the classic espeak it came from, as programs; and how its voices are called."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from mindful.terminal.voice.children import Children
from mindful.terminal.voice.programs import Program
from mindful.terminal.voice.speech import Voice, chosen

GAP = 8  # between words, in hundredths of a second at its usual pace: calm, still one sentence


class Row(NamedTuple):
    """A voice as espeak lists it; a low priority is a better one."""

    priority: int
    language: str
    about: str
    file: str


def named(rows: Iterable[Row]) -> dict[str, Row]:
    """The voices by the names that espeak takes: English first, the better ones before others.

    A voice goes by its language. By its file where another has that language already, where MBROLA
    speaks it, or where the language has capitals, by which espeak does not find it.
    """
    found: dict[str, Row] = {}
    for row in rows:
        own = not row.file.startswith("mb/") and row.language == row.language.lower()
        found[row.language if own and row.language not in found else Path(row.file).name] = row

    def place(item: tuple[str, Row]) -> tuple[bool, int]:
        english = item[1].language.split("-")[0] == "en"
        return not english, item[1].priority if english else 0

    return dict(sorted(found.items(), key=place))


def voices_of(rows: dict[str, Row]) -> list[Voice]:
    return [Voice(name, row.language.lower(), row.about) for name, row in rows.items()]


def variants_of(rows: Iterable[Row]) -> list[Voice]:
    """What may stand behind a plus, and changes a voice."""
    return [Voice(row.file.removeprefix("!v/"), row.language, row.about) for row in rows]


class Espeak(Program):
    """espeak-ng, or the classic espeak, which takes the same arguments."""

    @property
    def version(self) -> str:
        return self._version

    def voice(self, said: str) -> str:
        """As of any engine; and a voice may be varied, as in en-us+f3."""
        base, plus, variant = said.partition("+")
        if not plus:
            return super().voice(said)
        return f"{super().voice(base)}+{chosen(variant, self._variants, self.called)}"

    @cached_property
    def _version(self) -> str:
        said = re.search(r"text-to-speech: *(\d[\w.-]*)", self._told("--version"))
        return said[1] if said else ""

    @cached_property
    def _variants(self) -> list[Voice]:
        return variants_of(_rows(self._told("--voices=variant")))

    def _listed(self) -> list[Voice]:
        rows = _rows(self._told("--voices"))
        return voices_of(named(row for row in rows if self._works(row)))

    def _works(self, row: Row) -> bool:
        """Voices of MBROLA are listed whether or not they, and it, are installed.

        The classic espeak speaks with another voice in their place, and does not say so.
        """
        import shutil

        if not row.file.startswith("mb/"):
            return True
        if not shutil.which("mbrola", path=self.environ.get("PATH", "")):
            return False
        voice = row.file.split("-")[1]  # mb/mb-de5-en is the voice de5, speaking English
        places = (voice, f"{voice}/{voice}", f"voices/{voice}")
        return any(Path("/usr/share/mbrola", place).is_file() for place in places)

    def _spoken(self, line: str, voice: str, rate: int, children: Children) -> bytes:
        how = ["--stdin", "--stdout", "-b", "1", "-g", str(GAP), "-s", str(rate), "-v", voice]
        return children.run([self.path, *how], self.called, line)


def _rows(listed: str) -> Iterator[Row]:
    """The table that `--voices` prints: priority, language, gender, name, file, other languages."""
    row = re.compile(r"\s*(\d+)\s+(\S+)\s+\S+\s+(.+?)\s+(\S+)\s*(?:\(.*)?")
    for line in listed.splitlines():
        if found := row.fullmatch(line):
            priority, language, about, file = found.groups()
            yield Row(int(priority), language, about.replace("_", " "), file)
