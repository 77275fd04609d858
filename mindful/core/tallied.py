"""What entries come to, counted one by one."""

from collections.abc import Iterable
from datetime import date
from statistics import median

from mindful.core.entry import CHECK_IN, Entry
from mindful.core.ranges import Range
from mindful.core.totals import Answers, Family, Totals


def counted(entries: Iterable[Entry], days: Range) -> Totals:
    """The totals of entries that lie in these days."""
    by_day: dict[date, int] = {}
    families: dict[str, Family] = {}
    answers: dict[str, list[tuple[int, int]]] = {item: [] for item in CHECK_IN}
    hours, early, too_much, asked, sittings = [0] * 24, 0, 0, 0, 0
    for one in entries:
        if one.kind != "session":
            continue
        sittings += 1
        took, day, name = one.seconds("practised"), one.day(days.day_ends_at), one.words("family")
        by_day[day] = by_day.get(day, 0) + took
        family = families.get(name, Family(0, 0))
        families[name] = Family(family.sittings + 1, family.seconds + took)
        hours[one.at.hour] += 1
        early += one.words("ended") == "early"
        asked += bool(one.words("too_much"))
        too_much += one.words("too_much") in ("a little", "yes")
        for item in CHECK_IN:
            both = one.seconds(f"before_{item}"), one.seconds(f"after_{item}")
            if all(both):
                answers[item].append(both)
    check_in = {
        item: Answers(median(one for one, _ in given), median(two for _, two in given), len(given))
        for item, given in answers.items()
        if given
    }
    return Totals(days, sittings, sum(by_day.values()), by_day, families, [], check_in, hours,
                  early, too_much, asked)  # fmt: skip
