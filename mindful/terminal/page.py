"""A page: something to read, and the keys that lead on from it; and the seat it is shown at."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from mindful.core.news import News, Pressed
from mindful.core.session import Session
from mindful.errors import INTERRUPTED

LONGEST_WAIT = 1.0  # seconds that keys are waited for at a time, so that no clock is trusted long


@dataclass(frozen=True, slots=True)
class Page:
    """Paragraphs under a title, an empty one being a blank line; `foot` names the keys.

    `whole` pages are read to their end before a key answers them, where they do not fit at once.
    A paragraph may be columns, with tabs between them, of which the last ones may be left out.
    `scale` names the ends, 1 and 9, of what is answered. `at` is the paragraph to be kept in view
    where not all fit, `typed` what was typed to narrow them. `done` is how much of something that
    takes its time is over, 0 to 1.
    """

    title: str
    body: tuple[str, ...]
    foot: tuple[str, ...]
    aside: str = ""
    whole: bool = False
    scale: tuple[str, str] | None = None
    at: int | None = None
    typed: str | None = None
    done: float | None = None


class Face(Protocol):
    """What is seen and heard, of pages and of a sitting."""

    def page(self, page: Page) -> bool:
        """Show a page; whether the whole of it has been shown by now."""

    def again(self) -> None:
        """Show the same page once more: its room may have changed."""

    def turn(self) -> bool:
        """Show what of the page did not fit; whether there was any."""

    def tell(self, news: News, session: Session) -> None:
        """Something came, or a key did something."""

    def bell(self) -> None:
        """Ring the terminal's own bell, if there is a terminal."""

    def draw(self, session: Session) -> float:
        """Some time has passed; the seconds, one at most, until it would look different."""

    def hide(self) -> None:
        """Give the screen back for a while."""

    def show(self) -> None:
        """Take the screen again."""


class Keys(Protocol):
    """Where keys come from. `present` is false where there is nobody to press one."""

    @property
    def present(self) -> bool: ...

    def wait(self, until: float, writing: str | None = None) -> Pressed | None:
        """The next key, or None when the time has come; while writing, the line it makes."""

    def stop(self, face: Face) -> None:
        """Be stopped, the terminal given back, until the shell lets it go on."""


class Words(NamedTuple):
    """What was written, and the exit status when a signal or Ctrl-C ended the writing."""

    text: str
    status: int = 0


class Edited(NamedTuple):
    """The words as an editor left them, and what there is to say when it went wrong."""

    words: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written on: the question above, and the words that stand there already.

    `keep` is handed the words while they are being written; `edit` has a person's own editor
    change them. On a `brief` one a line is written, and Enter ends it.
    """

    question: str
    words: str
    keep: Callable[[str], None]
    edit: Callable[[str], Edited]
    brief: bool = False


Writes = Callable[[Sheet], Words]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a person sits: what shows, what is pressed, the clock both go by, room to write."""

    face: Face
    keys: Keys
    clock: Callable[[], float]
    writes: Writes

    def ask(self, page: Page, answers: Collection[str]) -> str:
        """Show a page until one of these keys is pressed. Ctrl-C leaves, as SystemExit."""
        self.face.page(page)
        while True:
            key = self.key()
            if key in (" ", "enter" if page.whole else " ") and self.face.turn():
                continue
            if isinstance(key, str) and key in answers:
                return key
            self.face.again()

    def key(self, writing: str | None = None) -> Pressed | None:
        """The next key within a second, or the line it makes. Ctrl-C leaves, as SystemExit."""
        key = self.keys.wait(self.clock() + LONGEST_WAIT, writing)
        if key == "ctrl-c":
            raise SystemExit(INTERRUPTED)
        if key == "ctrl-z":
            self.keys.stop(self.face)
            return None
        return key
