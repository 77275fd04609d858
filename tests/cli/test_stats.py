"""Looking back on numbers: stats and calendar, on a pipe, as JSON, and with numbers off."""

import json
from datetime import timedelta

import pytest

from mindful.core.entry import Entry
from mindful.store import blocks
from tests.conftest import MORNING, Told

HEAD = {"kind": "session", "exercise": "sounds", "family": "presence", "planned": 300}


def sat(back: int, practised: int = 300, **more: str | int) -> bytes:
    """A sitting so many days ago."""
    at = MORNING - timedelta(days=back)
    values = {**HEAD, "practised": practised, "ended": "complete", **more}
    return blocks.write(
        Entry({"id": blocks.new_id(at, bytes([back % 256] * 4)), "at": at, **values, "saved": at})
    )


JOURNAL = b"".join(
    [
        sat(400, 1200),
        sat(30, 600, before_here=3, after_here=5, too_much="no"),
        sat(8, 60, ended="early", too_much="a little"),
        sat(0, text="The kettle."),
    ]
)


def test_stats_say_what_the_last_twelve_weeks_hold(told: Told) -> None:
    outcome = told.holds(JOURNAL).does("stats")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "31 August to 22 November 2026",
        "",
        "Practised on 2 of the last 28 days, 1 of the last 7.",
        "3 sittings, 16 minutes.",
        "",
        "  week of  sittings  minutes",
        "   19 Oct         1       10  " + "█" * 49,
        "   26 Oct         0        0",
        "    2 Nov         0        0",
        "    9 Nov         1        1  " + "█" * 4 + "▉",
        "   16 Nov         1        5  " + "█" * 24 + "▌",
        "",
        "  presence 3",
        "",
        "The check-in: the middle answer before and after.",
        "",
        "  here    before  · · ● · · · · · ·  3      after   · · · · ● · · · ·  5",
        "          1 miles away, 9 fully here; 1 sitting",
        "",
        "1 of 3 was left early.",
        "Of 2 asked about, 1 was too much or a little too much.",
    ]


def test_stats_as_json_are_one_object(told: Told) -> None:
    outcome = told.holds(JOURNAL).does("stats", "--since", "2026-11-09", "--json")
    assert json.loads(outcome.out) == {
        "from": "2026-11-09",
        "to": None,
        "sittings": 2,
        "seconds": 360,
        "days": {"2026-11-14": 60, "2026-11-22": 300},
        "families": {"presence": {"sittings": 2, "seconds": 360}},
        "weeks": [
            {"from": "2026-11-09", "sittings": 1, "seconds": 60},
            {"from": "2026-11-16", "sittings": 1, "seconds": 300},
        ],
        "check_in": {},
        "early": 1,
        "too_much": 1,
    }


def test_json_keeps_its_numbers_where_they_are_switched_off(told: Told) -> None:
    told.holds(JOURNAL).environ["MINDFUL_NUMBERS"] = "false"
    assert json.loads(told.does("stats", "--json").out)["sittings"] == 3
    assert json.loads(told.does("calendar", "2025", "--json").out) == {"2025-10-18": 1200}


def test_without_numbers_only_words_and_dates_are_shown(told: Told) -> None:
    told.holds(JOURNAL).environ["MINDFUL_NUMBERS"] = "false"
    assert told.does("stats").out.splitlines() == [
        "31 August to 22 November 2026",
        "",
        "Numbers are switched off; `mindful config set numbers true` shows them again.",
    ]
    assert told.does("calendar").out.splitlines() == [
        "2026",
        "October: 23",
        "November: 14, 22",
        "",
        "Numbers are switched off; `mindful config set numbers true` shows them again.",
    ]


def test_the_last_days_are_told_from_today_whatever_the_range(told: Told) -> None:
    lines = told.holds(JOURNAL).does("stats", "2025").out.splitlines()
    assert lines[2:4] == [
        "Practised on 2 of the last 28 days, 1 of the last 7.",
        "1 sitting, 20 minutes.",
    ]


def test_a_calendar_on_a_pipe_is_a_month_a_line(told: Told) -> None:
    outcome = told.holds(JOURNAL).does("calendar", "last", "year")
    lines = outcome.out.splitlines()
    assert (outcome.status, len(lines)) == (0, 12)
    assert lines[9:11] == ["2025-10\t1 day\t20 min", "2025-11\t0 days\t0 min"]
    assert told.does("calendar").out.splitlines()[-1] == "2026-11\t2 days\t6 min"


def test_a_calendar_as_json_has_each_day_and_its_seconds(told: Told) -> None:
    outcome = told.holds(JOURNAL).does("calendar", "--json")
    assert json.loads(outcome.out) == {"2026-10-23": 600, "2026-11-14": 60, "2026-11-22": 300}


@pytest.mark.parametrize("said", ["2026-10", "tomorrow", "20266", "0000", "last month"])
def test_what_is_no_year_gets_a_sentence(told: Told, said: str) -> None:
    outcome = told.does("calendar", said)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == f"“{said}” is not a year.\nSay it like 2026 or last year.\n"


@pytest.mark.parametrize("command", ["stats", "calendar"])
def test_where_nothing_was_sat_one_sentence_says_so(told: Told, command: str) -> None:
    nothing = told.does(command)
    assert (nothing.status, nothing.out) == (0, "")
    assert nothing.err == "There is nothing here yet. `mindful start` begins a practice.\n"
    then = told.holds(JOURNAL).does(command, "2019")
    assert (then.status, then.out, then.err) == (0, "", "There is nothing like that here.\n")


@pytest.mark.parametrize("command", ["stats", "calendar"])
def test_what_cannot_be_read_is_said_once_and_the_rest_is_counted(told: Told, command: str) -> None:
    whole = told.holds(JOURNAL).does(command, "2026").out
    damaged = told.holds(JOURNAL + b"\n[[entry]]\nat = sometime\n").does(command, "2026")
    assert damaged.out == whole
    assert damaged.err.startswith("One entry cannot be read (line ")


def test_a_night_owls_sitting_is_of_the_day_before(told: Told) -> None:
    night = sat(0).replace(b"T07:30:00", b"T02:30:00")
    told.holds(night).environ["MINDFUL_DAY_ENDS_AT"] = "04:00"
    assert json.loads(told.does("calendar", "--json").out) == {"2026-11-21": 300}


def test_weeks_begin_where_the_setting_says(told: Told) -> None:
    told.holds(JOURNAL).environ["MINDFUL_WEEK_STARTS"] = "sunday"
    found = json.loads(told.does("stats", "--json").out)
    assert (found["from"], found["weeks"][-1]["from"]) == ("2026-09-06", "2026-11-22")
