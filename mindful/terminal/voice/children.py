"""Programs that are run for their output: out of the terminal's reach, and never left behind."""

import os
import signal
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress

from mindful.terminal.voice.speech import SHOWN, VoiceFails

# A console program on Windows opens a window of its own unless told otherwise.
_APART: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(
    subprocess, "CREATE_NO_WINDOW", 0
)


class Children:
    """The programs that run on someone's behalf, at most `limit` seconds each.

    Each is a session of its own, so that Ctrl-C in the terminal is ours alone to answer, and none
    of them has the terminal. Several threads may run one each.
    """

    def __init__(self, environ: Mapping[str, str], limit: float) -> None:
        self._environ = dict(environ)
        self._limit = limit
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False
        self._lock = threading.Lock()

    def run(self, command: list[str], name: str, words: str = "") -> bytes:
        """What a program answers to the words on its standard input, in UTF-8 both.

        Raises VoiceFails when it cannot be started, ends with a failure or takes too long.
        """
        process = self._started(command, name)
        try:
            with process:
                try:
                    answer, _ = process.communicate(words.encode(), timeout=self._limit)
                except BaseException:
                    _kill(process)
                    raise
        except subprocess.TimeoutExpired:
            late = f"{name} took longer than {self._limit:g} seconds and was stopped."
            raise VoiceFails(late, SHOWN) from None
        finally:
            with self._lock:
                self._running.discard(process)
        if status := process.returncode:
            how = f"with status {status}" if status > 0 else f"by signal {-status}"
            raise VoiceFails(f"{name} ended {how}.", SHOWN)
        return answer

    def close(self) -> None:
        """Stop those that run, and start none any more."""
        with self._lock:
            self._closed = True
            for process in self._running:
                _kill(process)

    def _started(self, command: list[str], name: str) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._closed:
                raise VoiceFails(f"{name} was stopped.", SHOWN)
            try:
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=self._environ,
                    start_new_session=True,
                    creationflags=_APART,
                )
            except (OSError, ValueError) as error:
                reason = (getattr(error, "strerror", "") or "its name is none").lower()
                raise VoiceFails(f"{name} could not be started: {reason}.", SHOWN) from None
            self._running.add(process)
            return process


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a program and what it started itself."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
