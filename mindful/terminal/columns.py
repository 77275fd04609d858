"""Text in as many columns as there are."""

import os
import shutil
from typing import TextIO

WIDEST = 100  # columns; longer lines tire the eye


def width() -> int:
    """The columns there are to print on."""
    return min(WIDEST, shutil.get_terminal_size((80, 24)).columns)


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """A paragraph as lines, the first and the others led in as said."""
    import textwrap

    return textwrap.wrap(
        text, columns, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def cut(text: str, columns: int) -> str:
    """The text, ending in an ellipsis where it is wider than there are columns."""
    if text.isascii() and len(text) <= columns:
        return text
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= columns else set_cell_size(text, columns - 1).rstrip() + "…"


def tell(text: str, stream: TextIO, rest: str = "") -> None:
    """A sentence on a line of its own; on a terminal folded, the other lines led in as said."""
    lines = wrapped(text, width(), rest=rest) if stream.isatty() else [text]
    print(*lines, sep="\n", file=stream)


def give_back(stream: TextIO) -> None:
    """A killed process cannot give back what it took of a terminal: its cursor, and its pastes."""
    if stream.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        stream.write("\x1b[?25h\x1b[?2004l")
        stream.flush()
