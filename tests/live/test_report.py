"""The page of looking back in a real browser: it looks as meant, and asks for nothing."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mindful.core.entry import Entry
from mindful.store import blocks
from tests.conftest import HERE
from tests.live.browser import CHROMIUM, Pixel, opened
from tests.live.home import Home
from tests.terminal.test_report import HOSTILE, Seen

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
LIGHT, DARK = (0xFB, 0xFA, 0xF7), (0x14, 0x1A, 0x1A)
MARGIN = 16  # pixels at either side that stay empty, on a phone as well
ASKING = """<!doctype html><title>asking</title>
<meta http-equiv="Content-Security-Policy" content="style-src 'none'">
<p style="color: red">It asks for <img src="https://example.org/x.png"> and runs.
<script>document.title = "owned"</script>
"""


def journal() -> bytes:
    """Half a year of practice, some of it with words, some of them hostile."""
    entries = []
    for number in range(60):
        at = datetime(2026, 1, 3, 7, 30, tzinfo=HERE) + timedelta(days=3 * number)
        values = {
            "id": blocks.new_id(at, bytes([number] * 4)), "kind": "session", "at": at,
            "exercise": "time-sort", "family": "presence", "planned": 600,
            "practised": 60 * (number % 40), "ended": "complete", "before_here": 4,
            "after_here": 6, "before_awake": 9, "after_awake": 9, "too_much": "no",
        }  # fmt: skip
        if number % 20 == 0:
            values |= {"exercise": "w" * 200, "question": HOSTILE, "people": ["m" * 200],
                       "text": f"{HOSTILE} {'x' * 200}"}  # fmt: skip
        entries.append(Entry({**values, "saved": at}))
    return b"".join(map(blocks.write, entries))


@pytest.fixture
def page(home: Home, tmp_path: Path) -> Path:
    """The report on that journal."""
    file = home.path / "data" / "journal.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(journal())
    done = home.pipes("report", "2026", "-o", str(tmp_path / "report.html"), stdin="")
    assert (done.returncode, done.stdout) == (0, "")
    return tmp_path / "report.html"


@pytest.mark.parametrize(
    ("scheme", "width", "height", "paper"), [("light", 1280, 900, LIGHT), ("dark", 390, 2400, DARK)]
)
def test_a_browser_shows_it_asks_for_nothing_and_obeys_no_word_of_it(
    page: Path, tmp_path: Path, scheme: str, width: int, height: int, paper: Pixel
) -> None:
    found = opened(page, tmp_path / scheme, scheme, width, height)
    assert (found.requests, found.console) == ([], [])
    dom, file = Seen(found.dom), Seen(page.read_text(encoding="utf-8"))
    assert [tag for tag, _ in dom.tags] == [tag for tag, _ in file.tags]
    assert dom.words == file.words
    assert dom.words[0] == "Looking back: 2026"
    assert 'document.title="owned"' in found.dom
    assert (len(found.picture), len(found.picture[0]) // 3) == (height, width)
    margins = {row[: 3 * MARGIN] + row[-3 * MARGIN :] for row in found.picture}
    assert margins == {bytes(paper) * MARGIN * 2}  # nothing on it is wider than there is room
    assert len({found.pixel(width // 2, y) for y in range(height)}) > 5  # there is something on it
    assert 2 <= found.pages <= 6  # on paper


def test_a_page_that_asks_and_runs_would_be_noticed(tmp_path: Path) -> None:
    file = tmp_path / "asking.html"
    file.write_text(ASKING)
    found = opened(file, tmp_path / "asking", "light", 500, 300)
    assert found.requests == ["https://example.org/x.png"]
    assert "style-src" in "".join(found.console)
    assert Seen(found.dom).words[0] == "owned"
