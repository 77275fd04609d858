"""What a setting may be: true or false, one of a few words, a number, words of a certain form."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from mindful.core.words import nearest

Value = bool | int | str
_SAID = {
    "true": True, "yes": True, "on": True, "1": True,
    "false": False, "no": False, "off": False, "0": False,
}  # fmt: skip


def shown(value: Value) -> str:
    """A value as a person writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


class Kind(Protocol):
    """What a setting may be."""

    @property
    def allowed(self) -> str:
        """It in words: monday, sunday or saturday."""

    def another(self, usual: Value) -> str:
        """A value it may be that is not its usual one."""

    def takes(self, value: object) -> bool:
        """Whether it may be this, as a file has it."""

    def meant(self, said: str) -> Value | None:
        """The value that a word means, in any case; None when it means none."""

    def close_to(self, said: str) -> str:
        """The value that was likeliest meant, or nothing."""


class Truth(NamedTuple):
    """True or false."""

    @property
    def allowed(self) -> str:
        return "true or false"

    def another(self, usual: Value) -> str:
        return shown(not usual)

    def takes(self, value: object) -> bool:
        return isinstance(value, bool)

    def meant(self, said: str) -> Value | None:
        return _SAID.get(said.strip().lower())

    def close_to(self, said: str) -> str:
        likeliest = _SAID.get(nearest(said.strip(), list(_SAID)))
        meant = self.meant(said)
        return shown(meant) if meant is not None else "" if likeliest is None else shown(likeliest)


class OneOf(NamedTuple):
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def allowed(self) -> str:
        *first, last = self.words
        return f"{', '.join(first)} or {last}"

    def another(self, usual: Value) -> str:
        return next(word for word in self.words if word != usual)

    def takes(self, value: object) -> bool:
        return value in self.words

    def meant(self, said: str) -> Value | None:
        word = said.strip().lower()
        return word if word in self.words else None

    def close_to(self, said: str) -> str:
        return nearest(said.strip(), list(self.words))


class Number(NamedTuple):
    """A whole number between two."""

    least: int
    most: int
    example: int

    @property
    def allowed(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    def another(self, usual: Value) -> str:
        return str(self.example)

    def takes(self, value: object) -> bool:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and self.least <= value <= self.most  # type: ignore[operator]

    def meant(self, said: str) -> Value | None:
        word = said.strip()
        short = word.isascii() and word.isdecimal() and len(word) < 6
        return int(word) if short and self.takes(int(word)) else None

    def close_to(self, said: str) -> str:
        """Nothing: which number is the person's to say."""
        return ""


class Form(NamedTuple):
    """Words of a certain form."""

    allowed: str
    example: str
    fits: Callable[[str], bool]

    def another(self, usual: Value) -> str:
        return self.example

    def takes(self, value: object) -> bool:
        return isinstance(value, str) and self.fits(value)

    def meant(self, said: str) -> Value | None:
        return said.strip() if self.fits(said.strip()) else None

    def close_to(self, said: str) -> str:
        """Nothing: which words is the person's to say."""
        return ""
