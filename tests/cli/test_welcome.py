"""Before a sitting: what is offered, and what each key of it does."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mindful.cli.welcome import Host, Settled, settled
from mindful.core.news import Pressed, Written
from mindful.core.schedule import Schedule, fit
from mindful.store.library import Library
from mindful.store.places import Places
from mindful.store.seen import FIRST_PAGE, mark_seen, seen
from mindful.terminal import texts
from mindful.terminal.page import Seat
from tests.conftest import RememberingFace, Time, exercise, no_room

PLAIN = fit(exercise(), 300)
GATED = fit(replace(exercise(), gate=True, caution="Only when calm."), 300)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    places = Places.of({"MINDFUL_HOME": str(tmp_path)})
    mark_seen(places, FIRST_PAGE)
    return Host(Library.of(places.exercises), places, "")


def offered(
    host: Host, keys: Sequence[Pressed], schedule: Schedule | None = PLAIN, present: bool = True
) -> tuple[Settled | None, list[str]]:
    """What is settled on after these keys, and the titles of the pages shown."""
    presses = {at + 1.0: "enter" if key == "\r" else key for at, key in enumerate(keys)}
    time = Time(presses, present=present)
    face = RememberingFace(time)
    result = settled(Seat(face, time, time, no_room), host, schedule)
    return result, [page.title for page in face.pages]


def test_enter_begins_what_the_card_shows(host: Host) -> None:
    assert offered(host, "\r") == (Settled(PLAIN), ["Made up"])


def test_q_is_not_now(host: Host) -> None:
    assert offered(host, "q") == (None, ["Made up"])
    assert offered(host, ["escape"], None) == (None, ["Which practice?"])


def test_l_goes_through_the_lengths_it_was_made_for(host: Host) -> None:
    lengths = []
    for keys in ("l\r", "ll\r", "lll\r"):
        result, _ = offered(host, keys)
        lengths.append(result.schedule.seconds if result else 0)
    assert lengths == [600, 180, 300]


def words(typed: str) -> Written:
    return Written(typed, len(typed))


def test_o_offers_the_others_and_letters_narrow_them(host: Host) -> None:
    result, pages = offered(host, ["o", words("the room"), "\r", "\r"])
    assert pages == ["Made up", *["Which practice?"] * 2, "Listening to the room"]
    assert result is not None
    assert (result.schedule.exercise.name, result.schedule.seconds) == ("sounds", 300)


def test_a_length_that_was_asked_for_holds_for_the_one_chosen(host: Host) -> None:
    result, _ = offered(replace(host, length="7m"), [words("sounds"), "\r", "\r"], None)
    assert result is not None
    assert result.schedule.seconds == 420


def test_the_page_for_the_first_time_is_shown_once(host: Host) -> None:
    (host.places.state / FIRST_PAGE).unlink()
    assert offered(host, "q") == (None, [texts.FIRST.title])
    assert offered(host, "\rq")[1] == [texts.FIRST.title, "Made up"]
    assert offered(host, "q")[1] == ["Made up"]


def test_where_nobody_can_press_a_key_it_is_said_once_in_a_line(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    (host.places.state / FIRST_PAGE).unlink()
    assert offered(host, "", present=False) == (Settled(PLAIN), [])
    offered(host, "", present=False)
    assert capsys.readouterr().err == f"{texts.FIRST_LINE}\n"
    assert not seen(host.places, FIRST_PAGE)


@pytest.mark.parametrize(
    ("keys", "result", "pages"),
    [
        ("\r3", Settled(GATED, 3), ["Made up", "Before this one"]),
        ("\r\r", Settled(GATED, 0), ["Made up", "Before this one"]),
        ("\rq", None, ["Made up", "Before this one"]),
        ("\r7\r", Settled(GATED, 7), ["Made up", "Before this one", "Perhaps not now"]),
        ("\r9q", None, ["Made up", "Before this one", "Perhaps not now"]),
    ],
)
def test_a_gate_asks_first_and_offers_but_enforces_nothing(
    host: Host, keys: str, result: Settled | None, pages: list[str]
) -> None:
    assert offered(host, keys, GATED) == (result, pages)


def test_behind_the_gate_something_gentler_can_be_chosen(host: Host) -> None:
    result, _ = offered(host, "\r8s", GATED)
    assert result is not None
    assert (result.schedule.exercise.name, result.arousal) == ("sounds", 8)


def test_without_a_keyboard_a_gate_says_its_caution_and_goes_on(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    assert offered(host, "", GATED, present=False) == (Settled(GATED), [])
    assert capsys.readouterr().err == "Only when calm.\n"


def test_a_journal_that_cannot_be_written_is_said_before_and_one_may_sit_all_the_same(
    host: Host,
) -> None:
    hindered = replace(host, obstacle="the disk is full")
    assert offered(hindered, "q") == (None, ["The journal"])
    assert offered(hindered, "\r\r") == (Settled(PLAIN), ["The journal", "Made up"])


def test_over_forty_minutes_it_says_that_more_is_not_better(host: Host) -> None:
    short, long = (host.card(fit(exercise(), minutes * 60)).body for minutes in (40, 41))
    assert (texts.LONG in short, texts.LONG in long) == (False, True)
