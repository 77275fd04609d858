"""What is looked for in the journal: words in any script and any case, and what kind of entry."""

from collections.abc import Iterable
from typing import NamedTuple

from mindful.core.entry import Entry

# Where a person's own words stand; what mindful said, a title or a question, is not among them.
WRITTEN = ("text", "tags", "people", "with")


def fold(text: str) -> str:
    """Text in which letters that differ in case alone, or in how they are composed, are the same.

    As Unicode folds case: ß is ss and a final sigma a sigma; a dotless ı stays apart from i.
    """
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", text).casefold())


def one_line(text: str) -> str:
    """Text with one blank wherever there are blanks or line ends, and none around it."""
    return " ".join(text.split())


def folded(said: Iterable[str]) -> tuple[str, ...]:
    """Words to look for, each once; one with blanks in it is a phrase, one of blanks is none."""
    words = (one_line(fold(word)) for word in said)
    return tuple(dict.fromkeys(word for word in words if word))


class Sought(NamedTuple):
    """Words that an entry holds, each of them, and words it does not, both folded.

    What else is given must be so: its exercise, family and kind, and each of the tags and people.
    """

    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    exercise: str = ""
    family: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Words that stand somewhere in the entry, however it is written."""
        of = tuple(map(fold, (self.exercise, self.family)))
        return tuple(filter(None, (*self.words, *of, *self.tags, *self.about)))

    def fits(self, entry: Entry) -> bool:
        """Whether this is such an entry."""
        return self._is_kind(entry) and self._holds(entry)

    def _is_kind(self, entry: Entry) -> bool:
        exercise, family = entry.words("exercise"), entry.words("family")
        if self.exercise and fold(exercise) != fold(self.exercise):
            return False
        if (self.family and fold(family) != self.family) or (self.kind and entry.kind != self.kind):
            return False
        return _all(self.tags, entry, "tags") and _all(self.about, entry, "people", "with")

    def _holds(self, entry: Entry) -> bool:
        held = [fold(words) for key in WRITTEN for words in written(entry, key)]
        if any(" " in word for word in (*self.words, *self.without)):
            held = list(map(one_line, held))
        return all(any(word in words for words in held) for word in self.words) and not any(
            word in words for word in self.without for words in held
        )


def written(entry: Entry, key: str) -> list[str]:
    """What a person wrote under a key, each thing by itself."""
    value = entry.values.get(key, [])
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _all(named: tuple[str, ...], entry: Entry, *keys: str) -> bool:
    """Whether each of these, folded, is a whole word under one of the keys."""
    if not named:
        return True
    there = {one_line(fold(word)) for key in keys for word in written(entry, key)}
    return there.issuperset(named)
