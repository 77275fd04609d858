"""The check-in: three items, each answered 1 to 9, the same before and after a sitting."""

from typing import NamedTuple

FROM = 180  # seconds planned, from which a sitting has one


class Item(NamedTuple):
    """One item: its key in the journal, the question, and what 1 and 9 stand for."""

    key: str
    question: str
    low: str
    high: str


HERE = Item("here", "How much of you is here right now?", "miles away", "fully here")
EASE = Item("ease", "How is it to be you right now?", "unpleasant", "pleasant")
AWAKE = Item("awake", "How awake are you?", "drowsy", "wide awake")
OPEN = Item("open", "How open are you to being wrong about them?", "sure I know", "wide open")
HELD = Item("held", "How much is someone on your side?", "alone", "accompanied")
ITEMS = (HERE, EASE, AWAKE, OPEN, HELD)
_BY_FAMILY = {"presence": AWAKE, "perspective": OPEN, "security": HELD, "together": HELD}


def items(family: str) -> tuple[Item, Item, Item]:
    """The items of a sitting: two for all, and one by family."""
    return HERE, EASE, _BY_FAMILY[family]
