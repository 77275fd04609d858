"""Choosing among the exercises: by family, with a mark to move and letters that narrow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mindful.core.exercise import Head
from mindful.core.news import Written
from mindful.terminal.page import Page, Seat
from mindful.terminal.reading import lengths

FOOT = ("enter chooses", "up/down moves", "letters narrow", "esc not now")
NO_FOOT = ("backspace brings them back", "esc not now")
NONE_FITS = "None of them has that in its name, its family or its purpose."


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a choice stands: what there is, what was typed, and which of the fitting is marked."""

    heads: Sequence[Head]
    typed: str = ""
    mark: int = 0
    title: str = "Which practice?"

    @property
    def fitting(self) -> list[Head]:
        """Those that have every word typed in their name, title, family or purpose."""
        words = self.typed.casefold().split()
        return [head for head in self.heads if all(word in _said(head) for word in words)]

    def narrowed(self, typed: str) -> "Choice":
        """The same with these letters; marked is the first that has them in its title or name."""
        choice = replace(self, typed=typed, mark=0)
        begun = re.compile(rf"(?<!\w){re.escape(typed.casefold())}")
        named = [f"{head.name} {head.title}".casefold() for head in choice.fitting]
        first = (at for at, words in enumerate(named) if begun.search(words))
        return replace(choice, mark=next(first, 0))

    def moved(self, way: int) -> "Choice":
        last = max(0, len(self.fitting) - 1)
        return replace(self, mark=max(0, min(last, self.mark + way)))

    def page(self) -> Page:
        """The fitting ones under the names of their families; the face shows which is marked."""
        rows: list[str] = []
        at, family = 0, ""
        wide = max((len(head.title) for head in self.fitting), default=0)
        for place, head in enumerate(self.fitting):
            if head.family != family:
                rows += [""] * bool(family) + [head.family]
                family = head.family
            at = len(rows) if place == self.mark else at
            rows.append(f"  {head.title:<{wide}}\t{lengths(head.minutes)} minutes")
        if not rows:
            return Page(self.title, (NONE_FITS,), NO_FOOT, typed=self.typed)
        return Page(self.title, tuple(rows), FOOT, at=at, typed=self.typed)


def _said(head: Head) -> str:
    return f"{head.name} {head.title} {head.family} {head.purpose}".casefold()


def choose(seat: Seat, heads: Sequence[Head]) -> Head | None:
    """The exercise that a person settles on; None for not now."""
    choice = Choice(heads)
    while True:
        whole = seat.face.page(choice.page())
        key = seat.key(choice.typed)
        if isinstance(key, Written):
            choice = choice.narrowed(key.words)
        elif key in ("up", "down"):
            choice = choice.moved(1 if key == "down" else -1)
        elif key == "escape":
            return None
        elif key == "enter":
            if choice.fitting and (whole or len(choice.fitting) == 1):
                return choice.fitting[choice.mark]
            if whole:
                continue
            # On a plain face only the letters were shown: now what they leave, and once more.
            choice = replace(choice, title="Which of these?")
