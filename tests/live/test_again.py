"""Earlier words at a terminal, and room to answer them."""

import signal

import pytest

from tests.live.home import Home
from tests.live.terminal import CTRL_D, ENTER, Terminal

JOURNAL = '''\
[[entry]]
id = "20240512-0700-k3f9"
kind = "reflection"
at = 2024-05-12T07:00:00+01:00
question = "What could you ask?"
text = """
Sam laughed.
"""
saved = 2024-05-12T07:00:03+01:00
'''
OLD = {"kind": "reflection", "question": "What could you ask?", "text": "Sam laughed."}
ANSWER = {**OLD, "answers": "20240512-0700-k3f9", "text": "I asked."}


@pytest.fixture
def kept(home: Home) -> Home:
    """Someone who wrote something once."""
    file = home.path / "data" / "journal.toml"
    file.parent.mkdir(parents=True)
    file.write_text(JOURNAL)
    return home


def cut_off(home: Home, terminal: Terminal, words: str) -> None:
    """Kill it as soon as a draft holds these words."""
    drafts = home.path / "state" / "drafts"

    def are_kept() -> bool:
        return any(words in file.read_text() for file in drafts.glob("*.toml"))

    terminal.await_that(are_kept, "a draft")
    terminal.signal(signal.SIGKILL)
    terminal.wait()


@pytest.mark.parametrize("key", [ENTER, CTRL_D], ids=["enter", "d"])
@pytest.mark.parametrize("words", ["I asked.", ""])
def test_a_line_is_kept_as_an_answer_and_nothing_is_no_answer(
    kept: Home, words: str, key: str
) -> None:
    with kept.opens("again") as terminal:
        terminal.await_text("Enter ends it, Ctrl-O opens your editor")
        assert terminal.shows("  Sam laughed.")
        assert terminal.shows("What could you ask?")
        terminal.await_keys()
        terminal.press(words)
        terminal.await_text(words)
        terminal.press(key)
        assert terminal.wait() == 0
        assert terminal.shows("Saved 20") == bool(words)
        assert not terminal.shows("nothing")
        assert terminal.not_given_back == []
    assert kept.entries() == [OLD, *([ANSWER] if words else [])]


def test_an_answer_that_was_cut_off_is_there_again_the_next_time(kept: Home) -> None:
    with kept.opens("again") as terminal:
        terminal.await_text("Enter ends it")
        terminal.await_keys()
        terminal.press("I as")
        cut_off(kept, terminal, "I as")
    with kept.opens("again", env={"TERM": "dumb"}) as terminal:
        terminal.await_text("were not kept yet.")
        terminal.await_text("I as")
        terminal.press("ked.\n")
        assert terminal.wait() == 0
        assert terminal.not_given_back == []
    assert kept.entries() == [OLD, {**ANSWER, "text": "I as\nked."}]


def test_words_of_another_kind_wait_while_these_are_answered(kept: Home) -> None:
    with kept.opens("write") as terminal:
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press("The kettle.")
        cut_off(kept, terminal, "kettle")
    with kept.opens("again") as terminal:
        terminal.await_text("Enter ends it")
        assert terminal.shows("wait: `mindful write`")
        assert not terminal.shows("The kettle.")
        terminal.await_keys()
        terminal.press("I asked." + ENTER)
        assert terminal.wait() == 0
    assert kept.entries() == [OLD, ANSWER]
    with kept.opens("write") as terminal:
        terminal.await_text("The kettle.")
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
