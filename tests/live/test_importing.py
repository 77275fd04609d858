"""On a terminal an import asks, and adds nothing unless it is told to."""

from pathlib import Path

import pytest

from tests.live.home import Home
from tests.live.terminal import CTRL_C

FILE = Path(__file__).parents[1] / "exchange" / "samples" / "meditate.csv"


@pytest.mark.parametrize(
    ("pressed", "said", "status", "there"),
    [
        ("y\r", "Added 3 entries.", 0, 3),
        ("\r", "Nothing was added.", 0, 0),
        ("n\r", "Nothing was added.", 0, 0),
        (CTRL_C, "", 130, 0),
    ],
    ids=["y", "enter", "n", "ctrl-c"],
)
def test_it_says_what_it_would_do_and_asks(
    tmp_path: Path, pressed: str, said: str, status: int, there: int
) -> None:
    home = Home(tmp_path / "home")
    with home.opens("journal", "import", str(FILE)) as terminal:
        terminal.await_text("Add 3 entries? y adds, enter leaves it:")
        assert terminal.shows("3 new, 0 already here, 0 unreadable.")
        terminal.press(pressed)
        assert terminal.wait() == status
        assert terminal.shows(said)
        assert terminal.not_given_back == []
    journal = home.path / "data" / "journal.toml"
    assert (journal.read_bytes() if journal.exists() else b"").count(b"[[entry]]") == there
