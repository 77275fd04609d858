"""The live screens as a person sees them: whole, at 80×24 and at 40×12, in Unicode and in ASCII."""

import pytest

from mindful.core.exercise import Line, Step
from mindful.core.schedule import fit
from mindful.core.session import Session
from mindful.terminal import texts, theme
from mindful.terminal.columns import wrapped
from mindful.terminal.frames import Room, Row, page_rows
from mindful.terminal.page import Page
from mindful.terminal.sitting import sitting_rows
from tests.conftest import exercise

LARGE, SMALL = (80, 24), (40, 12)
SORTING = fit(
    exercise(
        Step("arrive", 20, (Line("Feel what holds you up."),)),
        Step("sort", 60, (Line("When a thought has you, see where it points."),), keys="sort"),
        Step("saw", 20, (Line("First what a camera would have."),), write="What I saw"),
    ),
    300,
)


def room(size: tuple[int, int], signs: theme.Theme = theme.UNICODE) -> Room:
    return Room(*size, signs, wrapped)


def shown(rows: list[Row]) -> str:
    return "\n".join(text.rstrip() for text, *_ in rows)


def at(seconds: float) -> Session:
    return Session.of(SORTING, attended=True).advance(seconds)[0]


def test_a_sitting_on_a_large_screen() -> None:
    assert (
        shown(sitting_rows(at(66), room(LARGE), "", "•", 0))
        == """\




          When a thought has you, see where it points.

          p past    f future    e elsewhere    h here











                                       •


   ━━━━━━━━━━━━━━━━╸─────────────────────────────────────────────────────────
   esc pause    n next    t time    g ground    q leave    ? keys
"""
    )


def test_a_sitting_on_a_small_screen_in_ascii() -> None:
    rows = sitting_rows(at(66), room(SMALL, theme.ASCII), "1:06 of 5:00", "*", 0)
    assert (
        shown(rows)
        == """\


 p past    f future    e elsewhere
 h here
 When a thought has you, see where it
 points.

                   *
 1:06 of 5:00
 ========>-----------------------------
 esc pause    n next    t time
 g ground    q leave    ? keys"""
    )


def test_a_pause_says_where_it_is_and_how_to_go_on() -> None:
    assert (
        shown(sitting_rows(at(66).pause(), room(SMALL), "", "", 0))
        == """\


 Paused at 1:06 of 5:00






 ━━━━━━━━╸─────────────────────────────
 enter or space goes on    n next step
 g back to the room    q leave"""
    )


def test_a_line_is_bright_while_it_is_held_and_dim_after_that() -> None:
    (held,), (after,) = (
        [
            shade
            for text, shade, _ in sitting_rows(at(second), room(LARGE), "", "", 0)
            if "Feel" in text
        ]
        for second in (1, 5)
    )
    assert (held, after) == ("", "dim")


def test_what_is_written_stands_under_its_label_with_the_cursor_in_it() -> None:
    writing = at(250).write("They left.")
    rows = shown(sitting_rows(writing, room(SMALL), "", "", 5))
    assert " What I saw:\n They ▏left.\n" in rows
    kept = shown(sitting_rows(writing.written(), room(SMALL), "", "", 5))
    assert " What I saw:\n They left.\n" in kept


def test_the_way_back_to_the_room_fits_a_small_screen() -> None:
    rows = sitting_rows(at(66).ground(), room(SMALL), "", "", 0)
    assert [text for text, *_ in rows if "Feel what holds you" in text]
    assert [text for text, *_ in rows if "enter goes on" in text]


SIZES = [LARGE, SMALL, (20, 6), (200, 60), (10, 3), (1, 1)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("session", [at(66), at(250), at(66).pause(), at(66).ground()])
def test_a_screen_is_never_higher_than_the_terminal(
    size: tuple[int, int], session: Session
) -> None:
    assert len(sitting_rows(session, room(size), "a note", "•", 0)) == size[1]


PAGES = [texts.FIRST, texts.GROUND, texts.TOO_MUCH, texts.GATE, texts.STIRRED]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_every_word_of_a_page_can_be_read_however_small_the_terminal(
    page: Page, size: tuple[int, int]
) -> None:
    words: list[str] = []
    part, more = 0, True
    while more:
        rows, more = page_rows(page, room(size), part)
        assert len(rows) == size[1]
        words += " ".join(text for text, *_ in rows).split()
        part += 1
    if size[0] >= 40:
        missing = set(" ".join([page.title, *page.body]).split()) - set(words)
        assert missing == set()


def test_columns_that_do_not_fit_are_left_out_from_the_right() -> None:
    page = Page("Which?", ("1  Breath as home base\tpresence\t3 to 20 minutes",), ())
    rows = [shown(page_rows(page, room(size))[0]).split("\n")[3] for size in (LARGE, (40, 24))]
    assert rows == [
        "   1  Breath as home base   presence   3 to 20 minutes",
        " 1  Breath as home base   presence",
    ]


def test_a_terminal_of_ascii_alone_is_shown_nothing_else() -> None:
    assert [sign for sign in theme.ASCII if not sign.isascii()] == []


def test_a_bar_is_as_wide_as_it_is_asked_to_be() -> None:
    bars = [theme.ASCII.bar(part, 10) for part in (0, 0.5, 0.99, 1, 2)]
    assert ["".join(bar) for bar in bars] == [
        ">---------",
        "=====>----",
        "=========>",
        "==========",
        "==========",
    ]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second"),
        (90, "90 seconds"),
        (412, "6 min 52 s"),
        (60, "1 minute"),
        (600, "10 minutes"),
        (601, "10 minutes"),
        (5400, "1 hour 30 minutes"),
        (7200, "2 hours"),
    ],
)
def test_a_length_is_said_in_words(seconds: int, said: str) -> None:
    assert theme.minutes(seconds) == said
