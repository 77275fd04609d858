"""What every page that counts says in the same words."""

from datetime import date

from mindful.core.ranges import Range
from mindful.core.totals import Totals
from mindful.terminal.pages import day

NO_NUMBERS = "Numbers are switched off; `mindful config set numbers true` shows them again."


def stretch(days: Range) -> str:
    """The days of a range: 1 to 22 November 2026, November 2026, Since 2 November 2026."""
    first = days.first if days.first and days.first > date.min else None
    last = days.last if days.last and days.last < date.max else None
    if not first or not last:
        ends = f"Since {_date(first)}" if first else f"Until {_date(last)}" if last else ""
        return ends or "All there is"
    if first == last:
        return day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    whole = first.day == 1 and last.toordinal() + 1 == _next(last).toordinal()
    begins, ends = (f"{first:%B}", f"{last:%B}") if whole else (_short(first), _short(last))
    if first.year != last.year:
        return f"{begins} {first.year} to {ends} {last.year}"
    if first.month == last.month:
        return f"{ends} {last.year}" if whole else f"{first.day} to {ends} {last.year}"
    return f"{begins} to {ends} {last.year}"


def _next(of: date) -> date:
    """The first day of the month after this one."""
    return date(of.year + of.month // 12, of.month % 12 + 1, 1)


def _short(of: date) -> str:
    return f"{of.day} {of:%B}"


def _date(of: date | None) -> str:
    return f"{of.day} {of:%B} {of.year}" if of else ""


def so_many(count: int, thing: str) -> str:
    """A count and what is counted."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def shares(totals: Totals) -> list[str]:
    """How many were left early, and how many were too much, in plain sentences."""
    if not totals.sittings:
        return []
    were = "was" if totals.early == 1 else "were"
    said = [f"{totals.early or 'None'} of {totals.sittings:,} {were} left early."]
    if totals.asked:
        was = "was" if totals.too_much == 1 else "were"
        much = "too much or a little too much"
        said.append(f"Of {totals.asked:,} asked about, {totals.too_much or 'none'} {was} {much}.")
    return said
