"""What writing, looking back and searching cost, beside jrnl, on the same entries in the same run.

Whole-process CPU time (user and system), medians of paired runs: jrnl right before mindful. jrnl
keeps its journal in its own default format, under its own default settings. Run by
`make bench-peers`, which installs jrnl in an environment of its own.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from startup import BIN, cost, journal

from mindful.store.journal import Journal

RUNS = 7
ENTRIES = 10_000
WORDS = "The kettle, the rain, and a door that somebody closed."
# What each does, in mindful's words and in jrnl's, and how much of jrnl's time it may take.
BESIDE = {
    "write": (("write", WORDS, "--tag", "morning"), (f"{WORDS} @morning",), 0.05),
    "history": (("history", "-n", "10"), ("-n", "10"), 0.15),
    "search": (("search", "kestrel"), ("-contains", "kestrel"), 0.2),
}
# What jrnl does at its first start, where it asks nothing.
_SETTLE = "import jrnl.config as it; it.save_config(it.get_default_config())"


def jrnl_of(home: Path, jrnl: Path) -> Path:
    """A home in which jrnl has the same entries, as it would have written them; its journal."""
    for name in ("CONFIG", "DATA", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / "peer" / name.lower())
    (home / "peer" / "config" / "jrnl").mkdir(parents=True)
    subprocess.run([jrnl.parent / "python", "-c", _SETTLE], check=True)
    with Journal(home / "data" / "journal.toml").read() as contents:
        entries = list(contents.newest_first(print))
    file = home / "peer" / "data" / "jrnl" / "journal.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as stream:
        for entry in reversed(entries):
            tags = " ".join(f"@{tag}" for tag in ("morning", "window"))
            stream.write(f"[{entry.at:%Y-%m-%d %I:%M:%S %p}] {entry.text} {tags}\n\n")
    return file


def shown(command: list[str | Path]) -> str:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return done.stdout.decode()


def check(jrnl: Path) -> None:
    """That both find the same, so that what is compared is the same work."""
    ours = shown([BIN / "mindful", "search", "kestrel"]).count("\n")
    theirs = shown([jrnl, "-contains", "kestrel", "--short"]).count("\n")
    if not ours == theirs == 3:
        raise SystemExit(f"mindful finds {ours} entries and jrnl {theirs}, where there are 3")


def measure(name: str, home: Path, jrnl: Path) -> None:
    ours, theirs, most = BESIDE[name]
    pairs = []
    for _ in range(RUNS):
        other, _ = cost([str(jrnl), *theirs], home)
        pairs.append((cost([str(BIN / "mindful"), *ours], home)[0], other))
    ratio = statistics.median(own / other for own, other in pairs)
    own, other = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"{name:8} {ratio:6.3f} x {most:5.2f} x {own:6.0f} ms {other:6.0f} ms", flush=True)


def main() -> None:
    jrnl = Path(sys.argv[1]).absolute()
    with tempfile.TemporaryDirectory() as folder:
        home = journal(Path(folder), ENTRIES)
        os.environ["MINDFUL_HOME"] = str(home)
        file = jrnl_of(home, jrnl)
        version = shown([jrnl, "--version"]).split("\n")[0]
        print(f"{datetime.now():%Y-%m-%d}: {ENTRIES:,} entries of 77 words and two tags each.")
        print(f"mindful: one TOML file, {(home / 'data' / 'journal.toml').stat().st_size:,} bytes.")
        print(f"{version}: one text file, its default format, {file.stat().st_size:,} bytes.")
        check(jrnl)
        print(f"{'':8} {'ratio':>8} {'target':>7} {'mindful':>9} {'jrnl':>9}")
        for name in BESIDE:
            measure(name, home, jrnl)


if __name__ == "__main__":
    main()
