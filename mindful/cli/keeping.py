"""Keeping a sitting while it goes on: so that no end of the process loses it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mindful.core.entry import LEAST_SAT, Entry, Value
from mindful.core.session import Session
from mindful.store.drafts import Draft

EVERY = 10.0  # seconds, at most, between two times that a sitting is kept
WRITING_EVERY = 0.4  # seconds between two times while something is written or counted


@dataclass
class Keeping:
    """The draft of one sitting: when it began, and what is known of it besides the session.

    It is handed the session every second or so, and keeps it when that is due: at each step's
    turn, when something was written or counted, and every ten seconds.
    """

    draft: Draft
    began: datetime
    clock: Callable[[], float]
    notes: Mapping[str, Value | None]
    _mark: tuple[object, ...] = ()
    _words: tuple[object, ...] = ()
    _kept: float = float("-inf")

    def __call__(self, session: Session) -> None:
        now = self.clock()
        mark = (session.index, session.ended, session.sat >= LEAST_SAT)
        words = (session.writing, session.answers, session.presses)
        changed = words != self._words
        waited = now - self._kept >= (WRITING_EVERY if changed else EVERY)
        if mark != self._mark or (waited and (changed or not session.paused)):
            self._mark, self._words, self._kept = mark, words, now
            self.keep(session.written() if session.writing is not None else session)

    def note(self, more: Mapping[str, Value | None]) -> None:
        """Something else is known of it, under the journal's keys."""
        self.notes = {**self.notes, **more}

    def keep(self, session: Session, writing: str = "") -> None:
        """Keep it as it now stands, with the words being written."""
        self.draft.keep(self.entry(session), writing)

    def entry(self, session: Session, text: str = "") -> Entry:
        """The entry as it now stands, under the id of its draft."""
        entry = Entry.of(session, self.began, text).with_(**self.notes)
        return Entry({"id": self.draft.id, **entry.values})
