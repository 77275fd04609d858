"""What a person has made of an entry in their editor: one entry still, and the same one."""

import re
from datetime import datetime

from mindful.core.entry import Entry, fault_in
from mindful.store import blocks
from mindful.store.blocks import Damage
from mindful.store.grammar import in_words

LONGEST_TEXT = 1024 * 1024  # bytes
_BOM = b"\xef\xbb\xbf"
_OF_EXERCISES = "[[step]]"


def proof(copy: bytes, was: Entry, base: bytes, now: datetime) -> bytes | Damage:
    """The bytes to put in the place of an entry's; or what is wrong with them, and in which line.

    A `saved` that is missing is put there: with an id and without it, an entry counts as cut off.
    """
    end = b"\r\n" if b"\r\n" in base else b"\n"
    lead = len(copy) - len(copy.removeprefix(_BOM).lstrip(b"\r\n"))
    body = copy[lead:].rstrip(b"\r\n") + end
    fault = _fault(body, was, base)
    if fault:
        return fault._replace(line=fault.line + copy[:lead].count(b"\n"))
    values = blocks.table(body)["entry"][0]
    if "id" in values and "saved" not in values:
        body += f"saved = {now.isoformat(timespec='seconds')}".encode() + end
    found = blocks.parse(body)
    if not isinstance(found, Entry) or found.torn:
        return Damage(1, "it would not be read back as one whole entry")
    return body


def _fault(body: bytes, was: Entry, base: bytes) -> Damage | None:
    """What keeps these bytes from being the entry that they were."""
    try:
        found = blocks.table(body)
    except UnicodeDecodeError as error:
        return Damage(_line(body, error.start), "it is not UTF-8 text")
    except (ValueError, RecursionError) as error:
        return _not_toml(body, str(error))
    begins = blocks.starts(body)
    entries = found.get("entry")
    if not begins or not isinstance(entries, list):
        return Damage(1, "the line [[entry]] is missing before its keys")
    if len(begins) > 1:
        within = len(entries) == 1
        reason = "a line like this, in the text too, begins another entry" if within else (
            "another entry begins here, and one at a time can be edited")  # fmt: skip
        return Damage(_line(body, begins[1]), reason)
    if other := next((key for key in found if key != "entry"), ""):
        return Damage(_line_of(body, other), f"“{other}” stands outside the entry")
    return _unlike(body, entries[0], was, base)


def _unlike(body: bytes, values: dict[str, object], was: Entry, base: bytes) -> Damage | None:
    """What is wrong with the values themselves."""
    if reason := fault_in(values):
        named = re.search("`(.+?)`", reason)
        return Damage(_line_of(body, named[1]) if named else 1, reason)
    had = re.search(rb'(?m)^[ \t]*["\']?id["\']?[ \t]*=', base) is not None
    if "id" not in values and had:
        return Damage(1, f'its id is missing; it was id = "{was.words("id")}"')
    if values.get("id", was.words("id")) != was.words("id"):
        return Damage(
            _line_of(body, "id"), f'its id cannot change; it was id = "{was.words("id")}"'
        )
    text, saved = values.get("text"), values.get("saved")
    if text == "":
        return Damage(_line_of(body, "text"), "`text` is empty; without words, leave it out")
    if isinstance(text, str) and len(text.encode()) > LONGEST_TEXT:
        return Damage(_line_of(body, "text"), "one entry holds a megabyte of text at most")
    if "id" in values and isinstance(saved, datetime) and saved.tzinfo is None:
        return Damage(_line_of(body, "saved"), "`saved` needs an offset, as in +01:00 behind it")
    return None


def _not_toml(body: bytes, said: str) -> Damage:
    """What a TOML reader says, as a person would, with the line."""
    reason, _, place = said.partition(" (at ")
    words = in_words(reason[:1].lower() + reason[1:])
    if _OF_EXERCISES in words:
        words = "expected [[entry]] once, in double brackets"
    number = re.match(r"line (\d+)", place)
    line = int(number[1]) if number else body.count(b"\n")
    if not number and b'"""' in body:
        line = _line(body, body.rindex(b'"""'))
        words = 'the text has no end: """ is missing on a line of its own behind it'
    return Damage(line, words)


def _line(body: bytes, at: int) -> int:
    return body.count(b"\n", 0, at) + 1


def _line_of(body: bytes, key: str) -> int:
    """The line that a key stands on; the first where none does."""
    found = re.search(rf'(?m)^[ \t\[]*["\']?{re.escape(key)}\b'.encode(), body)
    return _line(body, found.start()) if found else 1
