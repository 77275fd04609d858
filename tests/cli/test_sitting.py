"""A sitting as a command: what is asked before and after it, and what is kept."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mindful.core.news import Pressed
from tests.conftest import Told
from tests.live.home import Home
from tests.scenes.fake import Face, Player, Shown, opens_for
from tests.scenes.scenes import Beat, Passes, Presses, Sees, Writes

ONCE = """\
[[entry]]
id = "20261120-0730-k3f9"
kind = "session"
at = 2026-11-20T07:30:00+01:00
exercise = "sounds"
family = "presence"
planned = 180
practised = 180
ended = "complete"
saved = 2026-11-20T07:41:03+01:00
"""
ONLY_WORDS = ONCE.replace('kind = "session"', 'kind = "reflection"')
HERE, EASE, AWAKE = (
    Sees("How much of you is here right now?"),
    Sees("How is it to be you right now?"),
    Sees("How awake are you?"),
)

SAT = (Passes(181), Presses("enter"))  # to the end, and past the closing strokes


def pressed(*keys: str) -> tuple[Beat, ...]:
    return tuple(Presses(key) for key in keys)


def kept(
    tmp_path: Path,
    journal: str,
    *beats: Beat,
    words: tuple[str, ...] = ("-t", "3m"),
    **environ: str,
) -> tuple[dict[str, Any], list[str]]:
    """What is kept of three minutes of `sounds` after these beats, and all that was shown."""
    shown = Shown()
    player = Player((Sees("enter begins"), Presses("enter"), *beats), shown)
    opens = opens_for(player, Face(player, shown))
    home = Home(tmp_path / "home").known()
    told = Told(home.path, clock=player, opens=opens, environ=environ).holds(journal)
    done = told.does("start", "sounds", *words)
    assert (done.status, list(player.left)) == (0, [])
    return home.entries()[-1], shown.texts


def answers(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: entry[key] for key in entry if key.startswith(("before_", "after_", "too_much"))}


def test_it_is_asked_before_and_after_and_kept_under_its_keys(tmp_path: Path) -> None:
    entry, shown = kept(
        tmp_path, ONCE, HERE, *pressed("4", "5", "enter"), *SAT, *pressed("6", "enter", "7"),
        Sees("Was any of it too much?"), *pressed("1"), Writes(""),
    )  # fmt: skip
    assert answers(entry) == {
        "before_here": 4, "before_ease": 5, "after_here": 6, "after_awake": 7, "too_much": "no",
    }  # fmt: skip
    asked = [text for text in shown if text in (HERE.text, EASE.text, AWAKE.text)]
    assert asked == [HERE.text, EASE.text, AWAKE.text] * 2


def test_a_slip_of_the_finger_can_be_taken_back(tmp_path: Path) -> None:
    keys = pressed("9", "backspace", "2", "3", "4")
    entry, _ = kept(tmp_path, ONCE, *keys, Passes(10), *pressed("q", "escape"), Writes(""))
    assert answers(entry) == {"before_here": 2, "before_ease": 3, "before_awake": 4}


def test_esc_passes_over_all_of_it_and_it_is_not_asked_again_after(tmp_path: Path) -> None:
    entry, shown = kept(tmp_path, ONCE, *pressed("escape"), *SAT, *pressed("enter"), Writes(""))
    assert (answers(entry), shown.count(HERE.text)) == ({}, 1)


@pytest.mark.parametrize(
    ("journal", "words", "environ"),
    [
        ("", (), {}),
        (ONLY_WORDS, (), {}),
        (ONCE, ("--no-check-in",), {}),
        (ONCE, (), {"MINDFUL_CHECK_IN": "no"}),
        (ONCE, ("-t", "179s"), {}),
    ],
    ids=["first sitting", "only words so far", "flag", "setting", "too short"],
)
def test_where_it_is_not_due_it_is_not_asked_but_too_much_is(
    tmp_path: Path, journal: str, words: tuple[str, ...], environ: dict[str, str]
) -> None:
    words = ("-t", "3m", *words) if "-t" not in words else words
    entry, shown = kept(
        tmp_path, journal, *SAT, Sees("Was any of it too much?"), *pressed("2"), Writes("So."),
        words=words, **environ,
    )  # fmt: skip
    assert (answers(entry), HERE.text in shown) == ({"too_much": "a little"}, False)
    assert entry["text"] == "So."


def test_a_flag_goes_before_the_environment(tmp_path: Path) -> None:
    entry, _ = kept(
        tmp_path, ONCE, HERE, *pressed("escape"), *SAT, *pressed("enter"), Writes(""),
        words=("-t", "3m", "--check-in"), MINDFUL_CHECK_IN="no",
    )  # fmt: skip
    assert answers(entry) == {}


def test_a_clock_that_is_set_meanwhile_changes_nothing_of_what_was_sat(tmp_path: Path) -> None:
    shown = Shown()
    home = Home(tmp_path / "home").known()

    class SetBack(Player):
        """A player whose world has its clock set two hours back while it sits."""

        def wait(self, until: float, writing: str | None = None) -> Pressed | None:
            if 60 < self.passed < 61.5:
                told.at -= timedelta(hours=2)
            return super().wait(until, writing)

    player = SetBack((Presses("enter"), *SAT, Presses("enter"), Writes("")), shown)
    told = Told(home.path, clock=player, opens=opens_for(player, Face(player, shown)))
    assert told.does("start", "sounds", "3m").status == 0
    (entry,) = home.entries()
    assert (entry["practised"], entry["ended"]) == (180, "complete")
