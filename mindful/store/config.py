"""The settings file: made with every setting in it, and changed one line at a time."""

import re
from pathlib import Path
from typing import NamedTuple

from mindful.core.kinds import Value
from mindful.core.settings import SETTINGS, Setting
from mindful.errors import MindfulError
from mindful.store.append import why
from mindful.store.replace import replace
from mindful.store.settings import faults, is_there, unreadable
from mindful.store.source import NotReadable, ending, keys, raw, table, text_of

_HEAD = "# The settings of mindful. A line counts once the # in front of it is gone.\n"
_MOST_LINES = 20  # that one value is looked for on
_MARK = "\ufeff"
_UP_TO_VALUE = re.compile(r"""\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=[ \t]*""")


class Splice(NamedTuple):
    """A text with one setting changed, and the same text without that setting."""

    after: str
    without: str


def make(file: Path) -> None:
    """Where there is no settings file yet, put one there that says what there is to settle."""
    if not is_there(file):
        _put(file, _template(), b"")


def change(file: Path, setting: Setting, value: Value) -> None:
    """Have the file settle this, and leave all else in it as it is, byte for byte.

    Raises MindfulError, with nothing written, when the file cannot be read or written, or when
    something else in it is wrong.
    """
    if not is_there(file):
        return _put(file, _spliced(_template(), setting, value).after, b"")
    try:
        before = raw(file)
        text_of(before)  # not to be read, it is not to be changed either
        splice = _spliced(before.decode(), setting, value)
        as_meant = _means(splice, {setting.key: value})
    except NotReadable:
        as_meant = False
    if not as_meant:
        wrong = _wrong(file) or [f" {setting.key} stands in it in a way that only you can change"]
        raise unreadable(file, wrong, "The settings are not in order. Nothing was written.")
    if splice.after != before.decode():
        _put(file, splice.after, before)
    return None


def _put(file: Path, text: str, seen: bytes) -> None:
    try:
        replace(file, text.encode(), seen=seen)
    except OSError as error:
        raise MindfulError(
            f"The settings file could not be changed: {why(error)}.", f"The file is {file}"
        ) from None


def _template() -> str:
    """Every setting, its words, and its line with its usual value, set aside by a #."""
    each = (f"\n# {one.about[:-1]}: {one.kind.allowed}.\n{_aside(one)}\n" for one in SETTINGS)
    return _HEAD + "".join(each)


def _line(setting: Setting, value: Value) -> str:
    from tomli_w import dumps

    return dumps({setting.key: value}).rstrip("\n")


def _aside(setting: Setting) -> str:
    return f"# {_line(setting, setting.default)}"


def _spliced(text: str, setting: Setting, value: Value) -> Splice:
    """Change the line that settles it; else the one set aside for it; else add one at the end."""
    mark = _MARK if text.startswith(_MARK) else ""
    lines = text.removeprefix(mark).split("\n")
    new = _line(setting, value)
    if (first := _live(lines, setting.key)) is not None:
        end = _end(lines, first, setting.key)
        new = _with_value("\n".join(lines[first:end]), new.split(" = ", 1)[1])
    elif (first := _set_aside(lines, setting)) is not None:
        end = first + 1
        new = lines[first].replace(_aside(setting), new, 1)
    else:
        blank = "\r" * ("\r\n" in text)
        if lines[-1]:
            lines = [*lines[:-1], lines[-1] + blank, ""]
        first = end = len(lines) - 1
        new += blank
    before, behind = lines[:first], lines[end:]
    after, without = "\n".join([*before, new, *behind]), "\n".join([*before, *behind])
    return Splice(mark + after, mark + without)


def _live(lines: list[str], key: str) -> int | None:
    """Where the line is that settles a key."""
    begun = keys("\n".join(lines))
    return next((line - 1 for line, one, heads in begun if one == key and not heads), None)


def _set_aside(lines: list[str], setting: Setting) -> int | None:
    """Where our own line is for a setting, with the # in front."""
    ours = _aside(setting)
    return next((number for number, line in enumerate(lines) if line.rstrip() == ours), None)


def _end(lines: list[str], first: int, key: str) -> int:
    """The line behind the value that begins on this one; it may be a value of several lines."""
    for end in range(first + 1, min(first + _MOST_LINES, len(lines)) + 1):
        try:
            if table("\n".join(lines[first:end]).rstrip("\r")).keys() == {key}:
                return end
        except NotReadable:
            continue
    return first + 1


def _with_value(line: str, value: str) -> str:
    """The line with another value, and its comment and its blanks as they were."""
    match = _UP_TO_VALUE.match(line)
    begin = match.end() if match else 0
    return line[:begin] + value + ending(line[begin:])


def _means(splice: Splice, change: dict[str, Value]) -> bool:
    """Whether the new text says what the old one said, this change aside; NotReadable if none."""
    text = text_of(splice.after.encode())
    held = table(text)
    others = table(text_of(splice.without.encode()).rstrip("\r"))
    return held == {**others, **change} and not [*faults(held, text)]


def _wrong(file: Path) -> list[str]:
    try:
        text = text_of(raw(file))
        return [*faults(table(text), text)]
    except NotReadable as error:
        return [f" {error}"]
