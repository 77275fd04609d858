"""The voices there are, listed, and one of them heard."""

import json
import sys
from pathlib import Path

from mindful.cli.hearing import player_of
from mindful.cli.speaking import spoken_lines, unspoken
from mindful.cli.world import World
from mindful.errors import MindfulError
from mindful.store.sounds import Sounds
from mindful.terminal.keyboard import NoKeys
from mindful.terminal.voice import engine_of
from mindful.terminal.voice.speech import Voice

SAMPLE = "This is how a line sounds. After it comes a silence."
_UNHEARD = "Nothing on this machine can play it."
_ENGLISH = "en"


def tell(world: World, name: str, every: bool, as_json: bool) -> None:
    """List the voices, and let one say a line; of one that is named, that alone."""
    engine = engine_of(world.environ)
    if engine is None:
        raise MindfulError(unspoken(world))
    found = engine.voices()
    if as_json:
        print(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2))
        return
    if not name:
        _list(found, every, engine.name)
    _heard(name, world)


def _list(found: list[Voice], every: bool, engine: str) -> None:
    english = [one for one in found if one.language.lower().startswith(_ENGLISH)]
    listed = found if every or not english else english
    if sys.stdout.isatty():
        wide = max(len(one.name) for one in listed)
        for one in listed:
            language = "" if one.language == one.name else f" ({one.language})"
            print(f"{one.name:<{wide}}  {one.about}{language}")
    else:
        print(*("\t".join(one) for one in listed), sep="\n")
    if more := len(found) - len(listed):
        print(f"{engine} has {more} more in other languages: --all lists them.", file=sys.stderr)
    print("`mindful config set voice_name NAME` settles on one.", file=sys.stderr)


def _heard(name: str, world: World) -> None:
    """Have the voice of that name say a line, and wait until it is said."""
    settings = world.settings
    settings = settings._replace(voice_name=name or settings.voice_name)
    line = spoken_lines([SAMPLE], settings, world, lambda done, of: None)[SAMPLE]
    player = player_of(Sounds(world.places.sounds), world)
    unheard: list[Path] = []
    if player:
        player.play(line.file, lambda: unheard.append(line.file))
    until = world.clock() + line.seconds
    while player and not unheard and (now := world.clock()) < until:
        NoKeys(world.clock).wait(min(until, now + player.look()))
    if unheard or not player:
        print(_UNHEARD, file=sys.stderr)
