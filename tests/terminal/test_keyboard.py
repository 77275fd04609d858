"""The line being written: what each key does to it."""

import pytest
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from mindful.terminal.keyboard import _edit, _name


@pytest.mark.parametrize(
    ("key", "data", "text", "cursor"),
    [
        ("x", "x", "one xtwo", 5),
        ("漢", "漢", "one 漢two", 5),
        (Keys.Backspace, "\x7f", "onetwo", 3),
        (Keys.Delete, "", "one wo", 4),
        (Keys.ControlW, "", "two", 0),
        (Keys.ControlU, "", "two", 0),
        (Keys.ControlK, "", "one ", 4),
        (Keys.Left, "", "one two", 3),
        (Keys.Right, "", "one two", 5),
        (Keys.Home, "", "one two", 0),
        (Keys.End, "", "one two", 7),
        (Keys.BracketedPaste, "a\r\nb\tc", "one a b ctwo", 9),
        (Keys.Up, "", "one two", 4),
        (Keys.F1, "", "one two", 4),
    ],
)
def test_a_key_changes_the_line(key: Keys | str, data: str, text: str, cursor: int) -> None:
    line = _edit(Document("one two", 4), KeyPress(key, data))
    assert (line.text, line.cursor_position) == (text, cursor)


@pytest.mark.parametrize(
    ("key", "data", "name"),
    [
        (Keys.ControlM, "\r", "enter"),
        (Keys.ControlJ, "\n", "enter"),
        (Keys.Escape, "\x1b", "escape"),
        (Keys.ControlC, "\x03", "ctrl-c"),
        (Keys.ControlD, "\x04", "ctrl-d"),
        (Keys.Backspace, "\x7f", "backspace"),
        ("Q", "Q", "q"),
        (" ", " ", " "),
    ],
)
def test_a_key_has_the_name_we_know_it_by(key: Keys | str, data: str, name: str) -> None:
    assert _name(KeyPress(key, data)) == name
