"""What seems to help, from the journal to the page."""

import json

import pytest

from mindful.cli.helping import what_helps
from mindful.core.ranges import Range
from tests.conftest import MORNING, Told

Capture = pytest.CaptureFixture[str]


def sitting(day: int, **more: int | str) -> str:
    """A sitting of this month, as the journal has it."""
    known = {"kind": "session", "exercise": "sounds", "ended": "complete", **more}
    lines = [f"{key} = {json.dumps(value)}\n" for key, value in known.items()]
    at = f"2026-11-{day:02}T07:00:00+01:00"
    return f"[[entry]]\nat = {at}\n{''.join(lines)}\n"


JOURNAL = "".join(
    [
        sitting(1, before_here=4, after_here=6, before_ease=5, after_ease=5),
        sitting(3, before_here=5, after_here=5, before_ease=5),
        sitting(2, before_here=3, after_here=6, exercise="open"),
        sitting(4, before_here=3),
        sitting(5, before_here=0, after_here=10),
        sitting(6, before_here=3, after_here=3, kind="reflection"),
        sitting(7, after_here=3, before_ease=1, after_ease=2),
    ]
)


def printed(told: Told, capsys: Capture, *days: Range, as_json: bool = False) -> str:
    what_helps(told.world(), *days, as_json=as_json)
    return str(capsys.readouterr().out)


def test_sittings_answered_before_and_after_count_for_each_item(
    told: Told, capsys: Capture
) -> None:
    lines = printed(told.holds(JOURNAL), capsys).split("\n")
    assert lines[2:7] == [
        "How much of you is here right now?",
        "  3 sittings. From 12 on, something may be said of them together.",
        "",
        "  Listening to the room  2 sittings  from 4 to 6, 5 to 5",
        "  Open window             1 sitting  from 3 to 6",
    ]
    assert "  2 sittings. From 12 on, something may be said of them together." in lines


def test_only_the_days_that_are_asked_for_count(told: Told, capsys: Capture) -> None:
    day = MORNING.date().replace(day=3)
    assert printed(told.holds(JOURNAL), capsys, Range(None, day)).startswith("What seems to help")
    assert printed(told, capsys, Range(day, None)).startswith("1 sitting has your answers")
    assert printed(told, capsys, Range(day.replace(year=2025), day.replace(year=2025))).startswith(
        "No sitting has your answers"
    )


def test_as_json_it_says_the_same_and_what_may_not_be_said_is_null(
    told: Told, capsys: Capture
) -> None:
    assert json.loads(printed(told.holds(JOURNAL), capsys, as_json=True))["here"] == {
        "sittings": 3,
        "change": None,
        "practices": [
            {"exercise": "sounds", "sittings": 2, "each": [[4, 6], [5, 5]], "about": None},
            {"exercise": "open", "sittings": 1, "each": [[3, 6]], "about": None},
        ],
        "claim": None,
        "slope": None,
    }


def test_the_same_sittings_always_have_the_same_ranges(told: Told, capsys: Capture) -> None:
    told.holds("".join(sitting(day, before_here=4, after_here=3 + day % 4) for day in range(1, 29)))
    found = json.loads(printed(told, capsys, as_json=True))["here"]
    assert found["change"]["low"] < 0.5 == found["change"]["change"] < found["change"]["high"]
    assert found["practices"][0]["about"]["change"] > 0
    assert json.loads(printed(told, capsys, as_json=True))["here"] == found


def test_without_numbers_a_sentence_says_how_to_have_them(told: Told, capsys: Capture) -> None:
    told.environ["MINDFUL_NUMBERS"] = "no"
    assert printed(told.holds(JOURNAL), capsys) == (
        "Numbers are switched off; `mindful config set numbers true` shows them again.\n"
    )


def test_an_entry_that_cannot_be_read_is_named(told: Told, capsys: Capture) -> None:
    what_helps(told.holds(f"{JOURNAL}[[entry]]\nat = nonsense\n").world())
    assert "One entry cannot be read" in capsys.readouterr().err
