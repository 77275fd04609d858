"""Every screen of the live face, laid out as rows of text and their shade."""

from collections.abc import Callable
from dataclasses import dataclass

from mindful.core.session import Session
from mindful.core.words import safe
from mindful.terminal import texts
from mindful.terminal.page import Page
from mindful.terminal.theme import NARROW, Theme, clock

Row = tuple[str, str]  # the text, and its shade: "", dim or bold
Wrap = Callable[[str, int], list[str]]

BLANK: Row = ("", "")
WIDEST = 100  # columns; what is wider is left free at either side


@dataclass(frozen=True, slots=True)
class Room:
    """The size of the screen, its signs, and how its text is broken into lines."""

    width: int
    height: int
    theme: Theme
    wrap: Wrap

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
        return [(" " * left + line.replace("\u00a0", " "), shade) for line in lines]

    def row(self, text: str) -> list[Row]:
        """A paragraph; or columns, tabs between, the last left out where they do not fit."""
        if not text:
            return [BLANK]
        columns = text.split("\t")
        while len(columns) > 1 and len("   ".join(columns)) > self.measure:
            columns.pop()
        return self.paragraph("   ".join(columns).rstrip())

    def foot(self, items: tuple[str, ...]) -> list[Row]:
        """The keys, as many to a row as fit."""
        rows: list[str] = []
        for item in items:
            joined = f"{rows[-1]}    {item}" if rows else item
            if rows and len(joined) <= self.measure:
                rows[-1] = joined
            else:
                rows.append(item)
        return [(" " * self.margin + row, "dim") for row in rows]

    def stacked(self, top: list[Row], bottom: list[Row]) -> list[Row]:
        """Rows from the top and rows at the bottom, together as high as the screen."""
        space = max(0, self.height - len(bottom))
        return [*top[:space], *[BLANK] * (space - len(top)), *bottom][: self.height]


def page_rows(page: Page, room: Room, part: int = 0) -> tuple[list[Row], bool]:
    """A part of a page, and whether more of it is to come.

    Its title and aside, its paragraphs, and the keys at the foot. A page that fits is one part;
    of one that nearly does, the blank rows go.
    """
    gap = room.measure - len(page.title) - len(page.aside)
    if page.aside and gap >= 2:
        title = [(" " * room.margin + page.title + " " * gap + page.aside, "bold")]
    else:
        title = room.paragraph(page.title, "bold")
        title += room.paragraph(page.aside, "dim") if page.aside else []
    body = [row for text in page.body for row in room.row(text)]
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


def sitting_rows(session: Session, room: Room, note: str, sign: str, cursor: int) -> list[Row]:
    """The sitting at this moment: the step's lines, a sign of life, a bar and the keys.

    `note` answers the last key, `cursor` is the place in the line being written. Where there is
    little room, blank rows go first, then the sign, then the oldest lines; never part of a line.
    """
    if session.grounding:
        return page_rows(texts.GROUND, room)[0]
    over, rest = room.theme.bar(session.place / session.schedule.seconds, room.measure)
    blank = [BLANK] if room.height > 14 else []
    foot = [
        *room.paragraph(note, "dim"),
        (" " * room.margin + over + rest, "dim"),
        *room.foot(texts.sitting_keys(session)),
        *blank,
    ]
    life = [*blank, (sign.center(room.width).rstrip(), "dim"), *blank]
    body = _paused(session, room) if session.paused else _step(session, room, cursor)
    rows = sum(map(len, body))
    if rows + len(life) + len(foot) > room.height:
        life = []
    space = max(1, room.height - len(life) - len(foot))
    while len(body) > 1 and sum(map(len, body)) > space:
        body.pop(_oldest(body))
    top = [BLANK] * min(room.height // 5, max(0, space - sum(map(len, body))))
    shown = [row for part in body for row in part]
    return room.stacked([*top, *shown][:space], [*life, *foot])


def _oldest(body: list[list[Row]]) -> int:
    """The place of the part that can go first: a blank row, else the line said longest ago."""
    return next((place for place, part in enumerate(body[:-1]) if part == [BLANK]), 0)


def _paused(session: Session, room: Room) -> list[list[Row]]:
    total = clock(session.schedule.seconds)
    return [room.paragraph(f"Paused at {clock(session.place)} of {total}")]


def _step(session: Session, room: Room, cursor: int) -> list[list[Row]]:
    """What has been said in this step, the line of the moment bright, and what is typed.

    Each part is the rows of one line; the last part is the one that is never left out.
    """
    indent = 7 if room.width >= NARROW else 0
    step = session.stretch.step
    keys = texts.STEP_KEYS.get(step.keys, "")
    parts = [room.paragraph(texts.TURNS[step.turn], "bold", indent), [BLANK]] if step.turn else []
    said = [cue for cue in session.stretch.cues if cue.at <= session.place]
    lines = [
        room.paragraph(cue.words, "" if session.place < cue.at + cue.hold else "dim", indent)
        for cue in said
    ]
    if step.write:
        return [*parts, *lines, [BLANK], _written(session, room, cursor, indent)]
    legend = [[BLANK], room.paragraph(keys, "dim", indent)] if keys and room.height > 14 else []
    if legend:  # on a large screen there is room for everything
        lines = [[row for part in [*lines, *legend] for row in part]]
    elif keys:
        parts = [room.paragraph(keys, "dim", indent), *parts]
    return [*parts, *lines] or [[BLANK]]


def _written(session: Session, room: Room, cursor: int, indent: int) -> list[Row]:
    """The label, and under it the line with its cursor, or the words that were kept."""
    label = room.paragraph(f"{session.stretch.step.write}:", "dim", indent)
    words = session.writing
    if words is None:
        kept = [one.words for one in session.answers if one.label == session.stretch.step.write]
        return [*label, *(room.paragraph(safe(kept[-1]), "dim", indent) if kept else [])]
    marked = safe(words[:cursor]) + room.theme.cursor + safe(words[cursor:])
    rows = room.paragraph(marked, "", indent)
    most = max(1, room.height - 7)
    at = next((index for index, row in enumerate(rows) if room.theme.cursor in row[0]), 0)
    first = max(0, min(at - most // 2, len(rows) - most))
    return [*label, *rows[first : first + most]]
