"""What a person is told and asked when the journal goes out or something comes in."""

import json
import re
from pathlib import Path

import pytest

from mindful.core.entry import KEYS
from mindful.store.exchange.formats import READ, WRITTEN
from tests.conftest import Told
from tests.exchange.test_samples import SAMPLES

DOCS = Path(__file__).parents[2] / "docs" / "exchange.md"
JOURNAL = """
[[entry]]
at = 2026-11-20T07:30:00+01:00
kind = "session"
exercise = "sounds"
family = "presence"
practised = 300
tags = ["morning"]
text = "A tram."

[[entry]]
at = 2026-11-21T07:30:00+01:00
people = ["R."]
text = "The kettle."

[[entry]]
at = 2026-11-22T07:30:00+01:00
with = "Sam"
text = "Rain."
"""


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ([], ["A tram.", "The kettle.", "Rain."]),
        (["yesterday"], ["The kettle."]),
        (["--since", "yesterday"], ["The kettle.", "Rain."]),
        (["--until", "2026-11-20"], ["A tram."]),
        (["--exercise", "Sounds"], ["A tram."]),
        (["--family", "presence"], ["A tram."]),
        (["--tag", "morning"], ["A tram."]),
        (["--about", "r."], ["The kettle."]),
        (["--about", "sam"], ["Rain."]),
        (["--kind", "reflection", "--until", "yesterday"], ["The kettle."]),
    ],
)
def test_what_goes_out_is_what_was_asked_for_the_oldest_first(
    told: Told, words: list[str], texts: list[str]
) -> None:
    done = told.holds(JOURNAL).does("journal", "export", *words)
    assert ([one["text"] for one in json.loads(done.out)], done.err) == (texts, "")


def test_json_is_what_history_has(told: Told) -> None:
    told.holds(JOURNAL)
    out = json.loads(told.does("journal", "export").out)
    assert out == json.loads(told.does("history", "--json").out)[::-1]


def test_the_journal_itself_is_never_written_over(told: Told) -> None:
    done = told.holds(JOURNAL).does("journal", "export", "-o", str(told.journal))
    assert (done.status, done.journal) == (2, JOURNAL)
    assert done.err == "That is the journal itself. Nothing was written.\nName another file.\n"


def test_a_file_that_goes_out_is_its_owners_alone_and_is_named(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    done = told.holds(JOURNAL).does("journal", "export", "-f", "markdown", "-o", str(file))
    assert (done.status, done.out, file.stat().st_mode & 0o777) == (0, "", 0o600)
    assert done.err == (
        f"{file}: 3 entries.\nMarkdown is for reading: it keeps no ids, seconds, zones or ratings. "
        "JSON keeps everything.\n"
    )
    assert file.read_text() == (
        "# Journal\n\n## 2026-11-20 Friday\n\n### 07:30 Listening to the room, 5 min\n\n"
        "Tags: morning\n\n> A tram.\n\n## 2026-11-21 Saturday\n\n### 07:30 Reflection\n\n"
        "About: R.\n\n> The kettle.\n\n## 2026-11-22 Sunday\n\n### 07:30 Reflection\n\n"
        "With: Sam\n\n> Rain.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "-f", "jrn"], "There is no format “jrn”. Did you mean jrnl?"),
        (["import", "x", "-f", "insight"], "There is no format “insight”. Did you mean insight-"),
        (["import", "x", "--zone", "Oslo"], "There is no zone “Oslo”."),
        (["import", "x", "--zone", "../x"], "There is no zone “../x”."),
        (["import"], "Which file?"),
        (["import", "none.csv"], "none.csv cannot be read: there is none."),
    ],
)
def test_what_is_not_understood_is_said(told: Told, words: list[str], said: str) -> None:
    done = told.does("journal", *words)
    assert (done.status, done.err.startswith(said), done.journal) == (2, True, "")


def test_a_file_of_another_format_than_was_said_is_refused(told: Told) -> None:
    file = str(SAMPLES / "meditate.csv")
    for form in ("insight-timer", "csv"):
        done = told.does("journal", "import", file, "-f", form, "--yes")
        assert (done.status, done.journal) == (1, "")
        assert done.err.startswith("That is another format: its first line ")


def test_meditation_assistants_times_can_be_local(told: Told) -> None:
    file = str(SAMPLES / "meditation-assistant.csv")
    words = ("journal", "import", file, "--zone", "Europe/Oslo", "--local", "--yes")
    assert told.does(*words).status == 0
    first = json.loads(told.does("journal", "export").out)[0]
    assert first["at"] == "2025-11-29T06:30:00+01:00"


def test_what_was_sat_here_and_counted_elsewhere_too_is_there_already(told: Told) -> None:
    told.holds("\n[[entry]]\nat = 2026-03-14T07:04:00+01:00\nkind = 'session'\npractised = 780\n")
    done = told.does("journal", "import", str(SAMPLES / "apple-health.xml"), "--yes")
    assert "1 new, 2 already here, 0 unreadable.\n" in done.out


def test_every_format_is_on_the_page_and_every_column() -> None:
    page = DOCS.read_text(encoding="utf-8")
    out, into = page.split("## In\n")
    assert re.findall(r"(?m)^\| `([a-z]+)` \|", out) == [one.name for one in WRITTEN]
    assert sorted(re.findall(r"(?m)^\| `([a-z][a-z-]+)` \|", into)) == sorted(
        one.name for one in READ
    )
    (columns,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    assert columns.replace("\n", " ").strip().split(", ") == list(KEYS)
