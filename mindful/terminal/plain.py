"""The plain face of a sitting, one line an event; and what both faces answer."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TextIO

from mindful.core.news import (
    Act,
    Breathed,
    Closed,
    News,
    Said,
    Slept,
    Struck,
    TimeIsUp,
    Turned,
    Written,
)
from mindful.core.session import Session
from mindful.core.words import safe
from mindful.terminal import hints, texts
from mindful.terminal.columns import width, wrapped
from mindful.terminal.page import LONGEST_WAIT, Page
from mindful.terminal.theme import clock, minutes

BELL = "(bell)"


def answer(news: News, session: Session) -> str:
    """What is said in answer to a key, or of something that happened; often nothing."""
    if isinstance(news, Slept):
        return f"Stopped for {minutes(news.seconds)}. That time is not counted."
    if isinstance(news, TimeIsUp):
        return "The time of this step is over. Take what you need; enter goes on."
    place, total = clock(session.place), clock(session.schedule.seconds)
    said = {
        Act.PAUSED: f"Paused at {place} of {total}.",
        Act.WENT_ON: "Going on.",
        Act.TIME_ASKED: f"{place} of {total}",
        Act.MUTED: "Sound off.",
        Act.UNMUTED: "Sound on.",
        Act.KEYS_ASKED: hints.all_keys(),
        Act.NOTED: "Noted.",
        Act.PACED: hints.pace(session.pace or 0),
        Act.KEPT: "Kept. Enter goes on; there is no hurry.",
    }
    return said.get(news, "") if isinstance(news, Act) else ""


def rings(news: News) -> bool:
    """Whether a bell goes with it."""
    return isinstance(news, Closed | Struck | TimeIsUp) or (isinstance(news, Turned) and news.bell)


def _rows(body: tuple[str, ...]) -> Iterator[str]:
    for text in body:
        lead = " " * (len(text) - len(text.lstrip()))
        yield from wrapped(text.replace("\t", "   "), width(), lead, lead) or [""]


class Plain:
    """One line an event: what guides on standard output, what answers on standard error.

    `attended` when there is someone to press keys and to answer.
    """

    def __init__(self, out: TextIO, err: TextIO, attended: bool) -> None:
        self._out = out
        self._err = err
        self._attended = attended
        self._typed = ""
        self._keys = ""
        self._label = ""
        self._page: Page | None = None
        self._narrowed: str | None = None

    def __enter__(self) -> "Plain":
        return self

    def __exit__(self, *failure: object) -> None:
        return None

    def hide(self) -> None:
        """Nothing: no screen was taken."""

    def show(self) -> None:
        """Nothing."""

    def page(self, page: Page) -> bool:
        """A page; of its title and its keys, only what the page before it had not said.

        Of one that is narrowed by letters, those alone.
        """
        page = replace(page, done=None)  # a page is no bar: it says once what takes its time
        before, self._page = self._page, page
        if page == before:  # it is still there to be read
            return page.typed in (None, self._narrowed)
        if page.typed is not None and before and page.title == before.title:
            return self._narrows(page, before)
        self._narrowed = page.typed
        self._line_ends()
        self._print(self._err, "\n".join(self._lines(page, before)))
        return True

    def _narrows(self, page: Page, before: Page) -> bool:
        """The letters alone, or where the mark has moved to; whether nothing is left to show."""
        self._echo(page.typed or "")
        if page.typed == before.typed and page.at is not None:
            self._line_ends()
            self._print(self._err, page.body[page.at].strip().replace("\t", "   "))
        return page.typed == self._narrowed

    def _lines(self, page: Page, before: Page | None) -> list[str]:
        """A page as lines; the keys of one that is narrowed come first, since it may be long."""
        aside = f" ({page.aside})" if page.aside else ""
        title = [] if before and page.title == before.title else [page.title + aside, ""]
        scale = ["1 is {}, 9 is {}.".format(*page.scale)] if page.scale else []
        foot = ", ".join(key.replace(" ", "\u00a0") for key in page.foot)
        known = not self._attended or (before and page.foot == before.foot)
        keys = [] if known else wrapped(foot, width())
        said = [*_rows(page.body), *scale]
        if page.typed is not None:
            return [*title, *keys, "", *said, ""]
        return [*title, *said, *([""] if keys else []), *keys, ""]

    def again(self) -> None:
        """Nothing: it is still there to be read."""

    def turn(self) -> bool:
        return False

    def bell(self) -> None:
        if self._err.isatty():
            self._print(self._err, "\a", end="")

    def draw(self, session: Session) -> float:
        """Nothing moves on a plain face."""
        return LONGEST_WAIT

    def tell(self, news: News, session: Session) -> None:
        if isinstance(news, Written):
            self._echo(safe(news.words))
            return
        self._page = None
        self._line_ends()
        self._told(news, session)
        if session.writing and not session.paused:
            self._echo(safe(session.writing))

    def _line_ends(self) -> None:
        """What comes now must not stand in the line that is being typed."""
        if self._typed:
            self._print(self._err, "")
        self._typed = ""

    def _told(self, news: News, session: Session) -> None:
        if isinstance(news, Turned) and not news.stretch.start and self._attended:
            self._print(self._err, hints.all_keys() + "\n")
        if rings(news):
            self._print(self._out, BELL)
        if isinstance(news, Turned):
            self._turned(news, session)
        elif isinstance(news, Said):
            self._print(self._out, news.cue.words)
            self._name_label()
        elif isinstance(news, Breathed):
            self._print(self._out, news.part)
        elif news is Act.GROUNDED:
            self.page(texts.GROUND)
        else:
            self._answer(news, session)

    def _turned(self, news: Turned, session: Session) -> None:
        step = news.stretch.step
        if step.turn:
            self._print(self._out, hints.turn(step.turn, session.partner).sentence)
        if step.keys not in ("", self._keys) and self._attended:
            self._print(self._err, hints.STEP_KEYS[step.keys])
        self._keys = step.keys or self._keys
        if step.breathe and self._attended:
            self._print(self._err, hints.BREATHING_KEYS)
        self._label = step.write
        if not news.stretch.cues:
            self._name_label()

    def _name_label(self) -> None:
        """What one writes under, once, behind the first line of its step."""
        if self._label:
            self._print(self._out, f"{self._label}:")
            if self._attended:
                self._print(self._err, "(write; enter keeps it, esc pauses)")
        self._label = ""

    def _answer(self, news: News, session: Session) -> None:
        said = answer(news, session)
        if self._attended and news is Act.NOTHING:
            said = "? names the keys."
        if said:
            self._print(self._err, said)

    def _echo(self, words: str) -> None:
        """The letters typed since the last time, and a blank over each one erased."""
        self._name_label()
        same = 0
        while same < min(len(words), len(self._typed)) and words[same] == self._typed[same]:
            same += 1
        erased = "\b \b" * (len(self._typed) - same)
        self._print(self._err, erased + words[same:], end="")
        self._typed = words

    def _print(self, stream: TextIO, text: str, end: str = "\n") -> None:
        with suppress(OSError, ValueError):  # a reader that went away ends no sitting
            print(text.replace("\u00a0", " "), end=end, file=stream, flush=True)
