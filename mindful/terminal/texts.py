"""The pages that are mindful's own: the first one, the card, the way back to the room."""

from collections.abc import Iterable, Iterator

from mindful.core.checkin import Item
from mindful.core.exercise import Exercise
from mindful.terminal import hints
from mindful.terminal.page import Page
from mindful.terminal.theme import minutes

HELP = "`mindful\u00a0help-now`"
FIRST = Page(
    "Before the first time",
    (
        "This is a place to practise: attention to what is here, and a question about another "
        "mind. It guides you for a while, you may write a few lines, and it keeps them. "
        "q leaves at any moment, and anything can be passed over.",
        "",
        "It is not therapy, and replaces nobody who treats you. It promises nothing. Some of it "
        "may be pleasant, some plain, some unpleasant; for some people it stirs much up.",
        "",
        "You might ask a professional first if you are in a crisis now, or have had psychosis, "
        "mania, seizures, a recent trauma, feeling unreal, or trouble with eating and the body. "
        "Listening to the room may then be the easier one to begin with.",
        "",
        "It is made for adults. What you write stays on this machine. "
        f"{HELP} is there at any time.",
    ),
    ("enter goes on", "q not now"),
    whole=True,
)
FIRST_LINE = (
    "First time here: this is practice, not therapy; leave at any moment. "
    "`mindful help-now` says what may help when it is too much."
)

GROUND = Page(
    "Back to the room",
    (
        "Feel what holds you: floor, chair, bed.",
        "Find five things you can see, or three you can touch.",
        "Name one sound, and where it comes from.",
        "Touch something near: is it warm, rough?",
        "",
        "Nothing has to be finished.",
    ),
    ("enter goes on", "q leave"),
)

HELP_NOW = """\
When it is too much

  Stop the practice. You need not go back to it.
  Call your local emergency number if you or someone else may be in danger.

  Feel what holds you: the floor, a chair, a bed. Press against it a little.
  Find five things you can see, or three you can touch.
  Name one sound. Is something near you warm, or cool?
  Drink some water. Move, if you can.
  You might call someone, or be where other people are.

Please look for help now if you notice any of these

  panic that has not settled after half an hour
  feeling unreal for hours
  hearing or seeing what others do not
  no sleep, and yet racing
  memories that come by force, as if it were happening again
  thoughts of harming yourself

  Your local emergency number, or someone who can be with you.
  Helplines in many countries: findahelpline.com
  After meditation in particular: Cheetah House, cheetahhouse.org
"""

TOO_MUCH = Page(
    "Afterwards",
    ("Was any of it too much?", "", "  1  no", "  2  a little", "  3  yes"),
    ("1 to 3 answers", "enter passes over it"),
)
TOO_MUCH_ANSWERS = {"1": "no", "2": "a little", "3": "yes", "enter": ""}


def offer(exercise: Exercise, seconds: float) -> Page:
    """What may help after a yes: something shorter, outward, eyes open; and someone to tell."""
    outward = exercise.name != "sounds" and seconds > 180
    gentler = "Listening to the room, for three minutes" if outward else "half as long"
    return Page(
        "For now",
        (
            "Look around the room for a moment. Feel what holds you.",
            "",
            f"Another time, {gentler} may suit, with the eyes open. Or none.",
            "It can help to tell someone how it was.",
            f"{HELP} says what may help when it does not settle.",
        ),
        ("enter goes on",),
    )


def check_in(item: Item, title: str, back: bool) -> Page:
    """One item of the check-in; `back` when there is one before it to go back to."""
    return Page(
        title,
        (item.question,),
        (
            "1 to 9 answers",
            "enter passes over it",
            *(["backspace goes back"] if back else []),
            "esc passes over the rest",
        ),
        scale=(item.low, item.high),
    )


BEFORE, AFTER = "Before we begin", "And now"
WRITES = "There {} to write a line in; what you write is kept in your journal."
TOO_MUCH_MEANWHILE = (
    "If any of it is too much, g brings you back to the room, q leaves. "
    "What you have sat is kept either way."
)
LONG_FROM = 40 * 60  # seconds
LONG = "Five to ten minutes is a real practice. More is not reliably better."
HELP_IS_THERE = f"{HELP} is there at any time."


def unkept(obstacle: str) -> Page:
    """Said before a sitting that the journal cannot take now."""
    return Page(
        "The journal",
        (
            f"The journal cannot be written now: {obstacle}.",
            "",
            "You can sit all the same. What is written will be given back at the end.",
        ),
        ("enter sits all the same", "q not now"),
    )


GATE = Page(
    "Before this one",
    (
        "This one can stir things up.",
        "",
        "How stirred up are you right now?",
    ),
    ("1 to 9 answers", "enter passes over it", "q not now"),
    scale=("calm", "very stirred up"),
)
STIRRED = Page(
    "Perhaps not now",
    (
        "Stirred up as you are, it may be harder, and may stir up more.",
        "",
        "Listening to the room may suit better: outward, eyes open. Or breathing slowly for a "
        "while. Or nothing at all.",
        HELP_IS_THERE,
    ),
    ("s listening to the room", "b slow breathing", "enter goes on with it", "q not now"),
)
STIRRED_FROM = 7  # of 9


def preparing(done: float) -> Page:
    """Said while lines are being spoken for the first time."""
    return Page(
        "A moment",
        ("The voice is being prepared. The next time it is there at once.",),
        ("esc goes on without it", "q not now"),
        done=done,
    )


def voiceless(message: str, hint: str) -> Page:
    """Said before a sitting in which nothing can be spoken, though that was the wish."""
    return Page(
        "The voice",
        (message, hint, "", "The lines will be on the screen."),
        ("enter sits all the same", "q not now"),
    )


def card(exercise: Exercise, seconds: int, why: str = "", unspoken: str = "") -> Page:
    """The card before a sitting.

    `why` says why this one, where it was not asked for; `unspoken` why it cannot be spoken, where
    it was to be.
    """
    return Page(
        exercise.title,
        tuple(_apart((*_said(exercise, seconds, why), (unspoken,) if unspoken else ()))),
        ("enter begins", "l another length", "o another practice", "q not now"),
        f"{exercise.family} · {minutes(seconds)}",
    )


def _said(exercise: Exercise, seconds: int, why: str) -> Iterator[tuple[str, ...]]:
    """The paragraphs of a card, each of one row or more."""
    yield (f"You might sit this one now. {why}",) if why else ()
    yield (exercise.purpose,)
    yield (exercise.posture,) if exercise.posture else ()
    keys = [hints.STEP_KEYS[step.keys] for step in exercise.steps if step.keys]
    keys += [hints.BREATHING_KEYS for step in exercise.steps if step.breathe]
    yield ("If you like:", *(f"  {key}" for key in dict.fromkeys(keys))) if keys else ()
    written = sum(1 for step in exercise.steps if step.write)
    yield (WRITES.format("is a step" if written == 1 else f"are {written} steps"),) * bool(written)
    yield (exercise.caution,) if exercise.caution else ()
    yield (LONG,) if seconds > LONG_FROM else ()
    help_now = f" {HELP_IS_THERE}" if exercise.family in ("perspective", "security") else ""
    yield (f"{TOO_MUCH_MEANWHILE}{help_now}",)


def _apart(paragraphs: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The rows of paragraphs, a blank one between each two."""
    for number, rows in enumerate(filter(None, paragraphs)):
        yield from [""] if number else []
        yield from rows
