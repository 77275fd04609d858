"""Before-text, command, after-text: what each command leaves behind."""

import json
import tomllib
from pathlib import Path

import pytest

from mindful.cli.app import meant
from tests.conftest import Outcome, Told

EXERCISES = Path(__file__).parent.parent.parent / "exercises"

BEFORE = '''\
# my journal

[[entry]]
at = 2026-11-21T21:10 # by hand
text = "Sam laughed when I asked."

[[entry]]
id = "20261122-0700-k3f9"
kind = "session"
at = 2026-11-22T07:00:00+01:00
exercise = "time-sort"
family = "presence"
planned = 600
practised = 412
ended = "early"
sorted_past = 3
sorted_future = 4
sorted_elsewhere = 1
sorted_here = 2
too_much = "a little"
question = "What was it like to catch it?"
tags = ["morning"]
people = ["M."]
text = """
Twice I caught myself writing an email.

Then rain.
"""
saved = 2026-11-22T07:11:03+01:00
'''
DAMAGED = BEFORE + '\n[[entry]]\nid = "20261122-0705-aaaa"\nat = nonsense\nsaved = 3\n'


def kept(outcome: Outcome) -> list[dict[str, object]]:
    return tomllib.loads(outcome.journal)["entry"]


def test_words_are_kept_as_they_are_said(told: Told) -> None:
    outcome = told.does("write", "The", "kettle,", "the rain.")
    (entry,) = kept(outcome)
    assert (outcome.status, outcome.out, outcome.err) == (0, f"Saved {entry['id']}\n", "")
    assert {key: str(value) for key, value in entry.items() if key != "id"} == {
        "kind": "reflection",
        "at": "2026-11-22 07:30:00+01:00",
        "text": "The kettle, the rain.\n",
        "saved": "2026-11-22 07:30:00+01:00",
    }


def test_words_are_added_and_nothing_before_them_changes(told: Told) -> None:
    after = told.holds(BEFORE).does("write", "More.").journal
    assert after.startswith(BEFORE + "\n[[entry]]\n")


def test_what_is_piped_in_is_kept_with_its_lines(told: Told) -> None:
    outcome = told.does("write", piped="\n\none\r\n\n  two \n\n")
    assert kept(outcome)[0]["text"] == "one\n\n  two \n"


def test_what_is_not_utf_8_is_kept_as_far_as_it_can_be_and_said(told: Told) -> None:
    outcome = told.does("write", piped=b"caf\xe9")
    assert kept(outcome)[0]["text"] == "caf\ufffd\n"
    assert outcome.err == "Some of it was not UTF-8; those letters are kept as \ufffd.\n"


def test_tags_and_people_are_kept_each_once_and_harmless(told: Told) -> None:
    named = ["--tag", "a  b", "--tag", "a b", "--about", "M.\x1b[2J", "--tag", " "]
    (entry,) = kept(told.does("write", "Rain.", *named))
    assert (entry["tags"], entry["people"]) == (["a b"], ["M.\ufffd[2J"])


@pytest.mark.parametrize("words", [["write"], ["write", ""], ["write", " ", "\n"]])
def test_no_words_are_not_kept(told: Told, words: list[str]) -> None:
    outcome = told.does(*words, piped=" \n")
    assert (outcome.status, outcome.out, outcome.journal) == (2, "", "")
    assert outcome.err.startswith("There were no words to keep.\n")


def test_history_on_a_pipe_is_a_line_an_entry_newest_first(told: Told) -> None:
    outcome = told.holds(BEFORE).does("history")
    by_hand = outcome.out.split("\n")[1].split("\t")[1]
    assert outcome.out == (
        "2026-11-22 07:00\tk3f9\ttime-sort\t7 min\tearly\tTwice I caught myself writing an email.\n"
        f"2026-11-21 21:10\t{by_hand}\treflection\t\t\tSam laughed when I asked.\n"
    )
    assert (outcome.status, outcome.err) == (0, "")


def test_history_as_json_has_the_journals_own_keys(told: Told) -> None:
    outcome = told.holds(BEFORE).does("history", "--json")
    first, second = json.loads(outcome.out)
    assert list(first) == [
        *("id", "kind", "at", "exercise", "family", "planned", "practised", "ended"),
        *("sorted_past", "sorted_future", "sorted_elsewhere", "sorted_here", "too_much"),
        *("question", "tags", "people", "text", "saved"),
    ]
    assert first["at"] == "2026-11-22T07:00:00+01:00"
    assert first["text"] == "Twice I caught myself writing an email.\n\nThen rain."
    assert set(second) == {"id", "at", "text"}


def test_history_of_nothing_says_so_and_is_an_empty_list_to_a_program(told: Told) -> None:
    outcome = told.does("history")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == "There is nothing here yet. `mindful start` begins a practice.\n"
    assert json.loads(told.does("history", "--json").out) == []


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        (["today"], ["k3f9"]),
        (["yesterday"], ["laughed"]),
        (["2", "days"], ["k3f9", "laughed"]),
        (["2026-11"], ["k3f9", "laughed"]),
        (["--since", "today"], ["k3f9"]),
        (["--until", "yesterday"], ["laughed"]),
        (["last", "year"], []),
        (["-n", "1"], ["k3f9"]),
    ],
)
def test_a_range_and_a_number_narrow_history(told: Told, words: list[str], ends: list[str]) -> None:
    lines = told.holds(BEFORE).does("history", *words).out.splitlines()
    assert [end in line for end, line in zip(ends, lines, strict=True)] == [True] * len(ends)


def test_history_shows_the_newest_twenty_and_says_that_there_are_more(told: Told) -> None:
    entries = "".join(f'[[entry]]\nat = 2026-11-{day:02}\ntext = "{day}"\n' for day in range(1, 22))
    outcome = told.holds(entries).does("history")
    assert outcome.out.count("\n") == 20
    assert outcome.err == "These are the newest 20; -n shows more.\n"
    assert told.does("history", "-n", "30").out.count("\n") == 21
    assert len(json.loads(told.does("history", "--json").out)) == 21


def test_a_damaged_entry_is_named_once_and_hides_nothing(told: Told) -> None:
    outcome = told.holds(DAMAGED).does("history")
    assert outcome.out.count("\n") == 2
    line = DAMAGED[: DAMAGED.index('[[entry]]\nid = "20261122-0705')].count("\n") + 1
    where = f"(line {line} of {told.journal})"
    assert outcome.err == f"One entry cannot be read {where}. The others are fine.\n"
    assert len(json.loads(told.does("history", "--json").out)) == 2


def test_a_torn_entry_is_shown_and_marked(told: Told) -> None:
    told.holds(BEFORE.split("\n\nThen rain.")[0])
    assert told.does("history").out.splitlines()[0].split("\t")[4] == "cut off"
    assert json.loads(told.does("history", "--json").out)[0]["torn"] is True


def test_show_is_the_whole_entry(told: Told) -> None:
    outcome = told.holds(BEFORE).does("show", "k3f9")
    assert (
        outcome.out
        == """\
Sorting time
Sunday 22 November 2026, 07:00
6 min 52 s of 10 minutes, left early

What was it like to catch it?

  Twice I caught myself writing an email.

  Then rain.

Past 3, future 4, elsewhere 1, here 2.
Too much: a little
About: M.
Tags: morning

20261122-0700-k3f9
"""
    )


def test_what_a_person_wrote_never_reaches_the_terminal_raw(told: Told) -> None:
    evil = '[[entry]]\nat = 2026-11-22\ntext = "\\u001b]52;c;aGk=\\u0007 \\u202e \\u009b2J"\n'
    told.holds(evil)
    shown = told.does("history").out + told.does("show", "last").out
    assert {letter for letter in shown if ord(letter) < 32 or ord(letter) in (0x9B, 0x202E)} == {
        "\n",
        "\t",
    }


def test_another_journal_may_be_named_before_or_after_the_command(
    told: Told, tmp_path: Path
) -> None:
    other = str(tmp_path / "other.toml")
    assert told.does("--journal", other, "write", "One.").status == 0
    assert told.does("write", "Two.", "--journal", other).status == 0
    assert told.does("write", f"--journal={other}", "Three.").status == 0
    assert Path(other).read_text().count("[[entry]]") == 3
    assert told.does("journal", "path", "--journal", other).out == f"{other}\n"
    assert not told.journal.exists()


def test_a_journal_named_by_the_environment_is_used(told: Told, tmp_path: Path) -> None:
    told.environ["MINDFUL_JOURNAL"] = str(tmp_path / "other.toml")
    assert told.does("journal", "path").out == f"{tmp_path / 'other.toml'}\n"


def test_after_two_dashes_everything_is_words() -> None:
    assert meant(["write", "--", "--journal", "x"]) == ["write", "--", "--journal", "x"]
    assert meant(["a", "--journal", "x", "b"]) == ["--journal", "x", "a", "b"]


def test_an_exercises_name_alone_means_to_show_it() -> None:
    assert meant(["exercises", "sounds"]) == ["exercises", "show", "sounds"]
    named = meant(["exercises", "sounds", "--journal", "x"])
    assert named == ["--journal", "x", "exercises", "show", "sounds"]
    same = [["exercises"], ["exercises", "--json"], ["exercises", "show", "sounds"], ["write", "x"]]
    assert [meant(words) for words in same] == same


def test_exercises_on_a_pipe_are_a_line_each_with_tabs_between(told: Told) -> None:
    lines = told.does("exercises").out.splitlines()
    assert len(lines) == len([*EXERCISES.glob("*.toml")])
    assert next(line for line in lines if line.startswith("sounds")).split("\t") == [
        *("sounds", "Listening to the room", "presence", "3 to 20"),
        "Hear what is here, before it has a name.",
    ]
    perspective = told.does("exercises", "--family", "perspective").out.splitlines()
    assert {line.split("\t")[2] for line in perspective} == {"perspective"}


def test_exercises_as_json(told: Told) -> None:
    listed = json.loads(told.does("exercises", "--json").out)
    assert next(one for one in listed if one["name"] == "breath-anchor") == {
        "name": "breath-anchor",
        "title": "Breath as home base",
        "family": "presence",
        "purpose": "Rest attention on one thing, lose it, notice, and come back.",
        "minutes": [3, 5, 10, 20],
        "usual": 5,
        "gate": False,
    }


def test_a_dry_run_is_the_timeline_line_by_line(told: Told) -> None:
    outcome = told.does("exercises", "show", "before-we-meet", "--for", "3m")
    assert (
        outcome.out
        == """\
0:00  [feet, bell]
0:00  Standing or sitting, feel what holds you up.
0:06  Four breaths, or four slow moments.
0:35  Left side, right side: which carries more?
0:54  [me, bell]
0:54  What are you carrying in? A mood, a wish, a worry.
1:18  Name it once. It may come along.
1:39  [them, bell]
1:39  Now a guess about them, held loosely.
1:44  What might they be carrying that you can't see?
2:08  You don't know yet. You could ask.
2:24  [intent, bell]
2:24  Is there something you wonder? It can be a question.
2:43  With a question or without one, look up.
3:00  [bell, three strokes]
"""
    )
    assert told.does("exercises", "before-we-meet", "-t", "3m").out == outcome.out


NOT_A_LENGTH = "“{}” is not a length of time.\nSay it like 10m, 90s, 1h or 1:30:00.\n"
TOO_LONG = (
    "A sitting lasts from 10 seconds to 3 hours; “{}” does not.\nAny length between the two fits.\n"
)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (
            ["start", "brethe"],
            2,
            "There is no exercise called “brethe”. Did you mean breath-anchor?\n"
            "`mindful exercises` lists them all.\n",
        ),
        (["start", "sounds", "--for", "-5m"], 2, NOT_A_LENGTH.format("-5m")),
        (["start", "sounds", "9d"], 2, NOT_A_LENGTH.format("9d")),
        (["start", "sounds", "-t", "9h"], 2, TOO_LONG.format("9h")),
        (["start", "sounds", "9s"], 2, TOO_LONG.format("9s")),
        (
            ["start", "sounds", "5m", "-t", "6m"],
            2,
            "Two lengths: 5m and 6m.\nOne of them is enough.\n",
        ),
        (
            ["start"],
            2,
            "Which practice?\n"
            "For example `mindful start sounds 5m`; `mindful exercises` lists them.\n",
        ),
        (
            ["hstory"],
            2,
            "No such command 'hstory'. Did you mean 'history'?\n`mindful --help` says how.\n",
        ),
        (["write", "--nope"], 2, "No such option: --nope\n`mindful write --help` says how.\n"),
        (
            ["history", "someday"],
            2,
            "“someday” is not a day or a stretch of days.\n"
            "Say it like today, last week, monday, 2026-10 or 3 weeks.\n",
        ),
        (
            ["history", "today", "--since", "monday"],
            2,
            "A range and --since or --until say the same twice.\nOne of them is enough.\n",
        ),
        (["show", "zzzz"], 1, "There is no entry “zzzz”.\n`mindful history` shows the ids.\n"),
        (
            ["exercises", "--family", "presense"],
            2,
            "There is no family “presense”. Did you mean presence?\n"
            "There are presence, perspective, security, together.\n",
        ),
    ],
)
def test_what_cannot_be_understood_gets_one_sentence_and_a_next_step(
    told: Told, words: list[str], status: int, said: str
) -> None:
    outcome = told.does(*words)
    assert (outcome.status, outcome.out, outcome.err) == (status, "", said)
    assert not told.home.exists()


def test_an_exercise_that_cannot_be_read_says_everything_that_is_wrong(told: Told) -> None:
    own = told.home / "data" / "exercises"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('titel = "Mine"\nfamily = "presence"\n[[step]]\nname = "a"\n')
    outcome = told.does("start", "mine")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith("The exercise mine cannot be read.\nmine.toml:1: ")
    assert "titel: there is no such key; title, perhaps?" in outcome.err
    assert outcome.err.endswith(f"The file is {own / 'mine.toml'}\n")


def test_a_journal_path_that_is_a_folder_is_said(told: Told) -> None:
    told.journal.mkdir(parents=True)
    read = told.does("history")
    assert (read.status, read.out) == (1, "")
    assert read.err == (
        f"The journal {told.journal} cannot be read: it is a folder.\n"
        "`--journal PATH` names another one.\n"
    )
    written = told.does("write", "Rain.")
    assert (written.status, written.out) == (1, "")
    assert written.err.startswith(
        "The journal could not take this entry: it is a folder.\nIt is kept in "
    )


def test_help_now_needs_nothing_and_guesses_no_number(told: Told) -> None:
    outcome = told.does("help-now")
    assert outcome.status == 0
    assert "your local emergency number" in outcome.out
    assert "findahelpline.com" in outcome.out
    assert not any(letter.isdigit() for letter in outcome.out)


def test_help_stands_with_the_three_words_first(told: Told) -> None:
    out = told.does("--help").out
    places = [
        out.index(f"\n  {word} ")
        for word in ("start", "write", "history", "show", "edit", "delete", "undo")
    ]
    assert places == sorted(places)
    assert told.does("-h").out == out


def test_one_that_may_not_be_shortened_says_so(told: Told) -> None:
    done = told.does("start", "earned", "9m")
    assert (done.status, done.journal) == (2, "")
    assert done.err == (
        "Roads to security needs 10 minutes at least.\n"
        "Less might stir things up, and leave no time to come back.\n"
    )


SAT = """
[[entry]]
id = "20261120-0730-k3f9"
kind = "session"
at = 2026-11-20T07:30:00+01:00
exercise = "sounds"
family = "presence"
planned = 180
practised = 180
ended = "complete"
too_much = "{}"
saved = 2026-11-20T07:41:03+01:00
"""


@pytest.mark.parametrize(
    ("journal", "said"),
    [
        ("", "Listening to the room, 5 minutes. One to begin with: outward, the eyes open."),
        (SAT.format("no"),
         "I don't know yet, 5 minutes. Nothing of the family perspective so far."),
        (SAT.format("yes"),
         "Listening to the room, 5 minutes. Something outward, after what was too much last time."),
    ],
    ids=["nothing yet", "a family untouched", "too much"],
)  # fmt: skip
def test_no_command_at_all_says_what_one_might_sit_and_why(
    told: Told, journal: str, said: str
) -> None:
    out = told.holds(journal).does().out
    assert out.splitlines()[0] == f"You might sit {said}"
    assert "`mindful --help`" in out


def test_the_version_is_told(told: Told) -> None:
    assert told.does("--version", "--journal", "x").out == "mindful 0.1.0\n"
