"""The live face: one quiet screen of the terminal, given back as it was."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.live import Live as Screen
from rich.text import Text

from mindful.core.news import Act, News, Said, Turned, Written
from mindful.core.session import Session
from mindful.terminal import theme
from mindful.terminal.columns import wrapped
from mindful.terminal.frames import Room, Row, page_rows
from mindful.terminal.page import LONGEST_WAIT, Page
from mindful.terminal.plain import answer, rings
from mindful.terminal.sitting import sitting_rows

NOTE_SECONDS = 6.0  # how long the answer to a key stays
SIGN_SECONDS = 3.0  # how long the sign of a bell, or of a step's turn, stays
SLOW = 4  # seconds of one swell of the sign of life
BREATHING = 0.2  # seconds between two pictures of a breath

Shown = tuple[tuple[int, int], list[Row]]  # the size of the screen, and its rows


class Live:
    """Draws what it is told; it remembers only the answer to the last key and when it came."""

    def __init__(self, console: Console, clock: Callable[[], float], still: bool = False) -> None:
        self._console = console
        self._clock = clock
        self._still = still
        self._theme = theme.ASCII if console.options.ascii_only else theme.UNICODE
        self._rows: Callable[[Room], list[Row]] = lambda room: []
        self._shown: Shown | None = None
        self._page = (Page("", (), ()), 0)
        self._note = ("", 0.0)
        self._signed = -SIGN_SECONDS
        self._cursor = 0
        self._screen = Screen(
            self, console=console, screen=True, auto_refresh=False, redirect_stdout=False,
            redirect_stderr=False,
        )  # fmt: skip

    def __enter__(self) -> "Live":
        self.show()
        return self

    def __exit__(self, *failure: object) -> None:
        self.hide()

    def show(self) -> None:
        before, self._shown = self._shown, None
        with suppress(OSError):
            self._screen.start()
        if before:
            self.again()

    def hide(self) -> None:
        with suppress(OSError):  # where the terminal is gone there is nothing to give back
            self._screen.stop()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        text = Text(no_wrap=True, overflow="crop", end="")
        for index, row in enumerate(self._shown[1] if self._shown else []):
            line = Text(row.text, style=row.shade)
            if row.part:
                line.stylize(row.part[2], *row.part[:2])
            text.append("\n" * bool(index))
            text.append_text(line)
        yield text

    def _room(self, width: int, height: int) -> Room:
        return Room(width, height, self._theme, self._wrap, self._still)

    def _wrap(self, text: str, width: int) -> list[str]:
        if cell_len(text) == len(text):
            return wrapped(text, width)
        return [line.plain.rstrip() for line in Text(text).wrap(self._console, width)]

    def again(self) -> None:
        size = self._console.size
        shown = ((size.width, size.height), self._rows(self._room(*size)))
        if shown != self._shown:  # most seconds look like the one before
            self._shown = shown
            with suppress(OSError):
                self._screen.refresh()

    def page(self, page: Page) -> bool:
        self._page = (page, 0)
        self._rows = lambda room: page_rows(page, room)[0]
        self.again()
        return True

    def turn(self) -> bool:
        page, part = self._page
        more = page_rows(page, self._room(*self._console.size), part)[1]
        if more:
            self._page = (page, part + 1)
            self._rows = lambda room: page_rows(page, room, part + 1)[0]
            self.again()
        return more

    def draw(self, session: Session) -> float:
        note, sign = self._noted(), self._sign(session)
        self._rows = lambda room: sitting_rows(session, room, note, sign, self._cursor)
        self.again()
        moving = session.breath is not None and not session.paused and not self._still
        return BREATHING if moving else LONGEST_WAIT

    def bell(self) -> None:
        with suppress(OSError):
            self._console.bell()

    def tell(self, news: News, session: Session) -> None:
        if rings(news) or isinstance(news, Turned):
            self._signed = self._clock()
        if isinstance(news, Written):
            self._cursor = news.cursor
        if isinstance(news, Turned):
            self._cursor = 0
        if isinstance(news, Said | Turned) or news in (Act.PAUSED, Act.WENT_ON):
            self._note = ("", 0.0)
        elif said := answer(news, session):
            self._note = (said, self._clock() + NOTE_SECONDS)
        self.draw(session)

    def _noted(self) -> str:
        note, until = self._note
        return note if self._clock() < until else ""

    def _sign(self, session: Session) -> str:
        """A bell just struck or a step just begun, or the one slow sign of life."""
        if session.paused:
            return ""
        if self._clock() - self._signed < SIGN_SECONDS:
            return self._theme.bell
        swell = self._still or int(session.sat) % SLOW < SLOW / 2
        return self._theme.life if swell else self._theme.faint


def console() -> Console:
    """The terminal on standard output, with rich's own cleverness off."""
    return Console(markup=False, emoji=False, highlight=False, legacy_windows=os.name == "nt")
