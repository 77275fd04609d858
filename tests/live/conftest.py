"""A folder for each test."""

from pathlib import Path

import pytest

from tests.live.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The folder of someone who has read the first page."""
    return Home(tmp_path).known()
