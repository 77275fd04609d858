"""Which face, and whether there are keys: two questions, asked of two streams."""

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING

from mindful.terminal.keyboard import Keyboard, NoKeys
from mindful.terminal.page import Page, Seat
from mindful.terminal.plain import Plain

if TYPE_CHECKING:
    from mindful.terminal.live import Live

Clock = Callable[[], float]


def is_plain(environ: Mapping[str, str], asked: bool = False) -> bool:
    """Whether nothing may be redrawn: asked for, not a terminal, or one that cannot."""
    return (
        asked
        or bool(environ.get("ACCESSIBLE", "").strip("0"))
        or environ.get("TERM", "dumb") == "dumb"
        or not sys.stdout.isatty()
    )


def seat_of(terminal: ExitStack, plain: bool, clock: Clock, opening: Page) -> Seat:
    """The face and the keys, given back when the stack closes.

    The first page is drawn before the keyboard's library is loaded, which takes a moment.
    """
    attended = sys.stdin is not None and sys.stdin.isatty()
    face = _face(plain, clock, attended)
    terminal.enter_context(face)
    if not attended:
        return Seat(face, NoKeys(clock), clock)
    face.page(opening)
    return Seat(face, terminal.enter_context(Keyboard(clock)), clock)


def _face(plain: bool, clock: Clock, attended: bool) -> "Plain | Live":
    if plain:
        return Plain(sys.stdout, sys.stderr, attended)
    from mindful.terminal.live import Live, console

    return Live(console(), clock)
