"""Bytes to entries and back: the journal's `[[entry]]` blocks.

The file is never parsed whole: one damaged block would hide all the others.
"""

import re
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from mindful.core.entry import KEYS, Entry, Value, fault_in
from mindful.core.words import UNSAFE, normal
from mindful.store import quick

# A literal beginning keeps this search as fast as reading. What follows the header is the common
# case: the first keys as we write them, so that the time can be had without parsing. The last line
# end is only looked at: it may begin the next header, as where a person doubled the line.
HEADER = re.compile(
    rb"\n\[\[[ \t]*entry[ \t]*\]\][ \t]*(?:#[^\n]*)?\r?(?=\n|\Z)"
    rb'(?:\nid = "([ -~]{18})"\n(?:kind = "[a-z]+"\n)?at = ([ -~]{25})(?=\n))?'
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_MINUTES = r"(?m)^(at\s*=\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(?=[ \t]*(?:#|\r?$)|[Z+-])"
_LINES_TO_DROP = 64
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, in lower case
BOM = b"\xef\xbb\xbf"

Head = tuple[bytes, bytes]  # an id and a time, each empty where it is not plainly seen


class Damage(NamedTuple):
    """A stretch of the file that no entry can be read from; `line` counts from 1."""

    line: int
    reason: str


def heads(data: bytes) -> list[Head]:
    """The id and time of each block of these bytes, in their order."""
    return HEADER.findall(_begun(data))


def starts(data: bytes) -> list[int]:
    """Where each block begins in these bytes."""
    return [match.start() for match in HEADER.finditer(_begun(data))]


def _begun(data: bytes) -> bytes:
    """Bytes with a line end before them, so that a header at their beginning is one like others."""
    if data.startswith(BOM):
        data = b"\n" * len(BOM) + data[len(BOM) :]
    return b"\n" + data


def parse(block: bytes) -> Entry | str:
    """The entry of one block, or what is wrong with it."""
    values, reason = _values(block)
    if values is None:
        values, _ = recovered(block) or (None, 0)
    if values is None:
        return reason
    # Cut in its last value, `saved` can still be a time, but has no offset.
    unsaved = getattr(values.get("saved"), "tzinfo", None) is None
    torn = ("id" in values and unsaved) or values.get("text") == ""
    if isinstance(text := values.get("text"), str):
        values["text"] = normal(text)
    if "id" not in values:
        from mindful.store.changing.extent import body

        values = {"id": _id_from(body(block), values["at"]), **values}
    return Entry(values, torn)


def exact(block: bytes) -> dict[str, Value] | None:
    """The values of a block that can be read to its last byte; None of any other."""
    return _values(block)[0] if len(heads(block)) == 1 else None


def recovered(block: bytes) -> tuple[dict[str, Value], int] | None:
    """What can still be read of a block that is no valid TOML, and to which byte.

    What a torn write left behind a whole entry must not take that entry with it; and of an entry
    that was itself cut, what is there is shown.
    """
    lines = block.split(b"\n")
    ends = [number for number, line in enumerate(lines, 1) if line.startswith(b"saved = ")]
    for end in ends[:_LINES_TO_DROP]:  # nothing of ours stands behind its `saved`
        part = b"\n".join(lines[:end]) + b"\n"
        values, _ = _values(part)
        if values and "saved" in values:
            return values, len(part)
    shorter = [b"\n".join(lines[:count]) + b"\n" for count in range(len(lines) - 1, 0, -1)]
    tries = [(_values(part)[0], len(part)) for part in shorter[:_LINES_TO_DROP]]
    for values, size in tries:
        if values and ("saved" in values or ("id" not in values and "text" in values)):
            return values, size
    if any(line.startswith(b"saved") for line in lines):
        return None
    closed, _ = _values(without_zeros(block) + b'\n"""\n')
    for values, size in [(closed, len(block)), *tries]:
        if values and "id" in values:
            return values, size
    return None


def _values(block: bytes) -> tuple[dict[str, Value] | None, str]:
    """The keys and values of a block, or None and the reason."""
    values, reason = quick.values(block), ""
    if values is None:
        values, reason = _parsed(block)
    fault = reason if values is None else fault_in(values)
    return (None, fault) if fault else (values, "")


def without_zeros(block: bytes) -> bytes:
    """A block without the zeros of a cut, and the line end of what was added behind them."""
    return re.sub(rb"\0[\0\r\n]*\Z", b"", block)


def _parsed(block: bytes) -> tuple[dict[str, Value] | None, str]:
    """The same by the TOML reader."""
    try:
        return table(without_zeros(block))["entry"][0], ""
    except UnicodeDecodeError:
        return None, "it is not UTF-8 text"
    except (ValueError, RecursionError) as error:
        return None, f"it is not valid TOML ({str(error).split(' (')[0].lower()})"


def table(data: bytes) -> dict[str, Any]:
    """TOML as a person writes it who leaves out the seconds; ValueError for what is none."""
    from tomllib import loads

    text = data.decode("utf-8").lstrip("\ufeff")
    try:
        return loads(text)
    except ValueError:  # TOML wants seconds; people write minutes
        return loads(re.sub(_MINUTES, r"\1:00", text, count=1))


def new_id(at: datetime, chance: bytes) -> str:
    """An id for that local minute, its last four drawn from four random bytes."""
    return f"{at:%Y%m%d-%H%M}-" + "".join(_ALPHABET[byte % 32] for byte in chance[:4])


def _id_from(block: bytes, at: object) -> str:
    from zlib import crc32

    assert isinstance(at, date)
    when = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)
    return new_id(when, crc32(block.strip()).to_bytes(4, "big"))


def write(entry: Entry) -> bytes:
    """The block of an entry, `saved` last, read back before it is handed over.

    Raises ValueError when what would be read is not what was meant.
    """
    keys = [*KEYS, *(key for key in entry.values if key not in KEYS)]
    keys.sort(key=lambda key: key == "saved")
    meant = {key: entry.values[key] for key in keys if key in entry.values}
    for text_form in (_multiline, _value):
        forms = {**dict.fromkeys(meant, _value), "text": text_form}
        lines = [f"{_key(key)} = {forms[key](value)}\n" for key, value in meant.items()]
        block = ("\n[[entry]]\n" + "".join(lines)).encode()
        if len(heads(block)) == 1 and _read_back(block) == meant:
            return block
    raise ValueError("the entry would not be read back as it is")


def _read_back(block: bytes) -> dict[str, Value] | None:
    values = quick.values(block.lstrip(b"\n")) or _parsed(block)[0]
    if values and isinstance(text := values.get("text"), str):
        values["text"] = text.removesuffix("\n")
    return values


def _key(key: str) -> str:
    """A key in TOML; one of a person's own may need quotes."""
    return key if key in KEYS else _value(key) if not _BARE.fullmatch(key) else key


def _value(value: object) -> str:
    """A value in TOML, on one line; tomli-w knows how, save for times and what is long or nested.

    Most are plain, and written much faster here than by any library.
    """
    if isinstance(value, str) and value.isprintable() and not {'"', "\\"} & {*value}:
        return f'"{value}"'
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    import tomli_w

    return tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n")


def _multiline(text: Value) -> str:
    """Text as a multi-line basic string that a person can read, and no reader can mistake.

    Escaped are: what TOML or a terminal would act on, a third quote in a row, a bracket that would
    look like a header, and the last blank of a line, which editors strip.
    """
    escaped = str(text).replace("\\", "\\\\").replace('"""', '""\\"').translate(_codes())
    escaped = re.sub(r"(?m)^\[(?=\[)", r"\\u005B", escaped)
    escaped = re.sub(r"(?m)[ \t]$", lambda blank: _code(ord(blank[0])), escaped)
    return f'"""\n{escaped}\n"""'


def _code(character: int) -> str:
    return f"\\u{character:04X}" if character < 0x10000 else f"\\U{character:08X}"


@cache
def _codes() -> dict[int, str]:
    return {character: _code(character) for character in UNSAFE}
