"""jrnl's text and its JSON: local minutes, no zone, tags within the words."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from mindful.core.entry import Entry
from mindful.store.exchange.found import (
    Found,
    Read,
    Refused,
    Source,
    Unread,
    lines,
    readable,
    record,
    reflection,
)
from mindful.store.exchange.objects import objects
from mindful.store.exchange.said import Titles, length, named, text_lines, title
from mindful.store.journal import LONGEST_TEXT

LOSES = "jrnl keeps no ids, seconds, zones, ratings or people"
_ENTRY = re.compile(
    r"\[(\d{4}-\d\d-\d\d)[ T](\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AP])M)?\](?: (.*))?", re.I | re.S
)
_IN_HEAD = re.compile(
    rb"(?im)^(?:\xef\xbb\xbf)?\[\d{4}-\d\d-\d\d[ T]\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\](?: |\r?$)"
)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_TAG = re.compile(r"(?<!\S)[@#]([-+*#/\w]+)")
_ODD = re.compile(r"[^-+*#/\w]+")
_STAR = re.compile(r"\s*\*\s*$")
_STARRED = "starred"
_MOST_TAGS = 100


def knows(head: bytes) -> bool:
    if _JSON.match(head):
        return b'"entries"' in head and b'"creationDate"' not in head and b'"date"' in head
    return bool(_IN_HEAD.search(head))


def export(entries: Iterable[Entry], titles: Titles) -> Iterator[str]:
    """`[2026-11-22 07:30] Title`, the words below, and a blank line."""
    for entry in entries:
        heading = ", ".join(filter(None, [title(entry, titles), length(entry)]))
        body = [*([heading] if heading else []), *text_lines(entry)]
        tags = [f"@{tag}" for one in named(entry, "tags") if (tag := _ODD.sub("-", one).strip("-"))]
        said = {tag.lower() for line in body for tag in _TAG.findall(line)}
        if missing := [tag for tag in tags if tag[1:].lower() not in said]:
            body.append(" ".join(missing))
        first, *rest = body or [entry.kind]
        yield f"[{entry.at.isoformat(' ')[:16]}] {first}\n"
        yield "".join(f"{_led_in(line)}\n" for line in [*rest, ""])


def _led_in(line: str) -> str:
    """A line that cannot be taken for the beginning of an entry, nor be made one by stripping."""
    return f"- {line}" if line.startswith("[") else line


def read(source: Source) -> Iterator[Found]:
    return _objects(source) if _JSON.match(source.head) else _texts(source)


def _objects(source: Source) -> Iterator[Found]:
    for found in objects(source.text(), "entries"):
        if isinstance(found, Unread):
            yield found
            continue
        yield record(found.line, partial(_of_object, found.values, source))


def _of_object(values: dict[str, object], source: Source) -> Entry:
    day, clock, title, body = (values.get(key, "") for key in ("date", "time", "title", "body"))
    at = source.moment(_when(_ENTRY.fullmatch(f"[{day} {clock or '00:00'}]")))
    if not isinstance(title, str) or not isinstance(body, str):
        raise Refused("its title or its body is not text")
    tags = values.get("tags")
    named = (
        [tag.lstrip("@#") for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    )
    starred = [_STARRED] if values.get("starred") is True else []
    return reflection("jrnl", at, f"{title}\n{body}", [*named[:_MOST_TAGS], *starred])


def _texts(source: Source) -> Iterator[Found]:
    """Entries as they stand in jrnl's own file: each goes on to the next date in brackets."""
    begun, line, held, size = None, 1, [""], 0
    number = 1
    for said in lines(source.text()):
        if match := _ENTRY.fullmatch(said.rstrip("\r\n")):
            yield from _entry(source, line, begun, held)
            begun, line, held, size = match, number, [match[6] or ""], 0
        elif size <= LONGEST_TEXT:  # one letter more than fits is enough to know
            held.append(said.rstrip("\r\n"))
        size += len(said)
        number += said[-1] in "\r\n"
    yield from _entry(source, line, begun, held)


def _entry(
    source: Source, line: int, begun: re.Match[str] | None, held: list[str]
) -> Iterator[Found]:
    if not begun:
        if any(map(str.strip, held)):
            yield Unread(line, "it stands above the first date")
        return
    first, *rest = held
    starred = bool(_STAR.search(first))
    text = "\n".join([_STAR.sub("", first) or first, *rest])
    try:
        at = source.moment(_when(begun))
        tags = [*dict.fromkeys(_TAG.findall(readable(text)))][:_MOST_TAGS]
        yield Read(line, reflection("jrnl", at, text, [*tags, *([_STARRED] if starred else [])]))
    except Refused as error:
        yield Unread(line, str(error))


def _when(match: re.Match[str] | None) -> datetime:
    try:
        day, hour, minute, second, half = match.groups()[:5] if match else ("",) * 5
        hours = int(hour) % 12 + 12 * (half.upper() == "P") if half else int(hour)
        return datetime.fromisoformat(f"{day} {hours:02}:{minute}:{second or '00'}")
    except ValueError:
        raise Refused("its date is none that a calendar has") from None
