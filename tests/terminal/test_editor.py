"""A person's own editor is opened on a file, and whatever becomes of it is said."""

import os
import signal
import stat
from pathlib import Path

import pytest

from mindful.errors import MindfulError
from mindful.terminal.editor import edit

CHOOSE = "EDITOR names the one to open, as in EDITOR=nano."


def script(file: Path, body: str) -> Path:
    """A small editor: a shell script."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def adding(folder: Path, name: str, words: str) -> Path:
    """An editor that adds what it was started with, and these words, to its last argument."""
    return script(folder / name, f'for last; do :; done\nprintf "%s|" {words} "$#" "$@" >> "$last"')


def refusal(file: Path, environ: dict[str, str]) -> tuple[str, str]:
    with pytest.raises(MindfulError) as caught:
        edit(file, environ)
    return caught.value.message, caught.value.hint


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a note.toml"
    file.write_text("before|")
    return file


def test_visual_goes_before_editor_and_both_before_what_is_there(
    tmp_path: Path, file: Path
) -> None:
    path = {"PATH": str(tmp_path / "bin")}
    for name in ("seen", "plain", "nano", "vi"):
        adding(tmp_path / "bin", name, name)
    edit(file, {**path, "VISUAL": "seen", "EDITOR": "plain"})
    edit(file, {**path, "VISUAL": " ", "EDITOR": "plain"})
    edit(file, path)
    (tmp_path / "bin" / "nano").unlink()
    edit(file, {**path, "EDITOR": ""})
    assert file.read_text() == f"before|seen|1|{file}|plain|1|{file}|nano|1|{file}|vi|1|{file}|"


def test_the_editors_own_words_and_a_path_with_blanks_are_kept_apart(
    tmp_path: Path, file: Path
) -> None:
    editor = adding(tmp_path / "my editors", "code", "code")
    edit(file, {"EDITOR": f"'{editor}' -w --as 'a b'"})
    assert file.read_text() == f"before|code|4|-w|--as|a b|{file}|"


def test_no_shell_reads_what_names_the_editor(tmp_path: Path, file: Path) -> None:
    editor = adding(tmp_path, "ed", "ed")
    edit(file, {"EDITOR": f"{editor} ; $HOME `id` >x"})
    assert file.read_text() == f"before|ed|6|;|$HOME|`id`|>x|{file}|".replace("6|", "5|")
    assert not (tmp_path / "x").exists()


def test_a_file_is_named_by_its_whole_path(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    edit(Path(file.name), {"EDITOR": str(adding(tmp_path, "ed", "ed"))})
    assert file.read_text() == f"before|ed|1|{file}|"


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({}, "There is no editor here: no nano, no vi."),
        ({"EDITOR": "nope -w"}, "The editor “nope” that EDITOR names is not there."),
        ({"VISUAL": "''"}, "The editor “” that VISUAL names is not there."),
        ({"EDITOR": "# none"}, "The editor “#” that EDITOR names is not there."),
        ({"VISUAL": "\x1b[2J"}, "The editor “\ufffd[2J” that VISUAL names is not there."),
        ({"EDITOR": "'vi"}, "EDITOR has a quote without an end: 'vi"),
    ],
)
def test_where_there_is_none_it_says_how_to_choose_one(
    tmp_path: Path, file: Path, environ: dict[str, str], sentence: str
) -> None:
    assert refusal(file, {"PATH": str(tmp_path), **environ}) == (sentence, CHOOSE)


def test_one_that_cannot_be_started_is_said(tmp_path: Path, file: Path) -> None:
    editor = script(tmp_path / "ed", "")
    editor.write_bytes(b"\x7fELF nothing of the kind")
    message = f"The editor “{editor}” could not be started: exec format error."
    assert refusal(file, {"EDITOR": str(editor)}) == (message, CHOOSE)


@pytest.mark.parametrize(
    ("body", "how"), [("exit 3", "with status 3"), ("kill -9 $$", "by signal 9")]
)
def test_one_that_fails_is_said_and_the_file_stays_as_it_left_it(
    tmp_path: Path, file: Path, body: str, how: str
) -> None:
    editor = script(tmp_path / "ed", f'printf words >> "$1"; {body}')
    assert refusal(file, {"EDITOR": str(editor)}) == (
        f"The editor “{editor}” ended {how}.",
        f"{file} is as it left it.",
    )
    assert file.read_text() == "before|words"


def test_ctrl_c_is_the_editors_and_ends_nothing_of_ours(tmp_path: Path, file: Path) -> None:
    editor = script(
        tmp_path / "ed", "trap 'printf heard >> \"$1\"' INT\nkill -INT $PPID\nkill -INT $$"
    )
    before = signal.getsignal(signal.SIGINT)
    edit(file, {"EDITOR": str(editor)})
    assert (file.read_text(), signal.getsignal(signal.SIGINT)) == ("before|heard", before)


def test_a_signal_that_was_ignored_before_still_is(tmp_path: Path, file: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        edit(file, {"EDITOR": str(script(tmp_path / "ed", f"kill -INT {os.getpid()} $$"))})
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
