"""Our own JSON: the journal's keys as they stand there, so that nothing is lost either way."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from math import isfinite

from mindful.core.entry import KEYS, Entry, Value, fault_in, in_json
from mindful.core.words import normal, safe_json, writable
from mindful.store.exchange.found import Found, Refused, Source, Unread, record
from mindful.store.exchange.objects import objects
from mindful.store.journal import LONGEST_TEXT

LOSES = ""
_BEGINS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[\s*(?:\]\s*\Z|\{\s*"(?:[^"\\]|\\.)*"\s*:)')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?")
_FIRST_YEAR = 1900
_MOST_KEYS, _LONGEST_KEY, _LONGEST_WORDS, _LONGEST_LIST = 200, 200, 64 * 1024, 20_000
_DEEPEST = 8


def knows(head: bytes) -> bool:
    return bool(_BEGINS.match(head)) and (b'"at"' in head or len(head) < 64)


def export(entries: Iterable[Entry]) -> Iterator[str]:
    """An array, one object a line; what a terminal would obey is escaped."""
    lead = "["
    for entry in entries:
        given = own_values(entry)
        known = [key for key in KEYS if key in given]
        unknown = [key for key in given if key not in KEYS]
        values = {key: given[key] for key in [*known, *unknown]}
        torn = {"torn": True} if entry.torn else {}
        written = json.dumps({**values, **torn}, ensure_ascii=False, default=in_json)
        yield f"{lead}{safe_json(written)}\n"
        lead = ","
    yield "[]\n" if lead == "[" else "]\n"


def own_values(entry: Entry) -> Mapping[str, Value]:
    """What goes out of an entry: a later version of one without the id, which the first one has.

    It comes in again as an entry of its own, and is not taken for the first.
    """
    if entry.version == 1:
        return entry.values
    return {key: value for key, value in entry.values.items() if key != "id"}


def read(source: Source) -> Iterator[Found]:
    for found in objects(source.text()):
        if isinstance(found, Unread):
            yield found
            continue
        yield record(found.line, partial(entry_of, found.values))


def entry_of(values: Mapping[str, object]) -> Entry:
    """The entry of these keys; Refused when they are none of a journal's."""
    if len(values) > _MOST_KEYS or any(not 0 < len(key) <= _LONGEST_KEY for key in values):
        raise Refused("it has keys that no entry has")
    torn = values.get("torn") is True
    found: dict[str, Value] = {}
    for key, value in values.items():
        if key == "torn" and torn:
            continue
        if key in ("at", "saved"):
            found[key] = moment(key, value)
        elif key == "text" and isinstance(value, str):
            found[key] = _text(value)
        else:
            found[writable(key)] = _bounded(value)
    if fault := fault_in(found):
        raise Refused(fault)
    if not torn and not found.get("text", "there is none"):
        del found["text"]  # else it would be read as cut off
    return Entry(found, torn)


def moment(key: str, value: object) -> Value:
    """A time, or for `at` a day, as we write it."""
    said = value if isinstance(value, str) else ""
    try:
        if key == "at" and _DAY.fullmatch(said):
            found: date = date.fromisoformat(said)
        else:
            found = datetime.fromisoformat(said if _MOMENT.fullmatch(said) else "")
    except ValueError:
        raise Refused(f"`{key}` is not a date and time") from None
    if found.year < _FIRST_YEAR:
        raise Refused(f"it is of a time before {_FIRST_YEAR}")
    return found


def _text(value: str) -> str:
    text = normal(writable(value))
    if len(text.encode()) > LONGEST_TEXT:
        raise Refused("its text is longer than a megabyte")
    return text


def _bounded(value: object, depth: int = 0) -> Value:
    """A value that the journal can hold, and would be read back as."""
    if isinstance(value, str) and len(value) <= _LONGEST_WORDS:
        return writable(value)
    whole = isinstance(value, int) and -(2**63) <= value < 2**63
    if whole or (isinstance(value, float) and isfinite(value)):
        return value  # type: ignore[return-value]  # of a key that is not ours
    if isinstance(value, list) and len(value) <= _LONGEST_LIST and depth < _DEEPEST:
        return [_bounded(one, depth + 1) for one in value]  # type: ignore[return-value]
    if isinstance(value, dict) and len(value) <= _MOST_KEYS and depth < _DEEPEST:
        return {writable(key): _bounded(one, depth + 1) for key, one in value.items()}  # type: ignore[return-value]
    raise Refused("it holds what no entry does")
