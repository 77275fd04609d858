"""Sounds are made once, and found again."""

import os
import stat
import wave
from array import array
from io import BytesIO
from pathlib import Path

import pytest

from mindful.store.sounds import Sounds
from mindful.store.wav import NoSound, of_wav, rest, wav

SOUND = wav(array("h", range(1000)))


@pytest.fixture
def kept(tmp_path: Path) -> Sounds:
    return Sounds(tmp_path / "cache" / "sounds")


def made(channels: int, width: int, rate: int, data: bytes) -> bytes:
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(data)
    return file.getvalue()


def test_what_was_kept_is_found_and_open_to_nobody_else(kept: Sounds) -> None:
    assert kept.find("bowl") is None
    file = kept.keep("bowl", SOUND)
    assert (kept.find("bowl"), file.read_bytes(), kept.read("bowl")) == (file, SOUND, SOUND)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_no_sound_is_made_anew(kept: Sounds) -> None:
    kept.keep("bowl", b"")
    assert kept.find("bowl") is None


def test_what_nothing_has_used_for_two_months_is_thrown_away(kept: Sounds) -> None:
    old, used = kept.keep("old", SOUND), kept.keep("used", SOUND)
    for file in (old, used):
        os.utime(file, (1_000_000, 1_000_000))
    assert kept.find("used") == used
    kept.prune()
    assert (old.exists(), used.exists()) == (False, True)


def test_a_folder_that_is_not_there_needs_no_throwing_away(kept: Sounds) -> None:
    kept.prune()
    assert not kept.folder.exists()


def test_samples_come_back_as_they_were() -> None:
    assert of_wav(SOUND) == array("h", range(1000))


def test_of_two_channels_the_first_is_taken() -> None:
    assert of_wav(made(2, 2, 22_050, array("h", [1, 9, 2, 9, 3, 9]).tobytes())) == array(
        "h", [1, 2, 3]
    )


@pytest.mark.parametrize("data", [b"", b"RIFF", SOUND[:30], made(1, 1, 22_050, b"abc")])
def test_what_is_no_such_sound_is_refused(data: bytes) -> None:
    with pytest.raises(NoSound):
        of_wav(data)


def test_the_rest_of_a_sound_is_what_comes_after_so_many_seconds() -> None:
    assert of_wav(rest(SOUND, 500 / 22_050)) == array("h", range(500, 1000))
    assert of_wav(rest(SOUND, 9.0)) == array("h")
