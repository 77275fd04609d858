"""Exercises as pages to print: the list, one of them, one laid over a length."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mindful.terminal.columns import cut, wrapped
from mindful.terminal.theme import NARROW, clock

if TYPE_CHECKING:
    from mindful.core.exercise import Exercise, Head, Step
    from mindful.core.schedule import Schedule


def exercises(listed: "Sequence[Head]", terminal: bool, columns: int) -> Iterator[str]:
    """The exercises: by family on a terminal, one a line with tabs between on a pipe."""
    if not terminal:
        for one in listed:
            yield "\t".join([one.name, one.title, one.family, lengths(one.minutes), one.purpose])
        return
    wide = max((len(one.name) for one in listed), default=0)
    family = ""
    for one in listed:
        if one.family != family:
            yield from [""] if family else []
            family = one.family
            yield family
        title = f"{one.title}, {lengths(one.minutes)} minutes"
        lead = " " * (wide + 4)
        if columns >= NARROW:
            yield cut(f"  {one.name:<{wide}}  {title}", columns)
        else:
            lead = "    "
            yield f"  {one.name}"
            yield from wrapped(title, columns, first=lead, rest=lead)
        yield from wrapped(one.purpose, columns, first=lead, rest=lead)


def lengths(made_for: tuple[int, ...]) -> str:
    """The ends of the minutes an exercise was made for: 3 to 20, or the one there is."""
    ends = f"{min(made_for)} to {max(made_for)}"
    return ends if len(set(made_for)) > 1 else str(made_for[0])


def exercise(one: "Exercise", columns: int) -> Iterator[str]:
    """An exercise as a page to read."""
    yield one.title
    yield f"{one.name} · {one.family} · {lengths(one.minutes)} minutes, usually {one.usual}"
    gate = "It asks first how stirred up you are." if one.gate else ""
    for name, text in (("", one.purpose), ("From", one.concept), ("Posture", one.posture),
                       ("Care", " ".join(filter(None, [one.caution, gate])))):  # fmt: skip
        if text:
            yield from ["", *wrapped(f"{name}: {text}" if name else text, columns)]
    for name, texts in (("Questions after", one.reflect), ("What is known", one.evidence)):
        if texts:
            yield from ["", name]
        for text in texts:
            yield from wrapped(text, columns, first="  ", rest="    ")
    yield from ["", "Steps"]
    for step in one.steps:
        yield from wrapped(f"{', '.join(_about(step))}", columns, first="  ", rest="    ")
        for line in step.say:
            late = f"   (from {line.least:g} minutes)" if line.least else ""
            yield from wrapped(f"{line.words}{late}", columns, first="    ", rest="      ")


def _about(step: "Step") -> Iterator[str]:
    """A step in a few words: its name, its share, and what is done in it besides sitting."""
    yield step.name
    yield f"{step.share:g} %"
    if step.least:
        yield f"from {step.least:g} minutes"
    if step.turn:
        yield {"you": "you speak", "other": "the other speaks", "both": "both of you"}[step.turn]
    if step.write:
        yield f"written: {step.write}"
    if step.breathe:
        from mindful.core.breath import PARTS

        parts = zip(PARTS, step.breathe, strict=True)
        yield "guided breath: " + " ".join(f"{name} {long:g}" for name, long in parts if long)
    if step.keys:
        from mindful.terminal.hints import STEP_KEYS  # which the list has no need of

        yield f"keys: {STEP_KEYS[step.keys]}".replace("    ", "; ").replace("\u00a0", " ")


def timeline(schedule: "Schedule") -> Iterator[str]:
    """A schedule line by line, each with its time: a dry run."""
    for index, stretch in enumerate(schedule.stretches):
        bell = ", bell" if schedule.bell_at(index) else ""
        yield f"{clock(stretch.start)}  [{stretch.step.name}{bell}]"
        for cue in stretch.cues:
            yield f"{clock(cue.at)}  {cue.words}"
        if stretch.step.write:
            yield f"{clock(stretch.end)}  ({stretch.step.write}: waits until it is written)"
    yield f"{clock(schedule.seconds)}  [bell, three strokes]"
