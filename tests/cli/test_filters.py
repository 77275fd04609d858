"""History of some entries alone: by exercise, family, tag, person and kind."""

import pytest

from tests.conftest import Told

JOURNAL = """
[[entry]]
id = "20261120-0700-aaaa"
kind = "session"
at = 2026-11-20T07:00:00+01:00
exercise = "sounds"
family = "presence"
practised = 300
tags = ["Morning"]
text = "Rain."
saved = 2026-11-20T07:06:00+01:00

[[entry]]
id = "20261121-0700-bbbb"
kind = "session"
at = 2026-11-21T07:00:00+01:00
exercise = "their-day"
family = "perspective"
practised = 300
with = "Sam"
saved = 2026-11-21T07:06:00+01:00

[[entry]]
at = 2026-11-22
text = "By hand."
people = ["Ana"]
family = "Presence"
tags = ["caf\\u00C9"]
"""


def shown(told: Told, *words: str) -> list[str]:
    """The local dates of what is shown."""
    outcome = told.holds(JOURNAL).does("history", *words)
    assert outcome.status == 0
    return [line[8:10] for line in outcome.out.splitlines()]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("--exercise SOUNDS", ["20"]),
        ("--family presence", ["22", "20"]),
        ("--family Perspective", ["21"]),
        ("--tag morning", ["20"]),
        ("--tag CAFÉ", ["22"]),
        ("--tag morn", []),
        ("--about sam", ["21"]),
        ("--about ana", ["22"]),
        ("--kind reflection", ["22"]),
        ("--kind session", ["21", "20"]),
        ("--kind session --family presence --tag morning", ["20"]),
        ("--kind session 2026-11-21", ["21"]),
        ("--kind session -n 1", ["21"]),
        ("--family presence --until 2026-11-21", ["20"]),
        ("--exercise presence", []),
    ],
)
def test_only_such_entries_are_shown(told: Told, words: str, days: list[str]) -> None:
    assert shown(told, *words.split()) == days


def test_where_there_are_none_a_sentence_says_so(told: Told) -> None:
    outcome = told.holds(JOURNAL).does("history", "--tag", "evening")
    said = (outcome.status, outcome.out, outcome.err)
    assert said == (0, "", "There is nothing like that here.\n")


@pytest.mark.parametrize("command", [["history"], ["search", "rain"], ["journal", "export"]])
def test_a_family_that_there_is_not_is_refused(told: Told, command: list[str]) -> None:
    outcome = told.holds(JOURNAL).does(*command, "--family", "presense")
    assert (outcome.status, outcome.out, outcome.err) == (
        2,
        "",
        "There is no family “presense”. Did you mean presence?\n"
        "There are presence, perspective, security, together.\n",
    )


def test_the_night_belongs_to_the_day_before_until_the_day_ends(told: Told) -> None:
    told.environ["MINDFUL_DAY_ENDS_AT"] = "07:00"
    assert shown(told, "2026-11-20") == ["20"]
    told.environ["MINDFUL_DAY_ENDS_AT"] = "7:01"
    assert shown(told, "2026-11-20") == ["21"]
    assert shown(told, "2026-11-22") == ["22"]


def test_without_numbers_none_is_shown(told: Told) -> None:
    told.environ["MINDFUL_NUMBERS"] = "false"
    assert told.holds(JOURNAL).does("history", "-n", "2").out == (
        "2026-11-22\ta32q\treflection\t\t\tBy hand.\n2026-11-21 07:00\tbbbb\ttheir-day\n"
    )
    many = "".join(f"\n[[entry]]\nat = 2026-10-{day:02}\ntext = 'Rain.'\n" for day in range(1, 26))
    outcome = told.holds(many).does("history")
    assert outcome.err == "These are the newest; -n shows more.\n"
    assert told.does("search", "rain").err == "There are more; -n shows them.\n"
