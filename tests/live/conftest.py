"""A folder for each test; and, for those that hear, a sound device and what it may play."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from mindful.core import bowl
from tests.live.ears import Loudspeaker, a_loudspeaker
from tests.live.home import Home
from tests.live.loud import WITHOUT_EXTRA, Known


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The folder of someone who has read the first page."""
    return Home(tmp_path).known()


@pytest.fixture(scope="session")
def known() -> Known:
    """Every sound there is."""
    return dict(bowl.sounds(1.0))


@pytest.fixture
def loudspeaker() -> Iterator[Loudspeaker]:
    with a_loudspeaker() as loudspeaker:
        yield loudspeaker


@pytest.fixture(params=["programs", "extra"])
def player(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """How mindful is opened so that it is heard by the system's players, or by the extra alone."""
    if request.param == "programs":
        return {"command": WITHOUT_EXTRA, "env": {}}
    if find_spec("miniaudio") is None:
        pytest.skip("the extra `audio` is not installed")
    (tmp_path / "empty").mkdir()
    return {"env": {"PATH": str(tmp_path / "empty")}}
