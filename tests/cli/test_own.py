"""Exercises of one's own on the command line: begun, checked, and a stranger's added."""

import os
import stat
from pathlib import Path

import pytest

from mindful.cli.app import meant
from mindful.store import schema
from mindful.store.library import Library
from mindful.store.own import fitting, is_name
from mindful.store.skeleton import skeleton
from tests.conftest import Told
from tests.live.home import Home
from tests.live.terminal import CTRL_C

BUILT_IN = Library.of(Path("/nowhere")).built_in
KETTLE = """\
# From Sam.
title = "The kettle"
family = "presence"
purpose = "Be there while the water boils."
minutes = [3, 5]
usual = 3
caution = "Mind the steam."

[[step]]
name = "wait"
share = 100
say = ["Listen to it begin.", { line = "Still here?", at = 60 }]
"""
PAGE = """\
The kettle
kettle · presence · 3 to 5 minutes, usually 3

Be there while the water boils.

Care: Mind the steam.

Steps
  wait, 100 %
    Listen to it begin.
    Still here?

"""
IN_ORDER = "in order, 3 to 5 minutes"
WHICH = "As in `mindful exercises check kettle.toml`; a folder stands for all that is in it.\n"
NAMES = "Small letters a to z, digits, - and _ do, save a few names that Windows keeps."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "kettle.toml")


def written(file: Path, text: str = KETTLE) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def own(home: Path) -> Path:
    return home / "data" / "exercises"


def editor(folder: Path, body: str) -> dict[str, str]:
    """An environment in which the person's editor is a shell script."""
    script = written(folder / "ed", f"#!/bin/sh\n{body}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return {"EDITOR": str(script)}


def test_the_words_of_ones_own_exercises_are_no_names() -> None:
    for words in (["check", "a.toml"], ["new", "a"], ["add", "a.toml"]):
        assert meant(["exercises", *words]) == ["exercises", *words]


def test_what_is_in_order_is_said_to_be_so(told: Told, file: Path) -> None:
    outcome = told.does("exercises", "check", str(file))
    assert (outcome.status, outcome.out, outcome.err) == (0, f"{file}: {IN_ORDER}\n", "")
    assert not told.home.exists()


def test_all_that_comes_with_mindful_is_in_order(told: Told) -> None:
    files = sorted(map(str, BUILT_IN.glob("*.toml")))
    for words in (files, [str(BUILT_IN)]):
        outcome = told.does("exercises", "check", *words)
        lines = outcome.out.splitlines()
        assert (outcome.status, outcome.err) == (0, "")
        assert [line.split(": in order, ")[0] for line in lines] == files


def test_each_file_is_checked_and_the_worst_of_them_counts(told: Told, file: Path) -> None:
    wrong = written(file.with_name("wrong.toml"), KETTLE.replace("usual = 3", "usual = 9"))
    gone = file.with_name("gone.toml")
    outcome = told.does("exercises", "check", str(gone), str(wrong), str(file))
    fault = f"{wrong}:6: usual: 9 is not between the ends of minutes\n"
    assert (outcome.status, outcome.out) == (2, f"{fault}{file}: {IN_ORDER}\n")
    assert outcome.err == f"{gone}: no such file or directory\n"
    outcome = told.does("exercises", "check", str(file.parent))
    assert (outcome.status, outcome.out) == (1, f"{file}: {IN_ORDER}\n{fault}")


def test_an_exercise_may_be_checked_by_its_name(told: Told) -> None:
    mine = written(own(told.home) / "kettle.toml")
    outcome = told.does("exercises", "check", "kettle", "sounds")
    sounds = BUILT_IN / "sounds.toml"
    assert outcome.out == f"{mine}: {IN_ORDER}\n{sounds}: in order, 3 to 20 minutes\n"


def test_what_might_be_better_is_said_and_is_no_fault(told: Told, tmp_path: Path) -> None:
    long = "One two three four five six seven eight nine ten eleven twelve thirteen."
    short = KETTLE.replace("Listen to it begin.", long).replace("[3, 5]", "[1]")
    file = written(tmp_path / "Über Kettle.toml", short.replace("= 3", "= 1"))
    outcome = told.does("exercises", "check", str(file))
    assert (outcome.status, outcome.out.replace(str(file), "K").splitlines()) == (
        0,
        [
            "K:12: step “wait”: say: line 1 has 13 words; "
            "you might make it two, of 12 words at most",
            "K: by this name it is not found; you might call it uber-kettle.toml",
            "K: in order, 1 minute",
        ],
    )


def test_more_words_than_leave_silence_are_counted(told: Told, tmp_path: Path) -> None:
    line = ", ".join(['"One two three four five six seven eight nine ten eleven."'] * 20)
    text = KETTLE.replace('"Listen to it begin."', line).replace(", 5]", "]")
    outcome = told.does("exercises", "check", str(written(tmp_path / "kettle.toml", text)))
    assert (outcome.status, outcome.out.replace(f"{tmp_path}/", "")) == (
        0,
        "kettle.toml:5: minutes: 222 words are said in 3 minutes; "
        "you might leave more silence, with 200 at most\n"
        "kettle.toml: in order, 3 minutes\n",
    )


def test_a_line_without_room_is_named_with_the_seconds_it_lacks(told: Told, tmp_path: Path) -> None:
    line = ", ".join(['"One two three four five six seven eight."'] * 30)
    text = KETTLE.replace('"Listen to it begin."', line)
    outcome = told.does("exercises", "check", str(written(tmp_path / "kettle.toml", text)))
    assert outcome.status == 1
    assert outcome.out.replace(f"{tmp_path}/", "").splitlines()[:2] == [
        "kettle.toml:12: step “wait”: say: line 30 does not fit into 3 minutes; "
        "5 seconds are missing",
        "kettle.toml:12: step “wait”: say: line 31 does not fit into 3 minutes; "
        "9 seconds are missing",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check"], f"Which file?\n{WHICH}"),
        (["new"], "What is it to be called?\nAs in `mindful exercises new kettle`.\n"),
        (["add"], "Which file?\nAs in `mindful exercises add kettle.toml`.\n"),
        (
            ["new", "My Kettle.toml"],
            f"An exercise cannot be called “My Kettle.toml”. {NAMES}\n"
            "`mindful exercises new my-kettle` would do.\n",
        ),
        (
            ["add", "gone.toml"],
            "gone.toml cannot be read: no such file or directory.\n"
            "An exercise is a plain text file, as in `mindful exercises add kettle.toml`.\n",
        ),
    ],
)
def test_what_cannot_be_understood_is_answered_and_nothing_is_written(
    told: Told, words: list[str], said: str
) -> None:
    outcome = told.does("exercises", *words)
    assert (outcome.status, outcome.out, outcome.err) == (2, "", said)
    assert not told.home.exists()


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("My Kettle", "my-kettle"), ("Käse & Brot", "kase-brot"), ("../up", "up"), ("a.toml", "a"),
        ("CON", "my-con"), ("lpt1", "my-lpt1"), ("", "my-own"), ("静", "my-own"), ("--", "my-own"),
        ("x" * 90, "x" * 64), ("_a_", "a"), ("a" * 63 + "-b", "a" * 63),
    ],
)  # fmt: skip
def test_the_nearest_name_is_one_that_an_exercise_can_have(name: str, near: str) -> None:
    assert (fitting(name), is_name(near), is_name(name)) == (near, True, False)


@pytest.mark.parametrize("name", ["kettle", "2-of_us", "a" * 64])
def test_what_one_begins_with_is_in_order_and_can_be_sat(told: Told, name: str) -> None:
    outcome = told.does("exercises", "new", name)
    file = own(told.home) / f"{name}.toml"
    assert (outcome.status, outcome.out, outcome.err) == (0, f"{file}\n", "")
    assert sorted(one.name for one in own(told.home).iterdir()) == sorted([schema.NAME, file.name])
    assert (file.read_text(), (file.parent / schema.NAME).read_text(encoding="utf-8")) == (
        skeleton(name),
        schema.text(),
    )
    assert [path.stat().st_mode & 0o777 for path in file.parent.iterdir()] == [0o600, 0o600]
    checked = told.does("exercises", "check", name)
    assert (checked.status, checked.out) == (0, f"{file}: in order, 3 to 10 minutes\n")
    assert told.does("start", name, "10s", "--no-reflection").status == 0


def test_what_one_begins_with_explains_every_key() -> None:
    keys = {key for part in (schema.schema(), *schema.schema()["$defs"].values())
            for key in part["properties"]} - {"step", "line"}  # fmt: skip
    text = skeleton("2-of_us")
    assert 'title = "2 of us"' in text
    lines = text.split("\n")
    begun = {line.removeprefix("# ").split(" = ")[0] for line in lines if " = " in line}
    assert keys - begun == {"at"}
    assert "at = 60 says it at 60 per cent of its step" in text
    assert max(map(len, lines)) <= 100


def test_an_exercise_that_is_there_is_not_begun_again(told: Told) -> None:
    file = written(own(told.home) / "kettle.toml", "# mine\n")
    outcome = told.does("exercises", "new", "kettle")
    assert (outcome.status, outcome.out, outcome.err) == (
        2,
        "",
        "There is an exercise of yours called kettle already.\n"
        f"The file is {file}; any editor opens it.\n",
    )
    file.unlink()
    file.symlink_to("nowhere.toml")
    assert told.does("exercises", "new", "kettle").status == 2
    assert list(own(told.home).iterdir()) == [file]


def test_one_with_the_name_of_a_practice_that_is_there_says_so(told: Told) -> None:
    outcome = told.does("exercises", "new", "sounds")
    assert (outcome.status, outcome.err) == (
        0,
        "It would go before the sounds that comes with mindful, which stays as it is.\n",
    )


def test_where_it_cannot_be_written_that_is_said(told: Told, file: Path) -> None:
    written(told.home / "data", "a file where a folder would be")
    for words in (["new", "kettle"], ["add", str(file), "--yes"]):
        outcome = told.does("exercises", *words)
        assert (outcome.status, outcome.err) == (
            1,
            "kettle.toml could not be written: a part of its path is a file.\n"
            f"The folder is {own(told.home)}\n",
        )


def test_a_strangers_is_shown_and_added_as_it_is(told: Told, file: Path) -> None:
    file.write_bytes(KETTLE.replace("\n", "\r\n").encode())
    outcome = told.does("exercises", "add", str(file), "--yes")
    said = f"{PAGE}Added. `mindful start kettle` begins it.\n"
    assert (outcome.status, outcome.out, outcome.err) == (0, said, "")
    copy = own(told.home) / "kettle.toml"
    assert (copy.read_bytes(), copy.stat().st_mode & 0o777) == (file.read_bytes(), 0o600)
    again = told.does("exercises", "add", str(file))
    assert (again.status, again.out) == (
        0,
        "kettle is among your own already, as it is. `mindful start kettle` begins it.\n",
    )


def test_without_a_terminal_nothing_is_added_unasked(told: Told, file: Path) -> None:
    outcome = told.does("exercises", "add", str(file), piped="y\n")
    assert (outcome.status, outcome.out, outcome.err) == (
        2,
        PAGE,
        "There is no terminal to ask on. Nothing was added.\n"
        f"`mindful exercises add {file} --yes` adds it unasked.\n",
    )
    assert not told.home.exists()


def test_one_of_ones_own_that_gives_way_is_kept(told: Told, file: Path) -> None:
    mine = written(own(told.home) / "kettle.toml", "# mine\n")
    told.does("exercises", "add", str(file), "--yes")
    file.write_text(KETTLE + "# anew\n")
    outcome = told.does("exercises", "add", str(file), "--yes")
    assert outcome.out == (
        f"{PAGE}You have one called kettle. This would take its place; yours would be kept.\n"
        f"The one you had is kept as {mine}.old2\n"
        "Added. `mindful start kettle` begins it.\n"
    )
    kept = {path.name: path.read_text() for path in own(told.home).glob("kettle*")}
    assert kept == {
        "kettle.toml": KETTLE + "# anew\n",
        "kettle.toml.old": "# mine\n",
        "kettle.toml.old2": KETTLE,
    }


def test_a_strangers_goes_before_a_practice_that_stays_as_it_is(told: Told, tmp_path: Path) -> None:
    before = (BUILT_IN / "sounds.toml").read_bytes()
    outcome = told.does("exercises", "add", str(written(tmp_path / "sounds.toml")), "--yes")
    assert outcome.out.endswith(
        "It would go before the sounds that comes with mindful, which stays as it is.\n"
        "Added. `mindful start sounds` begins it.\n"
    )
    assert (BUILT_IN / "sounds.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "near"),
    [("Kettle.toml", "kettle"), ("kettle.txt", "kettle-txt"), ("con.toml", "my-con")],
)  # fmt: skip
def test_a_strangers_file_needs_a_name_that_an_exercise_can_have(
    told: Told, tmp_path: Path, name: str, near: str
) -> None:
    outcome = told.does("exercises", "add", str(written(tmp_path / name)), "--yes")
    assert (outcome.status, outcome.out, outcome.err) == (
        2,
        "",
        f"An exercise is called as its file is, and “{name}” is no such name. {NAMES}\n"
        f"You might call the file {near}.toml.\n",
    )


@pytest.mark.parametrize(
    ("pressed", "said", "there"),
    [
        (
            "y\r",
            "Added. `mindful start kettle` begins it.",
            ["exercise.schema.json", "kettle.toml"],
        ),
        ("\r", "Nothing was added.", []),
        ("n\r", "Nothing was added.", []),
        ("\x1b\r", "Nothing was added.", []),
    ],
    ids=["y", "enter", "n", "escape"],
)
def test_on_a_terminal_it_asks_before_anything_is_added(
    tmp_path: Path, file: Path, pressed: str, said: str, there: list[str]
) -> None:
    home = Home(tmp_path / "home")
    with home.opens("exercises", "add", str(file)) as terminal:
        terminal.await_text("Add kettle? y adds it, enter leaves it:")
        terminal.press(pressed)
        assert terminal.wait() == 0
        assert terminal.shows(said)
    folder = own(home.path)
    assert (sorted(os.listdir(folder)) if folder.exists() else []) == there


def test_ctrl_c_adds_nothing(tmp_path: Path, file: Path) -> None:
    home = Home(tmp_path / "home")
    with home.opens("exercises", "add", str(file)) as terminal:
        terminal.await_text("y adds it")
        terminal.press(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.not_given_back == []
    assert not own(home.path).exists()


@pytest.mark.parametrize(
    ("body", "status", "last"),
    [
        (
            'echo "# seen" >> "$1"',
            0,
            ["kettle.toml: in order, 3 to 10 minutes", "`mindful start kettle` begins it."],
        ),
        (
            'sed -i.bak "s/presence\\"/presense\\"/" "$1"; rm "$1.bak"',
            1,
            [
                "kettle.toml:12: family: expected one of presence, perspective, security,",
                "  together, not “presense”; presence, perhaps?",
                "You might open it again, with any editor; `mindful exercises check kettle`",
                "looks at it anew.",
            ],
        ),
        (
            "exit 1",
            1,
            ["” ended with status 1.", "kettle.toml is as it left it."],
        ),
    ],
    ids=["as it should be", "with a fault", "that fails"],
)
def test_on_a_terminal_it_opens_the_editor_and_then_says_what_it_has_become(
    tmp_path: Path, body: str, status: int, last: list[str]
) -> None:
    home = Home(tmp_path / "home")
    with home.opens("exercises", "new", "kettle", env=editor(tmp_path, body)) as terminal:
        assert terminal.wait() == status
        words = " ".join(" ".join(terminal.screen).split())
        assert [line for line in last if " ".join(line.split()) not in words] == []
    assert (own(home.path) / "kettle.toml").exists()


def test_on_a_narrow_terminal_nothing_runs_over_the_edge(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    written(own(home.path) / "k.toml", KETTLE.replace("presence", "presense"))
    with home.opens("exercises", "check", str(own(home.path)), size=(40, 24)) as terminal:
        assert terminal.wait() == 1
        shown = [row for row in terminal.screen if row]
        assert shown[-1] == "  presence, perhaps?"
        assert all(row.startswith("  ") for row in shown[1:])
