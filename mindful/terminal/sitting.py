"""The screen of a sitting at each moment: one thing at a time, and a slow bar."""

from mindful.core.session import Session
from mindful.core.words import safe
from mindful.terminal import hints, shapes, texts
from mindful.terminal.frames import BLANK, Room, Row, page_rows
from mindful.terminal.theme import NARROW, TINT, clock

Part = list[Row]  # the rows of one line, or of one thing; shown whole or not at all


def sitting_rows(session: Session, room: Room, note: str, sign: str, cursor: int) -> list[Row]:
    """The sitting at this moment: the step's lines, a sign of life, a bar and the keys.

    `note` answers the last key, `cursor` is the place in the line being written. Where there is
    little room, blank rows go first, then the sign, then the oldest lines; never part of a line.
    """
    if session.grounding:
        return page_rows(texts.GROUND, room)[0]
    roomy = room.height > 14
    foot = [
        *room.paragraph(note, "dim"),
        room.bar(session.place / session.schedule.seconds),
        *_keys(session, room),
    ]
    foot += [BLANK] * roomy
    body = _paused(session, room) if session.paused else _step(session, room, cursor)
    rows = sum(map(len, body))
    free = room.height - len(foot)
    life = _life(session, room, sign, free - min(rows, free))
    if rows + len(life) > free:
        life = []
    space = max(1, free - len(life))
    while len(body) > 1 and sum(map(len, body)) > space:
        body.pop(_oldest(body))
    top = [BLANK] * min(room.height // 5, max(0, space - sum(map(len, body))))
    shown = [row for part in body for row in part]
    return room.stacked([*top, *shown][:space], [*life, *foot])


def _keys(session: Session, room: Room) -> list[Row]:
    """The keys of the moment; where they would take the room of the words, those that matter."""
    keys = room.foot(hints.keys_of(session))
    if len(keys) <= max(1, room.height // 5):
        return keys
    return room.foot(hints.fewest_keys_of(session))[:1]


def _life(session: Session, room: Room, sign: str, free: int) -> list[Row]:
    """What moves: a breath that swells where one is guided and there is room, else one sign."""
    blank = [BLANK] if room.height > 14 else []
    if session.breath is None or session.paused:
        return [*blank, Row(sign.center(room.width).rstrip(), "dim"), *blank]
    reach = max(0, min(shapes.LARGEST, (free - 1 - 2 * len(blank)) // 2))
    rows = shapes.breath(session.breath, reach, room.theme.dot, room.still)
    left = max(0, (room.width - len(rows[0])) // 2)
    drawn = [Row(" " * left + row.rstrip(), TINT) for row in rows]
    start = drawn[reach].text.index(session.breath.name)
    end = start + len(session.breath.name)
    drawn[reach] = drawn[reach]._replace(part=(start, end, "bold"))
    return [*blank, *drawn, *blank]


def _oldest(body: list[Part]) -> int:
    """The place of the part that can go first: a blank row, else the line said longest ago."""
    return next((place for place, part in enumerate(body[:-1]) if part == [BLANK]), 0)


def _paused(session: Session, room: Room) -> list[Part]:
    total = clock(session.schedule.seconds)
    return [room.paragraph(f"Paused at {clock(session.place)} of {total}")]


def _step(session: Session, room: Room, cursor: int) -> list[Part]:
    """What has been said in this step, the line of the moment bright, and what is typed.

    The last part is the one that is never left out.
    """
    indent = 7 if room.width >= NARROW else 0
    step = session.stretch.step
    keys = hints.STEP_KEYS.get(step.keys, "")
    parts = [*_turn(session, room), [BLANK]] if step.turn else []
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


def _turn(session: Session, room: Room) -> list[Part]:
    """Whose turn it is, in letters that can be read from across a table where they fit."""
    turn = hints.turn(session.stretch.step.turn, session.partner)
    rows = [Row(" " * room.margin + row, TINT)
            for row in shapes.large(turn.who, room.measure, room.theme.block)]  # fmt: skip
    named = room.paragraph(turn.sentence, "bold")
    if not rows or room.height < len(rows) + 7:
        return [named]
    return [[*rows, BLANK, *named]] if room.height > 14 else [rows]


def _written(session: Session, room: Room, cursor: int, indent: int) -> Part:
    """The label, and under it the line with its cursor, or the words that were kept."""
    label = room.paragraph(f"{session.stretch.step.write}:", "dim", indent)
    words = session.writing
    if words is None:
        kept = [one.words for one in session.answers if one.label == session.stretch.step.write]
        return [*label, *(room.paragraph(safe(kept[-1]), "dim", indent) if kept else [])]
    marked = safe(words[:cursor]) + room.theme.cursor + safe(words[cursor:])
    rows = room.paragraph(marked, "", indent)
    most = max(1, room.height - 7)
    at = next((index for index, row in enumerate(rows) if room.theme.cursor in row.text), 0)
    first = max(0, min(at - most // 2, len(rows) - most))
    return [*label, *rows[first : first + most]]
