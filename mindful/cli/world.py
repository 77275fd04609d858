"""The world a command runs in: the one place that asks for the time."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from mindful.store.journal import Journal
from mindful.store.places import Places

if TYPE_CHECKING:
    from mindful.core.settings import Settings
    from mindful.store.library import Library


def _now() -> datetime:
    return datetime.now().astimezone()


class World(NamedTuple):
    """Clocks, environment and places, handed to every command; tests hand in their own."""

    now: Callable[[], datetime] = _now
    clock: Callable[[], float] = time.monotonic
    environ: Mapping[str, str] = os.environ
    other_journal: Path | None = None

    @property
    def places(self) -> Places:
        return Places.of(self.environ, self.other_journal)

    @property
    def library(self) -> "Library":
        from mindful.store.library import Library

        return Library.of(self.places.exercises)

    @property
    def settings(self) -> "Settings":
        """What a person has settled on; read anew each time."""
        from mindful.store.settings import settings_of

        return settings_of(self.places.settings, self.environ)

    def journal(self) -> Journal:
        """The journal, with what an earlier failure had left elsewhere added to it."""
        journal = Journal.at(self.places)
        journal.gather()
        return journal

    def with_journal(self, path: Path | None) -> "World":
        return self._replace(other_journal=path) if path else self


def world_of(context: typer.Context) -> World:
    """The world that was handed to the command line."""
    world = context.obj
    assert isinstance(world, World)
    return world
