"""What seems to help, as a page: what may be said of one's own sittings, and how little that is."""

from collections.abc import Iterator, Mapping

from mindful.core.checkin import Item
from mindful.core.helping import (
    CHANGE_FROM,
    COMPARED_FROM,
    LISTED_BELOW,
    About,
    Helped,
    Practice,
)
from mindful.core.words import safe
from mindful.terminal.columns import cut, wrapped
from mindful.terminal.pages import NARROW, TITLE
from mindful.terminal.said import so_many

HEADING = "What seems to help"
_OWN = (
    "These are your own sittings, and not an experiment: which practice you chose, and on what "
    "day, is in them too."
)
_ROUGHLY = "What stands in brackets is a range; about eight in ten hold."
_ALIKE = "No clear difference between your practices yet."
_LATER = f"From {COMPARED_FROM} sittings on, your practices may be compared."
_BELOW = 2  # points below the usual start, of which something is said
_SAME = 0.05  # points; what is less is none


def page(found: Mapping[Item, Helped], titles: Mapping[str, str], columns: int) -> Iterator[str]:
    """What may be said, an item of the check-in after the other; a sentence where that is nothing.

    `titles` has the titles of the practices by their names.
    """
    most = max((one.sittings for one in found.values()), default=0)
    if most < LISTED_BELOW:
        yield from wrapped(_too_few(most), columns)
        return
    yield HEADING
    for item, one in found.items():
        if one.sittings:
            yield ""
            yield from wrapped(item.question, columns)
            yield from _block(one, titles, columns)
    ranges = any(each.about for one in found.values() for each in one.practices)
    yield ""
    yield from wrapped(f"{_OWN} {_ROUGHLY}" if ranges or most >= CHANGE_FROM else _OWN, columns)


def _too_few(count: int) -> str:
    have = f"{_sittings(count)} {'has' if count == 1 else 'have'}" if count else "No sitting has"
    return (
        f"{have} your answers both before and after; from {LISTED_BELOW} on they stand here one "
        f"by one, and from {CHANGE_FROM} on something may be said of them together."
    )


def _block(one: Helped, titles: Mapping[str, str], columns: int) -> Iterator[str]:
    """What may be said of one item."""

    def said(sentence: str) -> list[str]:
        return wrapped(sentence, columns, "  ", "  ")

    yield from said(_together(one))
    yield ""
    if any(each.about for each in one.practices):
        yield from said("From a start as usual for you, and roughly:")
    yield from _rows(one, titles, columns)
    if len(one.practices) > 1:
        yield ""
        if one.claim:
            title, more = _title(one.claim.exercise, titles), one.claim.more
            yield from said(
                f"{title} seems to help you {'more' if more else 'less'} than your other practices."
            )
        else:
            yield from said(_ALIKE if one.sittings >= COMPARED_FROM else _LATER)
    if one.slope is not None:
        yield from ["", *said(_of_low_starts(one.slope))]


def _together(one: Helped) -> str:
    """The sittings, and their common change as it was."""
    count = _sittings(one.sittings)
    if one.change is None:
        return f"{count}. From {CHANGE_FROM} on, something may be said of them together."
    how = _change(one.change.change).capitalize()
    than = "as" if abs(one.change.change) < _SAME else "than"
    return f"{count}. {how} after {than} before (roughly {_range(one.change)})."


def _rows(one: Helped, titles: Mapping[str, str], columns: int) -> Iterator[str]:
    """A practice a row, in columns where there is room for them."""
    rows = [(_title(each.exercise, titles), _sittings(each.sittings)) for each in one.practices]
    rows = [(cut(title, TITLE), count) for title, count in rows]
    wide = max(len(title) for title, _ in rows), max(len(count) for _, count in rows)
    for (title, count), each in zip(rows, one.practices, strict=True):
        if columns >= NARROW:
            lead = f"  {title:<{wide[0]}}  {count:>{wide[1]}}  "
            yield from wrapped(_said_of(each), columns, lead, " " * len(lead))
        else:
            yield from wrapped(f"{title}, {count}", columns, "  ", "    ")
            yield from wrapped(_said_of(each), columns, "    ", "    ")


def _said_of(each: Practice) -> str:
    """What may be said of one practice; where there is little, each sitting of it."""
    listed = ", ".join(f"{before} to {after}" for before, after in each.each)
    said = [f"from {listed}"] if listed else []
    if each.about:
        said.insert(0, f"{_change(each.about.change)} ({_range(each.about)})")
    elif each.sittings >= LISTED_BELOW:
        said.insert(0, "too few to say")
    return "; ".join(said)


def _range(one: About) -> str:
    """The ends of a range; which way they lie is said where it differs from the change's."""
    low, high = _points(one.low), _points(one.high)
    if len({way for _, way in (low, high, _points(one.change))}) == 1:
        nearer, farther = sorted((low[0], high[0]), key=float)
        return f"{nearer} to {farther}"
    return f"{' '.join(low)} to {' '.join(high)}"


def _change(points: float) -> str:
    return "about the same" if abs(points) < _SAME else " ".join(_points(points))


def _points(points: float) -> tuple[str, str]:
    """So many points, and which way: 0.6, higher."""
    return f"{abs(points):.1f}", "lower" if round(points, 1) < 0 else "higher"


def _of_low_starts(slope: float) -> str:
    """That a low start tends to end higher, whatever was practised: regression to the mean."""
    back = min(1 - slope, 1) * _BELOW
    if back < _SAME:
        return f"Your sittings that start {_BELOW} below your usual tend to end as far below it."
    return (
        "Sittings that start low tend to end higher, whatever you do: of a start "
        f"{_BELOW} below your usual, about {back:.1f} comes back by itself."
    )


def _title(name: str, titles: Mapping[str, str]) -> str:
    return safe(titles.get(name, name))


def _sittings(count: int) -> str:
    return so_many(count, "sitting")
