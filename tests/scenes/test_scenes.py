"""One scene, three times: before a fake face, on the live one, on the plain one."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.live.home import Home
from tests.scenes import fake, real
from tests.scenes.playing import Played
from tests.scenes.scenes import BEGINS, SCENES, SIT, Beat, Presses, Scene, Sees, Writes

EXERCISES = Path(__file__).parent / "exercises"
FACES = {"live": real.live, "plain": real.plain, "fake": fake.play}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The folder of someone who has read the first page, with the scenes' exercises in it."""
    home = Home(tmp_path).known()
    shutil.copytree(EXERCISES, home.path / "data" / "exercises")
    return home


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
@pytest.mark.parametrize("play", FACES.values(), ids=FACES)
def test_a_scene_rings_and_is_kept_the_same_on_every_face(
    scene: Scene, play: Callable[[Scene, Home], Played], home: Home
) -> None:
    assert play(scene, home) == Played(0, scene.bells, [dict(scene.entry)])


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ((Presses("escape"), Sees("A tune.")), "nothing more comes in 10000 s, at Sees.*A tune"),
        ((Presses("q"), Sees("A tune.")), "it ended with 0, at Sees.*A tune"),
        ((Sees("A tune."), Writes("")), "room to write opens, at Sees.*A tune.*Light on the wall"),
        ((), "room to write opens, at the end of the scene"),
    ],
    ids=["in a pause", "left", "sat to the end", "nothing more"],
)
def test_a_scene_that_does_not_come_about_says_where_it_stopped(
    after: tuple[Beat, ...], said: str, home: Home
) -> None:
    with pytest.raises(pytest.fail.Exception, match=said):
        fake.play(replace(SIT, beats=(*BEGINS, *after)), home)
