"""The settings on the command line: shown, changed, opened, and said to be wrong."""

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from mindful.core.settings import Settings
from mindful.terminal.settings import Row, settings
from tests.conftest import Told
from tests.live.conftest import Home
from tests.live.terminal import MINDFUL, environment

USUAL = (
    "check_in\ttrue\t\nreflection\ttrue\t\nplain\tfalse\t\nreduced_motion\tfalse\t\n"
    "week_starts\tmonday\t\n"
)
OF_LOOKING_BACK = "day_ends_at\t00:00\t\nnumbers\ttrue\t\n"
OF_SOUND = (
    "sound\tbowl\t\nbell\tturns\t\nbell_volume\t100\t\nkey_tones\ttrue\t\nvoice\tfalse\t\n"
    "voice_name\tusual\t\nvoice_rate\t120\t\nvoice_volume\t100\t\n"
)
AFTER = OF_LOOKING_BACK + OF_SOUND
USUAL += AFTER
ROWS = [
    Row("plain", "true", "MINDFUL_PLAIN", "One line an event, nothing redrawn."),
    Row("week_starts", "monday", "", "The first day of a week."),
]


def file_of(told: Told, text: str | None = None) -> Path:
    """The settings file, which holds this text if any."""
    file = told.home / "config" / "config.toml"
    if text is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return file


def editor(told: Told, body: str) -> None:
    """Have the person's editor be a shell script."""
    told.home.mkdir(parents=True, exist_ok=True)
    file = told.home / "ed"
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    told.environ["EDITOR"] = str(file)


@pytest.mark.parametrize("words", [("config",), ("config", "show")])
def test_settings_on_a_pipe_are_a_line_each_with_tabs_between(
    told: Told, words: tuple[str, ...]
) -> None:
    outcome = told.does(*words)
    assert (outcome.status, outcome.out, outcome.err) == (0, USUAL, "")
    assert not told.home.exists()


def test_each_setting_says_where_it_comes_from(told: Told) -> None:
    file_of(told, "plain = true\nweek_starts = 'sunday'\n")
    told.environ["MINDFUL_PLAIN"] = "No"
    assert told.does("config").out == (
        "check_in\ttrue\t\nreflection\ttrue\t\nplain\tfalse\tMINDFUL_PLAIN\n"
        "reduced_motion\tfalse\t\nweek_starts\tsunday\tconfig.toml\n" + AFTER
    )


@pytest.mark.parametrize("words", [("config", "--json"), ("config", "show", "--json")])
def test_settings_as_json(told: Told, words: tuple[str, ...]) -> None:
    file_of(told, "plain = true\n")
    listed = json.loads(told.does(*words).out)
    assert [one["key"] for one in listed] == list(Settings._fields)
    assert listed[2:5:2] == [
        {
            "key": "plain",
            "value": True,
            "from": "config.toml",
            "about": "One line an event, nothing redrawn.",
        },
        {"key": "week_starts", "value": "monday", "from": "", "about": "The first day of a week."},
    ]


def test_settings_on_a_terminal_are_a_table_with_the_words_under_each() -> None:
    assert list(settings(ROWS, True, 80)) == [
        "plain        true    MINDFUL_PLAIN",
        "    One line an event, nothing redrawn.",
        "",
        "week_starts  monday",
        "    The first day of a week.",
    ]


def test_on_a_narrow_terminal_nothing_runs_over_the_edge() -> None:
    assert list(settings(ROWS, True, 30)) == [
        "plain        true",
        "    MINDFUL_PLAIN",
        "    One line an event, nothing",
        "    redrawn.",
        "",
        "week_starts  monday",
        "    The first day of a week.",
    ]


def test_the_path_is_told_also_before_there_is_a_file(told: Told) -> None:
    assert told.does("config", "path").out == f"{file_of(told)}\n"
    assert not told.home.exists()


def test_a_setting_is_set_and_said_in_a_line(told: Told) -> None:
    outcome = told.does("config", "set", "plain", "YES")
    assert (outcome.status, outcome.out, outcome.err) == (0, "plain = true\n", "")
    assert "\nplain = true\n" in file_of(told).read_text()
    assert told.does("config", "set", "week_starts", "Sunday").out == "week_starts = sunday\n"
    assert told.does("config").out == (
        USUAL.replace("plain\tfalse\t", "plain\ttrue\tconfig.toml").replace(
            "monday\t", "sunday\tconfig.toml"
        )
    )


def test_a_setting_that_the_environment_overrules_is_set_and_that_is_said(told: Told) -> None:
    told.environ["MINDFUL_PLAIN"] = "no"
    outcome = told.does("config", "set", "plain", "true")
    assert (outcome.status, outcome.out, outcome.err) == (
        0,
        "plain = true\n",
        "MINDFUL_PLAIN goes before it, and says otherwise.\n",
    )
    assert told.does("config", "set", "plain", "false").err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["set"],
            "Which setting, and to what?\n"
            "As in `mindful config set plain true`. `mindful config` shows them all.\n",
        ),
        (
            ["set", "check_in"],
            "What should check_in be: true or false?\n"
            "As in `mindful config set check_in false`.\n",
        ),
        (
            ["set", "week_starts", " "],
            "What should week_starts be: monday, sunday or saturday?\n"
            "As in `mindful config set week_starts sunday`.\n",
        ),
        (
            ["set", "plian", "true"],
            "There is no setting “plian”. Did you mean plain?\n"
            "`mindful config` shows them all.\n",
        ),
        (
            ["set", "\x1b[2J", "true"],
            "There is no setting “\ufffd[2J”.\n`mindful config` shows them all.\n",
        ),
        (
            ["set", "plain", "ture"],
            "plain is true or false, not “ture”. Did you mean true?\n"
            "As in `mindful config set plain true`.\n",
        ),
        (
            ["set", "week_starts", "mon"],
            "week_starts is monday, sunday or saturday, not “mon”. Did you mean monday?\n"
            "As in `mindful config set week_starts sunday`.\n",
        ),
        (["foo"], "No such command 'foo'.\n`mindful config --help` says how.\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_answered_and_nothing_is_written(
    told: Told, words: list[str], said: str
) -> None:
    outcome = told.does("config", *words)
    assert (outcome.status, outcome.out, outcome.err) == (2, "", said)
    assert not told.home.exists()


def test_a_file_that_is_wrong_is_said_wherever_settings_are_read(told: Told) -> None:
    file = file_of(told, "plian = true\n")
    said = (
        "The settings cannot be read.\n"
        "config.toml:1: plian: there is no such setting; plain, perhaps?\n"
        f"The file is {file}; `mindful config edit` opens it.\n"
    )
    for words in (["config"], ["config", "show", "--json"], ["history"], ["history", "today"]):
        outcome = told.does(*words)
        assert (outcome.status, outcome.out, outcome.err) == (1, "", said)
    assert told.does("write", "The kettle.").status == 0


def test_a_word_of_the_environment_that_is_wrong_is_said(told: Told) -> None:
    told.environ["MINDFUL_WEEK_STARTS"] = "Sonday"
    for words in (["config"], ["history", "today"]):
        outcome = told.does(*words)
        assert (outcome.status, outcome.out, outcome.err) == (
            2,
            "",
            "A setting in the environment cannot be understood.\n"
            "MINDFUL_WEEK_STARTS: expected monday, sunday or saturday, not “Sonday”; "
            "sunday, perhaps?\n",
        )


def test_editing_makes_the_file_first_and_what_is_settled_there_counts(told: Told) -> None:
    editor(told, 'sed "s/^# plain = false/plain = true/" "$1" > "$1.new" && mv "$1.new" "$1"')
    outcome = told.does("config", "edit")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert told.does("config").out == USUAL.replace("plain\tfalse\t", "plain\ttrue\tconfig.toml")


def test_after_editing_it_says_what_is_wrong(told: Told) -> None:
    file = file_of(told, "plain = true\n")
    editor(told, 'echo "check_in = 3" >> "$1"')
    outcome = told.does("config", "edit")
    assert (outcome.status, outcome.out, outcome.err) == (
        1,
        "",
        "The settings cannot be read.\n"
        "config.toml:2: check_in: expected true or false, not 3\n"
        f"The file is {file}; `mindful config edit` opens it.\n",
    )


def test_a_file_that_is_wrong_can_be_edited_right(told: Told) -> None:
    file_of(told, "plian = 3\n")
    editor(told, 'echo "plain = true" > "$1"')
    assert told.does("config", "edit").status == 0


def test_an_editor_that_fails_is_said(told: Told) -> None:
    editor(told, "exit 1")
    outcome = told.does("config", "edit")
    assert (outcome.status, outcome.err) == (
        1,
        f"The editor “{told.home / 'ed'}” ended with status 1.\n"
        f"{file_of(told)} is as it left it.\n",
    )


def test_a_file_elsewhere_that_is_linked_to_stays_linked_to(told: Told, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("# mine\n")
    file = file_of(told, "")
    file.unlink()
    file.symlink_to(real)
    assert told.does("config", "set", "plain", "true").status == 0
    assert (os.readlink(file), real.read_text()) == (str(real), "# mine\nplain = true\n")


def test_where_it_cannot_be_written_that_is_said_and_nothing_changes(told: Told) -> None:
    file = file_of(told, "plain = false\n")
    (file.parent / ".config.toml.tmp").mkdir()
    outcome = told.does("config", "set", "plain", "true")
    assert (outcome.status, outcome.out, outcome.err) == (
        1,
        "",
        f"The settings file could not be changed: it is a folder.\nThe file is {file}\n",
    )
    assert file.read_text() == "plain = false\n"


@pytest.mark.parametrize(
    ("starts", "days"),
    [("monday", ["16", "21", "22"]), ("saturday", ["21", "22"]), ("sunday", ["22"])],
)
def test_this_week_begins_on_the_day_that_was_settled(
    told: Told, starts: str, days: list[str]
) -> None:
    entries = "".join(
        f'[[entry]]\nat = 2026-11-{day}\ntext = "{day}"\n' for day in (15, 16, 21, 22)
    )
    told.holds(entries)
    told.environ["MINDFUL_WEEK_STARTS"] = starts
    for words in (["this", "week"], ["--since", "this week"]):
        shown = told.does("history", *words).out.splitlines()
        assert [line.split("\t")[-1] for line in reversed(shown)] == days


def test_the_settings_on_a_real_terminal(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for width in (80, 40):
        with home.opens("config", env={"MINDFUL_REDUCED_MOTION": "1"}, size=(width, 60)) as shown:
            assert shown.wait() == 0
            rows = [row for row in shown.screen if row]
            assert "week_starts     monday" in rows
            assert any(row.endswith("MINDFUL_REDUCED_MOTION") for row in rows)
            assert rows[-1] == "    How loud it speaks, in per cent."


def test_what_is_made_is_open_to_nobody_else(tmp_path: Path) -> None:
    done = subprocess.run(
        [*MINDFUL, "config", "set", "plain", "true"], env=environment(tmp_path / "home"),
        capture_output=True, check=True, umask=0,
    )  # fmt: skip
    assert done.stdout == b"plain = true\n"
    made = [tmp_path / "home", *(tmp_path / "home").rglob("*")]
    assert [f"{path} {path.stat().st_mode:o}" for path in made if path.stat().st_mode & 0o077] == []
