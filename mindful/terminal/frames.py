"""Pages of the live face, laid out as rows of text and their shade."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from mindful.terminal.page import Page
from mindful.terminal.theme import NARROW, TINT, Theme


class Row(NamedTuple):
    """A row of text and its shade: plain, dim, bold or the theme's tint.

    `part` is a stretch of it that has another: the columns it lies between, and its shade.
    """

    text: str
    shade: str = ""
    part: tuple[int, int, str] | None = None


Wrap = Callable[[str, int], list[str]]

BLANK = Row("")
WIDEST = 100  # columns; what is wider is left free at either side


@dataclass(frozen=True, slots=True)
class Room:
    """The size of the screen, its signs, how its text is broken, and whether it keeps still."""

    width: int
    height: int
    theme: Theme
    wrap: Wrap
    still: bool = False

    @property
    def margin(self) -> int:
        """The columns left free at either side; on a very wide screen the text stands between."""
        if self.width > WIDEST:
            return (self.width - WIDEST) // 2
        return 3 if self.width >= NARROW else 1

    @property
    def measure(self) -> int:
        """The columns there are for text."""
        return self.width - 2 * self.margin

    def paragraph(self, text: str, shade: str = "", indent: int = 0) -> list[Row]:
        """A paragraph as rows, its own leading blanks kept on each."""
        lead = len(text) - len(text.lstrip(" ")) + indent
        left = self.margin + lead
        lines = self.wrap(text.strip(), max(8, self.width - left - self.margin)) or [""]
        return [Row(" " * left + line.replace("\u00a0", " "), shade) for line in lines]

    def row(self, text: str) -> list[Row]:
        """A paragraph; or columns, tabs between, the last left out where they do not fit."""
        if not text:
            return [BLANK]
        columns = text.split("\t")
        while len(columns) > 1 and len("   ".join(columns)) > self.measure:
            columns.pop()
        return self.paragraph("   ".join(columns).rstrip())

    def scale(self, low: str, high: str) -> list[Row]:
        """One to nine between the names of its ends; under them where there is little room."""
        numbers = "   ".join("123456789")
        line = f"  {low}   {numbers}   {high}"
        if len(line) <= self.measure:
            return self.paragraph(line)
        ends = low + high.rjust(len(numbers) - len(low))
        return [*self.paragraph(numbers), *self.paragraph(ends)]

    def bar(self, part: float) -> Row:
        """How much is over, 0 to 1."""
        over, rest = self.theme.bar(part, self.measure)
        return Row(
            " " * self.margin + over + rest, "dim", (self.margin, self.margin + len(over), TINT)
        )

    def foot(self, items: tuple[str, ...]) -> list[Row]:
        """The keys, as many to a row as fit."""
        rows: list[str] = []
        for item in items:
            joined = f"{rows[-1]}    {item}" if rows else item
            if rows and len(joined) <= self.measure:
                rows[-1] = joined
            else:
                rows.append(item)
        return [Row(" " * self.margin + row, "dim") for row in rows]

    def stacked(self, top: list[Row], bottom: list[Row]) -> list[Row]:
        """Rows from the top and rows at the bottom, together as high as the screen."""
        space = max(0, self.height - len(bottom))
        return [*top[:space], *[BLANK] * (space - len(top)), *bottom][: self.height]


def page_rows(page: Page, room: Room, part: int = 0) -> tuple[list[Row], bool]:
    """A part of a page, and whether more of it is to come.

    Its title and aside, its paragraphs, and the keys at the foot. A page that fits is one part;
    of one that nearly does, the blank rows go. One that letters narrow is always one part.
    """
    if page.typed is not None:
        return _narrowed_rows(page, room), False
    gap = room.measure - len(page.title) - len(page.aside)
    if page.aside and gap >= 2:
        title = [Row(" " * room.margin + page.title + " " * gap + page.aside, "bold")]
    else:
        title = room.paragraph(page.title, "bold")
        title += room.paragraph(page.aside, "dim") if page.aside else []
    body = [row for text in page.body for row in room.row(text)]
    body += [BLANK, *room.scale(*page.scale)] if page.scale else []
    body += [BLANK, room.bar(page.done)] if page.done is not None else []
    foot = [*room.foot(page.foot), BLANK]
    if len(title) + len(body) + len(foot) + 3 <= room.height:
        return room.stacked([BLANK, *title, BLANK, *body], foot), False
    title, foot = title[: room.height // 3], foot[:-1]
    body = [row for row in body if row != BLANK]
    if len(title) + len(body) + len(foot) <= room.height:
        return room.stacked([*title, *body], foot), False
    on = room.foot(("enter reads on",) if page.whole else ("space reads on", *page.foot))
    space = max(1, room.height - len(title) - len(on))
    parts = [body[at : at + space] for at in range(0, len(body), space)]
    more = part < len(parts) - 1
    return room.stacked([*title, *parts[min(part, len(parts) - 1)]], on if more else foot), more


def _narrowed_rows(page: Page, room: Room) -> list[Row]:
    """A page that letters narrow: the letters, and as many of its rows as fit round the mark."""
    typed = room.paragraph(f"{page.typed}{room.theme.cursor}", "dim")
    head = [*room.paragraph(page.title, "bold"), *typed]
    head = [BLANK, *head, BLANK] if room.height > 14 else head
    foot = room.foot(page.foot)
    foot = [BLANK, *foot, BLANK] if room.height > 14 else foot
    rows = [room.row(text) for text in page.body]
    mark = sum(map(len, rows[: page.at]))
    body = [row for part in rows for row in part]
    if page.at is not None and mark < len(body):
        begun, sign = room.margin, room.theme.mark
        text = body[mark].text
        body[mark] = Row(text[:begun] + sign + text[begun + len(sign) :], "bold")
    space = max(1, room.height - len(head) - len(foot))
    first = max(0, min(mark - space // 2, len(body) - space))
    shown = body[first : first + space]
    more = Row(" " * room.margin + room.theme.more, "dim")
    if first and space > 2:
        shown[0] = more
    if first + space < len(body) and space > 2:
        shown[-1] = more
    return room.stacked([*head, *shown], foot)
