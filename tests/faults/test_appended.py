"""Words added by many at once, killed at any call, of any kind: each is there, once, as it was."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.faults.reading import found_in
from tests.faults.test_change_killed import CALLS, say
from tests.faults.test_failing_calls import why_not
from tests.live.terminal import MINDFUL, environment
from tests.store import test_blocks

BEFORE = b"# mine\n\n[[entry]]\nat = 2026-11-21\ntext = 'By hand.'\n"
WRITES = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from mindful.core.entry import Entry
from mindful.store.journal import Journal
journal, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
now = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
for number in range(count):
    at = now + timedelta(minutes=number)
    print(Journal(journal).add(Entry.reflection(at, f"{name}.{number}"), at).id)
"""


def at_once(journal: Path, writers: int, each: int) -> Counter[str]:
    """So many writers, each adding so much; what each said was saved is looked for."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITES, str(journal), f"writer{number}", str(each)],
            stdout=subprocess.PIPE, text=True,
        )
        for number in range(writers)
    ]  # fmt: skip
    said = [id for process in processes for id in process.communicate()[0].split()]
    found = found_in(journal)
    assert not found.torn
    assert not found.damages
    times = Counter(entry.text for entry in found.whole)
    wanted = {f"writer{number}.{one}" for number in range(writers) for one in range(each)}
    return Counter(
        said=len(said), ids=len(set(said) & {entry.id for entry in found.whole}),
        there=len(wanted & set(times)), twice=sum(count > 1 for count in times.values()),
    )  # fmt: skip


def test_four_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    assert at_once(tmp_path / "journal.toml", 4, 20) == Counter(said=80, ids=80, there=80, twice=0)


@pytest.mark.long
def test_eight_who_write_five_hundred_each_lose_nothing(tmp_path: Path) -> None:
    found = at_once(tmp_path / "journal.toml", 8, 500)
    say("eight writers, 500 each", found)
    assert found == Counter(said=4000, ids=4000, there=4000, twice=0)


def fate(home: Path, inject: tuple[str, ...]) -> str:
    """A `write` that is killed at some call: what was said, and what is there after the next."""
    data = home / "data"
    data.mkdir(parents=True, exist_ok=True)
    journal = data / "journal.toml"
    journal.write_bytes(BEFORE)
    names = [data, journal, data / ".journal.lock"]
    watched = [part for name in names for part in ("-P", str(name))]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", *watched, *inject, *MINDFUL, "write", "Rain."],
        env=environment(home, PYTHONDONTWRITEBYTECODE="1"), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=25, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    subprocess.run([*MINDFUL, "history"], env=environment(home), check=True, capture_output=True)
    found = found_in(journal)
    there = [entry.text for entry in found.whole].count("Rain.")
    assert journal.read_bytes().startswith(BEFORE)
    assert not found.damages
    if done.stdout.startswith("Saved "):
        return "saved" if there == 1 else "said to be saved, and is not there once"
    return "not said, there" if there == 1 else "twice" if there else "not said, not there"


def killed_at_each(home: Path, calls: tuple[str, ...], most: int) -> Counter[str]:
    """The fates of words whose command is killed at the first call of a kind, the second, …"""
    if why_not():
        pytest.skip(why_not())
    found: Counter[str] = Counter()
    for call in calls:
        for nth in range(1, most + 1):
            came = fate(home, ("-e", f"inject={call}:signal=SIGKILL:when={nth}"))
            found[came] += 1
            if came == "saved":
                break
    return found


AMISS = {"said to be saved, and is not there once", "twice"}


def test_killed_at_the_disk_the_words_are_there_once_or_were_not_said_to_be(
    tmp_path: Path,
) -> None:
    found = killed_at_each(tmp_path, ("fsync,fdatasync",), 3)
    assert AMISS.isdisjoint(found)
    assert found["saved"] == 1
    assert found.total() > 1


@pytest.mark.long
def test_killed_at_any_call_the_words_are_there_once_or_were_not_said_to_be(
    tmp_path: Path,
) -> None:
    found = killed_at_each(tmp_path, CALLS, 100)
    say("killed at each call, write", found)
    assert AMISS.isdisjoint(found)
    assert found["not said, not there"] > 5


@pytest.mark.long
def test_ten_thousand_texts_are_read_back_as_they_were() -> None:
    tried: list[str] = []
    once = test_blocks.test_any_text_is_read_back_as_it_was_once_normalised
    check = once.hypothesis.inner_test  # type: ignore[attr-defined]

    def counted(text: str) -> None:
        tried.append(text)
        check(text)

    quietly = settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
    quietly(given(test_blocks.TEXTS)(counted))()
    print(f"\ntexts: {len(tried)}, all as they were")
    assert len(tried) >= 10_000
