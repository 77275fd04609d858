"""Words of one's own that come back, in whatever language they are written."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from mindful.core.sought import fold

MOST = 8
_FEWEST = 3  # entries that a word stands in, and letters that it has
_LARGEST = 4  # a word that more than a quarter of the entries have says little of any
_LONG = 6  # letters; more of them say no more
_PLAIN = 0.25  # the weight of a word that never ends a clause; one that always does has 1 more
_CAPITAL = 0.25  # and what a capital adds
_LEAST = 0.75  # as five letters have that never end a clause
# Letters with their marks, as blanks and signs of every script part them.
_LETTERS = r"[^\s\d_!-/:-@\[-`{-~\u00a1-\u00bf\u0964\u0965\u2000-\u206f\u3000-\u303f]++"
# Scripts that set no blanks between words: what stands between two signs there is no word.
_UNPARTED = ((0x0E00, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF),
             (0xF900, 0xFAFF), (0x20000, 0x3FFFF))  # fmt: skip


class _Words(NamedTuple):
    """The words of a stretch without blanks, folded and not, and whether it ends a clause."""

    folded: tuple[str, ...]
    forms: tuple[str, ...]
    ends: bool

    @classmethod
    def of(cls, said: str) -> "_Words":
        plain = said.rstrip(".,;:!?")
        found = (plain,) if plain.isalpha() else tuple(_any_word().findall(plain))
        return cls(tuple(map(fold, found)), found, not said[-1].isalnum())


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*+")


def recurring(texts: Sequence[str]) -> list[str]:
    """Words that stand in some of these texts but not in most, as they are most often spelled.

    What merely links other words is left out without a list of it, in any language that sets blanks
    between words: it is short, or in most texts, and hardly ever the last word of a clause, nor
    written with a capital. Words that are least like that come first.
    """
    known: dict[str, _Words] = {}
    stretches = Counter[str]()
    texts_with = Counter[str]()
    for text in texts:
        said = f"{text}.".split()
        stretches.update(said)
        each = set(said)
        for new in each.difference(known):
            known[new] = _Words.of(new)
        texts_with.update({word for one in each for word in known[one].folded})
    times, ending, named, forms = (Counter[str]() for _ in range(4))
    for one, count in stretches.items():
        folded, written, ends = known[one]
        for word, form in zip(folded, written, strict=True):
            times[word] += count
            forms[form] += count
            named[word] += count * form[0].isupper()
        for word in folded[-1:] if ends else ():
            ending[word] += count
    bound = max(_FEWEST, len(texts) // _LARGEST)

    def own(word: str) -> float:
        """How little it is like a word that links others."""
        capital = _CAPITAL * (named[word] * 2 > times[word])
        return (min(len(word), _LONG) - 2) * (_PLAIN + ending[word] / times[word] + capital)

    among = (word for word, count in texts_with.items() if _FEWEST <= count <= bound)
    fit = {word: own(word) for word in among if _is_word(word)}
    weights = {word: texts_with[word] * own for word, own in fit.items() if own > _LEAST}
    chosen = sorted(weights, key=lambda word: (-weights[word], word))[:MOST]
    spelled = {fold(form): form for form, _ in reversed(forms.most_common())} if chosen else {}
    return [spelled[word] for word in chosen]


def _is_word(word: str) -> bool:
    return len(word) >= _FEWEST and word[0].isalpha() and not any(map(_is_unparted, word))


def _is_unparted(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _UNPARTED)
