"""Reading a block that we wrote, line by line, many times faster than a TOML reader does.

Anything that is not exactly as we write it is left to the TOML reader; on what both read, they
agree.
"""

from datetime import datetime

from mindful.core.entry import KEYS, Value

_FENCE = '"""'


def values(block: bytes) -> dict[str, Value] | None:
    """The keys and values of a block as we write it; None for any other."""
    try:
        lines = block.decode("utf-8").rstrip("\n").split("\n")
    except UnicodeDecodeError:
        return None
    if lines[0] != "[[entry]]":
        return None
    found: dict[str, Value] = {}
    index = 1
    while index < len(lines):
        key, _, written = lines[index].partition(" = ")
        index += 1
        value: Value | None
        if key == "text" and written == _FENCE:
            end = _fence(lines, index)
            value = "\n".join([*lines[index:end], ""]) if end else None
            index = end + 1
        else:
            value = _value(KEYS.get(key), written)
        if value is None or key in found:
            return None
        found[key] = value
    return found


def _fence(lines: list[str], start: int) -> int:
    """The line that closes the text begun before `start`; 0 where the text is not plain."""
    for index in range(start, len(lines)):
        line = lines[index]
        if line == _FENCE:
            return index
        if "\\" in line or _FENCE in line or not line.replace("\t", "").isprintable():
            return 0
    return 0


def _value(kind: type | None, written: str) -> Value | None:
    if kind is int:
        return _number(written)
    if kind is datetime:
        return _moment(written)
    if kind is bool:
        return {"true": True, "false": False}.get(written)
    if kind is list:
        return _list(written)
    return _words(written) if kind is str else None


def _words(written: str) -> str | None:
    inner = written[1:-1]
    plain = inner.isprintable() and '"' not in inner and "\\" not in inner
    return inner if plain and len(written) > 1 and written[0] == written[-1] == '"' else None


def _number(written: str) -> int | None:
    plain = written.isascii() and written.isdecimal() and len(written) < 16
    return int(written) if plain and (written == "0" or written[0] != "0") else None


def _moment(written: str) -> datetime | None:
    marks = written[10:11] + written[13:14] + written[16:17]
    if len(written) != 25 or marks != "T::" or not written[:10].replace("-", "").isdecimal():
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _list(written: str) -> list[str] | list[int] | None:
    items = written[1:-1].split(", ")
    if len(written) < 3 or written[0] != "[" or written[-1] != "]":
        return None
    words = [word for item in items if (word := _words(item)) is not None]
    numbers = [number for item in items if (number := _number(item)) is not None]
    if len(words) == len(items):
        return words
    return numbers if len(numbers) == len(items) else None
