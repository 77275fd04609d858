"""Bytes of a journal that may hold the words looked for, told from those that cannot.

Most of a journal is never parsed for a search. What this lets pass is parsed and looked at again;
what it holds back has none of the words, however it was written.
"""

import re
from collections.abc import Iterable

from mindful.core.sought import fold

_ASCII = bytes(range(128))
_FEW = 4  # letters whose case is folded one by one; from there on folding everything is quicker
# Compiled where a backslash is met, which most journals have none of.
_ESCAPE = rb'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfre"\\])|[ \t]*\r?\n[ \t\r\n]*)'
_ESCAPED = dict(
    zip(b'btnfre"\\', (b"\b", b"\t", b"\n", b"\f", b"\r", b"\x1b", b'"', b"\\"), strict=True)
)
# Letters beyond marks that join the one before: vowels and finals of Korean, vowels of Kirat Rai.
_JOINING = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF), (0x16D63, 0x16D6A))


class Sieve:
    """Lets through what may hold all of these folded words."""

    def __init__(self, words: Iterable[str]) -> None:
        parts = {part for word in words for part in word.split()}
        self._letters = set("".join(parts))
        self._parts = [part.encode("utf-8", "surrogatepass") for part in sorted(parts)]
        self._plain: set[str] = set()  # signs that were met and change nothing here

    def may(self, piece: bytes) -> bool:
        """Whether blocks with all the words may be among these; quick, for many at once."""
        return not self._parts or b"\\" in piece or self._in(self._folded(piece))

    def may_one(self, block: bytes) -> bool:
        """The same of one block, whose escapes are looked into."""
        if not self._parts:
            return True
        texts = [self._folded(block)]
        if b"\\" in block:  # as it stands, too: in a literal string nothing is an escape
            texts.append(self._folded(re.sub(_ESCAPE, _unescaped, block)))
        return self._in(b"\0".join(texts))

    def _in(self, text: bytes) -> bool:
        return all(part in text for part in self._parts)

    def _folded(self, raw: bytes) -> bytes:
        """The bytes with all folded that matters for these words."""
        low = raw.lower()
        if raw.isascii():
            return low
        signs = set(raw.translate(None, _ASCII).decode("utf-8", "ignore")) - self._plain
        changing = [sign for sign in signs if self._changes(sign)]
        if len(changing) > _FEW or any(map(_joins, changing)):
            return fold(raw.decode("utf-8", "replace")).encode()
        for sign in changing:
            low = low.replace(sign.encode(), fold(sign).encode())
        return low

    def _changes(self, sign: str) -> bool:
        """Whether folding this sign could make a difference; remembered where it cannot."""
        becomes = fold(sign)
        if _joins(sign) or (becomes != sign and not self._letters.isdisjoint(becomes)):
            return True
        self._plain.add(sign)
        return False


def _joins(sign: str) -> bool:
    """Whether a sign can become one letter with the one before it, or change places with it."""
    from unicodedata import category, combining

    if combining(sign):
        return True
    mark = category(sign)[0] == "M" and not 0xFE00 <= ord(sign) <= 0xFE0F  # those choose a picture
    return mark or any(first <= ord(sign) <= last for first, last in _JOINING)


def _unescaped(found: re.Match[bytes]) -> bytes:
    short, long, letter = found.groups()
    if letter:
        return _ESCAPED[ord(letter)]
    if not (short or long):
        return b""  # a line end that is none
    code = int(short or long, 16)
    return found[0] if code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code).encode()
