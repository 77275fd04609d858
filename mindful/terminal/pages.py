"""Looking back, as pages to print: entries by day, one a line, one whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time

from mindful.core.checkin import ITEMS
from mindful.core.days import MIDNIGHT
from mindful.core.entry import SORTED, Entry, counted
from mindful.core.words import safe
from mindful.terminal.columns import cut, wrapped
from mindful.terminal.theme import minutes

TITLE = 28  # columns of a title in a list, at most
BEFORE = 13  # columns of the time and of the blanks around it and the id
NAMED = {"too_much": "Too much", "with": "With", "people": "About", "tags": "Tags"}
INDENT = 9  # columns before words that stand below an entry
NARROW = 64  # columns; below it the words stand on a line of their own


def history(
    entries: Sequence[Entry],
    titles: Mapping[str, str],
    columns: int,
    today: date,
    below: Callable[[Entry], Iterable[str]] | None = None,
    day_ends_at: time = MIDNIGHT,
) -> Iterator[str]:
    """Entries by day, each with its time, the last four of its id, and what it was.

    `below` gives lines to stand below an entry, in the place of its first words; they are to have
    `INDENT` columns less than there are.
    """
    facts = [f"{_length(entry)}  {_mark(entry)}".rstrip() for entry in entries]
    called = max((len(entry.short) for entry in entries), default=0)
    widest = min(TITLE, max(8, columns - BEFORE - called - max(map(len, facts), default=0)))
    rows = [(_title(entry, titles, widest), _length(entry), _mark(entry)) for entry in entries]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    shown = None
    for entry, (title, length, mark) in zip(entries, rows, strict=True):
        if (lived := entry.day(day_ends_at)) != shown:
            yield from [""] if shown else []
            shown = lived
            yield day(shown, today)
        row = f"  {_time(entry):5}  {entry.short:<{called}}  "
        row += f"{title:<{wide[0]}}  {length:>{wide[1]}}"
        row += f"  {mark:<{wide[2]}}" if wide[2] else ""
        words = _first_line(entry)
        if columns >= NARROW and not below:
            yield cut(f"{row}  {words}", columns).rstrip()
            continue
        yield cut(row.rstrip(), columns)
        room = columns - INDENT
        lines = below(entry) if below else filter(None, [cut(words, room)])
        yield from (f"{'':{INDENT}}{line}" for line in lines)


def history_line(entry: Entry, words: str | None = None) -> str:
    """An entry on one line of its own, its fields apart by tabs, for a pipe.

    It ends with its first words, unless with others.
    """
    what = entry.words("exercise") or entry.kind
    fields = [
        f"{entry.at:%Y-%m-%d} {_time(entry)}".rstrip(),
        entry.short,
        safe(what),
        _length(entry),
    ]
    words = _first_line(entry) if words is None else words
    return "\t".join([*fields, _mark(entry), words]).rstrip("\t")


def entry(entry: Entry, title: str, columns: int) -> Iterator[str]:
    """One entry, whole."""
    yield safe(title) if title else entry.kind
    yield when(entry)
    version = f", version {entry.version} of {entry.versions}" if entry.versions > 1 else ""
    yield entry.id + version + (", cut off in the writing" if entry.torn else "")
    facts = list(_facts(entry))
    yield from ["", *facts] if facts else []
    if question := entry.words("question"):
        yield from ["", *wrapped(safe(question), columns)]
    if entry.text:
        yield ""
    for paragraph in safe(entry.text).split("\n") if entry.text else []:
        yield from wrapped(paragraph, columns - 2, first="  ",
                                 rest="  ") or [""]  # fmt: skip


def _facts(entry: Entry) -> Iterator[str]:
    if practised := entry.seconds("practised"):
        planned = entry.seconds("planned")
        of = f" of {minutes(planned)}" if planned > practised else ""
        ended = entry.words("ended")
        how = {"early": ", left early", "interrupted": ", interrupted"}.get(ended, "")
        yield f"{minutes(practised)}{of}{how}"
    if counted := counts(entry):
        yield counted
    yield from _check_in(entry)
    for key, name in NAMED.items():
        value = entry.values.get(key)
        words = ", ".join(map(str, value)) if isinstance(value, list) else value
        if words:
            yield f"{name}: {safe(str(words))}"


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


def _time(entry: Entry) -> str:
    """The time of day; nothing where only a date was written."""
    return f"{entry.at:%H:%M}" if isinstance(entry.values["at"], datetime) else ""


def _length(entry: Entry) -> str:
    practised = entry.seconds("practised")
    if not practised:
        return ""
    return f"{practised} s" if practised < 60 else f"{round(practised / 60)} min"


def _mark(entry: Entry) -> str:
    ended = entry.words("ended")
    return "cut off" if entry.torn else ended if ended in ("early", "interrupted") else ""


def _first_line(entry: Entry) -> str:
    return safe(entry.text.split("\n", 1)[0].replace("\t", " "))


def when(entry: Entry) -> str:
    """When it began, in words: Sunday 22 November 2026, 07:30."""
    return ", ".join(filter(None, [day(entry.at.date()), _time(entry)]))


def day(of: date, today: date | None = None) -> str:
    """A day in words, the year where it is not this one: Sunday 22 November 2026."""
    year = "" if today and of.year == today.year else f" {of.year}"
    return f"{of:%A} {of.day} {of:%B}{year}"


def so_many(count: int) -> str:
    """A number of entries, in words."""
    return "1 entry" if count == 1 else f"{count:,} entries"
