"""Words that were written are found again."""

import json
from pathlib import Path

import pytest

from mindful.cli.filters import FAMILIES
from mindful.core import exercise
from tests.conftest import Outcome, Told
from tests.live.home import Home
from tests.test_hostile import obeyed

JOURNAL = '''\
# my journal

[[entry]]
at = 2026-11-20 # by hand
text = "The r\\u0061in, with Sam; M\u00dcDE."

[[entry]]
id = "20261121-0700-k3f9"
kind = "session"
at = 2026-11-21T07:00:00+01:00
exercise = "time-sort"
family = "presence"
planned = 600
practised = 412
ended = "early"
question = "What was it like to catch it?"
tags = ["morning", "Kitchen"]
people = ["M."]
text = """
Twice I caught myself writing an email. Then
rain on the kettle!

And Sam.
"""
saved = 2026-11-21T07:11:03+01:00

[[entry]]
id = "20261122-0700-p0zq"
kind = "reflection"
at = 2026-11-22T07:00:00+01:00
tags = ["morning"]
text = """
A kettle, no rain.
"""
saved = 2026-11-22T07:00:03+01:00
'''
KETTLE = "2026-11-22 07:00\tp0zq\treflection\t\t\tA kettle, no rain.\n"
CAUGHT = "2026-11-21 07:00\tk3f9\ttime-sort\t7 min\tearly\t"


def ends(outcome: Outcome) -> list[str]:
    """The day of each entry that was found, and of what it said last."""
    return [line[8:10] for line in outcome.out.splitlines()]


def test_what_was_found_is_a_line_an_entry_newest_first_each_in_its_sentence(told: Told) -> None:
    outcome = told.holds(JOURNAL).does("search", "Rain")
    by_hand = outcome.out.splitlines()[2].split("\t")[1]
    assert outcome.out == (
        f"{KETTLE}{CAUGHT}Then rain on the kettle!\n"
        f"2026-11-20\t{by_hand}\treflection\t\t\tThe rain, with Sam; MÜDE.\n"
    )
    assert (outcome.status, outcome.err, outcome.journal) == (0, "", JOURNAL)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (["kettle", "rain"], ["22", "21"]),
        (["kettle", "sam"], ["21"]),
        (["RAIN"], ["22", "21", "20"]),
        (["mu\u0308de"], ["20"]),
        (["then rain"], ["21"]),
        (["rain then"], []),
        (["mail"], ["21"]),
        (["kitchen"], ["21"]),
        (["m."], ["21"]),
        (["catch"], []),
        (["time-sort"], []),
        (["p0zq"], []),
        (["rain", "--without", "sam"], ["22"]),
        (["rain", "--without", "then RAIN", "--without", "no"], ["20"]),
        (["rain", "--since", "yesterday"], ["22", "21"]),
        (["rain", "--until", "yesterday"], ["21", "20"]),
        (["rain", "--since", "2026-11-20", "--until", "2026-11-20"], ["20"]),
        (["rain", "--exercise", "time-sort"], ["21"]),
        (["rain", "--family", "presence"], ["21"]),
        (["rain", "--tag", "MORNING"], ["22", "21"]),
        (["rain", "--tag", "morning", "--tag", "kitchen"], ["21"]),
        (["rain", "--about", "M."], ["21"]),
        (["rain", "--kind", "reflection"], ["22", "20"]),
        (["rain", "-n", "1"], ["22"]),
        (["rain", "", " "], ["22", "21", "20"]),
    ],
)
def test_what_is_asked_for_narrows_what_is_found(
    told: Told, words: list[str], days: list[str]
) -> None:
    assert ends(told.holds(JOURNAL).does("search", *words)) == days


def test_found_as_json_has_the_journals_own_keys(told: Told) -> None:
    told.holds(JOURNAL)
    everything = json.loads(told.does("history", "--json").out)
    assert json.loads(told.does("search", "rain", "--json").out) == everything
    assert json.loads(told.does("search", "rain", "--json", "-n", "1").out) == everything[:1]
    assert json.loads(told.does("search", "snow", "--json").out) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["snow"], "Nothing has “snow” in it.\n"),
        (["the  snow", "rain", ""], "Nothing has “the snow” and “rain” in it.\n"),
        (["a", "b", "\x1b[2J"], "Nothing has “a”, “b” and “\ufffd[2J” in it.\n"),
        (["snow", "--tag", "morning"], "Nothing among those has “snow” in it.\n"),
        (["rain", "--since", "2027"], "Nothing among those has “rain” in it.\n"),
        (["rain", "--without", "rain"], "Nothing among those has “rain” in it.\n"),
    ],
)
def test_what_is_nowhere_is_said_in_a_sentence(told: Told, words: list[str], said: str) -> None:
    outcome = told.holds(JOURNAL).does("search", *words)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", said)


def test_in_a_journal_that_is_not_there_nothing_is_found(told: Told) -> None:
    outcome = told.does("search", "rain")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "Nothing has “rain” in it.\n")
    assert not told.home.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Which words?\nFor example `mindful search kettle`.\n"),
        ([" ", "--tag", "a"], "Which words?\nFor example `mindful search kettle`.\n"),
        (
            ["a", "--family", "presense"],
            "There is no family “presense”. Did you mean presence?\n"
            "There are presence, perspective, security, together.\n",
        ),
        (
            ["a", "--kind", "sesion"],
            "There is no kind “sesion”. Did you mean session?\n"
            "There are session, reflection, hunch.\n",
        ),
        (
            ["a", "--since", "someday"],
            "“someday” is not a day or a stretch of days.\n"
            "Say it like today, last week, monday, 2026-10 or 3 weeks.\n",
        ),
        (["a", "-n", "0"], None),
    ],
)
def test_what_cannot_be_understood_gets_a_sentence(
    told: Told, words: list[str], said: str | None
) -> None:
    outcome = told.does("search", *words)
    assert (outcome.status, outcome.out) == (2, "")
    assert said is None or outcome.err == said


def test_the_newest_twenty_are_shown_and_the_rest_is_counted(told: Told) -> None:
    entries = "".join(
        f'[[entry]]\nat = 2026-11-{day:02}\ntext = "rain {day}"\n' for day in range(1, 24)
    )
    outcome = told.holds(entries).does("search", "rain")
    assert ends(outcome) == [f"{day:02}" for day in range(23, 3, -1)]
    assert outcome.err == "3 more; -n shows them.\n"
    assert told.does("search", "rain", "-n", "21").err == ""
    assert len(ends(told.does("search", "rain", "-n", "30"))) == 23
    assert len(json.loads(told.does("search", "rain", "--json").out)) == 23


def test_a_damaged_entry_that_may_have_had_the_words_is_named(told: Told) -> None:
    damaged = JOURNAL + '\n[[entry]]\nat = nonsense\ntext = "kettle"\n'
    line = damaged[: damaged.index("[[entry]]\nat = nonsense")].count("\n") + 1
    outcome = told.holds(damaged).does("search", "kettle")
    assert ends(outcome) == ["22", "21"]
    where = f"(line {line} of {told.journal})"
    assert outcome.err == f"One entry cannot be read {where}. The others are fine.\n"
    assert told.does("search", "sam").err == ""


def test_a_torn_entry_is_found_and_marked(told: Told) -> None:
    told.holds(JOURNAL.split("\n\nAnd Sam.")[0])
    assert told.does("search", "kettle").out == (
        CAUGHT.replace("early", "cut off") + "Then rain on the kettle!\n"
    )
    assert json.loads(told.does("search", "kettle", "--json").out)[0]["torn"] is True


def test_what_was_found_never_reaches_a_pipe_raw(told: Told) -> None:
    evil = "\\u001b]52;c;aGk=\\u0007 \\u202e rain \\u009b2J"
    told.holds(f'[[entry]]\nat = 2026-11-22\ntext = "{evil}"\ntags = ["{evil} tag"]\n')
    for words in (["rain"], ["tag"], ["\x1b"], ["\u202e", "tag"]):
        outcome = told.does("search", *words)
        assert outcome.out
        assert obeyed(outcome) == {"\t"}


def test_the_families_it_knows_are_those_there_are() -> None:
    assert exercise.FAMILIES == FAMILIES


def at_a_terminal(home: Path, columns: int, *words: str, **env: str) -> str:
    """What a search in a journal of 2024 sends to a terminal so wide."""
    file = home / "data" / "journal.toml"
    file.parent.mkdir(parents=True)
    file.write_text(JOURNAL.replace("2026", "2024"), encoding="utf-8")
    with Home(home).opens("search", *words, env=env, size=(columns, 24)) as terminal:
        assert terminal.wait() == 0
        return bytes(terminal.received).decode().replace("\r\n", "\n")


def test_at_a_terminal_words_stand_out_by_their_weight(tmp_path: Path) -> None:
    shown = at_a_terminal(tmp_path, 80, "kettle", "rain", "--since", "2024-11-21")
    assert shown.replace("\x1b[1m", "<").replace("\x1b[22m", ">") == (
        "Friday 22 November 2024\n"
        "  07:00  p0zq  reflection\n"
        "         A <kettle>, no <rain>.\n"
        "\n"
        "Thursday 21 November 2024\n"
        "  07:00  k3f9  Sorting time  7 min  early\n"
        "         Then <rain> on the <kettle>!\n"
    )


def test_at_a_simple_and_narrow_terminal_they_are_plain(tmp_path: Path) -> None:
    assert at_a_terminal(tmp_path, 40, "email", TERM="dumb") == (
        "Thursday 21 November 2024\n"
        "  07:00  k3f9  Sorting ti…  7 min  early\n"
        "         …myself writing an email.\n"
    )
