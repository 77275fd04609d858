"""Looking back, as pages to print: entries by day, one a line, one whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from mindful.core.checkin import ITEMS
from mindful.core.days import MIDNIGHT
from mindful.core.entry import SORTED, Entry, counted
from mindful.core.sought import written
from mindful.core.words import safe
from mindful.terminal.columns import cut, wrapped
from mindful.terminal.theme import minutes

TITLE = 28  # columns of a title in a list, at most
BEFORE = 13  # columns of the time and of the blanks around it and the id
MARKED = {"early": "left early", "interrupted": "interrupted"}  # ends that are shown
NAMED = {
    "answers": "Answers",
    "too_much": "Too much",
    "with": "With",
    "people": "About",
    "tags": "Tags",
}
INDENT = 9  # columns before words that stand below an entry
NARROW = 64  # columns; below it the words stand on a line of their own


class View(NamedTuple):
    """How one looks back: on so many columns, on what day, and whether with numbers."""

    columns: int
    today: date | None = None
    day_ends_at: time = MIDNIGHT
    numbers: bool = True


def history(
    entries: Sequence[Entry],
    titles: Mapping[str, str],
    view: View,
    below: Callable[[Entry], Iterable[str]] | None = None,
) -> Iterator[str]:
    """Entries by day, each with its time, the last four of its id, and what it was.

    `below` gives lines to stand below an entry, in the place of its first words; they are to have
    `INDENT` columns less than there are.
    """
    columns = view.columns
    facts = [f"{_length(entry, view)}  {_mark(entry)}".rstrip() for entry in entries]
    called = max((len(entry.short) for entry in entries), default=0)
    widest = min(TITLE, max(8, columns - BEFORE - called - max(map(len, facts), default=0)))
    rows = [(_title(one, titles, widest), _length(one, view), _mark(one)) for one in entries]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    shown = None
    for entry, (title, length, mark) in zip(entries, rows, strict=True):
        if (lived := entry.day(view.day_ends_at)) != shown:
            yield from [""] if shown else []
            shown = lived
            yield day(shown, view.today)
        row = f"  {time_of_day(entry):5}  {entry.short:<{called}}  {title:<{wide[0]}}"
        row += f"  {length:>{wide[1]}}" if wide[1] else ""
        row += f"  {mark:<{wide[2]}}" if wide[2] else ""
        words = _first_line(entry)
        if columns >= NARROW and not below:
            yield cut(f"{row}  {words}", columns).rstrip()
            continue
        yield cut(row.rstrip(), columns)
        room = columns - INDENT
        lines = below(entry) if below else filter(None, [cut(words, room)])
        yield from (f"{'':{INDENT}}{line}" for line in lines)


def history_line(entry: Entry, view: View, words: str | None = None) -> str:
    """An entry on one line of its own, its fields apart by tabs, for a pipe.

    It ends with its first words, unless with others.
    """
    what = entry.words("exercise") or entry.kind
    fields = [
        f"{entry.at:%Y-%m-%d} {time_of_day(entry)}".rstrip(),
        entry.short,
        safe(what),
        _length(entry, view),
    ]
    words = _first_line(entry) if words is None else words
    return "\t".join([*fields, _mark(entry), words]).rstrip("\t")


def entry(entry: Entry, title: str, view: View) -> Iterator[str]:
    """One entry, whole: when it was, what was asked and written, and below that what is known."""
    yield safe(title) if title else entry.kind
    yield when(entry)
    yield from filter(None, [", ".join(_sat(entry, view))])
    if question := entry.words("question"):
        yield from ["", *wrapped(safe(question), view.columns)]
    if entry.text:
        yield from ["", *paragraphs(entry.text, view.columns)]
    facts = list(_facts(entry, view))
    yield from ["", *facts] if facts else []
    version = f", version {entry.version} of {entry.versions}" if entry.versions > 1 else ""
    yield from ["", entry.id + version + (", cut off in the writing" if entry.torn else "")]


def paragraphs(text: str, columns: int) -> Iterator[str]:
    """What a person wrote, led in by two blanks; its empty lines stay."""
    for paragraph in safe(text).split("\n"):
        yield from wrapped(paragraph, columns - 2, first="  ", rest="  ") or [""]


def _sat(entry: Entry, view: View) -> Iterator[str]:
    """How long it was, and how it ended where that was not at its end."""
    practised, planned = entry.seconds("practised"), entry.seconds("planned")
    if practised and view.numbers:
        yield minutes(practised) + (f" of {minutes(planned)}" if planned > practised else "")
    if ended := MARKED.get(entry.words("ended")):
        yield ended


def _facts(entry: Entry, view: View) -> Iterator[str]:
    if view.numbers:
        yield from filter(None, [counts(entry)])
        yield from _check_in(entry)
    for key, name in NAMED.items():
        if words := ", ".join(written(entry, key)):
            yield f"{name}: {safe(words)}"


def _check_in(entry: Entry) -> Iterator[str]:
    """The check-in, an item a line: what was answered before and after, and what the ends mean."""
    for item in ITEMS:
        given = [(name, entry.seconds(f"{name}_{item.key}")) for name in ("before", "after")]
        if said := ", ".join(f"{name} {answer}" for name, answer in given if answer):
            yield f"{item.key.capitalize()}: {said} (1 {item.low}, 9 {item.high})"


def counts(entry: Entry) -> str:
    """The keys that counted, as plain counts: Past 3, future 4, elsewhere 1, here 2."""
    said = []
    if any(f"sorted_{where}" in entry.values for where in SORTED):
        parts = [f"{where} {entry.seconds(f'sorted_{where}')}" for where in SORTED]
        said.append(", ".join(parts).capitalize() + ".")
    if isinstance(noticed := entry.values.get("noticed"), list):
        said.append(f"Noticed {len(noticed)}.")
    if rounds := counted(entry.words("count_keys"), entry.numbers("count_at")):
        said.append(
            f"Rounds of nine {rounds.nine}, other rounds {rounds.other}, count lost {rounds.lost}."
        )
    return " ".join(said)


def _title(entry: Entry, titles: Mapping[str, str], columns: int) -> str:
    name = entry.words("exercise")
    return cut(safe(titles.get(name, name) or entry.kind), columns)


def time_of_day(entry: Entry) -> str:
    """The time of day; nothing where only a date was written."""
    return f"{entry.at:%H:%M}" if isinstance(entry.values["at"], datetime) else ""


def _length(entry: Entry, view: View) -> str:
    practised = entry.seconds("practised")
    if not practised or not view.numbers:
        return ""
    return f"{practised} s" if practised < 60 else f"{round(practised / 60)} min"


def _mark(entry: Entry) -> str:
    ended = entry.words("ended")
    return "cut off" if entry.torn else ended if ended in MARKED else ""


def _first_line(entry: Entry) -> str:
    return safe(entry.text.split("\n", 1)[0].replace("\t", " "))


def when(entry: Entry) -> str:
    """When it began, in words: Sunday 22 November 2026, 07:30."""
    return ", ".join(filter(None, [day(entry.at.date()), time_of_day(entry)]))


def day(of: date, today: date | None = None) -> str:
    """A day in words, the year where it is not this one: Sunday 22 November 2026."""
    year = "" if today and of.year == today.year else f" {of.year}"
    return f"{of:%A} {of.day} {of:%B}{year}"


def so_many(count: int) -> str:
    """A number of entries, in words."""
    return "1 entry" if count == 1 else f"{count:,} entries"
