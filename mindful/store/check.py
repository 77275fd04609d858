"""Everything that is wrong with an exercise file, said at once."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from mindful.core.words import nearest
from mindful.store.expected import expected, fits, instead, item_of, parts
from mindful.store.grammar import in_words
from mindful.store.lines import Lines
from mindful.store.shape import ExerciseShape, LineShape, StepShape
from mindful.store.source import NotReadable, shown, sign, table, text_of, unseen

_STEPS = "one to sixty steps, each headed by [[step]]"
_MOST_GUESSES = 40  # at what was meant by keys that there are not; each takes a while
_ONE_STEP = [{"name": "any", "share": 100}]


class Fault(NamedTuple):
    """Something wrong, in words, and the line it stands on; 0 where it is on none."""

    line: int
    words: str

    def at(self, file: str) -> str:
        """`FILE:LINE: step, key: what was expected`."""
        return f"{file}:{self.line or ''}{':' if self.line else ''} {self.words}"


class Parsed(NamedTuple):
    """A file's bytes as a table and the lines in it; or what is wrong, with no table."""

    table: dict[str, object]
    lines: Lines
    faults: list[Fault]


class _Misfit(NamedTuple):
    key: str
    words: str
    item: int = 0


def parsed(data: bytes) -> Parsed:
    """What a file's bytes hold, and every fault of it in the order of the lines."""
    faults: set[Fault] = set()
    found: dict[str, object] = {}
    lines = Lines({}, [])
    try:
        text = text_of(data)
        faults |= {*_signs(text)}
        found, lines = table(text), Lines.of(text)
        of_keys = {*_faults(found, lines)}
        known = {(fault.line, fault.words.rpartition(": ")[2]) for fault in of_keys}
        faults = {*of_keys, *(faults - known)}
    except NotReadable as error:
        fault = Fault(error.line, in_words(str(error)))
        if fault.line not in {one.line for one in faults}:  # what cannot be seen says it better
            faults.add(fault)
    return Parsed(found, lines, sorted(faults))


def some(faults: list[Fault], most: int) -> Iterator[Fault]:
    """The first of them, and how many more there are."""
    yield from faults[:most]
    if len(faults) > most:
        yield Fault(faults[most].line, f"and {len(faults) - most} more")


def _signs(text: str) -> Iterator[Fault]:
    """What stands in a text that nobody sees."""
    if not any(unseen(text)):
        return
    for number, line in enumerate(text.split("\n"), 1):
        yield from (Fault(number, sign(one)) for one in {one[0] for one in unseen(line)})


def _faults(table: Mapping[str, object], lines: Lines) -> Iterator[Fault]:
    for misfit in _misfits(ExerciseShape, {**table, "step": _ONE_STEP}):
        yield Fault(lines.line(0, misfit.key, misfit.item), misfit.words)
    steps = table.get("step")
    if (
        not isinstance(steps, list)
        or not all(isinstance(step, dict) for step in steps)
        or not 1 <= len(steps) <= 60
    ):
        many = f", not {len(steps)} of them" if isinstance(steps, list) and len(steps) > 60 else ""
        yield Fault(lines.line(0, "step"), f"step: expected {_STEPS}{many}")
        return
    for number, step in enumerate(steps, 1):
        for misfit in [*_misfits(StepShape, step), *_unlike_breath(step)]:
            yield Fault(
                lines.line(number, misfit.key, misfit.item),
                f"{_named(step, number)}: {misfit.words}",
            )
    yield from (Fault(lines.line(*at), words) for at, words in _together(table, steps))


def _named(step: Mapping[str, object], number: int) -> str:
    name = step.get("name")
    return f"step “{shown(name)}”" if isinstance(name, str) else f"step {number}"


def _misfits(shape: type[Struct], table: Mapping[str, object]) -> Iterator[_Misfit]:
    """Each key of one table that is not as it should be, and what is."""
    known = {field.encode_name: field for field in fields(shape)}
    for count, key in enumerate(key for key in table if key not in known):
        close = nearest(key[:40], list(known)) if count < _MOST_GUESSES else ""
        close = f"; {close}, perhaps?" if close else ""
        yield _Misfit(key, f"{shown(key)}: there is no such key{close}")
    for key, field in known.items():
        if key in table:
            yield from (_Misfit(key, f"{key}: {words}", item)
                        for item, words in _unfit(table[key], field.type))  # fmt: skip
        elif _is_needed(field):
            yield _Misfit("", f"{key}: missing; expected {expected(field.type)}")


def _is_needed(field: FieldInfo) -> bool:
    return field.default is NODEFAULT and field.default_factory is NODEFAULT


def _unfit(value: object, kind: object) -> Iterator[tuple[int, str]]:
    """What is wrong with one value: in words, with the number of an item that it is about."""
    if isinstance(value, str):
        yield from ((0, sign(one[0])) for one in unseen(value))
    if isinstance(value, list) and (of := item_of(kind)):
        wrong = [fault for number, one in enumerate(value, 1) for fault in _items(number, one, of)]
        yield from wrong
        if wrong:
            return
    if not fits(value, kind):
        yield 0, f"expected {expected(kind)}{instead(value, kind)}"


def _items(number: int, value: object, kind: object) -> Iterator[tuple[int, str]]:
    """What is wrong with one item of a list."""
    lines = LineShape in parts(kind)
    if lines and isinstance(value, dict):
        wrong = [misfit.words for misfit in _misfits(LineShape, value)]
    else:
        wrong = [words for _, words in _unfit(value, kind)]
    yield from ((number, f"{'line' if lines else 'number'} {number}: {words}") for words in wrong)


def _unlike_breath(step: Mapping[str, object]) -> Iterator[_Misfit]:
    breathe = step.get("breathe")
    numbers = isinstance(breathe, list) and all(isinstance(part, int | float) for part in breathe)
    if not numbers or not isinstance(breathe, list) or len(breathe) != 4:
        return
    if min(breathe[0], breathe[2]) < 2 or max(breathe[1], breathe[3]) > 4:
        yield _Misfit(
            "breathe", "breathe: in and out take 2 seconds at least, the others 4 at most"
        )


def _together(
    table: Mapping[str, object], steps: list[dict[str, object]]
) -> Iterator[tuple[tuple[int, str], str]]:
    """Faults that no key has by itself."""
    shares = [step.get("share") for step in steps]
    numbers = [share for share in shares if isinstance(share, int | float) and abs(share) < 1e9]
    if len(numbers) == len(shares) and abs(sum(numbers) - 100) > 0.01:
        yield (1, ""), f"the shares of the steps add up to {sum(numbers):g}, not to 100"
    if all("from" in step for step in steps):
        yield (1, ""), "every step has a `from`; one at least belongs to every length"
    minutes, usual = table.get("minutes"), table.get("usual")
    if (
        isinstance(minutes, list)
        and type(usual) is int
        and abs(usual) < 1e9
        and all(isinstance(length, int) for length in minutes)
        and minutes
        and not min(minutes) <= usual <= max(minutes)
    ):
        yield (0, "usual"), f"usual: {usual} is not between the ends of minutes"
