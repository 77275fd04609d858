"""A sitting written as one file: whole, in its place, or not at all."""

import os
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from mindful.core.samples import RATE, Samples
from mindful.errors import FAILED, MISUSED, MindfulError
from mindful.store.recording import read, ready, write
from mindful.store.wav import wav

TWO = [array("h", [1, -2, 3]), array("h", [32_767, -32_768])]
BOTH = array("h", [1, -2, 3, 32_767, -32_768])


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def refused(file: Path) -> tuple[int, str, str]:
    with pytest.raises(MindfulError) as caught:
        ready(file)
    return caught.value.status, caught.value.message, caught.value.hint


def test_a_wav_holds_the_samples_of_all_blocks(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    assert write(file, TWO, 5) == 54
    with wave.open(str(file)) as opened:
        assert opened.getparams()[:4] == (1, 2, RATE, 5)
    assert (read(file), file.read_bytes()) == (BOTH, wav(BOTH))
    assert (file.stat().st_mode & 0o777, names(tmp_path)) == (0o600, ["a.wav"])


def test_what_was_there_gives_way_and_a_link_stays_one(tmp_path: Path) -> None:
    file, link = tmp_path / "a.wav", tmp_path / "b.WAV"
    file.write_bytes(b"old" * 1000)
    link.symlink_to("a.wav")
    ready(link)
    write(link, TWO, 5)
    assert (os.readlink(link), read(file), names(tmp_path)) == ("a.wav", BOTH, ["a.wav", "b.WAV"])


@pytest.mark.parametrize("before", [None, b"old"])
@pytest.mark.parametrize("kind", ["wav", "mp3"])
def test_where_it_is_broken_off_nothing_of_it_stays(
    tmp_path: Path, before: bytes | None, kind: str
) -> None:
    file = tmp_path / f"a.{kind}"
    if before:
        file.write_bytes(before)

    def leaving() -> "Iterator[Samples[int]]":
        yield array("h", bytes(1_000_000))
        raise SystemExit(143)

    with pytest.raises(SystemExit):
        write(file, leaving(), 10_000_000)
    assert names(tmp_path) == ([file.name] if before else [])
    assert before is None or file.read_bytes() == before


def test_an_mp3_is_of_one_channel_and_lasts_as_long(tmp_path: Path) -> None:
    file = tmp_path / "a.mp3"
    ready(file)
    second = array("h", [300, -300] * (RATE // 2))
    size = write(file, [second] * 60, 60 * RATE)
    frames = [*mp3_frames(file.read_bytes())]
    assert size == file.stat().st_size
    assert {*frames} == {(22_050, 48, True)}
    assert 0 <= len(frames) * 576 / RATE - 60 < 0.15  # what an encoder adds at either end


def mp3_frames(data: bytes) -> Iterator[tuple[int, int, bool]]:
    """The rate, the kbit/s and whether there is one channel, of each frame (ISO 13818-3)."""
    bitrates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    place = 0
    while place < len(data):
        assert (data[place], data[place + 1] & 0xFE) == (0xFF, 0xF2)  # MPEG-2, layer III
        kbits = bitrates[data[place + 2] >> 4]
        rate = (22_050, 24_000, 16_000)[data[place + 2] >> 2 & 3]
        yield rate, kbits, data[place + 3] >> 6 == 3
        place += 72 * kbits * 1000 // rate + (data[place + 2] >> 1 & 1)
    assert place == len(data)


@pytest.mark.parametrize("name", ["a.ogg", "a", ".wav", "a.wav.txt", "a.mp", "a.wav "])
def test_another_ending_is_answered_with_one_that_does(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert refused(file) == (
        MISUSED,
        f"A sitting is written as .wav or .mp3, and “{name}” ends otherwise.",
        f"You might call it {file.stem}.wav.",
    )


def test_only_a_plain_file_gives_way(tmp_path: Path) -> None:
    folder, pipe, device, round_about = (tmp_path / f"{name}.wav" for name in "abcd")
    folder.mkdir()
    os.mkfifo(pipe)
    device.symlink_to("/dev/null")
    round_about.symlink_to(round_about)
    another = "Another name would do."
    for file, reason in (
        (folder, "it is a folder"),
        (pipe, "it is not a plain file"),
        (device, "it is not a plain file"),
        (round_about, "its links lead in a circle"),
    ):
        assert refused(file) == (MISUSED, f"{file} could not be written: {reason}.", another)
    assert names(tmp_path) == ["a.wav", "b.wav", "c.wav", "d.wav"]


def test_no_folder_is_made_for_it(tmp_path: Path) -> None:
    missing = tmp_path / "music"
    assert refused(missing / "a.wav") == (
        MISUSED,
        f"There is no folder {missing}.",
        "You might make it first.",
    )
    assert names(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_where_nothing_may_be_written_that_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    file = tmp_path / "a.wav"
    ready(file)
    with pytest.raises(MindfulError) as caught:
        write(file, TWO, 5)
    assert (caught.value.status, caught.value.message) == (
        FAILED,
        f"{file} could not be written: it may not be written to.",
    )


def test_what_is_no_sound_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    for data in (b"", b"RIFF", b"words"):
        file.write_bytes(data)
        with pytest.raises(MindfulError) as caught:
            read(file)
        assert caught.value.message.startswith(f"{file} cannot be read as a sound: ")
