"""Whatever looks back says what was, and neither praises nor scolds, ranks nor predicts."""

import html
import re
from datetime import timedelta

import pytest

from mindful.core.entry import Entry
from mindful.store import blocks
from tests.conftest import MORNING, Told

JUDGES = re.compile(
    r"(?i)\b(great|good|nice|well done|keep (it|going)|proud|congratulations?|streaks?|scores?|"
    r"goals?|targets?|best|worst|better|worse|improv\w+|progress\w*|fail\w*|lazy|missed|miss|"
    r"lost|should|must|ought|try harder|only \d|rank\w*|top|level|achiev\w+|reward\w*|badges?|"
    r"will|soon|on track|ahead|behind|unfortunately|sadly|yay)\b|!"
)
COMMANDS = (
    ["history", "-n", "80"], ["show", "last"], ["stats"], ["stats", "--since", "2000"],
    ["stats", "--what-helps"], ["calendar"], ["calendar", "last year"], ["again"],
    ["search", "kettle"], ["report"], ["report", "--no-text"],
)  # fmt: skip


def journal() -> str:
    """Seventy sittings over the last weeks, some early, some too much; and words beside them."""
    made = b""
    for number in range(70):
        at = MORNING - timedelta(days=number * 2 % 97, hours=number % 5)
        values = {
            "id": blocks.new_id(at, bytes([number, 3, number % 7, 9])), "kind": "session",
            "at": at, "exercise": ("sounds", "time-sort")[number % 2], "family": "presence",
            "planned": 300, "practised": 300 - 40 * (number % 3), "before_here": 1 + number % 5,
            "ended": "complete" if number % 3 == 0 else "early", "after_here": 2 + number % 7,
            "before_ease": 5, "after_ease": 1 + number % 9,
            "too_much": ("no", "a little", "yes")[number % 3], "question": "What was there?",
            "text": f"The kettle, and rain {number}.",
        }  # fmt: skip
        made += blocks.write(Entry(values).with_(saved=at))
    return made.decode()


@pytest.mark.parametrize("numbers", ["true", "false"])
def test_nothing_that_looks_back_judges(told: Told, numbers: str) -> None:
    told.holds(journal())
    told.environ["MINDFUL_NUMBERS"] = numbers
    for words in COMMANDS:
        outcome = told.does(*words)
        shown = re.sub(r"<style>.*?</style>|<!doctype.*?>|<[^>]*>", " ", outcome.out, flags=re.S)
        assert outcome.status == 0, words
        found = JUDGES.search(html.unescape(shown) + outcome.err)
        assert found is None, (words, found)
