"""help-now: when a practice is too much."""

import typer

from mindful.terminal.columns import width, wrapped
from mindful.terminal.texts import HELP_NOW


def register(app: typer.Typer) -> None:
    app.command("help-now")(help_now)


def help_now() -> None:
    """When a practice is too much."""
    for line in HELP_NOW.splitlines():
        print(*wrapped(line, width(), rest="    ") or [""], sep="\n")
