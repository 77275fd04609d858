"""What is said of the keys."""

from mindful.terminal import hints


def test_a_pace_is_said_to_a_tenth_of_a_breath() -> None:
    assert hints.pace(60 / 7) == "8.6 breaths a minute."
