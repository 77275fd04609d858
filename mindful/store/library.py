"""The exercises: found by name, read from their files, and said to be wrong all at once."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mindful.core.exercise import FAMILIES, Exercise, Head
from mindful.core.words import nearest, safe
from mindful.errors import MindfulError, Misuse

_HERE = Path(__file__).parent.parent
LARGEST_FILE = 256 * 1024  # bytes
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")

_UNREADABLE = (ValueError, TypeError, KeyError, OSError, RecursionError)


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

    def title(self, name: str) -> str:
        """The title of an exercise; its name where there is no such file, or none to be read."""
        for folder in (self.own, self.built_in):
            try:
                if NAME.fullmatch(name):
                    return _head(name, folder / f"{name}.toml").title
            except FileNotFoundError:
                continue
            except _UNREADABLE:
                break
        return name

    def read(self, name: str) -> Exercise:
        """The exercise of that name.

        Raises Misuse when there is none, MindfulError with everything that is wrong in its file.
        """
        files = self.files()
        file = files.get(name.lower())
        if file is None:
            close = nearest(name, list(files))
            raise Misuse(
                f"There is no exercise called “{safe(name)}”."
                + (f" Did you mean {close}?" if close else ""),
                "`mindful exercises` lists them all.",
            )
        return read(file)


def _head(name: str, file: Path) -> Head:
    text = _text(file)
    table = tomllib.loads(text.split("\n[[step]]", 1)[0])
    family = table["family"]
    if family not in FAMILIES:
        raise ValueError(family)
    minutes = tuple(int(length) for length in table["minutes"])
    title, purpose = (safe(str(table[key])) for key in ("title", "purpose"))
    gate = bool(table.get("gate", False))
    return Head(name, title, family, purpose, minutes, int(table["usual"]), gate)


def _text(file: Path) -> str:
    """The file's text; ValueError for one that no exercise needs to be."""
    with file.open("rb") as stream:
        data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ValueError("it is larger than 256 KiB")
    for number, line in enumerate(data.split(b"\n"), 1):
        # A key of thousands of dotted parts keeps the TOML reader busy for seconds.
        if len(line) > 8192 or re.sub(rb'"[^"]*"|\'[^\']*\'', b"", line).count(b".") > 8:
            raise ValueError(f"line {number} is not of the format")
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def read(file: Path) -> Exercise:
    """The exercise in a file; MindfulError says everything that is wrong with it."""
    from mindful.store.check import faults
    from mindful.store.shape import exercise

    try:
        text = _text(file)
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        wrong = [" it is not UTF-8 text"]
    except OSError as error:
        wrong = [f" {(error.strerror or 'unreadable').lower()}"]
    except (ValueError, RecursionError) as error:
        wrong = [f" {str(error)[:1].lower()}{str(error)[1:]}"]
    else:
        wrong = [*faults(table, text)]
        if not wrong:
            return exercise(file.stem, table)
    raise MindfulError(
        f"The exercise {file.stem} cannot be read.",
        safe("\n".join([*(f"{file.name}:{fault}" for fault in wrong), f"The file is {file}"])),
    )
