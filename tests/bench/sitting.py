"""What a sitting costs on a real terminal, still and breathing, and how late its end comes.

CPU time of the process from the first bell to the first closing stroke, by the kernel's own
account; the same for the whole process, start-up and the keyboard's library included; and how far
the first closing stroke is from its time. Run by `make bench`; one of the sittings is ten minutes
long, and `--brief` leaves that one out.
"""

import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

PATIENCE = 40  # seconds beyond its length in which something must be seen
BREATHING = """\
title = "Breathing"
family = "presence"
purpose = "To be measured."
minutes = [1]
usual = 1

[[step]]
name = "breathe"
share = 100
breathe = [4, 0, 6, 0]
"""


class Cost(NamedTuple):
    """CPU seconds of the sitting itself and of the process, peak MiB, seconds it lasted."""

    sitting: float
    whole: float
    memory: float
    lasted: float


def sit(home: Path, seconds: int, *words: str) -> Cost:
    """Sit in a home that is new, on a terminal of its own, and see what it costs."""
    ours, theirs = pty.openpty()
    (home / "state").mkdir(parents=True)
    (home / "state" / "first-page").touch()
    (home / "data" / "exercises").mkdir(parents=True)
    (home / "data" / "exercises" / "breathing.toml").write_text(BREATHING)
    process = subprocess.Popen(
        [sys.executable, "-m", "mindful", "start", *words, "--for", f"{seconds}s"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={
            **os.environ,
            "MINDFUL_HOME": str(home),
            "TERM": "xterm-256color",
            "MINDFUL_SOUND": "beep",  # its bells are what the times are taken from
        },
        start_new_session=True,
    )
    os.close(theirs)
    until_seen(ours, b"enter begins", PATIENCE)
    time.sleep(1)  # the keyboard's library is loaded while the card is read
    os.write(ours, b"\r")
    first = until_seen(ours, b"\a", PATIENCE)
    before = used(process.pid)
    last = first
    while last - first < seconds - 5:
        last = until_seen(ours, b"\a", seconds + PATIENCE)
    sitting = used(process.pid) - before
    os.write(ours, b"\r")
    until_seen(ours, b"too much?", PATIENCE)
    os.write(ours, b"\r")
    until_seen(ours, b"empty is fine", PATIENCE)
    time.sleep(1)
    os.write(ours, b".\r" if "--plain" in words else b"\x04")
    until_seen(ours, b"Saved", PATIENCE)
    _, _, all_of_it = os.wait4(process.pid, 0)
    process.returncode = 0
    whole = all_of_it.ru_utime + all_of_it.ru_stime
    return Cost(sitting, whole, all_of_it.ru_maxrss / 1024, last - first)


def used(pid: int) -> float:
    """CPU seconds that a process has used by now, to a hundredth."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until_seen(terminal: int, text: bytes, patience: float) -> float:
    """The second at which this text came."""
    seen = b""
    while text not in seen:
        if not select.select([terminal], [], [], patience)[0]:
            raise SystemExit(f"never saw {text!r}")
        seen += os.read(terminal, 65536)
    return time.monotonic()


def main() -> None:
    sittings = {
        "live, still": (60, ("sounds",)),
        "live, breathing": (60, ("breathing",)),
        "live, breathing, reduced motion": (60, ("breathing", "--reduced-motion")),
        "plain": (60, ("sounds", "--plain")),
        "live, ten minutes": (600, ("sounds",)),
    }
    if "--brief" in sys.argv:
        del sittings["live, ten minutes"]
    print(f"{'':32} {'the sitting':>12} {'the process':>12} {'peak':>8} {'closing':>9}")
    for name, (seconds, words) in sittings.items():
        with tempfile.TemporaryDirectory() as folder:
            cost = sit(Path(folder) / "home", seconds, *words)
        late = 1000 * (cost.lasted - seconds)
        print(
            f"{name:32} {100 * cost.sitting / seconds:9.2f} %"
            f" {100 * cost.whole / seconds:11.2f} % {cost.memory:4.0f} MiB {late:+6.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main()
