"""Everything that is wrong with an exercise file, said at once."""

from collections.abc import Iterator, Mapping
from typing import Literal, get_args, get_origin

from msgspec import NODEFAULT, Struct, ValidationError, convert
from msgspec.structs import FieldInfo, fields

from mindful.core.words import nearest, safe
from mindful.store.shape import ExerciseShape, LineShape, StepShape
from mindful.store.source import keys

_KINDS = {str: "text", int: "a number", float: "a number", bool: "true or false", list: "a list"}
MOST_FAULTS = 20  # said at once
Lines = dict[tuple[int, str], int]


def faults(table: Mapping[str, object], text: str) -> Iterator[str]:
    """Each fault as `LINE: step, key: what was expected`, in the order of the lines."""
    found = sorted({*_found(table, lines_of(text))})
    yield from (f"{line}: {fault}" for line, fault in found[:MOST_FAULTS])
    if len(found) > MOST_FAULTS:
        yield f"{found[MOST_FAULTS][0]}: and {len(found) - MOST_FAULTS} more"


def lines_of(text: str) -> Lines:
    """The line of each key, by the number of its step (0 before the first, whose own is 1)."""
    found: Lines = {}
    steps = table = 0
    for number, key, heads in keys(text):
        if not heads:
            found.setdefault((table, key), number)
        elif key == "step":
            steps += 1
            table = steps
            found[table, ""] = number
        else:
            found.setdefault((0, key), number)
            table = -1
    return found


def _found(table: Mapping[str, object], lines: Lines) -> Iterator[tuple[int, str]]:
    for key, fault in _misfits(ExerciseShape, {**table, "step": _one_step}):
        yield lines.get((0, key), 1), fault
    steps = table.get("step")
    if (
        not isinstance(steps, list)
        or not all(isinstance(step, dict) for step in steps)
        or not 1 <= len(steps) <= 60
    ):
        yield lines.get((0, "step"), 1), "step: one to sixty [[step]] were expected"
        return
    for number, step in enumerate(steps, 1):
        for key, fault in [*_misfits(StepShape, step), *_unlike_breath(step)]:
            yield (
                lines.get((number, key), lines.get((number, ""), 1)),
                f"{_named(step, number)}, {fault}",
            )
    yield from ((lines.get(at, 1), fault) for at, fault in _together(table, steps))


_one_step = [{"name": "any", "share": 100}]


def _named(step: Mapping[str, object], number: int) -> str:
    name = step.get("name")
    return f"step “{safe(name)}”" if isinstance(name, str) else f"step {number}"


def _misfits(shape: type[Struct], table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Every key of a table that the shape does not have, misses, or has otherwise."""
    known = {field.encode_name: field for field in fields(shape)}
    for key in table.keys() - known.keys():
        close = nearest(key, list(known))
        yield key, f"{safe(key)}: there is no such key" + (f"; {close}, perhaps?" if close else "")
    for key, field in known.items():
        if key not in table:
            if field.default is NODEFAULT and field.default_factory is NODEFAULT:
                yield "", f"{key}: missing; expected {_expected(field)}"
            continue
        try:
            convert(table[key], field.type)
        except ValidationError:
            yield key, f"{key}: expected {_expected(field)}{_instead(table[key], field)}"


def _expected(field: FieldInfo) -> str:
    return next(_descriptions(field.type), "something else")


def _descriptions(kind: object) -> Iterator[str]:
    for meta in getattr(kind, "__metadata__", ()):
        if meta.description:
            yield meta.description
    for part in get_args(kind):
        yield from _descriptions(part)


def _instead(value: object, field: FieldInfo) -> str:
    """What was found in its place; for a choice, the nearest right word."""
    choices = list(_choices(field.type))
    if isinstance(value, str) and choices:
        close = nearest(value, choices)
        return f", not “{safe(value)[:40]}”" + (f"; {close}, perhaps?" if close else "")
    if isinstance(value, list) and (inner := _line_faults(value)):
        return inner
    if isinstance(value, bool):
        return f", not {str(value).lower()}"
    if isinstance(value, int | float):
        return f", not {value}" if abs(value) < 1e9 else ""
    kind = next((name for type_, name in _KINDS.items() if isinstance(value, type_)), "this")
    return f", not {kind}" if not isinstance(value, str | list) else ""


def _choices(kind: object) -> Iterator[str]:
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    else:
        for part in get_args(kind):
            yield from _choices(part)


def _line_faults(value: list[object]) -> str:
    """What is wrong inside the lines of a step, each with its number."""
    wrong = [(number, line) for number, line in enumerate(value, 1) if isinstance(line, dict)]
    return "".join(
        f"; in line {number} of it, {fault}"
        for number, line in wrong
        for _, fault in sorted(_misfits(LineShape, line))
    )


def _unlike_breath(step: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    breathe = step.get("breathe")
    numbers = isinstance(breathe, list) and all(isinstance(part, int | float) for part in breathe)
    if not numbers or not isinstance(breathe, list) or len(breathe) != 4:
        return
    if min(breathe[0], breathe[2]) < 2 or max(breathe[1], breathe[3]) > 4:
        yield "breathe", "breathe: in and out take 2 seconds at least, the others 4 at most"


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
