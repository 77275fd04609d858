"""One page to keep, print or show."""

import os
import stat
from pathlib import Path

import pytest

from tests.conftest import Told
from tests.live.home import Home
from tests.terminal.test_report import Seen
from tests.test_hostile import obeyed

JOURNAL = '''\
[[entry]]
at = 2026-08-30 # by hand, the day before the last twelve weeks
text = "Long ago."

[[entry]]
id = "20260831-0700-aaaa"
kind = "session"
at = 2026-08-31T07:00:00+02:00
exercise = "time-sort"
family = "presence"
planned = 600
practised = 600
ended = "complete"
question = "What was it like to catch it?"
tags = ["Morning"]
people = ["M."]
text = """
Twice I caught myself.
"""
saved = 2026-08-31T07:11:03+02:00

[[entry]]
id = "20261121-0100-bbbb"
kind = "session"
at = 2026-11-21T01:00:00+01:00
exercise = "listen"
family = "together"
planned = 600
practised = 300
ended = "early"
with = "Sam"
saved = 2026-11-21T01:11:03+01:00

[[entry]]
id = "20261122-0700-cccc"
kind = "reflection"
at = 2026-11-22T07:00:00+01:00
text = """
A kettle, no rain.
"""
saved = 2026-11-22T07:00:03+01:00
'''
CAUGHT, KETTLE, LONG_AGO = "Twice I caught myself.", "A kettle, no rain.", "Long ago."
HOLDS = "It holds what you wrote; with --no-text it does not.\n"


def words(told: Told, *more: str) -> list[str]:
    """The words of the page that a pipe is given."""
    outcome = told.holds(JOURNAL).does("report", *more)
    assert (outcome.status, outcome.err, outcome.journal) == (0, "", JOURNAL)
    return Seen(outcome.out).body


def texts(told: Told, *more: str) -> list[str]:
    """Which of the entries' words are on it, in their order."""
    return [word for word in words(told, *more) if word in (CAUGHT, KETTLE, LONG_AGO)]


def test_a_pipe_is_given_the_page_of_the_last_twelve_weeks(told: Told) -> None:
    page = words(told)
    assert page[1:3] == [
        "31 August to 22 November 2026",
        "2 sittings on 2 days, 15 minutes in all.",
    ]
    start = page.index("Reflections")
    assert page[start + 1 : -1] == [
        "Monday 31 August 2026",
        "07:00", "Sorting time", "10 minutes", "What was it like to catch it?", CAUGHT,
        "About", "M.", "Tagged", "Morning",
        "Sunday 22 November 2026",
        "07:00", "Reflection", KETTLE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "heading", "expected"),
    [
        (["2026"], "2026", [LONG_AGO, CAUGHT, KETTLE]),
        (["last", "week"], "9 to 15 November 2026", None),
        (["today"], "Sunday 22 November 2026", [KETTLE]),
        (["--since", "2026-11"], "Since 1 November 2026", [KETTLE]),
        (["--until", "2026-08"], "Until 31 August 2026", [LONG_AGO, CAUGHT]),
        (["--about", "m."], "31 August to 22 November 2026", [CAUGHT]),
        (["--tag", "morning"], "31 August to 22 November 2026", [CAUGHT]),
        (["--exercise", "time-sort"], "31 August to 22 November 2026", [CAUGHT]),
        (["--family", "together"], "31 August to 22 November 2026", []),
        (["--no-text"], "31 August to 22 November 2026", []),
    ],
)
def test_it_holds_the_days_and_the_words_that_were_asked_for(
    told: Told, asked: list[str], heading: str, expected: list[str] | None
) -> None:
    if expected is None:
        assert told.holds(JOURNAL).does("report", *asked).status == 1
        return
    assert (words(told, *asked)[1], texts(told, *asked)) == (heading, expected)


def test_what_is_counted_stays_whole_whichever_words_are_chosen(told: Told) -> None:
    page = words(told, "--about", "M.", "--exercise", "time-sort")
    assert page[2] == "2 sittings on 2 days, 15 minutes in all."
    assert "Only those about or with M., of Sorting time." in page


def test_without_text_no_word_or_name_is_on_it(told: Told) -> None:
    page = " ".join(words(told, "--no-text"))
    theirs = ("kettle", "caught", "catch", "M.", "Morning", "Sam", "Sorting time", "Reflections")
    assert [word for word in theirs if word in page] == []


def test_with_numbers_switched_off_it_has_no_count_and_no_chart(told: Told) -> None:
    told.environ["MINDFUL_NUMBERS"] = "no"
    page = words(told)
    assert page[1:8] == [
        "31 August to 22 November 2026",
        "Days", "August 2026", "Mon 31", "November 2026", "Sat 21",
        "Reflections",
    ]  # fmt: skip
    assert "10 minutes" not in page


def test_a_night_belongs_to_the_day_before_where_days_end_late(told: Told) -> None:
    told.environ["MINDFUL_DAY_ENDS_AT"] = "04:00"
    assert "Friday 20 November 2026: 5 minutes" in words(told)


def test_it_is_written_to_a_file_that_nobody_else_can_read(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("what was there")
    file.chmod(0o644)
    outcome = told.holds(JOURNAL).does("report", "2026", "-o", str(file))
    assert (outcome.status, outcome.out, outcome.err) == (0, "", f"{file}: 2026. {HOLDS}")
    assert Seen(file.read_text()).body[1] == "2026"
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.name != "home"] == ["page.html"]
    for without in ("--no-text", "--about=nobody"):
        quiet = told.does("report", "2026", without, "-o", str(file))
        assert (quiet.status, quiet.err) == (0, f"{file}: 2026.\n")


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (["1999"], 1, "There is nothing from then. Nothing was written.\n"
         "Other days might have some, as in `mindful report 2026`.\n"),
        (["2026-11", "--no-text", "--tag", "x"], 2,
         "--no-text leaves no words to choose among.\nOne of the two is enough.\n"),
        (["--family", "presense"], 2,
         "There is no family “presense”. Did you mean presence?\n"
         "There are presence, perspective, security, together.\n"),
        (["-o", "notes.txt"], 2, "A report is written as .html, and “notes.txt” ends otherwise.\n"
         "As in `mindful report -o report.html`.\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_written(
    told: Told, asked: list[str], status: int, said: str
) -> None:
    outcome = told.holds(JOURNAL).does("report", *asked)
    assert (outcome.status, outcome.out, outcome.err) == (status, "", said)


def test_the_journal_itself_is_never_written_over(told: Told, tmp_path: Path) -> None:
    told.holds(JOURNAL)
    file = tmp_path / "page.html"
    for link in (file.symlink_to, file.hardlink_to):
        link(told.journal)
        outcome = told.does("report", "-o", str(file))
        assert (outcome.status, outcome.err, outcome.journal) == (
            2, "That is the journal itself. Nothing was written.\nName another file.\n", JOURNAL
        )  # fmt: skip
        file.unlink()


def test_a_folder_that_is_not_there_is_not_made(told: Told, tmp_path: Path) -> None:
    outcome = told.holds(JOURNAL).does("report", "-o", str(tmp_path / "no" / "page.html"))
    assert (outcome.status, outcome.err) == (
        2, f"There is no folder {tmp_path / 'no'}.\nYou might make it first.\n"
    )  # fmt: skip
    assert not (tmp_path / "no").exists()


def test_a_folder_or_a_pipe_is_no_place_for_it(told: Told, tmp_path: Path) -> None:
    told.holds(JOURNAL)
    (tmp_path / "folder.html").mkdir()
    os.mkfifo(tmp_path / "pipe.html")
    for name, why in (("folder.html", "it is a folder"), ("pipe.html", "it is not a plain file")):
        outcome = told.does("report", "-o", str(tmp_path / name))
        assert (outcome.status, outcome.err) == (
            2, f"{tmp_path / name} could not be written: {why}.\nAnother name would do.\n"
        )  # fmt: skip


def test_a_damaged_entry_is_named_and_the_others_are_on_the_page(told: Told) -> None:
    told.holds(JOURNAL + "\n[[entry]]\nat = nonsense\n")
    outcome = told.does("report")
    assert Seen(outcome.out).body[2] == "2 sittings on 2 days, 15 minutes in all."
    assert outcome.err == (
        f"One entry cannot be read (line 43 of {told.journal}). The others are fine.\n"
    )


def test_a_name_or_a_title_of_a_strangers_does_not_reach_the_terminal_raw(
    told: Told, tmp_path: Path
) -> None:
    told.holds(JOURNAL)
    for name in ("\x1b[2J\u202e.html", "\x1b[2J.txt"):
        assert obeyed(told.does("report", "-o", str(tmp_path / name))) == set()


def test_on_a_terminal_it_asks_where_the_page_is_to_go(tmp_path: Path) -> None:
    with Home(tmp_path).known().opens("report") as terminal:
        terminal.await_text("As in `mindful report -o report.html`.")
        assert (terminal.shows("Where is it to go?"), terminal.wait()) == (True, 2)
