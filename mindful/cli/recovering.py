"""What a process that was killed left behind: kept, and the person told."""

import sys
from datetime import datetime

from mindful.core.entry import Entry
from mindful.store.drafts import left_behind
from mindful.store.journal import Journal
from mindful.store.places import Places
from mindful.terminal.columns import give_back, tell
from mindful.terminal.pages import when
from mindful.terminal.theme import minutes


def recover(journal: Journal, places: Places, now: datetime) -> None:
    """Add the sittings that were cut off to the journal; words without a sitting wait."""
    for left in left_behind(places.drafts):
        if left.entry.kind != "reflection":
            if kept := journal.recover(left, now):
                give_back(sys.stderr)
                tell(_cut_off(kept), sys.stderr)
                tell(f"It is kept: {kept.id}", sys.stderr)
        elif left.writing.strip() and not journal.has(left.entry):
            left.draft.release()
            waiting = "wait: `mindful write` goes on with them."
            tell(f"Words of {when(left.entry)}, {waiting}", sys.stderr)
        else:
            left.draft.drop()


def _cut_off(kept: Entry) -> str:
    how = "had not been saved yet"
    if kept.words("ended") == "interrupted":
        how = f"was cut off after {minutes(kept.seconds('practised'))}"
    return f"The sitting of {when(kept)}, {how}."
