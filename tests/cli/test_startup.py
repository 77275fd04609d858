"""What a command does not load: the start is quick because little is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("rich", "pydantic", "msgspec", "prompt_toolkit", "jinja2")
SCRIPT = """
import sys
from mindful.__main__ import main
sys.argv = ["mindful", *{words}]
main()
print(*[name for name in {heavy} if name in sys.modules], file=sys.stderr)
"""


def loaded(home: Path, *words: str, heavy: tuple[str, ...] = HEAVY) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(words=list(words), heavy=heavy)],
        env={"MINDFUL_HOME": str(home)},
        input="Rain.",
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.splitlines()[-1].split()


@pytest.mark.parametrize(
    "words",
    [
        ["history"],
        ["history", "--json"],
        ["write"],
        ["show", "last"],
        ["again"],
        ["search", "rain"],
        ["search", "régen", "--tag", "a"],
        ["stats"],
        ["stats", "--since", "2000"],
        ["calendar"],
        ["journal", "path"],
    ],
)
def test_looking_back_and_writing_load_no_heavy_library(tmp_path: Path, words: list[str]) -> None:
    loaded(tmp_path, "write")
    assert loaded(tmp_path, *words) == []


def test_a_range_without_a_settings_file_reads_none(tmp_path: Path) -> None:
    reading = ("tomllib", "mindful.store.source", "mindful.store.config", "mindful.store.replace")
    assert loaded(tmp_path, "history", "this", "week", heavy=(*HEAVY, *reading)) == []


def test_the_settings_load_no_heavy_library(tmp_path: Path) -> None:
    loaded(tmp_path, "config", "set", "plain", "true")
    for words in (
        ["config"],
        ["config", "path"],
        ["config", "set", "plain", "no"],
        ["history", "today"],
    ):
        assert loaded(tmp_path, *words) == []


@pytest.mark.parametrize("words", [["history"], ["write"], ["journal", "path"], ["exercises"]])
def test_only_the_settings_own_command_loads_what_changes_them(
    tmp_path: Path, words: list[str]
) -> None:
    loaded(tmp_path, "config", "set", "plain", "true")
    own = ("cli.config", "store.config", "store.replace", "terminal.editor")
    read = () if words == ["history"] else ("core.settings",)  # a day ends when its person says
    assert loaded(tmp_path, *words, heavy=tuple(f"mindful.{one}" for one in own + read)) == []


@pytest.mark.parametrize("words", [["history"], ["write"], ["show", "last"], ["journal", "path"]])
def test_only_what_goes_out_or_comes_in_loads_what_turns_it_over(
    tmp_path: Path, words: list[str]
) -> None:
    loaded(tmp_path, "write")
    theirs = ("cli.exporting", "cli.importing", "store.exchange", "store.together")
    assert loaded(tmp_path, *words, heavy=tuple(f"mindful.{name}" for name in theirs)) == []


@pytest.mark.parametrize("words", [["journal", "export"], ["journal", "export", "-f", "csv"]])
def test_exporting_to_a_pipe_loads_no_heavy_library(tmp_path: Path, words: list[str]) -> None:
    loaded(tmp_path, "write")
    heavy = (*HEAVY, "zipfile", "xml", "mindful.store.exchange.apple")
    assert loaded(tmp_path, *words, heavy=heavy) == []


@pytest.mark.parametrize(
    "words",
    [
        ["history"],
        ["write"],
        ["exercises"],
        ["exercises", "--json"],
        ["exercises", "sounds"],
        ["start", "sounds", "--for", "10s"],
    ],
)
def test_only_those_who_write_exercises_load_what_looks_at_them(
    tmp_path: Path, words: list[str]
) -> None:
    theirs = ("cli.own", "cli.checking", "core.authored", "store.examine", "store.own",
              "store.schema", "store.skeleton", "store.replace")  # fmt: skip
    theirs = theirs[:-1] if words[0] == "start" else theirs  # a sitting is kept by it
    assert loaded(tmp_path, *words, heavy=tuple(f"mindful.{name}" for name in theirs)) == []


def test_listing_the_exercises_checks_none_of_them(tmp_path: Path) -> None:
    assert loaded(tmp_path, "exercises") == []


def test_the_version_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    assert loaded(tmp_path, "--version", heavy=(*HEAVY, "typer", "dataclasses", "pathlib")) == []


@pytest.mark.parametrize("words", [["history"], ["write"], ["show", "last"]])
def test_only_what_changes_the_journal_loads_what_changes_it(
    tmp_path: Path, words: list[str]
) -> None:
    loaded(tmp_path, "write")
    theirs = ("core.moments", "cli.elsewhere", "cli.editing", "cli.correcting", "store.changing",
              "store.copies", "store.health", "store.counting")  # fmt: skip
    assert loaded(tmp_path, *words, heavy=tuple(f"mindful.{name}" for name in theirs)) == []


OF_SOUND = ("numpy", "wave", "miniaudio", "ctypes", "mindful.core.bowl",
            "mindful.core.samples", "mindful.core.heard", "mindful.store.sounds",
            "mindful.store.wav", "mindful.terminal.ears", "mindful.terminal.player",
            "mindful.terminal.voice", "mindful.cli.speaking")  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ["history"],
        ["history", "this", "week"],
        ["write"],
        ["exercises"],
        ["start", "sounds", "--for", "10s", "--silent"],
        ["start", "sounds", "--for", "10s", "--silent", "--voice"],
    ],
)
def test_what_is_not_heard_loads_nothing_of_sound(tmp_path: Path, words: list[str]) -> None:
    loaded(tmp_path, "write")
    assert loaded(tmp_path, *words, heavy=OF_SOUND) == []
