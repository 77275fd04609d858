"""Whether nothing may be redrawn."""

import sys
from collections.abc import Mapping
from typing import TextIO


def is_plain(environ: Mapping[str, str], asked: bool = False, stream: TextIO | None = None) -> bool:
    """Whether nothing may be redrawn: asked for, not a terminal, or one that cannot.

    `stream` is where it would be drawn, standard output unless told.
    """
    return (
        asked
        or bool(environ.get("ACCESSIBLE", "").strip("0"))
        or environ.get("TERM", "dumb") == "dumb"
        or not (stream or sys.stdout).isatty()
    )
