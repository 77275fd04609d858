"""What a sitting of one minute costs on a real terminal, and how late its end comes.

CPU time of the whole process over the whole sitting, start-up and the keyboard's library included;
the seconds from the first bell to the first closing stroke. Run by `make bench`.
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


def sit(home: Path, *options: str) -> tuple[float, float, float]:
    """CPU seconds, peak memory in MiB, and the seconds between the first bell and the last's."""
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
    bells: list[float] = []
    begun = False
    while process_lives(ours):
        seen = os.read(ours, 65536)
        if b"enter begins" in seen and not begun:
            begun = True
            os.write(ours, b"\r")
        if b"\a" in seen:
            bells.append(time.monotonic())
            if bells[-1] - bells[0] > SECONDS - 5:
                os.write(ours, b"\r\r.\r\x04")  # through the closing, and nothing to write
                break
    while process_lives(ours):
        os.read(ours, 65536)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, bells[-1] - bells[0]


def process_lives(terminal: int) -> bool:
    """Whether there is more to read; the end of the process is an error of the terminal."""
    try:
        ready, _, _ = select.select([terminal], [], [], SECONDS + 30)
        return bool(ready) and bool(os.read(terminal, 0) is not None)
    except OSError:
        return False


def main() -> None:
    for name, options in (("live", ()), ("plain", ("--plain",))):
        with tempfile.TemporaryDirectory() as folder:
            cpu, memory, lasted = sit(Path(folder) / "home", *options)
        print(
            f"a sitting of {SECONDS} s, {name:5}: {cpu:.2f} s CPU = {100 * cpu / lasted:.2f} % of a"
            f" core, {memory:.0f} MiB, first closing stroke {1000 * (lasted - SECONDS):+.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main()
