"""The check-in: two items for every sitting, and one that belongs to its family."""

from mindful.core.checkin import ITEMS, items
from mindful.core.exercise import FAMILIES


def test_each_family_has_its_third_item() -> None:
    asked = {family: [item.key for item in items(family)] for family in FAMILIES}
    assert asked == {
        "presence": ["here", "ease", "awake"],
        "perspective": ["here", "ease", "open"],
        "security": ["here", "ease", "held"],
        "together": ["here", "ease", "held"],
    }


def test_no_question_promises_or_grades() -> None:
    said = " ".join(word for item in ITEMS for word in item).lower()
    assert [word for word in ("score", "good", "better", "should", "well") if word in said] == []
