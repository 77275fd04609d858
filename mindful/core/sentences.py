"""The sentences of an entry in which words stand that were looked for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from mindful.core.entry import Entry
from mindful.core.sought import WRITTEN, fold, one_line, written

# What ends a sentence: its sign, whatever is closed behind it, and no small letter after that.
_END = "[.!?…]+[\"'”’»)\\]]*(?= (?![a-z]))|[。！？]+[」』”]?"
_PARAGRAPHS = r"\n\s*\n"

Span = tuple[int, int]


class Passage(NamedTuple):
    """Words on one line, and where in them those stand that were looked for; the key they are of.

    The text's own passages are sentences; of other keys it is all that stands there.
    """

    key: str
    words: str
    hits: tuple[Span, ...]


def passages(entry: Entry, sought: Iterable[str]) -> list[Passage]:
    """Where all these folded words stand, in as few sentences as will show each of them.

    A word that stands in the text is shown there, and not where else it may stand.
    """
    left = list(sought)
    found: list[Passage] = []
    for key in WRITTEN:
        values = [one_line(_composed(value)) for value in written(entry, key)]
        line, ends = ", ".join(values), list[int]()
        if key == "text":
            line, ends = _text(entry.text)
        if left and line:
            found += _fewest(key, line, ends, left)
    return found


def _fewest(key: str, line: str, ends: list[int], left: list[str]) -> Iterator[Passage]:
    """The sentences of a line that show most of the words left, which are then taken off."""
    spans = where(line, left)
    every = sorted({span for of_one in spans.values() for span in of_one})
    begins = [0, *sorted({*ends} - _within(ends, every) - {len(line)})]
    holds: dict[int, set[str]] = {}
    for word, of_one in spans.items():
        for start, _ in of_one:
            holds.setdefault(bisect_right(begins, start) - 1, set()).add(word)
    chosen = []
    while left and holds:
        best = max(sorted(holds), key=lambda one: len(holds[one] & {*left}))
        if holds[best].isdisjoint(left):
            break
        chosen.append(best)
        left[:] = [word for word in left if word not in holds[best]]
    for start, stop in ([*begins, len(line)][one : one + 2] for one in sorted(chosen)):
        words = line[start:stop]
        begin = start + len(words) - len(words.lstrip())
        hits = every[bisect_left(every, (start, 0)) : bisect_left(every, (stop, 0))]
        yield Passage(key, words.strip(), tuple((a - begin, b - begin) for a, b in hits))


def _within(ends: list[int], spans: list[Span]) -> set[int]:
    """The ends of sentences that lie within a phrase, and so end none."""
    return {
        end
        for start, stop in spans
        for end in ends[bisect_right(ends, start) : bisect_left(ends, stop)]
    }


def where(line: str, words: Iterable[str]) -> dict[str, list[Span]]:
    """Each place in a line where each of these folded words stands."""
    text, origin = _mapped(line)
    found: dict[str, list[Span]] = {}
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            last = origin[end - 1]  # all of a letter, where only a part of its folding is meant
            stop = next((origin[n] for n in range(end, len(text)) if origin[n] > last), len(line))
            found.setdefault(word, []).append((origin[at], stop))
            at = text.find(word, end)
    return found


def _mapped(line: str) -> tuple[str, "range | list[int]"]:
    """A line folded, and the place in the line that each letter of it came from."""
    if line.isascii():
        return fold(line), range(len(line))
    from unicodedata import combining

    begins = [n for n, letter in enumerate(line) if not combining(letter)] or [0]
    parts: list[str] = []
    origin: list[int] = []
    for start, stop in pairwise([0, *begins[begins[0] == 0 :], len(line)]):
        parts.append(fold(line[start:stop]))
        origin += [start] * len(parts[-1])
    return "".join(parts), origin


def _text(text: str) -> tuple[str, list[int]]:
    """A text on one line, and where in it sentences and paragraphs end."""
    paragraphs = list(filter(None, map(one_line, re.split(_PARAGRAPHS, text))))
    line, ends, behind = " ".join(paragraphs), set[int](), -1
    for paragraph in paragraphs:
        behind += len(paragraph) + 1
        ends.add(behind)
    return line, sorted(ends | {found.end() for found in re.finditer(_END, line)})


def _composed(words: str) -> str:
    if words.isascii():
        return words
    from unicodedata import normalize

    return normalize("NFC", words)
