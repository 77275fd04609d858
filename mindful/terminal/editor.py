"""A person's own editor, opened on a file and waited for."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from mindful.core.words import safe
from mindful.errors import LEAVING, MindfulError

_NAMED_BY = ("VISUAL", "EDITOR")
_USUAL = ("notepad",) if os.name == "nt" else ("nano", "vi")
_CHOOSE = "EDITOR names the one to open, as in EDITOR=nano."


def edit(file: Path, environ: Mapping[str, str]) -> None:
    """Open the editor on a file, and return when it is closed.

    Raises MindfulError when there is none, when it cannot be started, or when it ends with a
    failure; the file is then as the editor left it.
    """
    command = _command(environ)
    name = safe(command[0])
    with _unstopped():
        try:
            process = subprocess.Popen([*command, os.path.abspath(file)], env=dict(environ))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", "") or "it has no name"
            raise MindfulError(
                f"The editor “{name}” could not be started: {reason.lower()}.", _CHOOSE
            ) from None
        with _passed_on(process):
            status = process.wait()
    if status:
        how = f"with status {status}" if status > 0 else f"by signal {-status}"
        raise MindfulError(f"The editor “{name}” ended {how}.", f"{file} is as it left it.")


def _command(environ: Mapping[str, str]) -> list[str]:
    """The words that start the editor: those a person chose, or one that is there."""
    path = environ.get("PATH")
    for variable in _NAMED_BY:
        said = environ.get(variable, "")
        if not said.strip():
            continue
        try:
            command = shlex.split(said)
        except ValueError:
            raise MindfulError(
                f"{variable} has a quote without an end: {safe(said)}", _CHOOSE
            ) from None
        if not command or not shutil.which(command[0], path=path):
            name = safe(command[0] if command else said)
            raise MindfulError(f"The editor “{name}” that {variable} names is not there.", _CHOOSE)
        return command
    for name in _USUAL:
        if shutil.which(name, path=path):
            return [name]
    raise MindfulError(f"There is no editor here: no {', no '.join(_USUAL)}.", _CHOOSE)


@contextmanager
def _unstopped() -> Iterator[None]:
    """Ctrl-C is for the editor, and not for us.

    By a handler that does nothing: a signal that is ignored would be so in the editor, too.
    """
    numbers = [signal.SIGINT, *([signal.SIGQUIT] if hasattr(signal, "SIGQUIT") else [])]
    heard = [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, lambda *_: None) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _passed_on(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Who asks us to leave asks the editor too: a window that was closed is closed for both."""
    heard = {number: signal.getsignal(number) for number in LEAVING if number != signal.SIGINT}
    before = {number: handler for number, handler in heard.items() if callable(handler)}

    def hear(number: int, frame: FrameType | None) -> None:
        process.send_signal(number)
        before[number](number, frame)

    for number in before:
        signal.signal(number, hear)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
