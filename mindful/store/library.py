"""The exercises: found by name, read from their files, and said to be wrong all at once."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from mindful.core.exercise import FAMILIES, Exercise, Head
from mindful.core.words import did_you_mean, safe
from mindful.errors import MindfulError, Misuse
from mindful.store.source import NotReadable, raw, source, table, unseen

_HERE = Path(__file__).parent.parent
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")

MOST_FAULTS = 20  # said at once
_UNREADABLE = (ValueError, TypeError, KeyError, OverflowError)


def _built_in() -> Path:
    """Beside the modules in an installed package; beside the package in a checkout."""
    packaged = _HERE / "exercises"
    return packaged if packaged.is_dir() else _HERE.parent / "exercises"


class Library(NamedTuple):
    """The exercises that come with mindful, and a person's own, which go first."""

    own: Path
    built_in: Path

    @classmethod
    def of(cls, own: Path) -> "Library":
        return cls(own, _built_in())

    def files(self) -> dict[str, Path]:
        """Every exercise's file by its name, in the order of the names."""
        found: dict[str, Path] = {}
        for folder in (self.built_in, self.own):
            for file in folder.glob("*.toml"):
                if NAME.fullmatch(file.stem):
                    found[file.stem] = file
        return dict(sorted(found.items()))

    def heads(self) -> Iterator[Head | MindfulError]:
        """What each file says of itself, by family; or that it cannot be read."""
        heads: list[Head] = []
        for name, file in self.files().items():
            try:
                heads.append(_head(name, file))
            except _UNREADABLE:
                yield MindfulError(
                    f"The exercise {name} cannot be read.",
                    f"`mindful exercises show {name}` says what is wrong.",
                )
        yield from sorted(heads, key=lambda head: (FAMILIES.index(head.family), head.name))

    def listed(self) -> list[Head]:
        """Those of them that can be read."""
        return [one for one in self.heads() if isinstance(one, Head)]

    def head(self, name: str) -> Head | None:
        """What the exercise of that name says of itself; None where there is none to be read."""
        file = self.files().get(name)
        with suppress(*_UNREADABLE):
            return _head(name, file) if file else None
        return None

    def _titled(self, title: str) -> Path | None:
        """The file of the exercise with this title, as it stands on its card."""
        named = {one.title.lower(): one.name for one in self.listed()}
        return self.files().get(named.get(title.lower(), ""))

    def title(self, name: str) -> str:
        """The title of an exercise; its name where there is no such file, or none to be read."""
        for folder in (self.own, self.built_in):
            try:
                if NAME.fullmatch(name):
                    return _head(name, folder / f"{name}.toml").title
            except _UNREADABLE:
                continue
        return name

    def shipped(self, name: str) -> Exercise:
        """The exercise of that name that came with mindful, whatever a person's own are called."""
        return read(self.built_in / f"{name}.toml")

    def read(self, name: str) -> Exercise:
        """The exercise of that name.

        Raises Misuse when there is none, MindfulError with everything that is wrong in its file.
        """
        files = self.files()
        file = files.get(name.lower()) or self._titled(name)
        if file is None:
            raise Misuse(
                f"There is no exercise called “{safe(name)}”.{did_you_mean(name, list(files))}",
                "`mindful exercises` lists them all.",
            )
        return read(file)


def _head(name: str, file: Path) -> Head:
    head: Any = table(source(file).split("\n[[step]]", 1)[0])
    family = head["family"]
    if family not in FAMILIES:
        raise ValueError(family)
    minutes = tuple(int(length) for length in head["minutes"])
    title, purpose = (" ".join(str(head[key]).split()) for key in ("title", "purpose"))
    if any(unseen(title + purpose)):
        raise ValueError("a sign that nobody sees")
    usual, gate = int(head["usual"]), bool(head.get("gate", False))
    if not minutes or not all(1 <= length <= 180 for length in (*minutes, usual)):
        raise ValueError("minutes")
    return Head(name, safe(title), family, safe(purpose), minutes, usual, gate)


def read(file: Path) -> Exercise:
    """The exercise in a file; MindfulError says everything that is wrong with it."""
    from mindful.store.check import Fault, parsed, some
    from mindful.store.shape import exercise

    try:
        found = parsed(raw(file))
        faults = found.faults
    except NotReadable as error:
        faults = [Fault(0, str(error))]
    else:
        if not faults:
            return exercise(file.stem, found.table)
    wrong = [fault.at(file.name) for fault in some(faults, MOST_FAULTS)]
    raise MindfulError(
        f"The exercise {safe(file.stem)} cannot be read.",
        safe("\n".join([*wrong, f"The file is {file}"])),
    )
