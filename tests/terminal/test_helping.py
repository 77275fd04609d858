"""What seems to help, in plain words on a terminal."""

import re

import pytest

from mindful.core.checkin import EASE, HERE
from mindful.core.helping import About, Claim, Helped, Practice
from mindful.terminal.helping import page

TITLES = {"sounds": "Listening to the room", "open": "Open window"}
NONE = Helped(0, None, (), None, None)
MANY = Helped(
    23,
    About(0.61, 0.28, 0.97),
    (
        Practice("sounds", 12, (), About(1.14, 0.61, 1.58)),
        Practice("kettle\x1b", 6, (), About(-0.31, -0.8, 0.24)),
        Practice("open", 4),
        Practice("wishes", 1, ((4, 6),)),
    ),
    Claim("sounds", True),
    0.55,
)
FEW = Helped(
    8,
    None,
    (
        Practice("sounds", 6, ((4, 6), (5, 5), (4, 4), (6, 6), (5, 7), (5, 6)),
                 About(0.02, -0.4, 0.4)),
        Practice("open", 2, ((7, 7), (3, 5))),
    ),
    None,
    None,
)  # fmt: skip


def test_what_may_be_said_stands_below_each_question() -> None:
    assert list(page({HERE: MANY, EASE: NONE}, TITLES, 80)) == [
        "What seems to help",
        "",
        "How much of you is here right now?",
        "  23 sittings. 0.6 higher after than before (roughly 0.3 to 1.0).",
        "",
        "  From a start as usual for you, and roughly:",
        "  Listening to the room  12 sittings  1.1 higher (0.6 to 1.6)",
        "  kettle\ufffd                 6 sittings  0.3 lower (0.8 lower to 0.2 higher)",
        "  Open window             4 sittings  too few to say",
        "  wishes                   1 sitting  from 4 to 6",
        "",
        "  Listening to the room seems to help you more than your other practices.",
        "",
        "  Sittings that start low tend to end higher, whatever you do: of a start 2",
        "  below your usual, about 0.9 comes back by itself.",
        "",
        "These are your own sittings, and not an experiment: which practice you chose,",
        "and on what day, is in them too. What stands in brackets is a range; about eight",
        "in ten hold.",
    ]


def test_few_sittings_stand_there_one_by_one_on_a_narrow_terminal_too() -> None:
    assert list(page({HERE: NONE, EASE: FEW}, TITLES, 40)) == [
        "What seems to help",
        "",
        "How is it to be you right now?",
        "  8 sittings. From 12 on, something may",
        "  be said of them together.",
        "",
        "  From a start as usual for you, and",
        "  roughly:",
        "  Listening to the room, 6 sittings",
        "    about the same (0.4 lower to 0.4",
        "    higher); from 4 to 6, 5 to 5, 4 to",
        "    4, 6 to 6, 5 to 7, 5 to 6",
        "  Open window, 2 sittings",
        "    from 7 to 7, 3 to 5",
        "",
        "  From 20 sittings on, your practices",
        "  may be compared.",
        "",
        "These are your own sittings, and not an",
        "experiment: which practice you chose,",
        "and on what day, is in them too. What",
        "stands in brackets is a range; about",
        "eight in ten hold.",
    ]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (MANY._replace(claim=Claim("open", False)), "Open window seems to help you less than your"),
        (MANY._replace(claim=None), "  No clear difference between your practices yet."),
        (MANY._replace(slope=1.2), "tend to end as far below"),
        (MANY._replace(slope=-0.5), "about 2.0 comes back by itself"),
        (MANY._replace(change=About(0.01, -0.2, 0.2)), "About the same after as before (roughly"),
        (MANY._replace(change=About(-0.61, -0.97, -0.28)), "0.6 lower after than before (roughly "
         "0.3 to 1.0)"),
    ],
)  # fmt: skip
def test_each_sentence_is_said_where_it_is_so(found: Helped, said: str) -> None:
    assert said in "\n".join(page({HERE: found}, TITLES, 80))


@pytest.mark.parametrize("columns", [40, 63, 64, 80, 100])
@pytest.mark.parametrize("found", [MANY, FEW, NONE])
def test_no_line_is_wider_than_the_terminal_and_none_speaks_of_scores(
    columns: int, found: Helped
) -> None:
    lines = list(page({HERE: found, EASE: MANY}, TITLES, columns))
    assert max(map(len, lines)) <= columns
    assert not re.search(r"score|best|worst|should|improve", "\n".join(lines), re.IGNORECASE)


@pytest.mark.parametrize(
    ("count", "there"), [(0, "No sitting has"), (1, "1 sitting has"), (2, "2 sittings have")]
)
def test_where_there_is_too_little_one_sentence_says_what_there_is(count: int, there: str) -> None:
    lines = list(page({HERE: NONE, EASE: NONE._replace(sittings=count)}, TITLES, 80))
    assert " ".join(lines) == (
        f"{there} your answers both before and after; from 3 on they stand here one by one, and "
        "from 12 on something may be said of them together."
    )
