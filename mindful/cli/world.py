"""The world a command runs in: the one place that asks for the time."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from mindful.store.journal import Journal
from mindful.store.places import Places, holds_any

if TYPE_CHECKING:
    from datetime import time as time_of_day

    from mindful.core.kinds import Value
    from mindful.core.settings import Settings
    from mindful.store.library import Library
    from mindful.terminal.faces import Opens


def _now() -> datetime:
    return datetime.now().astimezone()


def _clock() -> float:
    """Seconds that no one can set; a sleeping machine's count too, so that its sleep is noticed."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def _local(naive: datetime) -> datetime:
    return naive.astimezone()


class World(NamedTuple):
    """Clocks, environment and places, handed to every command; tests hand in their own."""

    now: Callable[[], datetime] = _now
    clock: Callable[[], float] = _clock
    environ: Mapping[str, str] = os.environ
    other_journal: Path | None = None
    local: Callable[[datetime], datetime] = _local  # a time of day with the offset it has here
    opens: "Opens | None" = None  # the seat at the terminal at hand, unless another is handed in

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

    def settled(self, **flags: "Value | None") -> "Settings":
        """What holds this time: a flag that was given goes before all that is settled on."""
        given: dict[str, Any] = {key: flag for key, flag in flags.items() if flag is not None}
        return self.settings._replace(**given)

    @property
    def day_ends_at(self) -> "time_of_day":
        """The time at which a person's days end."""
        from mindful.core.days import MIDNIGHT, ending

        return ending(self.settings.day_ends_at) or MIDNIGHT

    def today(self) -> date:
        """The day that is lived now: late at night it may still be the one before."""
        from mindful.core.days import lived

        return lived(self.now(), self.day_ends_at)

    def journal(self) -> Journal:
        """The journal, with what an earlier failure or a kill had left elsewhere added to it."""
        journal = Journal.at(self.places)
        journal.gather()
        if holds_any(self.places.drafts):
            from mindful.cli.recovering import recover

            recover(journal, self.places, self.now())
        return journal

    def with_journal(self, path: Path | None) -> "World":
        return self._replace(other_journal=path) if path else self


def world_of(context: typer.Context) -> World:
    """The world that was handed to the command line."""
    world = context.obj
    assert isinstance(world, World)
    return world
