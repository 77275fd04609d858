"""The page on the journal is true: its keys, its examples, its commands and git's two lines."""

import re
import tomllib
from io import BytesIO
from pathlib import Path

from mindful.core.allowed import WORDS
from mindful.core.entry import KEYS, Entry
from mindful.store import blocks
from mindful.store.contents import Contents
from tests.cli.test_merging import DRIVER
from tests.conftest import Told

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "journal-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_every_key_is_in_its_table_in_the_order_of_writing() -> None:
    rows = re.findall(r"^\| (`.+?) \|", PAGE, re.MULTILINE)
    listed = [key for row in rows for key in re.findall(r"`(\w+)`", row)]
    assert sorted(listed) == sorted(KEYS)
    assert [listed[0], listed[-1]] == ["id", "saved"]


def test_the_words_that_keys_know_are_said() -> None:
    for key, words in WORDS.items():
        (row,) = re.findall(rf"^\| `{key}` \| (.+) \|$", PAGE, re.MULTILINE)
        assert re.findall(r"`(.+?)`", row) == list(words)


def test_its_examples_are_entries_as_they_are() -> None:
    first, second = Contents(BytesIO("\n".join(EXAMPLES).encode())).newest_first(lambda _: None)
    by_id = {entry.id: entry for entry in (first, second)}
    ours = by_id.pop("20261122-0730-k3f9")
    assert (ours.torn, ours.text) == (
        False, "Twice I caught myself writing an email.\n\nThen rain.",
    )  # fmt: skip
    assert blocks.write(ours).decode().strip() == EXAMPLES[0].strip()
    (by_hand,) = by_id.values()
    assert by_hand.text == "The kettle, the rain."


def test_its_examples_are_in_order(told: Told) -> None:
    told.holds("\n".join(EXAMPLES))
    told.journal.chmod(0o600)
    for folder in (told.home / "data", told.home):
        folder.chmod(0o700)
    outcome = told.does("journal", "check")
    assert (outcome.status, outcome.out.count("\n")) == (0, 1)
    assert "without an offset" in outcome.out


def test_an_entry_with_every_key_is_in_order(told: Told) -> None:
    whole = tomllib.loads(EXAMPLES[0])["entry"][0]
    made: dict[type, object] = {str: "x", int: 1, bool: True, list: []}
    every = {key: WORDS.get(key, (made.get(kind),))[0] for key, kind in KEYS.items()}
    values = {key: whole.get(key, value) for key, value in every.items()}
    values["count_keys"] = "..|x"
    block = blocks.write(Entry({key: value for key, value in values.items() if value != []}))
    told.holds(block)
    told.journal.chmod(0o600)
    told.journal.parent.chmod(0o700)
    assert told.does("journal", "check").out == ""


def test_every_command_it_names_is_there(told: Told) -> None:
    named = re.findall(r"mindful (journal [a-z]+)((?: --[a-z]+)?)", PAGE)
    assert len(named) > 5
    for command, option in set(named):
        outcome = told.does(*command.split(), "--help")
        assert (outcome.status, option.strip() in outcome.out) == (0, True)


def test_gits_two_lines_are_those_that_were_tried() -> None:
    assert f'    git config merge.mindful.driver "{DRIVER}"\n' in PAGE
    assert "    journal.toml merge=mindful\n" in PAGE


PROMISES = (DOCS / "promises.md").read_text(encoding="utf-8")


def test_every_promise_names_what_tries_it() -> None:
    root = DOCS.parent
    promised = PROMISES.split("\n## ")[1:-1]
    assert [part[:2] for part in promised] == [f"{number}." for number in range(1, 8)]
    for part in promised:
        named = re.findall(r"`(?:tests/(?:faults/)?)?(test_\w+\.py)`", part)
        assert named
        assert [one for one in named if not list((root / "tests").rglob(one))] == []
    targets = re.findall(r"`make (\w+)`", PROMISES)
    makefile = (root / "Makefile").read_text()
    assert targets == ["faults"]
    assert [one for one in targets if f"\n{one}:" not in makefile] == []


def test_every_command_that_is_promised_is_there(told: Told) -> None:
    for command, option in set(re.findall(r"mindful (journal [a-z]+)((?: --[a-z]+)?)", PROMISES)):
        outcome = told.does(*command.split(), "--help")
        assert (outcome.status, option.strip() in outcome.out) == (0, True)
