"""The journal file itself."""

import sys

import typer

from mindful.cli.world import world_of
from mindful.core.words import in_one_line


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="The journal file itself.", invoke_without_command=True)
    group.callback()(journal)
    group.command("path")(path)
    app.add_typer(group, name="journal")


def group_of(app: typer.Typer) -> typer.Typer:
    """The group that is there already, for what is loaded only when it is asked for."""
    group = next(one.typer_instance for one in app.registered_groups if one.name == "journal")
    assert group is not None
    return group


def journal(context: typer.Context) -> None:
    """The journal file itself."""
    if not context.invoked_subcommand:
        print(context.get_help())


def path(context: typer.Context) -> None:
    """Where your words are kept."""
    file = world_of(context).places.journal
    print(in_one_line(str(file)) if sys.stdout.isatty() else file)  # a program has it as it is
