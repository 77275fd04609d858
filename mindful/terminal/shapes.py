"""What is larger than a line of text: a swelling breath, and a word to be read from afar."""

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


def large(word: str, width: int, block: str) -> list[str]:
    """A word in letters five rows high; no rows where it does not fit, or has other letters."""
    from pyfiglet import Figlet

    letters = word.upper()
    if not (letters.isascii() and letters.replace(" ", "").isalpha()):
        return []
    written: str = Figlet(font=_FONT, width=1000).renderText(letters)
    rows = [row.rstrip().replace(_BLOCK, block) for row in written.split("\n") if row.strip()]
    return rows if max(map(len, rows)) <= width else []
