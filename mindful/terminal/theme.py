"""The few signs and shades that everything on screen is made of."""

from typing import NamedTuple

TINT = "cyan"  # one of the sixteen colours, to be read on dark and on light
STRONG = ("\x1b[1m", "\x1b[22m")  # bold, on and off; what is meant stands out without colour
TINTED = ("\x1b[36m", "\x1b[39m")  # the tint, on and off
NARROW = 60  # columns; below it the margins shrink


class Theme(NamedTuple):
    """The signs of a terminal that shows all of Unicode, or of one that shows ASCII only."""

    filled: str = "━"
    tip: str = "╸"
    empty: str = "─"
    life: str = "•"
    faint: str = "·"
    bell: str = "( ○ )"
    cursor: str = "▏"
    dot: str = "·"
    block: str = "█"
    more: str = "⋯"
    mark: str = ">"

    def bar(self, part: float, width: int) -> tuple[str, str]:
        """What is over and what is to come, together `width` wide, for a part of 0 to 1."""
        over = int(max(0.0, min(1.0, part)) * width)
        if over >= width:
            return self.filled * width, ""
        return self.filled * over + self.tip, self.empty * (width - over - 1)


UNICODE = Theme()
ASCII = Theme(filled="=", tip=">", empty="-", life="*", faint=".", bell="( o )", cursor="_",
              dot=".", block="#", more="...")  # fmt: skip


def minutes(seconds: float) -> str:
    """A length in words: 10 minutes, 90 seconds, 1 hour 30 minutes."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    if whole % 60 and whole < 600:
        return _count(whole, "second") if whole < 120 else f"{whole // 60} min {whole % 60} s"
    parts = [_count(hours, "hour")] if hours else []
    if rest // 60 or not hours:
        parts.append(_count(rest // 60, "minute"))
    return " ".join(parts)


def exactly(seconds: float) -> str:
    """A length in words, to the second: 10 minutes 16 seconds."""
    hours, rest = divmod(round(seconds), 3600)
    parts = {"hour": hours, "minute": rest // 60, "second": rest % 60}
    return " ".join(_count(number, thing) for thing, number in parts.items() if number)


def size(count: int) -> str:
    """So many bytes in words: 27 MB, 3.7 MB, 156 kB."""
    if count < 1e6:
        return f"{max(1, round(count / 1e3))} kB"
    return f"{count / 1e6:.{0 if count >= 9.95e6 else 1}f} MB"


def clock(seconds: float) -> str:
    """A second of the sitting as M:SS, hours and all: 3:12, 75:00."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
