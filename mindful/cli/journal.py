"""The journal file itself."""

import typer

from mindful.cli.world import world_of


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="The journal file itself.", invoke_without_command=True)
    group.callback()(journal)
    group.command("path")(path)
    app.add_typer(group, name="journal")


def journal(context: typer.Context) -> None:
    """The journal file itself."""
    if not context.invoked_subcommand:
        print(context.get_help())


def path(context: typer.Context) -> None:
    """Where your words are kept."""
    print(world_of(context).places.journal)
