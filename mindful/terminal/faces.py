"""Which face, and whether there are keys: two questions, asked of two streams."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from mindful.terminal.keyboard import Keyboard, NoKeys
from mindful.terminal.page import Page, Seat
from mindful.terminal.plain import Plain
from mindful.terminal.writing import Asked, room_to_write

if TYPE_CHECKING:
    from mindful.terminal.live import Live

Clock = Callable[[], float]


class Look(NamedTuple):
    """How it is to look: plain, one line an event; still, nothing moving by itself."""

    plain: bool
    still: bool = False


Opens = Callable[[ExitStack, Look, Clock, Callable[[], Page], Asked], Seat]


def seat_of(
    terminal: ExitStack, look: Look, clock: Clock, opening: Callable[[], Page], asked: Asked
) -> Seat:
    """The face, the keys and room to write; the terminal is given back when the stack closes.

    The first page is drawn before the keyboard's library is loaded, which takes a moment.
    """
    attended = sys.stdin is not None and sys.stdin.isatty()
    face = _face(look, clock, attended)
    terminal.enter_context(face)
    writes = room_to_write(look.plain, asked)
    if not attended:
        return Seat(face, NoKeys(clock), clock, writes)
    face.page(opening())
    return Seat(face, terminal.enter_context(Keyboard(clock)), clock, writes)


def _face(look: Look, clock: Clock, attended: bool) -> "Plain | Live":
    if look.plain:
        return Plain(sys.stdout, sys.stderr, attended)
    from mindful.terminal.live import Live, console

    return Live(console(), clock, look.still)
