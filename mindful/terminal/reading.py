"""Exercises as pages to print: the list, one of them, one laid over a length."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mindful.terminal.columns import cut, wrapped
from mindful.terminal.theme import clock

if TYPE_CHECKING:
    from mindful.core.exercise import Exercise, Head
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
        lead = " " * (wide + 4)
        yield cut(f"  {one.name:<{wide}}  {one.title}, {lengths(one.minutes)} minutes", columns)
        yield from wrapped(one.purpose, columns, first=lead, rest=lead)


def lengths(made_for: tuple[int, ...]) -> str:
    """The ends of the minutes an exercise was made for: 3 to 20, or the one there is."""
    ends = f"{min(made_for)} to {max(made_for)}"
    return ends if len(set(made_for)) > 1 else str(made_for[0])


def exercise(one: "Exercise", columns: int) -> Iterator[str]:
    """An exercise as a page to read."""
    yield one.title
    yield f"{one.name} · {one.family} · {lengths(one.minutes)} minutes, usually {one.usual}"
    for name, text in (("", one.purpose), ("From", one.concept), ("Posture", one.posture),
                       ("Care", one.caution)):  # fmt: skip
        if text:
            yield from ["", *wrapped(f"{name}: {text}" if name else text, columns)]
    for name, texts in (("Questions after", one.reflect), ("What is known", one.evidence)):
        if texts:
            yield from ["", name]
        for text in texts:
            yield from wrapped(text, columns, first="  ", rest="    ")
    yield from ["", "Steps"]
    for step in one.steps:
        yield f"  {step.name}, {step.share:g} %"
        for line in step.say:
            late = f"   (from {line.least:g} minutes)" if line.least else ""
            yield f"    {line.words}{late}"


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
