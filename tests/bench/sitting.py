"""What a sitting of one minute costs on a real terminal, and how late its end comes.

CPU time of the whole process over the whole sitting, start-up and the keyboard's library included;
and the time from the first bell to the first closing stroke. Run by `make bench`.
"""

import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 60
PATIENCE = SECONDS + 30  # seconds in which something must be seen


def sit(home: Path, *options: str) -> tuple[float, float, float]:
    """CPU seconds, peak memory in MiB, and the seconds from the first bell to the closing one."""
    ours, theirs = pty.openpty()
    (home / "state").mkdir(parents=True)
    (home / "state" / "first-page").touch()
    process = subprocess.Popen(
        [sys.executable, "-m", "mindful", "start", "sounds", "--for", f"{SECONDS}s", *options],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "MINDFUL_HOME": str(home), "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(theirs)
    until_seen(ours, b"enter begins")
    time.sleep(1)  # the keyboard's library is loaded while the card is read
    os.write(ours, b"\r")
    first = until_seen(ours, b"\a")
    last = first
    while last - first < SECONDS - 5:
        last = until_seen(ours, b"\a")
    os.write(ours, b"\r")
    until_seen(ours, b"too much?")
    os.write(ours, b"\r")
    until_seen(ours, b"empty is fine")
    time.sleep(1)
    os.write(ours, b"\x04" if not options else b".\r")
    until_seen(ours, b"Saved")
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, last - first


def until_seen(terminal: int, text: bytes) -> float:
    """The second at which this text came."""
    seen = b""
    while text not in seen:
        if not select.select([terminal], [], [], PATIENCE)[0]:
            raise SystemExit(f"never saw {text!r}")
        seen += os.read(terminal, 65536)
    return time.monotonic()


def main() -> None:
    for name, options in (("live", ()), ("plain", ("--plain",))):
        with tempfile.TemporaryDirectory() as folder:
            cpu, memory, lasted = sit(Path(folder) / "home", *options)
        print(
            f"a sitting of {SECONDS} s, {name:5}: {cpu:.2f} s CPU = {100 * cpu / SECONDS:.2f} % of"
            f" a core, {memory:.0f} MiB, first closing stroke {1000 * (lasted - SECONDS):+.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main()
