"""Killed while an entry is edited, deleted or put back: the old journal or the new one."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.faults.changing import COMMANDS, FIRST, after_the_next, begun, mindful, state, watched
from tests.faults.reading import found_in
from tests.faults.test_failing_calls import why_not
from tests.faults.test_killed import Writer
from tests.live.terminal import let_pass

# Edits an entry, deletes it, and takes each back, over and over. The empty line says it has begun.
CHANGER = """
import sys
from pathlib import Path
from mindful.errors import MindfulError
from mindful.store.changing import edits
from mindful.store.changing.back import take_back
from mindful.store.changing.deleting import deletable, delete
from mindful.store.journal import Journal
from tests.faults.changing import ID, MORNING, places_in

def tried(change, *about):  # again, where a writer was quicker for five seconds
    while True:
        try:
            return change(*about)
        except MindfulError as error:
            if "five seconds" not in error.message:
                raise

places = places_in(Path(sys.argv[1]))
with Journal.at(places).read() as contents:
    entry = contents.find(ID)
print(flush=True)
for number in range(int(sys.argv[2])):
    copy = edits.lend(places, entry).copy
    edited = copy.base.replace(b"Rain", b"Hail")
    copy.file.write_bytes(edited)
    tried(edits.commit, places, entry, copy, edited, MORNING)
    tried(take_back, places, MORNING)
    tried(delete, places, entry, deletable(places, entry), MORNING)
    tried(take_back, places, MORNING)
"""
ROOT = Path(__file__).parents[2]
AT_MOST = 0.06  # seconds that one is let to change it
CALLS = ("openat", "write", "fsync", "fchmod", "ftruncate", "flock", "rename,renameat,renameat2",
         "unlink,unlinkat")  # fmt: skip


def changer(home: Path, times: int = 10**6) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-c", CHANGER, str(home), str(times)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout
    assert process.stdout.readline() == b"\n"
    return process


def after_kills(home: Path, kills: int) -> Counter[str]:
    """What the journal was after each kill, and what was left after the next commands."""
    chance = Random(kills)
    places = begun(home)
    found: Counter[str] = Counter(kills=kills)
    for _ in range(kills):
        with changer(home) as process:
            let_pass(chance.uniform(0, AT_MOST))
            process.kill()
        found[state(places)] += 1
        found.update(after_the_next(places))
    return found


def amiss(found: Counter[str]) -> tuple[int, int, int]:
    return found["mixed"], found["orphans"], found["not as before"]


def say(name: str, found: Counter[str]) -> None:
    print(f"\n{name}: " + ", ".join(f"{number} {what}" for what, number in found.items()))


def test_whoever_is_killed_while_changing_has_the_old_journal_or_the_new(tmp_path: Path) -> None:
    assert amiss(after_kills(tmp_path, 10)) == (0, 0, 0)


@pytest.mark.long
def test_five_hundred_kills_leave_no_mixed_journal_and_nothing_beside_it(tmp_path: Path) -> None:
    found = after_kills(tmp_path, 500)
    say("killed, edit, delete and undo", found)
    assert amiss(found) == (0, 0, 0)
    assert min(found["as before"], found["edited"], found["deleted"]) > 0


def killed_at_each(home: Path, command: str, calls: tuple[str, ...]) -> Counter[str]:
    """The same for a kill at the first call of a kind, the second and so on, to the last."""
    if why_not():
        pytest.skip(why_not())
    found: Counter[str] = Counter()
    for call in calls:
        for nth in range(1, 100):
            places = begun(home)
            inject = ("-e", f"inject={call}:signal=SIGKILL:when={nth}")
            strace = ("strace", "-f", "-qq", "-o", "/dev/null", *watched(home), *inject)
            done = mindful(home, *COMMANDS[command], before=strace)
            found[state(places)] += 1
            found.update(after_the_next(places))
            if not done.returncode:
                break
            found["kills"] += 1
            assert "Traceback" not in done.stderr
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_the_renaming_it_is_the_old_journal_or_the_new(
    tmp_path: Path, command: str
) -> None:
    found = killed_at_each(tmp_path, command, ("rename,renameat,renameat2",))
    assert amiss(found) == (0, 0, 0)
    assert found["kills"] >= 2  # the record's and the journal's


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_any_call_it_is_the_old_journal_or_the_new(tmp_path: Path, command: str) -> None:
    found = killed_at_each(tmp_path, command, CALLS)
    say(f"killed at each call, {command}", found)
    assert amiss(found) == (0, 0, 0)
    assert found["kills"] >= 20


def beside_a_writer(home: Path, times: int) -> Counter[str]:
    """Entries added while others are changed; how many were said to be saved, and are lost."""
    places = begun(home)
    writer = Writer(places.journal, "writer")
    writer.begun()
    with changer(home, times) as process:
        assert process.wait(300) == 0
    said = writer.killed()
    words = {entry.id: entry.text.split()[0] for entry in found_in(places.journal).whole}
    lost = [id for id, word in said.items() if words.get(id) != word]
    there = places.journal.read_bytes().startswith(FIRST)
    return Counter(said=len(said), lost=len(lost), changed=0 if there else 1)


def test_what_is_added_while_an_entry_is_changed_is_never_lost(tmp_path: Path) -> None:
    found = beside_a_writer(tmp_path, 1)
    assert (found["lost"], found["changed"]) == (0, 0)
    assert found["said"] >= 5


@pytest.mark.long
def test_a_hundred_changes_beside_a_writer_lose_nothing(tmp_path: Path) -> None:
    found = beside_a_writer(tmp_path, 25)
    say("100 changes beside a writer", found)
    assert (found["lost"], found["changed"]) == (0, 0)
    assert found["said"] >= 100
