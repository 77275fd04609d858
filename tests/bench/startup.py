"""What each command costs, in bare interpreter starts of the same environment.

Whole-process CPU time (user and system), medians of paired runs: a bare `python -c pass` before
each run of the command. Peak memory is the largest seen. Run by `make bench`.
"""

import os
import pty
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from mindful.core.entry import Entry
from mindful.store import blocks
from mindful.store.library import Library

RUNS = 21
BIN = Path(sys.executable).parent
SIZES = ("1,000", "10,000", "100,000")
# Bare starts at each size of a journal, and MiB at the largest.
GROWING: dict[str, tuple[tuple[int, int, int], int]] = {
    "write": ((8, 8, 8), 24),
    "history -n 10": ((8, 9, 18), 24),
    "again": ((12, 13, 24), 24),
    "search kestrel": ((8, 12, 40), 48),
    "search Σίσυφος": ((8, 16, 70), 48),
    "stats": ((10, 14, 34), 48),
    "stats --since 2000": ((10, 16, 40), 48),
    "calendar": ((10, 16, 40), 48),
}
BUDGET = {
    "--version": 2,
    "exercises": 12,
    "start sounds, up to its card": 16,
    "start sounds, 10,000 entries": 16,
}
BUDGET |= {
    f"{name}, {size} entries": most
    for name, (budget, _) in GROWING.items()
    for size, most in zip(SIZES, budget, strict=True)
}


def cost(command: Sequence[str], home: Path, piped: bytes = b"") -> tuple[float, float]:
    """CPU seconds of one run and its peak memory in MiB."""
    with tempfile.TemporaryFile() as given:
        given.write(piped)
        given.seek(0)
        process = subprocess.Popen(
            command,
            stdin=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "MINDFUL_HOME": str(home)},
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def first_frame(command: Sequence[str], home: Path) -> tuple[float, float]:
    """The same of a command on a terminal, up to the card; it is killed as soon as that is seen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env={**os.environ, "MINDFUL_HOME": str(home), "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    while b"enter begins" not in seen:
        seen += os.read(ours, 65536)
    process.kill()
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    os.close(ours)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(name: str, home: Path, *words: str, piped: bytes = b"", framed: bool = False) -> None:
    ratios, seconds, peak = [], [], 0.0
    for _ in range(RUNS):
        bare, _ = cost([sys.executable, "-c", "pass"], home)
        command = [str(BIN / "mindful"), *words]
        ours, memory = first_frame(command, home) if framed else cost(command, home, piped)
        ratios.append(ours / bare)
        seconds.append(ours)
        peak = max(peak, memory)
    budget = f"{BUDGET[name]:4} x" if name in BUDGET else "     -"
    most = GROWING.get(name.removesuffix(f", {SIZES[-1]} entries"), ((), 0))[1]
    print(
        f"{name:36} {statistics.median(ratios):5.2f} x {budget}"
        f" {statistics.median(seconds) * 1000:6.0f} ms {peak:5.1f} MiB"
        + (f"  ({most} allowed)" if most else ""),
        flush=True,
    )


def journal(home: Path, count: int) -> Path:
    """A home whose journal holds so many entries of 77 words and two tags, in two time zones.

    Every hundredth word or so is not ASCII. Three entries hold two rare words.
    """
    chance = random.Random(count)
    words = "kettle rain breath again quiet thought morning email feet floor street door".split()
    words = [*words * 8, "café", "Übung"]
    rare = {count * part // 4: " A kestrel above. Σίσυφος again." for part in (1, 2, 3)}
    at = datetime(2000, 1, 1, 7, 30, tzinfo=timezone(timedelta(hours=1)))
    file = home / "data" / "journal.toml"
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        for number in range(count):
            at += timedelta(minutes=chance.randint(200, 1200))
            at = at.astimezone(timezone(timedelta(hours=1 + (4 <= at.month <= 10))))
            text = " ".join(chance.choices(words, k=77)).capitalize() + "." + rare.get(number, "")
            entry = Entry(
                {
                    "id": blocks.new_id(at, chance.randbytes(4)),
                    "kind": "session",
                    "at": at,
                    "exercise": "sounds",
                    "family": "presence",
                    "planned": 300,
                    "practised": 300,
                    "ended": "complete",
                    "tags": ["morning", "window"],
                    "text": text,
                    "saved": at,
                }
            )
            stream.write(blocks.write(entry))
    return home


def own(home: Path, count: int) -> Path:
    """A home with so many exercises of a person's own."""
    sounds = Library.of(home).built_in / "sounds.toml"
    folder = home / "data" / "exercises"
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"own-{number}.toml").write_bytes(sounds.read_bytes())
    return home


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        empty = root / "empty"
        homes = [journal(root / str(count), count) for count in (1000, 10_000, 100_000)]
        ten_thousand = homes[1]
        print(f"{'':36} {'ratio':>7} {'budget':>6} {'CPU':>9} {'peak':>9}")
        (empty / "state").mkdir(parents=True)
        (empty / "state" / "first-page").touch()
        measure("--version", empty, "--version")
        measure("write, on a pipe", empty, "write", piped=b"The kettle, the rain.\n")
        for name in GROWING:
            for home, size in zip(homes, SIZES, strict=True):
                piped = b"The kettle, the rain.\n" if name == "write" else b""
                measure(f"{name}, {size} entries", home, *name.split(), piped=piped)
        measure("history --json, 10,000 entries", ten_thousand, "history", "--json")
        measure("report, 10,000 entries", ten_thousand, "report", "--since", "2000")
        measure("show last, 10,000 entries", ten_thousand, "show", "last")
        measure("no command, 10,000 entries", ten_thousand)
        measure("exercises", empty, "exercises")
        measure("exercises, 100 more of one's own", own(root / "own", 100), "exercises")
        measure("exercises show sounds --for 10m", empty, "exercises", "sounds", "--for", "10m")
        measure("--help", empty, "--help")
        measure("start sounds, up to its card", empty, "start", "sounds", framed=True)
        (ten_thousand / "state").mkdir(exist_ok=True)
        (ten_thousand / "state" / "first-page").touch()
        measure("start sounds, 10,000 entries", ten_thousand, "start", "sounds", framed=True)


if __name__ == "__main__":
    main()
