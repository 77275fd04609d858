"""One's earlier words, given back and answered."""

import json
import tomllib

import pytest

from tests.conftest import Told
from tests.test_hostile import obeyed

JOURNAL = '''\
[[entry]]
id = "20251120-0700-aaaa"
kind = "reflection"
at = 2025-11-20T07:00:00+01:00
people = ["Sam"]
text = """
Sam laughed.
"""
saved = 2025-11-20T07:00:03+01:00

[[entry]]
id = "20251122-0700-k3f9"
kind = "session"
at = 2025-11-22T07:00:00+01:00
exercise = "time-sort"
family = "presence"
planned = 600
practised = 412
ended = "early"
question = "What was it like to catch it?"
text = """
Twice I caught myself writing an email.
"""
saved = 2025-11-22T07:11:03+01:00
'''
GIVEN = """\
A year ago today, after “Sorting time”, you wrote:

  Twice I caught myself writing an email.

Saturday 22 November 2025, 07:00  20251122-0700-k3f9

What was it like to catch it?
"""


def answers(journal: str) -> dict[str, object]:
    """The last entry of a journal, without what differs each time."""
    entry: dict[str, object] = tomllib.loads(journal)["entry"][-1]
    return {key: one for key, one in entry.items() if key not in ("id", "at", "saved")}


def test_words_come_back_with_their_question(told: Told) -> None:
    outcome = told.holds(JOURNAL).does("again")
    assert (outcome.status, outcome.out, outcome.err) == (0, GIVEN, "")
    assert outcome.journal == JOURNAL


def test_words_without_a_question_are_asked_about_all_the_same(told: Told) -> None:
    outcome = told.holds(JOURNAL).does("again", "--about", "sam")
    assert outcome.out == (
        "In November 2025 you wrote:\n\n  Sam laughed.\n\n"
        "Thursday 20 November 2025, 07:00  20251120-0700-aaaa\n\nIs it still so?\n"
    )


def test_what_is_piped_in_is_an_answer_that_names_what_it_answers(told: Told) -> None:
    outcome = told.holds(JOURNAL).does("again", piped="Less often now.\n")
    assert outcome.out.startswith(f"{GIVEN}Saved 20261122-0730-")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.journal.startswith(JOURNAL)
    assert answers(outcome.journal) == {
        "kind": "reflection",
        "question": "What was it like to catch it?",
        "answers": "20251122-0700-k3f9",
        "text": "Less often now.\n",
    }
    assert "Answers: 20251122-0700-k3f9\n" in told.does("show", "last").out


def test_an_answer_leaves_the_same_words_for_the_rest_of_the_day(told: Told) -> None:
    told.holds(JOURNAL).does("again", "--about", "Sam", piped="Still.")
    told.does("write", "--at", "yesterday", "--about", "Sam", "Something else.")
    assert told.does("again").out == GIVEN
    assert "Sam laughed." in told.does("again", "--about", "Sam").out


@pytest.mark.parametrize("piped", ["", " \n\n", b"\n"])
def test_nothing_piped_in_is_no_answer(told: Told, piped: str | bytes) -> None:
    outcome = told.holds(JOURNAL).does("again", piped=piped)
    assert (outcome.status, outcome.out, outcome.journal) == (0, GIVEN, JOURNAL)


def test_as_json_it_is_one_entry_or_none_and_nothing_is_read_from_the_pipe(told: Told) -> None:
    assert json.loads(told.does("again", "--json").out) == []
    told.holds(JOURNAL)
    outcome = told.does("again", "--json", piped="No answer.")
    (entry,) = json.loads(outcome.out)
    assert entry["id"] == "20251122-0700-k3f9"
    assert [entry] == json.loads(told.does("show", "k3f9", "--json").out)
    assert outcome.journal == JOURNAL


def test_where_there_is_nothing_yet_a_sentence_says_when_there_will_be(told: Told) -> None:
    outcome = told.does("again", piped="No answer to anything.")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == (
        "There is nothing to give back yet; words are, from a week after they were written.\n"
    )
    assert not told.home.exists()


@pytest.mark.parametrize("words", [["--about", "Ana"], ["--exercise", "sounds"]])
def test_where_there_is_nothing_of_that_it_says_so(told: Told, words: list[str]) -> None:
    outcome = told.holds(JOURNAL).does("again", *words)
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == "There is nothing to give back of that yet.\n"


def test_the_practice_is_known_in_any_case_and_however_its_block_was_written(told: Told) -> None:
    told.holds('[[entry]]\nat = 2024-01-01\nexercise="t\\u0069me-sort"\ntext="By hand."\n')
    assert "By hand." in told.does("again", "--exercise", "Time-Sort").out


def test_the_day_is_the_one_that_is_lived(told: Told) -> None:
    told.at = told.at.replace(day=23, hour=2)
    told.environ["MINDFUL_DAY_ENDS_AT"] = "04:00"
    assert told.holds(JOURNAL).does("again").out == GIVEN


def test_nothing_of_an_entry_reaches_the_terminal_or_the_answer_raw(told: Told) -> None:
    evil = "\\u001b]52;c;aGk=\\u0007 \\u202e\\u009b2J"
    told.holds(
        f'[[entry]]\nat = 2024-01-01\nexercise = "{evil}"\nquestion = "Why\\n{evil}?"\n'
        f'text = "{evil}"\n'
    )
    outcome = told.does("again", piped="So.")
    assert obeyed(outcome) == set()
    question = answers(outcome.journal)["question"]
    assert question == "Why \ufffd]52;c;aGk=\ufffd \ufffd\ufffd2J?"


def test_what_cannot_be_read_is_named_once(told: Told) -> None:
    outcome = told.holds(f"{JOURNAL}\n[[entry]]\nat = nonsense\n").does("again")
    assert outcome.out == GIVEN
    assert outcome.err == (
        f"One entry cannot be read (line 26 of {told.journal}). The others are fine.\n"
    )


def test_without_numbers_it_is_the_same(told: Told) -> None:
    told.environ["MINDFUL_NUMBERS"] = "no"
    assert told.holds(JOURNAL).does("again").out == GIVEN
