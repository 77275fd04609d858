"""What is larger than a line of text: a swelling breath, and a word to be read from afar."""

from functools import lru_cache
from unicodedata import combining, normalize

from mindful.core.breath import Part

# How full each part of a breath is at its beginning, and at its end.
FULL = {"in": (0.0, 1.0), "hold": (1.0, 1.0), "out": (1.0, 0.0), "rest": (0.0, 0.0)}
LARGEST = 5  # rows from the middle to the edge
_FONT = "ansi_regular"
_BLOCK = "\u2588"


def breath(part: Part, reach: int, dot: str, still: bool) -> list[str]:
    """A round of dots that swells with the breath in and shrinks with the breath out.

    Rows of equal width, `reach` above the middle and `reach` below it; the word of the part stands
    in the middle. Kept still it is the word alone.
    """
    first, last = FULL[part.name]
    eased = part.over * part.over * (3 - 2 * part.over)  # slow at either end, as a breath is
    radius = 0.0 if still else 1 + (first + (last - first) * eased) * (reach - 0.5)
    across = range(-reach, reach + 1)
    rows = [" ".join(dot if x * x + y * y <= radius * radius else " " for x in across)
            for y in across]  # fmt: skip
    word = f" {part.name} " + " " * (len(part.name) % 2 == 0)  # as many columns on either side
    left = max(0, (len(rows[reach]) - len(word)) // 2)
    rows[reach] = rows[reach][:left] + word + rows[reach][left + len(word) :]
    return rows


def large(name: str, width: int, block: str) -> list[str]:
    """A name in letters five rows high; where it is too long its first word, or its initial.

    No rows where the letters are not to be had. Accents are left off.
    """
    letters = "".join(sign for sign in normalize("NFD", name.upper()) if not combining(sign))
    if not (letters.isascii() and letters.replace(" ", "").isalpha()):
        return []
    tries = (_lettered(word, block) for word in (letters, letters.split()[0], letters.strip()[0]))
    return next((rows for rows in tries if max(map(len, rows)) <= width), [])


@lru_cache(maxsize=8)  # a turn is drawn every second, and a font takes a while to read
def _lettered(word: str, block: str) -> list[str]:
    from pyfiglet import Figlet

    written: str = Figlet(font=_FONT, width=1000).renderText(word)
    return [row.rstrip().replace(_BLOCK, block) for row in written.split("\n") if row.strip()]
