"""Strangers' files: each is refused with its sentence, soon, and with nothing a terminal obeys.

`tests/exercises/hostile/` holds them, each with what `mindful exercises check` says of it; adding a
case is adding two files. What cannot lie in a repository is made here.
"""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Outcome, Told
from tests.live.home import Home
from tests.live.terminal import MINDFUL, environment

FOLDER = Path(__file__).parent / "exercises" / "hostile"
FILES = sorted(FOLDER.glob("*.toml"))
HEAD = """\
title = "A quiet minute"
family = "presence"
purpose = "To be tested."
minutes = [3, 5]
usual = 5
"""
STEP = '\n[[step]]\nname = "stay"\nshare = 100\nsay = ["Stay a while."]\n'
SECONDS, MEBIBYTES = 1.0, 100  # of processor time and of memory that a refusal may take at most
# A small program measures: what a command takes counts from whoever started it, and these tests
# are large.
_MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
kibibyte = 1024 if sys.platform == "darwin" else 1
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / kibibyte)
"""
every = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)

Made = Callable[[Path], None]


def holding(text: str) -> Made:
    return lambda file: file.write_text(text) and None


MADE: dict[str, tuple[Made, int, str]] = {
    "over-256-kib": (
        holding(HEAD + "# nothing\n" * 26_215 + STEP), 1, " it is larger than 256 KiB"),
    "ten-megabytes": (holding("#" * 10_000_000), 1, " it is larger than 256 KiB"),
    "a-line-of-100000": (
        holding(f'{HEAD}posture = "{"x" * 100_000}"\n{STEP}'),
        1, "6: expected no line so long, and no key of so many parts"),
    "thousands-of-steps": (
        holding(HEAD + '[[step]]\nname = "a"\nshare = 0.02\n' * 5000),
        1, "1: step: expected one to sixty steps, each headed by [[step]], not 5000 of them"),
    "thousands-of-keys": (
        holding(HEAD + "".join(f"x{number} = 1\n" for number in range(20_000)) + STEP),
        1, "6: x0: there is no such key"),
    "lists-a-hundred-thousand-deep": (
        holding(HEAD + "x = " + "[\n" * 100_000), 1, " it is nested too deeply"),
    "nothing-but-nul-to-the-end": (
        holding("\0" * 1024 * 8), 1, "1: a control character (U+0000) stands here; take it out"),
    "signs-on-every-line": (
        holding("\1\u202e\n" * 50_000), 1,
        "1: a character that turns the direction of writing (U+202E) stands here; take it out"),
    "tables-under-tables": (
        holding(HEAD + "".join(f"[{'.'.join('abcdefgh'[:n])}]\n" for n in range(1, 9)) + STEP),
        1, "6: a: there is no such key"),
    "as-much-as-may-be": (
        holding(HEAD + ('[[step]]\nname = "a"\nshare = 1.6666\nsay = ['
                + '{ line = "One two three four.", at = 50 },' * 40 + "]\n") * 60),
        1, "9: step “a”: say: expected a line within 2 seconds of the start, one without `at`; "
        "at 3 minutes there is none"),
    "a-link-to-passwords": (
        lambda file: file.symlink_to("/etc/passwd"),
        1, "1: expected a key, then =, then its value"),
    "a-link-to-zeros": (lambda file: file.symlink_to("/dev/zero"), 2, " it is not a plain file"),
    "a-link-to-itself": (
        lambda file: file.symlink_to(file.name), 2, " its links lead in a circle"),
    "a-pipe": (os.mkfifo, 2, " it is not a plain file"),
    "a-folder": (Path.mkdir, 2, " there is no exercise in this folder"),
}  # fmt: skip
made = pytest.mark.parametrize("name", MADE)


def put(told: Told, file: Path) -> str:
    """Have a file of the corpus stand among a person's own; its name."""
    own = told.home / "data" / "exercises"
    own.mkdir(parents=True, exist_ok=True)
    (own / file.name).write_bytes(file.read_bytes())
    return file.stem


def obeyed(outcome: Outcome) -> set[str]:
    """What of a command's words a terminal might obey, or nobody would see."""
    return {
        letter
        for letter in outcome.out + outcome.err
        if (unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") and letter not in "\n")
    }


def test_there_are_many_of_them_each_with_its_sentence() -> None:
    assert len(FILES) + len(MADE) >= 80
    assert {file.stem for file in FILES} == {file.stem for file in FOLDER.glob("*.txt")}


@every
def test_a_hostile_file_gets_its_sentences(told: Told, file: Path) -> None:
    outcome = told.does("exercises", "check", str(file))
    said = file.with_suffix(".txt").read_text(encoding="utf-8")
    assert (outcome.status, outcome.out.replace(str(file), file.name), outcome.err) == (1, said, "")
    assert obeyed(outcome) == set()


@every
def test_a_hostile_file_is_not_added(told: Told, file: Path) -> None:
    outcome = told.does("exercises", "add", str(file), "--yes")
    faults = [line for line in file.with_suffix(".txt").read_text("utf-8").splitlines()
              if "you might" not in line]  # fmt: skip
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.splitlines() == [f"{file} is not in order. Nothing was added.", *faults]
    assert not told.home.exists()


@every
def test_among_a_persons_own_it_neither_speaks_to_the_terminal_nor_is_sat(
    told: Told, file: Path
) -> None:
    name = put(told, file)
    listed = told.does("exercises")
    shown = told.does("exercises", "show", name)
    begun = told.does("start", name, "10s", "--no-reflection") if shown.status else shown
    assert (listed.status, begun.status) == (0, shown.status)
    assert obeyed(listed) - {"\t"} == obeyed(shown) == obeyed(begun) == set()
    in_order_but_for_its_room = name in ("no-room-for-its-lines", "nothing-said-at-first")
    assert shown.status == (0 if in_order_but_for_its_room else 1)


@made
def test_what_is_no_file_of_an_exercise_gets_its_sentence(
    told: Told, tmp_path: Path, name: str
) -> None:
    make, status, sentence = MADE[name]
    file = tmp_path / f"{name}.toml"
    make(file)
    outcome = told.does("exercises", "check", str(file))
    first = (outcome.out + outcome.err).split("\n", 1)[0]
    assert (outcome.status, first) == (status, f"{file}:{sentence}")


@made
def test_what_is_no_file_of_an_exercise_is_not_sat(told: Told, name: str) -> None:
    own = told.home / "data" / "exercises"
    own.mkdir(parents=True)
    MADE[name][0](own / f"{name}.toml")
    listed = told.does("exercises")
    shown = told.does("exercises", "show", name)
    assert listed.status == 0
    assert obeyed(listed) - {"\t"} == obeyed(shown) == set()
    if name != "as-much-as-may-be":  # which can be sat, if not as it was meant
        assert (shown.status, told.does("start", name).status) == (1, 1)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a-link-to-passwords", "it is a link"),
        ("a-link-to-zeros", "it is a link"),
        ("a-link-to-itself", "it is a link"),
        ("a-pipe", "it is not a plain file"),
        ("a-folder", "it is a folder"),
    ],
)
def test_what_is_no_plain_file_is_not_added(
    told: Told, tmp_path: Path, name: str, why: str
) -> None:
    file = tmp_path / f"{name}.toml"
    MADE[name][0](file)
    outcome = told.does("exercises", "add", str(file), "--yes")
    assert (outcome.status, outcome.out, outcome.err) == (
        2,
        "",
        f"{file} cannot be read: {why}.\n"
        "An exercise is a plain text file, as in `mindful exercises add kettle.toml`.\n",
    )
    assert not told.home.exists()


@pytest.mark.parametrize("name", [*MADE, *(file.stem for file in FILES)])
def test_it_is_refused_within_a_second_and_a_hundred_megabytes(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"{name}.toml"
    if name in MADE:
        MADE[name][0](file)
    else:
        file.write_bytes((FOLDER / file.name).read_bytes())
    measured = subprocess.run(
        [sys.executable, "-ISc", _MEASURE, *MINDFUL, "exercises", "check", str(file)],
        env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    status, seconds, kibibytes = map(float, measured.stdout.split())
    assert status in (1, 2)
    assert seconds < SECONDS
    assert kibibytes / 1024 < MEBIBYTES


@pytest.mark.parametrize(
    "name",
    ["../sounds", "..", "a/b", "/etc/passwd", "%2e%2e", "CON", "nul", "lpt1", "Kettle", "-kettle",
     "ke ttle", "kettle.toml", "kettl\u00e9", "k\u202eettle", "\x1b[2J", "a" * 65, "\u2024\u2024",
     "_a", "a\n"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_no_name(told: Told, tmp_path: Path, name: str) -> None:
    outcome = told.does("exercises", "new", "--", name)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("An exercise cannot be called “")
    assert re.search(r"`mindful exercises new [a-z0-9][a-z0-9_-]{0,63}` would do\.\n", outcome.err)
    assert obeyed(outcome) == set()
    assert list(tmp_path.iterdir()) == []


def test_a_files_own_name_does_not_reach_the_terminal_raw(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "\x1b]0;owned\x07\n\u202e.toml"
    file.write_text(HEAD + STEP)
    for words in (["check", str(file)], ["check", str(tmp_path)], ["add", str(file), "--yes"]):
        outcome = told.does("exercises", *words)
        assert obeyed(outcome) == set()
        assert "\ufffd]0;owned\ufffd\ufffd\ufffd.toml" in outcome.out + outcome.err


MARKUP = (HEAD + STEP).replace("A quiet", "[bold]A[/bold] :smile: quiet").replace(
    "Stay a", "[red]Stay[/] {0.__class__} %s a"
)  # fmt: skip


def test_what_looks_like_markup_is_words_everywhere(tmp_path: Path) -> None:
    home = Home(tmp_path).known()
    own = tmp_path / "data" / "exercises"
    own.mkdir(parents=True)
    file = tmp_path / "quiet.toml"
    file.write_text(MARKUP)
    title, line = "[bold]A[/bold] :smile: quiet minute", "[red]Stay[/] {0.__class__} %s a while."
    with home.opens("exercises", "add", str(file)) as terminal:
        terminal.await_text("y adds it")
        assert terminal.shows(title)
        assert terminal.shows(line)
        terminal.press("y\r")
        assert terminal.wait() == 0
        assert terminal.escape_sequences == set()
    with home.opens("exercises", "show", "quiet") as terminal:
        assert terminal.wait() == 0
        assert terminal.shows(title)
        assert terminal.escape_sequences == set()
    with home.sits("start", "quiet", "10s") as terminal:
        terminal.await_text(line)
        assert not re.search(rb"\x1b\]", bytes(terminal.received))


def test_on_a_terminal_a_hostile_file_sends_it_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path).known()
    own = tmp_path / "data" / "exercises"
    own.mkdir(parents=True)
    for file in FILES:
        (own / file.name).write_bytes(file.read_bytes())
    for words in (
        ("exercises",),
        ("exercises", "check", str(own)),
        ("exercises", "show", "escape-in-title"),
        ("exercises", "show", "raw-escape"),
        ("exercises", "add", str(FOLDER / "link-in-purpose.toml")),
        ("start", "clipboard-in-caution"),
        ("start", "window-title-in-concept"),
    ):
        with home.opens(*words) as terminal:
            terminal.wait()
            assert not set(terminal.received) & {0x1B, 0x07, 0x08, 0x7F, 0x00}, words
            assert not re.search("[\x80-\x9f\u202e\u2066]", terminal.received.decode()), words
