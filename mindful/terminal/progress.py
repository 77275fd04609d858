"""How far something is that takes a moment: a bar on standard error, where that is a terminal."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from mindful.core.settings import Settings
from mindful.terminal.plainly import is_plain

Tell = Callable[[int, int], None]


@contextmanager
def progress(doing: str, settings: Settings, environ: Mapping[str, str]) -> Iterator[Tell]:
    """Tell it how much is done, and of how much; the bar is gone at the end.

    Without a terminal there, and for a person who would have nothing move, it says nothing.
    """
    if settings.reduced_motion or is_plain(environ, settings.plain, sys.stderr):
        yield _nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress

    columns = "{task.description}", BarColumn(), "{task.percentage:>3.0f} %"
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.console.show_cursor()  # rich hides it, and Ctrl-Z would leave the shell without one
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _nothing(done: int, total: int) -> None:
    """What is said where nobody watches."""
