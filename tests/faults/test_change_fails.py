"""A disk that is full or fails while an entry is changed: the journal is the old one, or the new.

And what is said is true.
"""

import sys
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from tests.faults.changing import COMMANDS, FIRST, after_the_next, begun, mindful, state, watched
from tests.faults.test_change_killed import CALLS, amiss, say
from tests.faults.test_failing_calls import ERRORS, why_not
from tests.faults.test_full_disk import LIMITED

CHANGED = {"edit": "edited", "delete": "deleted"}


def fate(home: Path, command: str, *before: str) -> str:
    """What was said, and whether it is so; nothing may be left of it after the next commands."""
    places = begun(home)
    done = mindful(home, *COMMANDS[command], before=before)
    assert "Traceback" not in done.stderr
    now = state(places)
    if done.returncode == 0:
        said = "done" if now == CHANGED[command] else "said to be done, and is not"
    elif "may not last" in done.stderr:
        said = "done, may not last" if now == CHANGED[command] else "said to be, and is not"
    else:
        assert done.returncode == 1
        assert len(done.stderr.strip().split("\n")) <= 3
        said = "refused" if now == "as before" else "said to be refused, and is not"
    return said if amiss(after_the_next(places)) == (0, 0, 0) else f"{said}, and left something"


def fates(home: Path, command: str, errors: tuple[str, ...], most: int) -> Counter[str]:
    if why_not():
        pytest.skip(why_not())
    found: Counter[str] = Counter()
    for call, error in product(CALLS, errors):
        if error == "ENOSPC" and call == "flock":
            continue
        for nth, on in product(range(1, most + 1), ("", "+")):
            inject = ("-e", f"inject={call}:error={error}:when={nth}{on}")
            strace = ("strace", "-f", "-qq", "-o", "/dev/null", *watched(home), *inject)
            found[fate(home, command, *strace)] += 1
    return found


TRUE = {"done", "done, may not last", "refused"}


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_whichever_call_fails_the_journal_is_what_is_said(tmp_path: Path, command: str) -> None:
    found = fates(tmp_path, command, ERRORS, 6)
    say(f"failing calls, {command}", found)
    assert set(found) <= TRUE
    assert found["refused"] > 20


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("when", ["1", "2", "3+"])
def test_where_the_disk_reports_a_fault_the_journal_is_what_is_said(
    tmp_path: Path, command: str, when: str
) -> None:
    if why_not():
        pytest.skip(why_not())
    inject = ("-e", f"inject=fsync:error=EIO:when={when}")
    strace = ("strace", "-f", "-qq", "-o", "/dev/null", *watched(tmp_path), *inject)
    assert fate(tmp_path, command, *strace) in TRUE


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("room", [0, 300, len(FIRST) // 2, len(FIRST) - 700])
def test_where_there_is_no_room_nothing_is_changed(tmp_path: Path, command: str, room: int) -> None:
    limited = (sys.executable, "-ISc", LIMITED, str(room))
    assert fate(tmp_path, command, *limited) == "refused"


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_at_sixty_four_fill_levels_the_journal_is_what_is_said(
    tmp_path: Path, command: str
) -> None:
    rooms = [len(FIRST) * level // 48 for level in range(64)]  # from the 48th on it fits
    limits = [(sys.executable, "-ISc", LIMITED, str(room)) for room in rooms]
    found = Counter(fate(tmp_path, command, *limit) for limit in limits)
    say(f"64 fill levels, {command}", found)
    assert set(found) == {"done", "refused"}


@pytest.mark.parametrize("command", COMMANDS)
def test_where_there_is_just_room_it_is_changed(tmp_path: Path, command: str) -> None:
    limited = (sys.executable, "-ISc", LIMITED, str(len(FIRST)))
    assert fate(tmp_path, command, *limited) == "done"
