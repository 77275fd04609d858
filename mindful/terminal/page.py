"""A page: something to read, and the keys that lead on from it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from mindful.core.news import News, Pressed
from mindful.core.session import Session
from mindful.errors import INTERRUPTED

LONGEST_WAIT = 1.0  # seconds that keys are waited for at a time, so that no clock is trusted long


@dataclass(frozen=True, slots=True)
class Page:
    """Paragraphs under a title, an empty one being a blank line; `foot` names the keys.

    `whole` pages are read to their end before a key answers them, where they do not fit at once.
    A paragraph may be columns, with tabs between them, of which the last ones may be left out.
    """

    title: str
    body: tuple[str, ...]
    foot: tuple[str, ...]
    aside: str = ""
    whole: bool = False


class Face(Protocol):
    """What is seen and heard, of pages and of a sitting."""

    def page(self, page: Page) -> None:
        """Show a page."""

    def again(self) -> None:
        """Show the same page once more: its room may have changed."""

    def turn(self) -> bool:
        """Show what of the page did not fit; whether there was any."""

    def tell(self, news: News, session: Session) -> None:
        """Something came, or a key did something."""

    def draw(self, session: Session) -> None:
        """Some time has passed, a second at most."""


class Keys(Protocol):
    """Where keys come from. `present` is false where there is nobody to press one."""

    @property
    def present(self) -> bool: ...

    def wait(self, until: float, writing: str | None = None) -> Pressed | None:
        """The next key, or None when the time has come; while writing, the line it makes."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a person sits: what shows, what is pressed, and the clock both go by."""

    face: Face
    keys: Keys
    clock: Callable[[], float]

    def ask(self, page: Page, answers: Collection[str]) -> str:
        """Show a page until one of these keys is pressed. Ctrl-C leaves, as SystemExit."""
        self.face.page(page)
        while True:
            key = self.keys.wait(self.clock() + LONGEST_WAIT)
            if key == "ctrl-c":
                raise SystemExit(INTERRUPTED)
            if key in (" ", "enter" if page.whole else " ") and self.face.turn():
                continue
            if isinstance(key, str) and key in answers:
                return key
            self.face.again()
