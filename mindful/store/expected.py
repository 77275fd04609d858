"""What the shape of an exercise file expects of a value, and what stands in its place, in words."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from msgspec import ValidationError, convert

from mindful.core.words import nearest
from mindful.store.source import shown

_KINDS: dict[type, str] = {list: "a list", dict: "a table"}
_LARGE = 1e9  # a number that is not written out


def fits(value: object, kind: object) -> bool:
    """Whether a value is as the shape has it."""
    try:
        convert(value, kind)
    except (ValidationError, OverflowError):
        return False
    return value == value  # what is no number at all is within any bounds


def expected(kind: object) -> str:
    """What a type of the shape is described as."""
    return next(_descriptions(kind), "something else")


def item_of(kind: object) -> object:
    """The type of the items, where a type of the shape is a list; None where it is none."""
    return next((get_args(part)[0] for part in parts(kind) if get_origin(part) is list), None)


def instead(value: object, kind: object) -> str:
    """What was found in its place; for a choice, the nearest right word."""
    if isinstance(value, str):
        return _other_words(value, kind)
    if isinstance(value, bool):
        return f", not {str(value).lower()}"
    if isinstance(value, int | float):
        large = _LARGE <= abs(value) < float("inf")
        return ", not a number so large" if large else f", not {value}"
    if isinstance(value, list) and item_of(kind):
        return f", not {len(value)} of them" if value else ", not an empty list"
    return f", not {_KINDS.get(type(value), 'a date or a time')}"


def _other_words(value: str, kind: object) -> str:
    choices = [word for part in parts(kind) if get_origin(part) is Literal
               for word in get_args(part)]  # fmt: skip
    if len(value) > 40 and any(part is str for part in parts(kind)):
        return f", not {len(value):,} characters"
    close = nearest(value[:40], choices) if choices and value else ""
    return f", not “{shown(value)}”" + (f"; {close}, perhaps?" if close else "")


def parts(kind: object) -> Iterator[object]:
    """The types that a value may have, bare of their bounds."""
    if get_origin(kind) is Annotated:
        yield from parts(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType):
        for part in get_args(kind):
            yield from parts(part)
    else:
        yield kind


def _descriptions(kind: object) -> Iterator[str]:
    for meta in reversed(getattr(kind, "__metadata__", ())):
        if meta.description:
            yield meta.description
    for part in get_args(kind):
        yield from _descriptions(part)
