"""Day One's JSON, alone or in its zip: Markdown, times in UTC and a zone beside them."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial
from io import BytesIO

from mindful.core.entry import Entry
from mindful.store.exchange.found import (
    Found,
    Left,
    Refused,
    Source,
    Unread,
    kept,
    record,
    reflection,
)
from mindful.store.exchange.objects import objects
from mindful.store.exchange.said import Titles, length, named, text_lines, title

LOSES = "Day One keeps no ratings, planned lengths or people"
_ZIP = b"PK\x03\x04"
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")
_OFFSET = re.compile(r"(?:GMT|UTC)([+-])(\d\d):?(\d\d)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MEANS = re.compile(r"([\\`*_\[\]#<>~|!])")
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\(dayone-moment:[^)\n]{0,200}\)")
_MOST_TAGS = 100
_LEFT = {
    "photos": "photos and other attachments", "videos": "photos and other attachments",
    "audios": "photos and other attachments", "pdfAttachments": "photos and other attachments",
    "location": "places", "weather": "the weather", "userActivity": "steps and activity",
    "creationDevice": "devices",
}  # fmt: skip


def knows(head: bytes) -> bool:
    if head.startswith(_ZIP):
        return True
    return bool(_JSON.match(head)) and b'"entries"' in head and b'"creationDate"' in head


def export(entries: Iterable[Entry], titles: Titles) -> Iterator[str]:
    """One object with its entries in an array, an entry a line."""
    yield '{"metadata": {"version": "1.0"}, "entries": [\n'
    lead = ""
    for entry in entries:
        yield f"{lead}{json.dumps(_object(entry, titles))}"
        lead = ",\n"
    yield "\n]}\n"


def zipped(text: bytes) -> bytes:
    """The same in the zip that Day One imports."""
    from zipfile import ZIP_DEFLATED, ZipFile

    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as folder:
        folder.writestr("Journal.json", text)
    return whole.getvalue()


def _object(entry: Entry, titles: Titles) -> dict[str, object]:
    from hashlib import sha256

    saved = entry.values.get("saved")
    modified = saved if isinstance(saved, datetime) and saved.tzinfo else entry.at
    heading = ", ".join(filter(None, [title(entry, titles), length(entry)]))
    parts = [f"# {_MEANS.sub(_BACK, heading)}"] if heading else []
    text = _MEANS.sub(_BACK, "\n".join(text_lines(entry)))
    return {
        "uuid": sha256(entry.id.encode()).hexdigest()[:32].upper(),
        "creationDate": _utc(entry.at),
        "modifiedDate": _utc(modified),
        "timeZone": _zone_name(entry.at),
        "text": "\n\n".join([*parts, *([text] if text else [])]),
        "starred": False,
        "duration": 0,
        "tags": named(entry, "tags"),
    }


_BACK = r"\\\1"


def _utc(when: datetime) -> str:
    try:
        when = when.astimezone(UTC)
    except OverflowError:  # at either end of the calendar
        when = when.replace(tzinfo=UTC)
    return f"{when.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _zone_name(when: datetime) -> str:
    minutes = round((when.utcoffset() or timedelta()) / timedelta(minutes=1))
    return f"GMT{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def read(source: Source) -> Iterator[Found]:
    if not source.head.startswith(_ZIP):
        yield from _entries(source)
        return
    from mindful.store.exchange.zipped import unzipped

    with unzipped(source.file) as members:
        for member in members:
            yield from _entries(Source(member, zone=source.zone))


def _entries(source: Source) -> Iterator[Found]:
    left: set[str] = set()
    for found in objects(source.text(), "entries"):
        if isinstance(found, Unread):
            yield found
            continue
        yield record(found.line, partial(_entry, found.values, source))
        left |= {what for key, what in _LEFT.items() if found.values.get(key)}
    yield from map(Left, sorted(left))


def _entry(values: dict[str, object], source: Source) -> Entry:
    created, text, tags = (values.get(key) for key in ("creationDate", "text", "tags"))
    try:
        when = datetime.fromisoformat(str(created) if _WHEN.fullmatch(str(created)) else "")
        zone = _zone(values.get("timeZone"))
        at = kept(when.astimezone(zone)) if zone else source.here(when)
    except (ValueError, OverflowError):
        raise Refused("its `creationDate` is not a time in UTC") from None
    if text is not None and not isinstance(text, str):
        raise Refused("its `text` is not text")
    named = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    starred = ["starred"] if values.get("starred") is True else []
    words = _ESCAPED.sub(r"\1", _PICTURE.sub("", text or ""))
    return reflection("dayone", at, words, [*named[:_MOST_TAGS], *starred])


def _zone(name: object) -> tzinfo | None:
    """The zone of that name; None where it is not known."""
    if not isinstance(name, str) or not 0 < len(name) < 100:
        return None
    if match := _OFFSET.fullmatch(name):
        minutes = int(match[2]) * 60 + int(match[3])
        return (
            timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
            if minutes < 1440
            else None
        )
    return zone(name)


def zone(name: str) -> tzinfo | None:
    """A zone by the name that the world gives it; None where there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a name that leads nowhere, or to a folder
        return None
