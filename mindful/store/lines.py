"""Where things stand in an exercise file: the line of each key, and of each item of its list."""

from collections.abc import Iterator
from typing import NamedTuple

from mindful.store.source import NotReadable, drawn, keys, table


class Lines(NamedTuple):
    """The line of each key, by the number of its step (0 before the first, whose own is 1)."""

    keys: dict[tuple[int, str], int]
    drawn: list[str]

    @classmethod
    def of(cls, text: str) -> "Lines":
        found: dict[tuple[int, str], int] = {}
        steps = of = 0
        for number, raw, heads in keys(text):
            key = _unescaped(raw) if "\\" in raw else raw
            if not heads:
                found.setdefault((of, key), number)
            elif key == "step":
                steps += 1
                of = steps
                found[of, ""] = number
            else:
                found.setdefault((0, key), number)
                of = -1
        return cls(found, drawn(text))

    def line(self, step: int, key: str = "", item: int = 0) -> int:
        """The line of a key, or of an item of its list; the nearest there is, the first at last."""
        at = self.keys.get((step, key), self.keys.get((step, ""), 1))
        if not item or (step, key) not in self.keys:
            return at
        begun = list(self._items(at))
        return begun[item - 1] if item <= len(begun) else at

    def _items(self, key: int) -> Iterator[int]:
        """The line on which each item begins of the list whose key stands on this one."""
        depth, fresh = 0, False
        rest = [self.drawn[key - 1].partition("=")[2], *self.drawn[key:]]
        for number, part in enumerate(rest, key):
            for letter in filter(str.strip, part):
                if fresh and depth == 1 and letter not in ",]":
                    yield number
                    fresh = False
                if letter in "[{":
                    depth += 1
                    fresh = fresh or depth == 1
                elif letter in "]}":
                    depth -= 1
                elif letter == "," and depth == 1:
                    fresh = True
                if not depth:
                    return


def _unescaped(key: str) -> str:
    """A quoted key as a reader takes it."""
    try:
        return next(iter(table(f'"{key}" = 0')))
    except NotReadable:
        return key
