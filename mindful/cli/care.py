"""help-now: when a practice is too much."""

import typer

from mindful.terminal.texts import HELP_NOW


def register(app: typer.Typer) -> None:
    app.command("help-now")(help_now)


def help_now() -> None:
    """When a practice is too much."""
    print(HELP_NOW, end="")
