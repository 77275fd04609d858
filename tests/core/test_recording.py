"""A sitting as one long sound: mixed block by block as it would be whole."""

from array import array
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.bells import Bells
from mindful.core.heard import Sound
from mindful.core.recording import BLOCK, Note, blocks, length, notes
from mindful.core.samples import LARGEST, LEAST, RATE, Samples
from mindful.core.schedule import fit
from tests.conftest import exercise

SAMPLE = st.integers(LEAST, LARGEST)
SOUND = st.lists(SAMPLE, max_size=40).map(partial(array, "h"))
NOTES = st.lists(st.builds(Note, st.integers(0, 120), SOUND), max_size=8).map(
    partial(sorted, key=lambda note: note.at)
)
SHORT: "dict[Sound, Samples[int]]" = {
    Sound.OPENING: array("h", [1] * 10),
    Sound.SOFT: array("h", [2] * 10),
    Sound.CLOSING_ALL: array("h", [3] * 30),
}


def whole(notes: list[Note], count: int) -> "Samples[int]":
    """The same mixed at once, sample by sample."""
    sums = [0] * count
    for at, sound in notes:
        for place, one in enumerate(sound[: max(0, count - at)], at):
            sums[place] += one
    return array("h", [max(LEAST, min(LARGEST, one)) for one in sums])


def joined(coming: list[Note], count: int) -> "Samples[int]":
    return sum(blocks(coming, count), array("h"))


@given(notes=NOTES, count=st.integers(0, 150))
def test_the_blocks_together_are_the_whole_mix(notes: list[Note], count: int) -> None:
    assert joined(notes, count) == whole(notes, count)


@given(notes=NOTES)
def test_so_they_are_across_the_edge_of_a_block(notes: list[Note]) -> None:
    moved = [Note(note.at + BLOCK - 60, note.sound) for note in notes]
    assert joined(moved, BLOCK + 150) == whole(moved, BLOCK + 150)


def test_no_block_is_longer_than_three_seconds_and_only_the_next_sound_is_fetched() -> None:
    fetched: list[int] = []

    def coming() -> Iterator[Note]:
        for at in range(0, 10 * BLOCK, BLOCK):
            fetched.append(at)
            yield Note(at, array("h", [1]))

    sizes = []
    for block in blocks(coming(), 10 * BLOCK):
        sizes.append(len(block))
        assert len(fetched) <= len(sizes) + 1
    assert (max(sizes), sum(sizes)) == (BLOCK, 10 * BLOCK)


def test_what_is_heard_comes_in_its_order_with_its_sample() -> None:
    schedule = fit(exercise(), 180, bells=Bells("every", (60,)))
    heard = [(at, sound[0]) for at, sound in notes(schedule, SHORT, {}, lambda line: array("h"))]
    assert heard == [(0, 1), (60 * RATE, 2), (120 * RATE, 2), (180 * RATE, 3)]
    assert length(schedule, SHORT) == 180 * RATE + 30


def test_without_bells_it_is_as_long_as_the_sitting() -> None:
    assert length(fit(exercise(), 180), {}) == 180 * RATE
    assert list(notes(fit(exercise(), 180), {}, {}, lambda line: array("h"))) == []


class Line:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


@pytest.mark.parametrize(("seconds", "said"), [(1.0, True), (4.0, True), (4.1, False)])
def test_a_line_is_read_in_its_turn_where_there_is_room_for_it(seconds: float, said: bool) -> None:
    schedule = fit(exercise(), 180)
    lines = {"Look around.": Line(seconds)}
    (cue,) = [cue for cue in schedule.cues if cue.words in lines]
    heard = notes(schedule, {}, lines, lambda line: array("h", [round(line.seconds)]))
    assert list(heard) == [(round(cue.at * RATE), array("h", [round(seconds)]))] * said
