"""What a page of looking back says in words beside its charts."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from mindful.core import charts
from mindful.core.checkin import ITEMS, Item
from mindful.core.exercise import FAMILIES
from mindful.core.totals import Answers, Family, Totals
from mindful.terminal.said import so_many
from mindful.terminal.theme import minutes


def chosen(title: str, family: str, tags: Sequence[str], about: Sequence[str]) -> str:
    """Which words stand on the page, as a sentence; nothing where it is all of them."""
    said = [f"about or with {' and '.join(about)}"] if about else []
    said += [f"tagged {' and '.join(tags)}"] if tags else []
    said += [f"of {title}"] if title else []
    said += [f"of {family}"] if family else []
    return f"Only those {', '.join(said)}." if said else ""


def amount(seconds: int) -> str:
    """How much was sat, to the minute: 45 seconds, 12 minutes, 2 hours 4 minutes."""
    return minutes(seconds if seconds < 60 else round(seconds / 60) * 60)


def brief(seconds: int) -> str:
    """The same in few letters: 45 s, 12 min, 2 h 4 min."""
    if seconds < 60:
        return f"{seconds} s"
    hours, rest = divmod(round(seconds / 60), 60)
    return f"{hours:,} h {rest} min" if hours else f"{rest} min"


def summary(totals: Totals) -> str:
    """How much was sat, as one sentence."""
    if not totals.sittings:
        return "There is no sitting in these days."
    on = f"{so_many(totals.sittings, 'sitting')} on {so_many(len(totals.days), 'day')}"
    return f"{on}, {amount(totals.seconds)} in all."


def told(map: charts.Map) -> str:
    """What a map shows, month by month: July, 12 days, 3 hours. August, none."""
    said = []
    for (year, _), group in groupby(map.days, lambda one: (one.day.year, one.day.month)):
        month = list(group)
        sat = [one for one in month if one.level]
        took = f"{so_many(len(sat), 'day')}, {amount(sum(one.seconds for one in sat))}"
        said.append(f"{month[0].day:%B} {year}: {took if sat else 'none'}.")
    return " ".join(said)


def legend() -> list[tuple[int, float, str]]:
    """Each level of a map, how large its dot is, and what it stands for."""
    low, middle, high = charts.LEVELS
    words = ["none", f"under {low}", f"{low} to {middle - 1}", f"{middle} to {high - 1}",
             f"{high} minutes and more"]  # fmt: skip
    return [(level, charts.radius(level), said) for level, said in enumerate(words)]


def labelled(unit: str, bars: Sequence[charts.Bar]) -> Iterator[tuple[str, str, charts.Bar]]:
    """Each bar with its name, the year where it is another one than before, and its minutes."""
    before = 0
    for bar in bars:
        year = bar.first.year
        name = {"week": f"{bar.first.day} {bar.first:%b}", "month": f"{bar.first:%B}"}.get(unit, "")
        label = f"{name} {year}".strip() if year != before else name
        before = year
        whole = round(bar.seconds / 60)
        yield label, f"{whole:,}" if whole or not bar.seconds else "under 1", bar


def families(totals: Totals) -> list[tuple[str, Family, float]]:
    """Each family with what was sat of it, and how long its bar is beside the longest.

    What a hand has written in the place of a family is among the others.
    """
    known = {name: totals.families[name] for name in FAMILIES if name in totals.families}
    others = [family for name, family in totals.families.items() if name not in FAMILIES]
    if others:
        known["other"] = Family(
            sum(one.sittings for one in others), sum(one.seconds for one in others)
        )
    most = max((one.sittings for one in known.values()), default=0) or 1
    return [(name, one, one.sittings / most) for name, one in known.items()]


def check_in(totals: Totals) -> list[tuple[Item, Answers, list[tuple[str, str, charts.Scale]]]]:
    """Each item that was answered, with its medians before and after."""
    found = [(item, totals.check_in[item.key]) for item in ITEMS if item.key in totals.check_in]
    return [(item, answers, [("before", f"{answers.before:g}", charts.scale(answers.before)),
                             ("after", f"{answers.after:g}", charts.scale(answers.after))])
            for item, answers in found]  # fmt: skip
