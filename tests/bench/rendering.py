"""What a sitting as a file costs: seconds, bare interpreter starts, and peak memory.

The whole process, once its sounds are made; the best of a few runs. Run by `make bench`.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mindful.terminal.voice import engine_of

RUNS = 5
BUDGET = 5.0  # seconds for twenty minutes
MOST = 64.0  # MiB, however long
MINDFUL = str(Path(sys.executable).parent / "mindful")


def cost(command: list[str], home: Path) -> tuple[float, float]:
    """Seconds of one run, as a person waits for it, and its peak memory in MiB."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "MINDFUL_HOME": str(home)},
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return time.monotonic() - began, used.ru_maxrss / 1024


def measure(folder: Path, name: str, length: str, *words: str, kind: str = "wav") -> None:
    file = str(folder / f"a.{kind}")
    command = [MINDFUL, "exercises", "render", "sounds", "--for", length, *words, "-o", file]
    cold, _ = cost(command, folder / f"cold {name}")
    home = folder / "home"
    cost(command, home)
    runs = [cost(command, home) for _ in range(RUNS)]
    bare = min(cost([sys.executable, "-c", "pass"], home)[0] for _ in range(RUNS))
    seconds, peak = min(runs)[0], max(memory for _, memory in runs)
    print(
        f"{name:32} {seconds:7.2f} s {seconds / bare:6.1f} x {cold:7.2f} s {peak:6.1f} MiB",
        flush=True,
    )


def main() -> None:
    voice = engine_of(os.environ)
    print(f"{'':32} {'warm':>9} {'ratio':>8} {'at first':>9} {'peak':>10}")
    print(f"{'to be within, for 20 minutes':32} {BUDGET:7.2f} s {'':8} {'':9} {MOST:6.1f} MiB")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure(folder, "20 minutes, bells", "20m")
        measure(folder, "20 minutes, a bell every 10 s", "20m", "--bell", "every", "10s")
        if voice:
            measure(folder, f"20 minutes, spoken by {voice.name}", "20m", "--voice")
        if importlib.util.find_spec("lameenc"):
            measure(folder, "20 minutes, as an MP3", "20m", kind="mp3")
        measure(folder, "3 hours, bells", "3h")


if __name__ == "__main__":
    main()
