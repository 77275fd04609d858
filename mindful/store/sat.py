"""What was sat and when, as far as one search can tell: by the first keys, as we write them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import BinaryIO

from mindful.store.scan import whole

_SITTING = re.compile(
    rb'\n\[\[entry\]\]\nid = "[^"\n]*"\nkind = "session"\n'
    rb'at = ([^\n]{25})\nexercise = "([a-z0-9-]+)"'
)


def sat_in(file: BinaryIO) -> Iterator[tuple[datetime, str]]:
    """When each sitting began, and the name of its exercise, in the order of the file."""
    for _, piece in whole(file):
        for at, name in _SITTING.findall(piece):
            with suppress(ValueError):  # a date that no calendar has
                yield datetime.fromisoformat(at.decode()), name.decode()
