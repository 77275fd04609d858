"""Which entries answer another one: few of any journal, found without parsing the rest."""

from collections.abc import Iterator
from typing import BinaryIO

from mindful.core.entry import Entry
from mindful.store import blocks
from mindful.store.scan import spans, whole

_KEY = b"answers"


def answering(file: BinaryIO) -> Iterator[Entry]:
    """Those that do, in the order of the file, and perhaps some that have the word in their text.

    What cannot be read is left out.
    """
    for _, piece in whole(file):
        if _KEY not in piece:
            continue
        for start, end in spans(piece):
            block = piece[start:end]
            if _KEY in block and isinstance(entry := blocks.parse(block), Entry):
                yield entry
