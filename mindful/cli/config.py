"""The settings: shown, changed, and opened in an editor."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mindful.cli.world import World, world_of
from mindful.errors import Misuse

if TYPE_CHECKING:
    from mindful.core.kinds import Value
    from mindful.core.settings import Setting
    from mindful.store.settings import Found

_ALL = "`mindful config` shows them all."
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="The settings.", invoke_without_command=True)
    group.callback()(config)
    for command in (show, path, edit):
        group.command(command.__name__)(command)
    group.command("set")(set_)
    group.command("voices")(voices)
    app.add_typer(group, name="config")


def config(context: typer.Context, as_json: AsJson = False) -> None:
    """The settings: each, what it is, and where that comes from.

    A flag goes before the environment, the environment before the file.
    """
    if not context.invoked_subcommand:
        _show(world_of(context), as_json)


def show(context: typer.Context, as_json: AsJson = False) -> None:
    """Each setting, what it is, and where that comes from."""
    _show(world_of(context), as_json)


def path(context: typer.Context) -> None:
    """Where the settings file is, or would be."""
    print(world_of(context).places.settings)


def edit(context: typer.Context) -> None:
    """Open the settings file in your editor (VISUAL or EDITOR)."""
    from mindful.store.config import make
    from mindful.store.settings import in_file
    from mindful.terminal import editor

    world = world_of(context)
    file = world.places.settings
    make(file)
    editor.edit(file, world.environ)
    in_file(file)


def set_(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Which one, as in plain.")] = "",
    value: Annotated[
        list[str] | None, typer.Argument(metavar="VALUE", help="To what, as in true.")
    ] = None,
) -> None:
    """Change one setting in the file, and nothing else there."""
    if not key:
        raise Misuse(
            "Which setting, and to what?", f"As in `mindful config set plain true`. {_ALL}"
        )
    from mindful.core.kinds import shown
    from mindful.store.config import change

    setting = _setting(key)
    meant = _value(setting, " ".join(value or []))
    world = world_of(context)
    change(world.places.settings, setting, meant)
    print(f"{setting.key} = {shown(meant)}")
    if (said := world.environ.get(setting.variable, "")).strip() and setting.kind.meant(
        said
    ) != meant:
        print(f"{setting.variable} goes before it, and says otherwise.", file=sys.stderr)


def voices(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The one to be heard.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Those of other languages, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All as JSON; none is heard.")] = False,
) -> None:
    """The voices there are; the one that is settled, or that you name, says a line."""
    from mindful.cli import voices

    voices.tell(world_of(context), name, every, as_json)


def _setting(key: str) -> "Setting":
    from mindful.core.settings import BY_KEY
    from mindful.core.words import did_you_mean, safe

    if key in BY_KEY:
        return BY_KEY[key]
    asked = did_you_mean(key, list(BY_KEY))
    raise Misuse(f"There is no setting “{safe(key)}”.{asked}", _ALL)


def _value(setting: "Setting", said: str) -> "Value":
    from mindful.core.words import safe

    example = f"As in `mindful config set {setting.key} {setting.another}`."
    if not said.strip():
        raise Misuse(f"What should {setting.key} be: {setting.kind.allowed}?", example)
    meant = setting.kind.meant(said)
    if meant is None:
        close = setting.kind.close_to(said)
        asked = f" Did you mean {close}?" if close else ""
        raise Misuse(
            f"{setting.key} is {setting.kind.allowed}, not “{safe(said)}”.{asked}", example
        )
    return meant


def _show(world: World, as_json: bool) -> None:
    from mindful.core.kinds import shown
    from mindful.store.settings import found
    from mindful.terminal.columns import width
    from mindful.terminal.settings import Row, settings

    all_found = found(world.places.settings, world.environ)
    if as_json:
        _print_json(all_found)
        return
    rows = [Row(one.setting.key, shown(one.value), one.origin, one.setting.about)
            for one in all_found]  # fmt: skip
    print(*settings(rows, sys.stdout.isatty(), width()), sep="\n")


def _print_json(all_found: "list[Found]") -> None:
    import json

    listed = [
        {
            "key": one.setting.key,
            "value": one.value,
            "from": one.origin,
            "about": one.setting.about,
        }
        for one in all_found
    ]
    print(json.dumps(listed, ensure_ascii=False, indent=2))
