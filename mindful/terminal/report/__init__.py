"""Looking back on paper: what the days hold, and the words of then, as one HTML page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from mindful import __version__
from mindful.core import charts
from mindful.core.entry import Entry
from mindful.core.sought import written
from mindful.core.totals import Totals
from mindful.core.words import safe
from mindful.terminal import pages, said
from mindful.terminal.report import phrases

if TYPE_CHECKING:
    from jinja2 import Environment

_NAMED = {"with": "With", "people": "About", "tags": "Tagged"}


class Report(NamedTuple):
    """What a page tells: what was counted, and the entries with words of then, the oldest first.

    Without `entries` no word of the person's is on it, without `numbers` no count and no chart.
    `chosen` says which of the entries they are, where they are not all.
    """

    totals: Totals
    today: date
    entries: Iterable[Entry] | None
    title: Callable[[str], str]
    week_starts: str = "monday"
    numbers: bool = True
    chosen: str = ""

    @property
    def heading(self) -> str:
        """Its days, in words."""
        return said.stretch(self.totals.range)


class Words(NamedTuple):
    """What is shown of an entry: when and of what it was, the question, and what was written."""

    time: str
    facts: list[str]
    question: str
    text: str
    named: list[tuple[str, str]]


def html(report: Report) -> Iterator[str]:
    """The page, piece by piece; nothing on it asks for anything outside of it."""
    from base64 import b64encode
    from hashlib import sha256

    from markupsafe import Markup

    made = _environment()
    assert made.loader
    style, _, _ = made.loader.get_source(made, "page.css")
    yield from made.get_template("page.html.jinja").generate(
        **_shown(report),
        style=Markup(style),  # ours, and the only thing that is not escaped
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        version=__version__,
    )


def _environment() -> "Environment":
    """Where the page is made: whatever is put into it is escaped, and harmless when shown."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("mindful.terminal", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"day": pages.day, "amount": phrases.amount, "brief": phrases.brief}
    return made


def _harmless(value: object) -> object:
    from markupsafe import Markup

    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _shown(report: Report) -> Mapping[str, Any]:
    """What the page is made of."""
    return {
        "heading": report.heading,
        "today": report.today,
        "chosen": report.chosen,
        "lived": None if report.entries is None else _lived(report, report.entries),
        "numbers": report.numbers,
        **(_counted(report) if report.numbers else _uncounted(report)),
    }


def _counted(report: Report) -> Mapping[str, Any]:
    totals = report.totals
    days = charts.drawn(totals.range, totals.days, report.today)
    unit, bars = charts.bars(days, totals.days, report.week_starts)
    return {
        "summary": phrases.summary(totals),
        "maps": [
            (one, said.stretch(days._replace(first=one.first, last=one.last)), phrases.told(one))
            for one in charts.maps(days, totals.days, report.week_starts)
        ],
        "legend": phrases.legend(),
        "unit": unit,
        "bars": phrases.labelled(unit, bars),
        "families": phrases.families(totals),
        "check_in": phrases.check_in(totals),
        "shares": said.shares(totals),
    }


def _uncounted(report: Report) -> Mapping[str, Any]:
    """Only on which days: a date is no count."""
    days = sorted(report.totals.days)
    months = groupby(days, lambda day: day.replace(day=1))
    return {"months": [(f"{month:%B} {month.year}", list(group)) for month, group in months]}


def _lived(report: Report, entries: Iterable[Entry]) -> Iterator[tuple[str, list[Words]]]:
    """The words of each day, the oldest first."""
    ends_at = report.totals.range.day_ends_at
    for day, group in groupby(entries, lambda entry: entry.day(ends_at)):
        yield pages.day(day), [_words(entry, report) for entry in group]


def _words(entry: Entry, report: Report) -> Words:
    name, practised = entry.words("exercise"), entry.seconds("practised")
    facts = [
        report.title(name) if name else entry.kind.capitalize(),
        phrases.amount(practised) if practised and report.numbers else "",
        pages.MARKED.get(entry.words("ended"), ""),
        "cut off in the writing" if entry.torn else "",
    ]
    named = [(name, ", ".join(written(entry, key))) for key, name in _NAMED.items()]
    return Words(
        pages.time_of_day(entry),
        list(filter(None, facts)),
        entry.words("question"),
        entry.text,
        [(name, words) for name, words in named if words],
    )
