"""The README is true: what it shows can be done as shown."""

import re
from pathlib import Path

from mindful.cli.app import COMMANDS
from mindful.core.exercise import Head
from mindful.core.kinds import shown
from mindful.core.settings import SETTINGS
from mindful.store.library import Library, read

README = (Path(__file__).parent.parent / "README.md").read_text()


def test_the_exercise_it_shows_can_be_sat(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    file = tmp_path / "kettle.toml"
    file.write_text(shown)
    assert read(file).title == "The kettle"


def test_every_practice_is_in_its_table_with_its_title_lengths_and_family(tmp_path: Path) -> None:
    rows = [tuple(row) for row in re.findall(r"\| `(.+?)` \| (.+?) \| (.+?) \| (.+?) \|", README)]
    heads = Library.of(tmp_path).heads()
    assert sorted(rows) == sorted(
        (head.name, head.title, f"{min(head.minutes)} to {max(head.minutes)}", head.family)
        for head in heads
        if not isinstance(head, Exception)
    )


def test_every_setting_is_in_its_table_as_it_usually_is_and_with_what_it_does() -> None:
    rows = re.findall(r"\| `(.+?)` \| (.+?) \| (.+?) \|\n", README.split("## Settings")[1])
    listed = [(one.key, shown(one.default), one.about[:-1]) for one in SETTINGS]
    assert [
        (key, usual, about.split(":")[0].rstrip(".")) for key, usual, about in rows[: len(SETTINGS)]
    ] == listed


def test_it_names_every_practice_that_asks_first_how_stirred_up_one_is(tmp_path: Path) -> None:
    said = README.split("Eleven are demanding", 1)[1].split("Of\nthem", 1)[0]
    gated = [one.name for one in Library.of(tmp_path).heads() if isinstance(one, Head) and one.gate]
    assert sorted(re.findall("`(.+?)`", said)) == sorted(gated)
    assert len(gated) == 11


def test_every_command_it_names_is_there() -> None:
    named = set(re.findall(r"mindful ([a-z-]+)", README))
    known = set(COMMANDS) & named
    assert known == set(COMMANDS)
