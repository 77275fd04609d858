"""A scene played on a real terminal, in real seconds."""

import signal

from tests.live.home import Home
from tests.live.terminal import CTRL_D, ENTER, ESC, Terminal, let_pass
from tests.scenes.playing import Played, stands_in
from tests.scenes.scenes import (
    Beat,
    Hears,
    Passes,
    Presses,
    Scene,
    Sees,
    Stops,
    Types,
    Writes,
)

SENT = {"enter": ENTER, "escape": ESC, "down": "\x1b[B"}  # what a key sends, save for letters
LIVE, PLAIN = (100, 30), (100, 60)  # all of a plain scene on one screen


def live(scene: Scene, home: Home) -> Played:
    """The scene on the live face."""
    return _played(scene, home, home.opens(*scene.command, size=LIVE))


def plain(scene: Scene, home: Home) -> Played:
    """The scene on the plain face."""
    return _played(scene, home, home.opens(*scene.command, "--plain", size=PLAIN))


def _played(scene: Scene, home: Home, at: Terminal) -> Played:
    with at as terminal:
        for beat in scene.beats:
            _plays(terminal, beat)
        status = terminal.wait()
        assert terminal.shows("Saved 20")
        assert terminal.not_given_back == []
    return Played(status, _rung(terminal), home.entries())


def _rung(terminal: Terminal) -> int:
    return terminal.received.count(b"\a")


def _plays(terminal: Terminal, beat: Beat) -> None:
    match beat:
        case Sees(text):
            terminal.await_that(lambda: stands_in(terminal.screen, text), f"{text!r} to be seen")
        case Hears(bells):
            terminal.await_that(lambda: _rung(terminal) >= bells, f"{bells} bells")
        case Presses(key):
            terminal.await_keys()
            terminal.press(SENT.get(key, key))
        case Types(words):
            terminal.press(words)
        case Writes(words):
            _writes(terminal, words)
        case Passes(seconds):
            let_pass(seconds)
        case Stops(seconds):
            terminal.signal(signal.SIGSTOP)
            let_pass(seconds)
            terminal.signal(signal.SIGCONT)


def _writes(terminal: Terminal, words: str) -> None:
    """Write in the room for it: single keys on the live face, whole lines on the plain one."""
    terminal.await_text("leaving it empty is fine.")
    if terminal.shows("Ctrl-D ends it"):
        terminal.await_keys()
    terminal.press(words + ENTER + CTRL_D)
