"""Obsidian's daily notes: lines are added under a heading, and nothing else is touched."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby

from mindful.core.entry import Entry
from mindful.store.exchange.said import Titles, length, named, one_line, text_lines, title

LOSES = "Obsidian's notes keep no seconds, zones or ratings"
HEADING = "## Mindful"
_NO_LINK = re.compile(r"[\[\]|#^\\]+")
_NO_TAG = re.compile(r"[^\w/-]+")
_NOTE = re.compile(rb"(?m)^## Mindful[ \t]*\r?$")
_NEXT = re.compile(rb"(?m)^#{1,2} ")
_FENCE = re.compile(rb"(?m)^ {0,3}(?:```|~~~)")
_BOM = b"\xef\xbb\xbf"


def export(entries: Iterable[Entry], titles: Titles) -> Iterator[str]:
    """One text, a heading a day."""
    lead = ""
    for day, group in groupby(entries, lambda entry: entry.at.date()):
        yield f"{lead}# {day.isoformat()}\n\n{HEADING}\n"
        yield from (item(entry, titles) for entry in group)
        lead = "\n"


def days(entries: Iterable[Entry]) -> Iterator[tuple[date, list[Entry]]]:
    """Entries in the order of time, day by day."""
    for day, group in groupby(entries, lambda entry: entry.at.date()):
        yield day, list(group)


def item(entry: Entry, titles: Titles) -> str:
    """One entry as a list item, with its words quoted below; its id is a mark Obsidian hides."""
    clock = f"{entry.at:%H:%M}" if isinstance(entry.values["at"], datetime) else ""
    what = _link(title(entry, titles)) or entry.kind.capitalize()
    whom = {"with": named(entry, "with"), "about": named(entry, "people")}
    told = [f"{how} {' and '.join(filter(None, map(_link, names)))}"
            for how, names in whom.items() if any(map(_link, names))]  # fmt: skip
    first = ", ".join([f"{what} {length(entry)}".rstrip(), *told])
    tags = [
        f"#{tag}" for one in [entry.words("family"), *named(entry, "tags")] if (tag := _tag(one))
    ]
    head = " ".join(filter(None, [clock, first, *dict.fromkeys(tags), f"^{_anchor(entry)}"]))
    return "".join(
        f"{line}\n" for line in [f"- {one_line(head)}", *map(_quoted, text_lines(entry))]
    )


def _link(name: str) -> str:
    plain = _NO_LINK.sub(" ", name).strip()
    return f"[[{' '.join(plain.split())}]]" if plain else ""


def _tag(name: str) -> str:
    """A tag that Obsidian takes for one: not of digits alone."""
    plain = _NO_TAG.sub("-", name).strip("-")
    return plain if plain and not plain.isdecimal() else ""


def _anchor(entry: Entry) -> str:
    """What an entry is found by in a note: there a name has letters, numbers and dashes."""
    return entry.id.replace(".", "-")


def _quoted(line: str) -> str:
    return f"  > {line}".rstrip(" ") if not line.strip(" ") else f"  > {line}"


def note(before: bytes | None, entries: list[Entry], titles: Titles) -> tuple[bytes, int]:
    """The note of a day with what is not in it yet, and how many entries that is.

    Its own bytes stay as they are: what is added stands at the end of what is under the heading.
    """
    missing = [entry for entry in entries if not _stands(before or b"", _anchor(entry))]
    if not missing:
        return before or b"", 0
    added = "".join(item(entry, titles) for entry in missing)
    if before is None:
        return (_front(entries) + f"{HEADING}\n{added}").encode(), len(missing)
    end = b"\r\n" if b"\r\n" in before else b"\n"
    written = added.encode().replace(b"\n", end)
    if (place := _place(before)) is None:
        gap = end * (2 if before.strip(_BOM) and not before.endswith(b"\n") else 1)
        gap = gap if before.removeprefix(_BOM).strip() else b""
        return before + gap + HEADING.encode() + end + written, len(missing)
    lead = b"" if before[:place].endswith(b"\n") else end
    return before[:place] + lead + written + before[place:], len(missing)


def _front(entries: list[Entry]) -> str:
    minutes = round(sum(entry.seconds("practised") for entry in entries) / 60)
    sat = f"mindful_minutes: {minutes}\n" if minutes else ""
    return f"---\n{sat}tags: [mindful]\n---\n"


def _stands(note: bytes, anchor: str) -> bool:
    return (
        re.search(rb"(?m)^- .* \^" + re.escape(anchor.encode()) + rb"[ \t]*\r?$", note) is not None
    )


def _place(note: bytes) -> int | None:
    """Where what stands under our heading ends, blank lines left out; None without the heading."""
    plain = _without_code(note)
    if not (heading := _NOTE.search(plain)):
        return None
    after = _NEXT.search(plain, heading.end())
    under = note[: after.start() if after else len(note)]
    last = under.rstrip()
    line_end = note.find(b"\n", len(last))
    return len(note) if line_end < 0 else line_end + 1


def _without_code(note: bytes) -> bytes:
    """The same with what stands in fences blanked out: a heading there is none."""
    fences = [match.start() for match in _FENCE.finditer(note)]
    plain = bytearray(note)
    for start, stop in zip(
        fences[::2], [*fences[1::2], len(note)][: len(fences[::2])], strict=False
    ):
        plain[start:stop] = re.sub(rb"[^\r\n]", b" ", bytes(plain[start:stop]))
    return bytes(plain)
