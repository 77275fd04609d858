"""What seems to help: what may honestly be said of the check-ins before and after."""

from typing import TYPE_CHECKING

from mindful.cli.history import show_page, warn
from mindful.cli.world import World
from mindful.core.checkin import EASE, HERE
from mindful.core.helping import Helped, Rated, helped
from mindful.core.totals import both
from mindful.core.words import safe_json
from mindful.store.blocks import Damage
from mindful.terminal.columns import width
from mindful.terminal.helping import page
from mindful.terminal.said import NO_NUMBERS

if TYPE_CHECKING:
    from random import Random

    from mindful.core.checkin import Item
    from mindful.core.helping import About, Chance
    from mindful.core.ranges import Range

_ITEMS = (HERE, EASE)  # asked whatever is sat
_SEED = 1  # the same sittings always have the same range


def what_helps(world: World, days: "Range | None" = None, as_json: bool = False) -> None:
    """Print what may be said of the sittings of these days, of all there are unless told.

    As JSON, an object with `here` and `ease`; what may not be said yet is null.
    """
    if not as_json and not world.settings.numbers:
        print(NO_NUMBERS)
        return
    journal = world.journal()
    damages: list[Damage] = []
    rated: dict[str, list[Rated]] = {item.key: [] for item in _ITEMS}
    with journal.read() as contents:
        for entry in contents.oldest_first(damages.append, days, _may_be_rated):
            if (name := entry.words("exercise")) and entry.kind == "session" and not entry.torn:
                for item, before, after in both(entry.values):
                    if item in rated:
                        rated[item].append(Rated(name, before, after))
    found = {item: helped(rated[item.key], _drawing()) for item in _ITEMS}
    if as_json:
        _print_json(found)
    else:
        names = {each.exercise for one in found.values() for each in one.practices}
        library = world.library
        titles = {name: library.title(name) for name in names}
        show_page(world, list(page(found, titles, width())))
    warn(damages, journal)


def _may_be_rated(block: bytes) -> bool:
    """Whether a block may have answers both before and after; most journals have many without."""
    return b"before_" in block and b"after_" in block


def _drawing() -> "Chance":
    """Bytes as by chance, the same each time; what makes them is loaded with the first of them."""
    made: list[Random] = []

    def chance(size: int) -> bytes:
        if not made:
            from random import Random

            made.append(Random(_SEED))
        return made[0].randbytes(size)

    return chance


def _print_json(found: "dict[Item, Helped]") -> None:
    import json

    objects = {item.key: _object(one) for item, one in found.items()}
    print(safe_json(json.dumps(objects, ensure_ascii=False)))


def _object(one: Helped) -> dict[str, object]:
    """What may be said of one item, as JSON has it; points to a hundredth."""
    practices = [
        {
            "exercise": each.exercise,
            "sittings": each.sittings,
            "each": each.each,
            "about": _rounded(each.about),
        }
        for each in one.practices
    ]
    return {
        "sittings": one.sittings,
        "change": _rounded(one.change),
        "practices": practices,
        "claim": one.claim and one.claim._asdict(),
        "slope": None if one.slope is None else round(one.slope, 2),
    }


def _rounded(about: "About | None") -> dict[str, float] | None:
    return about and {key: round(value, 2) for key, value in about._asdict().items()}
