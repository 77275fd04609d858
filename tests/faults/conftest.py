"""A folder for each test of someone who sits at a terminal."""

from tests.live.conftest import home

__all__ = ["home"]
