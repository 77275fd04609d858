"""What is asked of a person before and after a sitting; everything can be passed over."""

from mindful.core.checkin import items
from mindful.core.exercise import Exercise
from mindful.terminal import texts
from mindful.terminal.page import Seat

ONE_TO_NINE = "123456789"


def check_in(seat: Seat, family: str, title: str) -> dict[str, int] | None:
    """The answers, 1 to 9, by the items' keys; None where the whole of it was passed over."""
    asked = items(family)
    given: list[int] = []
    while len(given) < len(asked):
        page = texts.check_in(asked[len(given)], title, bool(given))
        key = seat.ask(page, (*ONE_TO_NINE, "enter", "backspace", "escape"))
        if key == "escape":
            break
        if key == "backspace":
            given = given[:-1]
        else:
            given.append(int(key) if key in ONE_TO_NINE else 0)
    if not given:
        return None
    return {item.key: answer for item, answer in zip(asked, given, strict=False) if answer}


def too_much(seat: Seat, exercise: Exercise, seconds: float) -> str:
    """Whether any of it was too much, as the journal says it; after a yes, what may help."""
    said = texts.TOO_MUCH_ANSWERS[seat.ask(texts.TOO_MUCH, texts.TOO_MUCH_ANSWERS)]
    if said == "yes":
        seat.ask(texts.offer(exercise, seconds), ("enter",))
    return said
