"""The formats there are. A module of one is loaded when it is asked for, or looked for."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from mindful.core.words import did_you_mean, safe
from mindful.errors import Misuse

HEAD = 1024 * 1024  # bytes by which a file is recognised


class Format(NamedTuple):
    """A format: its name, what its files are, its module, and what its times can tell.

    `floating`: they have no zone. `minutes`: no seconds. `overlaps`: one sitting may stand there
    several times, of several devices.
    """

    name: str
    title: str
    module: str
    floating: bool = False
    minutes: bool = False
    overlaps: bool = False

    @property
    def ways(self) -> ModuleType:
        """What reads and writes it."""
        return import_module(f"mindful.store.exchange.{self.module}")


READ = (
    Format("json", "JSON of mindful's own", "own_json"),
    Format("csv", "a CSV of mindful's own", "own_csv"),
    Format("insight-timer", "an Insight Timer CSV", "insight", floating=True),
    Format("meditation-assistant", "a Meditation Assistant CSV", "assistant", minutes=True),
    Format("apple-health", "an Apple Health export", "apple", overlaps=True),
    Format("meditate", "a Meditate CSV", "meditate"),
    Format("breathe-cli", "a log of breathe-cli", "breathe", floating=True),
    Format("dayone", "a Day One export", "dayone"),
    Format("jrnl", "a jrnl journal", "jrnl", floating=True, minutes=True),
)
WRITTEN = (
    READ[0],
    READ[1],
    Format("markdown", "Markdown to read", "markdown"),
    READ[-1],
    READ[-2],
    Format("obsidian", "daily notes of Obsidian", "obsidian"),
)


def named(name: str, among: tuple[Format, ...]) -> Format | None:
    """The format of that name; None where there is none."""
    return next((one for one in among if one.name == name.lower()), None)


def asked(name: str, among: tuple[Format, ...]) -> Format:
    """The format of that name; Misuse where there is none."""
    wanted = named(name, among)
    if wanted is None:
        there = [one.name for one in among]
        raise Misuse(
            f"There is no format “{safe(name)}”.{did_you_mean(name.lower(), there)}",
            f"There are {', '.join(there)}.",
        )
    return wanted


def recognised(head: bytes) -> Format | None:
    """The format that a file is in, by its first bytes."""
    return next((one for one in READ if one.ways.knows(head)), None)


def titles() -> Iterator[str]:
    """What can be read, in words."""
    return (one.title for one in READ)
