"""The screens of a sitting at each moment, as a person sees them."""

from pathlib import Path

import pytest

from mindful.core.breath import Part
from mindful.core.exercise import Line, Step
from mindful.core.schedule import fit
from mindful.core.session import Session
from mindful.terminal import shapes, texts, theme
from mindful.terminal.columns import wrapped
from mindful.terminal.frames import Room, page_rows
from mindful.terminal.sitting import sitting_rows
from tests.conftest import exercise

SCREENS = Path(__file__).parent / "screens"
LARGE, SMALL = (80, 24), (40, 12)
SIZES = pytest.mark.parametrize("size", [LARGE, SMALL], ids=["80x24", "40x12"])


def of(step: Step, seconds: float, partner: str = "") -> Session:
    """A session so many seconds into a step that is nearly all there is."""
    one = exercise(step, Step("end", 4), minutes=(3, 5))
    return Session.of(fit(one, 300), attended=True, partner=partner).advance(seconds)[0]


BREATHING = Step("slow", 96, (Line("In as it grows, out as it shrinks."),), breathe=(4, 0, 6, 0))
TURN = Step("tell", 96, (Line("Something current and real."),), turn="other")
SORTING = Step("sort", 96, (Line("See where it points."),), keys="sort")
WRITING = Step("saw", 96, (Line("First what a camera would have."),), write="What I saw")
MOMENTS = {
    "breath-in": of(BREATHING, 9.5),
    "breath-full": of(BREATHING, 10.4),
    "breath-out": of(BREATHING, 15.9),
    "turn": of(TURN, 2, "Sam"),
    "turn-of-nobody-named": of(TURN, 2),
    "turn-in-other-letters": of(TURN, 2, "小明"),
    "sort": of(SORTING, 40),
    "writing": of(WRITING, 40).write("They were not there when I came."),
    "paused": of(SORTING, 40).pause(),
    "ground": of(SORTING, 40).ground(),
}


def drawn(session: Session, size: tuple[int, int], **room: object) -> str:
    rows = sitting_rows(session, Room(*size, theme.UNICODE, wrapped, **room), "", "•", 10)  # type: ignore[arg-type]
    return "".join(f"{row.text.rstrip()}\n" for row in rows)


@SIZES
@pytest.mark.parametrize("moment", MOMENTS)
def test_each_moment_looks_as_it_was_looked_at(moment: str, size: tuple[int, int]) -> None:
    picture = SCREENS / f"{moment}-{size[0]}x{size[1]}.txt"
    assert drawn(MOMENTS[moment], size) == picture.read_text()


@SIZES
def test_the_check_in_looks_as_it_was_looked_at(size: tuple[int, int]) -> None:
    from mindful.core.checkin import HERE

    page = texts.check_in(HERE, texts.BEFORE, back=False)
    rows, _ = page_rows(page, Room(*size, theme.UNICODE, wrapped))
    shown = "".join(f"{row.text.rstrip()}\n" for row in rows)
    assert shown == (SCREENS / f"check-in-{size[0]}x{size[1]}.txt").read_text()


def dots(rows: list[str]) -> int:
    return sum(row.count("·") for row in rows)


def test_a_breath_swells_with_the_breath_in_and_shrinks_with_the_breath_out() -> None:
    parts = [Part("in", over / 10) for over in range(10)]
    parts += [Part("hold", 0.5)]
    parts += [Part("out", over / 10) for over in range(10)]
    sizes = [dots(shapes.breath(part, 5, "·", still=False)) for part in parts]
    assert sizes[:11] == sorted(sizes[:11])
    assert sizes[10:] == sorted(sizes[10:], reverse=True)
    assert (min(sizes) < 10, max(sizes) > 60) == (True, True)


def test_kept_still_a_breath_is_its_word_alone() -> None:
    still = drawn(MOMENTS["breath-out"], LARGE, still=True)
    assert (still.count("·"), still.count(" out\n")) == (0, 1)


@pytest.mark.parametrize("name", ["in", "hold", "out", "rest"])
def test_the_word_of_a_breath_stands_in_its_middle(name: str) -> None:
    middle = shapes.breath(Part(name, 0.5), 5, "·", still=False)[5]
    before, behind = middle.split(name)
    assert (before.count("·"), abs(len(before) - len(behind)) <= 1) == (behind.count("·"), True)


def test_a_name_that_is_too_long_is_shown_by_its_first_word_or_its_initial() -> None:
    def letters(name: str, width: int) -> list[str]:
        return shapes.large(name, width, "#")

    assert letters("Ana Maria", 40) == letters("Ana", 40) == letters("ána", 40)
    assert letters("Maximiliane", 40) == letters("M", 40)
    assert [len(letters("You", 40)), set("".join(letters("You", 40)))] == [5, {"#", " "}]
    assert [letters(name, 40) for name in ("小明", "R2", "", " ")] == [[], [], [], []]
    assert letters("M", 3) == []
