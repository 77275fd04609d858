"""An entry in a few words, as other programs show one."""

from collections.abc import Callable

from mindful.core.entry import Entry
from mindful.core.words import safe

Titles = Callable[[str], str]  # the title of an exercise, by its name


def one_line(text: str) -> str:
    """A name or a title on one line, with nothing in it that a terminal would obey."""
    return safe(" ".join(text.split()))


def length(entry: Entry) -> str:
    """How long it was sat: 45 s, 7 min; nothing where it was not."""
    practised = entry.seconds("practised")
    if practised < 60:
        return f"{practised} s" if practised > 0 else ""
    return f"{round(practised / 60)} min"


def title(entry: Entry, titles: Titles) -> str:
    """What was sat; nothing where only words were written."""
    name = entry.words("exercise")
    return one_line(titles(name)) if name else "Sitting" if entry.kind == "session" else ""


def named(entry: Entry, key: str) -> list[str]:
    """The tags or the people of an entry."""
    value = entry.values.get(key)
    words = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return [one for one in (one_line(str(word)) for word in words) if one]


def text_lines(entry: Entry) -> list[str]:
    """The lines of its words."""
    return safe(entry.text).split("\n") if entry.text else []
