"""Killed while a setting is set: the file is the old one or the new one, and never between."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.live.terminal import MINDFUL, environment, let_pass

# Sets one setting over and over, as the command does. The empty line says that it has begun.
SETTER = """
import os, sys
from mindful.cli.run import run
from mindful.cli.world import World
world = World(environ={"MINDFUL_HOME": sys.argv[1]})
out, sys.stdout = sys.stdout, open(os.devnull, "w")
print(file=out, flush=True)
while True:
    for value in ("true", "false"):
        assert run(["config", "set", "plain", value], world) == 0
"""
BEFORE = "# mine\ncheck_in = false  # not now\n" + "# a page of it\n" * 300 + "plain = {}\n# end\n"
KILLS = 40
AT_MOST = 0.05  # seconds that one is let to write


def after_kills(home: Path) -> Counter[str]:
    """What was found after each kill: which of the two files, and whether a part lay beside it."""
    chance = Random(KILLS)
    file = home / "config" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(BEFORE.format("false"))
    texts = {BEFORE.format(value): value for value in ("true", "false")}
    found: Counter[str] = Counter()
    for _ in range(KILLS):
        setter = subprocess.Popen([sys.executable, "-c", SETTER, str(home)], stdout=subprocess.PIPE)
        with setter:
            assert setter.stdout
            assert setter.stdout.readline() == b"\n"
            let_pass(chance.uniform(0, AT_MOST))
            setter.kill()
        found[texts.get(file.read_text(), "neither")] += 1
        left = {path.name for path in file.parent.iterdir()} - {file.name}
        found["left beside it"] += left == {".config.toml.tmp"}
        assert left <= {".config.toml.tmp"}
    return found


@pytest.mark.long
def test_whoever_is_killed_while_setting_finds_the_old_settings_or_the_new(tmp_path: Path) -> None:
    found = after_kills(tmp_path)
    figures = ", ".join(f"{number} {what}" for what, number in found.items())
    print(f"\nkilled, config set: {KILLS} kills, {figures}")
    assert (found["true"] + found["false"], found["neither"]) == (KILLS, 0)
    assert min(found["true"], found["false"]) > 0
    for value in ("true", "false"):
        words = [*MINDFUL, "config", "set", "plain", value]
        subprocess.run(words, env=environment(tmp_path), capture_output=True, check=True)
        assert (tmp_path / "config" / "config.toml").read_text() == BEFORE.format(value)
