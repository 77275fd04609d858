"""Completion: what a shell is told when it asks what a word could become."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.home import Home
from tests.live.terminal import MINDFUL, environment

ASKS = {
    "bash": {"_MINDFUL_COMPLETE": "complete_bash", "COMP_WORDS": "{}", "COMP_CWORD": "{at}"},
    "zsh": {"_MINDFUL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "{}"},
    "fish": {
        "_MINDFUL_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": "{}",
    },
}


def told(home: Home, shell: str, line: str) -> list[str]:
    """The words that a shell is offered for the last one of a line."""
    asks = {key: form.format(line, at=line.count(" ")) for key, form in ASKS[shell].items()}
    done = subprocess.run(
        MINDFUL, env=environment(home.path, **asks), stdin=subprocess.DEVNULL, text=True,
        capture_output=True, timeout=25, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.replace('"', " ").replace("(", " ").replace(")", " ").split()


@pytest.mark.parametrize("shell", ASKS)
def test_a_name_begun_is_completed_in_every_shell(home: Home, shell: str) -> None:
    own = home.path / "data" / "exercises"
    own.mkdir(parents=True)
    (own / "soup.toml").write_text("")
    for line in ("mindful start so", "mindful exercises show so"):
        words = told(home, shell, line)
        assert [word for word in words if word.startswith("so")] == ["sounds", "soup"]


def test_commands_are_completed_too(home: Home) -> None:
    assert told(home, "bash", "mindful h") == ["history", "help-now"]
    assert sorted(told(home, "bash", "mindful exercises ")) == [
        "add",
        "check",
        "new",
        "render",
        "show",
    ]


def test_nothing_is_kept_or_recovered_by_being_asked(home: Home) -> None:
    before = sorted(home.path.rglob("*"))
    told(home, "bash", "mindful start ")
    assert sorted(home.path.rglob("*")) == before


@pytest.mark.skipif(not os.path.exists("/bin/bash"), reason="there is no bash here")
def test_bash_itself_completes_a_name(home: Home) -> None:
    script = (
        'eval "$(mindful --show-completion bash)"; COMP_WORDS=(mindful start soun); COMP_CWORD=2; '
        '_mindful_completion mindful; echo "${COMPREPLY[@]}"'
    )
    path = f"{Path(sys.executable).parent}:{os.defpath}"
    done = subprocess.run(
        ["/bin/bash", "-c", script], env=environment(home.path, PATH=path),
        text=True, capture_output=True, timeout=25, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("sounds\n", "")
