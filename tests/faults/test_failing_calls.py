"""Any call to the disk that fails, the first or a later one: the words are somewhere, once."""

import json
import subprocess
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from tests.live.terminal import MINDFUL, environment

CALLS = {"openat": 4, "write": 2, "fsync": 3, "flock": 1}  # and how many of each
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS")
WORDS = "A tram, far off."


@cache
def why_not() -> str:
    """Why no call can be made to fail here; empty where one can."""
    try:
        inject = ["strace", "-qq", "-e", "inject=fsync:error=EIO", "true"]
        done = subprocess.run(inject, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "strace is not installed"
    return f"strace may not meddle here: {done.stderr.strip()}" if done.returncode else ""


def mindful(home: Path, *words: str, before: tuple[str, ...] = ()) -> tuple[int, str, str]:
    done = subprocess.run(
        [*before, *MINDFUL, *words], env=environment(home), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=25, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def fate(home: Path, call: str, error: str, when: str) -> tuple[str, int]:
    """Write while that call on the journal, its folder or its lock fails.

    What was said of the words, and how often they are found by the next command.
    """
    data = home / "data"
    data.mkdir(parents=True)
    paths = [str(path) for path in (data, data / "journal.toml", data / ".journal.lock")]
    watched = [part for path in paths for part in ("-P", path)]
    inject = f"inject={call}:error={error}:when={when}"
    before = ("strace", "-f", "-qq", "-o", "/dev/null", *watched, "-e", inject)
    status, out, err = mindful(home, "write", WORDS, before=before)
    said = "saved" if out.startswith("Saved ") else "given back" if WORDS in err else "kept"
    assert (status, "Traceback" in err) == (0 if said == "saved" else 1, False)
    _, found, _ = mindful(home, "history", "--json")
    return said, [entry["text"].strip() for entry in json.loads(found)].count(WORDS)


def fates(folder: Path, errors: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    """The fate of the words for each call and error: at its first, its second and so on, and on."""
    if why_not():
        pytest.skip(why_not())
    times = [
        (call, f"{nth}{on}")
        for call, most in CALLS.items()
        for nth, on in product(range(1, most + 1), ("", "+"))
    ]
    return {
        f"{call} {when} {error}": fate(folder / f"{call}{when}{error}", call, error, when)
        for (call, when), error in product(times, errors)
    }


def amiss(found: dict[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    """Those whose words were not found exactly once; nobody has to find what was given back."""
    return {
        name: (said, times)
        for name, (said, times) in found.items()
        if times > 1 or (times == 0 and said != "given back")
    }


@pytest.mark.long
def test_words_are_somewhere_and_once_whichever_call_to_the_disk_fails(tmp_path: Path) -> None:
    found = fates(tmp_path, ERRORS)
    told = dict(Counter(said for said, _ in found.values()))
    print(f"\nfailing calls: {len(found)} faults, {told}, {len(amiss(found))} amiss")
    assert amiss(found) == {}
    assert len(found) == 2 * sum(CALLS.values()) * len(ERRORS)
    assert {"saved", "kept"} <= set(told)


def test_words_are_there_once_when_the_disk_fails_after_they_were_written(tmp_path: Path) -> None:
    if why_not():
        pytest.skip(why_not())
    found = {when: fate(tmp_path / when, "fsync", "EIO", when) for when in ("1", "2", "2+")}
    assert amiss(found) == {}
    assert len(found) == 3
