"""Killed while sitting: the next command keeps what was sat, once, and as interrupted."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from mindful.core.entry import Entry
from mindful.store import drafts as store
from tests.conftest import MORNING
from tests.faults.left_behind import (
    drafts,
    history,
    in_the_room,
    killed,
    listened,
    mindful,
    sitting,
)
from tests.faults.test_private import LIMITED, open_to_others
from tests.live.home import Home
from tests.live.terminal import A_LOOK, AT_MOST, CTRL_D, MINDFUL, environment, let_pass

LEAST, FURTHEST, OVER = 3.0, 15.0, 1.0  # seconds: to be kept at all; kept too few; too many
UNSURE = 0.7  # seconds by which a beginning may seem otherwise from outside
LONG = ("start", "sounds", "10s", "--no-check-in", "--no-reflection")


class Fate(NamedTuple):
    """What became of one sitting: the seconds sat, those kept each time, and what is amiss."""

    sat: float
    kept: list[int]
    amiss: list[str]


def said_of(sat: float, first: list[dict[str, Any]], rest: list[str]) -> list[str]:
    """What is not as it should be of the entries found after so many seconds."""
    kept = [entry["practised"] for entry in first]
    wrong = {
        "lost": not kept and sat >= LEAST + UNSURE,
        "twice": len(kept) > 1,
        "kept too soon": bool(kept) and sat < LEAST - UNSURE,
        "too much": any(seconds > sat + OVER for seconds in kept),
        "too little": any(seconds < sat - FURTHEST for seconds in kept),
        "not interrupted": any(entry["ended"] != "interrupted" for entry in first),
        "files left": bool(rest),
    }
    return [what for what, is_so in wrong.items() if is_so]


def began(home: Path) -> float:
    """When the sitting began, by what was made then; what is seen on the screen is seen later."""
    (lock,) = (home / "state" / "drafts").glob("*.lock")
    return lock.stat().st_mtime


def fate(home: Path, live: bool, after: float, again: bool) -> Fate:
    """Sit, be killed after so many seconds, and look what the next commands find."""
    Home(home).known()
    with sitting(home, "60s", live) as terminal:
        listened(terminal, after)
        sat = time.time() - began(home)
        killed(terminal)
    first = history(home)
    amiss = said_of(sat, first, drafts(home))
    second = history(home)
    if again:  # and what was kept stays as it is through a whole new sitting
        assert mindful(home, *LONG).returncode == 0
        second = history(home)[1:]
    amiss += ["changed"] if second != first else []
    return Fate(sat, [entry["practised"] for entry in first], amiss)


def campaign(folder: Path, kills: int, within: float, again: int, at_once: int) -> list[Fate]:
    """So many kills, half live and half plain; `again` of them are followed by a new sitting."""
    chance = Random(kills)
    moments = sorted(chance.uniform(0, within) for _ in range(kills))
    moments = moments[:again] + chance.sample(moments[again:], kills - again)
    plans = [(folder / str(n), n % 2 == 0, at, n < again) for n, at in enumerate(moments)]
    with ThreadPoolExecutor(at_once) as side_by_side:
        return list(side_by_side.map(lambda plan: fate(*plan), plans))


def say(fates: list[Fate]) -> None:
    recovered = [fate for fate in fates if fate.kept]
    counts = {
        "recovered": len(recovered),
        "not begun": sum(not fate.kept and fate.sat < LEAST + UNSURE for fate in fates),
        "lost": sum("lost" in fate.amiss for fate in fates),
        "twice": sum("twice" in fate.amiss for fate in fates),
    }
    off = [fate.sat - fate.kept[0] for fate in recovered]
    figures = ", ".join(f"{number} {what}" for what, number in counts.items())
    furthest = f"{max(off):.1f} s too few and {max(0.0, -min(off)):.1f} s too many"
    print(f"\nkilled, sitting: {len(fates)} kills, {figures}, furthest {furthest}")


def test_six_who_are_killed_while_sitting_find_what_they_sat_once(tmp_path: Path) -> None:
    fates = campaign(tmp_path, 6, 8, 1, 6)
    assert [fate for fate in fates if fate.amiss] == []
    assert any(fate.kept for fate in fates)


@pytest.mark.long
def test_two_hundred_who_are_killed_while_sitting_find_what_they_sat_once(tmp_path: Path) -> None:
    fates = campaign(tmp_path, 200, 40, 30, 45)
    say(fates)
    assert [fate for fate in fates if fate.amiss] == []
    assert sum(bool(fate.kept) for fate in fates) >= 150


def at_the_end(home: Path, chance: float) -> tuple[int, int]:
    """Killed about when a sitting of ten seconds is committed: how often it is kept, and ids."""
    Home(home).known()
    with sitting(home, "10s", False) as terminal:
        listened(terminal, 9.55 + chance * 0.9)
        killed(terminal)
    entries = [*history(home), *history(home)]
    return len(entries) // 2, len({entry["id"] for entry in entries})


def ending_a_room(home: Path, chance: float) -> tuple[int, int]:
    """Killed about when Ctrl-D ends the room: how often the words are kept after all, and ids."""
    Home(home).known()
    with Home(home).opens("write") as terminal:
        in_the_room(terminal, "The kettle.")
        listened(terminal, 1)
        terminal.press(CTRL_D)
        listened(terminal, chance * 0.3)
        killed(terminal)
    with Home(home).opens("write") as terminal:  # the words are offered, or they are saved
        terminal.await_text("Ctrl-D ends it")
        terminal.await_keys()
        terminal.press(CTRL_D)
        assert terminal.wait() == 0
    entries = history(home)
    assert [entry["text"].strip() for entry in entries] == ["The kettle."] * len(entries)
    return len(entries), len({entry["id"] for entry in entries})


def around_a_commit(
    folder: Path, kills: int, ends: Callable[[Path, float], tuple[int, int]]
) -> list[tuple[int, int]]:
    chances = [number / kills for number in range(kills)]
    homes = [folder / str(number) for number in range(kills)]
    with ThreadPoolExecutor(6) as side_by_side:
        return list(side_by_side.map(ends, homes, chances))


@pytest.mark.long
@pytest.mark.parametrize("ends", [at_the_end, ending_a_room])
def test_sixty_killed_around_the_commit_are_kept_once(
    tmp_path: Path, ends: Callable[[Path, float], tuple[int, int]]
) -> None:
    found = around_a_commit(tmp_path, 60, ends)
    lost, twice = (sum(count == n if n == 0 else count > 1 for count, _ in found) for n in (0, 1))
    print(f"\nkilled, {ends.__name__}: {len(found)} kills, {lost} lost, {twice} twice")
    assert (lost, twice, set(found)) == (0, 0, {(1, 1)})


def test_words_whose_room_is_killed_around_the_commit_are_kept_once(tmp_path: Path) -> None:
    assert set(around_a_commit(tmp_path, 4, ending_a_room)) == {(1, 1)}


def cut_off(home: Path, **more: Any) -> str:
    """The draft of a sitting whose process has ended; its id."""
    entry = Entry({"kind": "session", "at": MORNING, "exercise": "sounds", "family": "presence",
                   "planned": 600, "practised": 412, "ended": "interrupted"})  # fmt: skip
    draft = store.begun(home / "state" / "drafts", MORNING)
    draft.keep(entry.with_(**more))
    draft.release()
    return draft.id


def ids(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["id"] for entry in entries]


def test_eight_who_look_back_at_once_keep_a_cut_off_sitting_once(tmp_path: Path) -> None:
    id = cut_off(tmp_path)
    words = [*MINDFUL, "history", "--json"]
    looking = [
        subprocess.Popen(words, env=environment(tmp_path), stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
        for _ in range(8)
    ]  # fmt: skip
    said = [one.communicate()[1].count(b"It is kept: ") for one in looking]
    assert (sum(said), [one.returncode for one in looking]) == (1, [0] * 8)
    assert (ids(history(tmp_path)), drafts(tmp_path)) == ([id], [])


def test_a_cut_off_sitting_of_a_later_time_than_now_is_kept_as_it_was(tmp_path: Path) -> None:
    later = MORNING.replace(year=2099)  # the clock was set back meanwhile
    id = cut_off(tmp_path, at=later)
    (entry,) = history(tmp_path)
    assert (entry["id"], entry["at"]) == (id, later.isoformat())
    assert (history(tmp_path), drafts(tmp_path)) == ([entry], [])


def test_a_sitting_that_goes_on_in_another_terminal_is_not_touched(tmp_path: Path) -> None:
    Home(tmp_path).known()
    with sitting(tmp_path, "60s", True) as terminal:
        listened(terminal, 4)
        before = drafts(tmp_path)
        assert (history(tmp_path), drafts(tmp_path)) == ([], before)
        assert len(before) == 2
        listened(terminal, 1)
        terminal.press("q")
        assert terminal.wait() == 0
    assert [entry["ended"] for entry in history(tmp_path)] == ["early"]
    assert drafts(tmp_path) == []


def without_rights() -> tuple[str, ...]:
    """To be held back by a folder that may not be written to, which root otherwise never is."""
    if os.geteuid():
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed")
    rights = "-dac_override,-dac_read_search,-fowner"
    return ("setpriv", f"--bounding-set={rights}", "--inh-caps=-all")


def test_a_sitting_waits_for_a_journal_that_has_no_room_and_joins_it_once(tmp_path: Path) -> None:
    assert mindful(tmp_path, "write", "Rain.").returncode == 0
    journal = tmp_path / "data" / "journal.toml"
    id, before = cut_off(tmp_path), journal.read_bytes()
    limited = (sys.executable, "-ISc", LIMITED, str(len(before) + 20))
    for _ in range(3):
        done = mindful(tmp_path, "history", before=limited, PYTHONDONTWRITEBYTECODE="1")
        assert (done.returncode, done.stderr) == (0, "")
        assert (journal.read_bytes(), drafts(tmp_path)) == (before, [f"{id}.lock", f"{id}.toml"])
    assert [path.name for path in (tmp_path / "data").iterdir() if path.is_dir()] == []
    assert ids(history(tmp_path)).count(id) == 1
    assert ids(history(tmp_path)).count(id) == 1
    assert drafts(tmp_path) == []


def test_a_sitting_waits_for_a_folder_that_can_be_written_and_joins_it_once(
    tmp_path: Path,
) -> None:
    assert mindful(tmp_path, "write", "Rain.").returncode == 0
    id = cut_off(tmp_path)
    data, before = tmp_path / "data", without_rights()
    data.joinpath("journal.toml").chmod(0o400)
    data.chmod(0o500)
    for _ in range(2):
        done = mindful(tmp_path, "history", "--json", before=before)
        assert (done.returncode, id in done.stdout, done.stderr) == (0, False, "")
    assert drafts(tmp_path) == [f"{id}.lock", f"{id}.toml"]
    data.chmod(0o700)
    data.joinpath("journal.toml").chmod(0o600)
    assert [ids(history(tmp_path)).count(id) for _ in range(2)] == [1, 1]
    assert drafts(tmp_path) == []


def test_what_is_kept_elsewhere_is_kept_there_once_and_offered_no_more(tmp_path: Path) -> None:
    home = Home(tmp_path).known()
    journal = tmp_path / "data" / "journal.toml"
    journal.mkdir(parents=True)  # where a file would have to be
    with home.opens("write", "--journal", str(journal / "x" / "j.toml")) as terminal:
        in_the_room(terminal, "The kettle.")
        journal.joinpath("x").touch()
        terminal.press(CTRL_D)
        assert terminal.wait() == 1
        assert terminal.shows("The journal could not take this entry")
    spilled = list(tmp_path.rglob("spill*/*"))
    assert (len(spilled), list(tmp_path.rglob("drafts*/*"))) == (1, [])
    journal.joinpath("x").unlink()
    for _ in range(2):
        found = history(tmp_path, "--journal", str(journal / "x" / "j.toml"))
        assert [entry["text"].strip() for entry in found] == ["The kettle."]


def test_the_drafts_of_another_journal_are_its_own(tmp_path: Path) -> None:
    Home(tmp_path).known()
    other = str(tmp_path / "other.toml")
    with sitting(tmp_path, "60s", False) as terminal:
        listened(terminal, 4)
        killed(terminal)
    assert history(tmp_path, "--journal", other) == []
    with Home(tmp_path).opens("write", "--journal", other) as terminal:
        in_the_room(terminal, "Elsewhere.")
        listened(terminal, 1)
        killed(terminal)
    assert [entry["kind"] for entry in history(tmp_path)] == ["session"]
    waiting = mindful(tmp_path, "history", "--journal", other)
    assert waiting.stderr.count("wait: `mindful write` goes on with them.") == 1


@pytest.mark.long
def test_a_sitting_goes_on_to_its_end_wherever_no_draft_of_it_can_be_kept(tmp_path: Path) -> None:
    full = (sys.executable, "-ISc", LIMITED, "100")
    homes = {tmp_path / "missing": (), tmp_path / "a file": (), tmp_path / "full": full}
    for home in homes:
        home.mkdir()
    (tmp_path / "a file" / "state").touch()

    def sits(home: Path) -> tuple[int, bool, list[str], list[str]]:
        done = mindful(home, *LONG, before=homes[home], PYTHONDONTWRITEBYTECODE="1")
        refused = "The journal could not take this entry" in done.stderr
        assert ("You might turn your head" in done.stdout, "Traceback" in done.stderr) == (True, 0)
        return done.returncode, refused, [one["ended"] for one in history(home)], drafts(home)

    with ThreadPoolExecutor(len(homes)) as side_by_side:
        missing, a_file, on_full = side_by_side.map(sits, homes)
    assert missing == a_file == (0, False, ["complete"], [])
    assert on_full == (1, True, [], [])


def test_every_file_of_a_killed_sitting_is_open_to_nobody_else(tmp_path: Path) -> None:
    home = tmp_path / "home"
    words = [*MINDFUL, "start", "sounds", "60s"]
    process = subprocess.Popen(
        words, env=environment(home), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, umask=0,
    )  # fmt: skip
    with process:
        assert process.stdout
        assert process.stdout.readline()
        listened_for = time.monotonic() + AT_MOST
        while not any(name.endswith(".toml") for name in drafts(home)):
            assert time.monotonic() < listened_for
            let_pass(A_LOOK)
        process.kill()
    assert open_to_others(home) == []
