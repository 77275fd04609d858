"""Markdown: a page to read, a heading a day. Words are quoted, so that none makes a heading."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from mindful.core.entry import Entry
from mindful.store.exchange.said import Titles, length, named, one_line, text_lines, title

LOSES = "Markdown is for reading: it keeps no ids, seconds, zones or ratings"


def export(entries: Iterable[Entry], titles: Titles) -> Iterator[str]:
    """`## 2026-11-22 Sunday`, below it `### 07:30 …` an entry, and its words led in by `> `."""
    yield "# Journal\n"
    day: date | None = None
    for entry in entries:
        if entry.at.date() != day:
            day = entry.at.date()
            yield f"\n## {day.isoformat()} {day:%A}\n"
        yield "\n".join(["", f"### {_heading(entry, titles)}", *_body(entry), ""])


def _heading(entry: Entry, titles: Titles) -> str:
    clock = f"{entry.at:%H:%M}" if isinstance(entry.values["at"], datetime) else ""
    what = _plain(title(entry, titles)) or entry.kind.capitalize()
    ended = entry.words("ended")
    how = {"early": "left early", "interrupted": "interrupted"}.get(ended, "")
    return one_line(f"{clock} {', '.join(filter(None, [what, length(entry), how]))}")


def _body(entry: Entry) -> Iterator[str]:
    facts = {"With": named(entry, "with"), "About": named(entry, "people"),
             "Tags": named(entry, "tags")}  # fmt: skip
    for name, words in facts.items():
        if words:
            yield from ["", f"{name}: {_plain(', '.join(words))}"]
    if question := entry.words("question"):
        yield from ["", f"*{_plain(one_line(question))}*"]
    if entry.text:
        yield ""
    for line in text_lines(entry):
        yield f"> {line}".rstrip(" ") if not line.strip(" ") else f"> {line}"


def _plain(text: str) -> str:
    """Words that Markdown does not read anything into."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text)
