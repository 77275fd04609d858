"""The words that are mindful's own: the first page, the way back to the room, the keys."""

from mindful.core.exercise import Exercise
from mindful.core.session import Session
from mindful.terminal.page import Page
from mindful.terminal.theme import minutes

FIRST = Page(
    "Before the first time",
    (
        "This is a place to practise: attention to what is here, and a question about another "
        "mind. It guides you for a while, you may write a few lines, and it keeps them.",
        "",
        "It is not therapy, and takes no one's place. It promises nothing. For most people a "
        "practice is pleasant or plain; some find it stirs things up. You can stop at any moment, "
        "and leave out anything.",
        "",
        "You might ask a professional first if you are in a crisis now, or know psychosis, mania, "
        "seizures, a recent trauma, feeling unreal, or trouble with eating and the body. "
        "Listening to the room is then the gentler beginning.",
        "",
        "It is made for adults. What you write stays on this machine. "
        "`mindful help-now` is there at any time.",
    ),
    ("enter goes on", "q not now"),
    whole=True,
)
FIRST_LINE = (
    "First time here: this is practice, not therapy; leave at any moment. "
    "`mindful help-now` says what helps when it is too much."
)

GROUND = Page(
    "Back to the room",
    (
        "Feel both feet on the floor. Press them down a little.",
        "Eyes open. Find five things you can see.",
        "Name one sound, and where it comes from.",
        "Touch something near: is it warm, cool, rough, smooth?",
        "",
        "The practice waits. Nothing has to be finished.",
    ),
    ("enter goes on", "q leave"),
)

HELP_NOW = """\
When it is too much

  Stop the practice. It can wait for good.
  Feel both feet on the floor, and press them down.
  Open your eyes and find five things you can see.
  Name one sound. Touch something near: is it warm or cool?
  Drink some water. Walk a few steps.
  You might call someone, or sit where other people are.

Please look for help now if you notice any of these

  panic that has not settled after half an hour
  feeling unreal for hours
  hearing or seeing what others do not
  no sleep, with racing energy
  memories that come by force, as if it were happening again
  thoughts of harming yourself

  Call your local emergency number, or someone who can be with you.
  Helplines in many countries: findahelpline.com
  After meditation in particular: Cheetah House, cheetahhouse.org
"""

TOO_MUCH = Page(
    "Afterwards",
    ("Was any of it too much?",),
    ("n no", "l a little", "y yes", "enter passes over it"),
)
TOO_MUCH_ANSWERS = {"n": "no", "l": "a little", "y": "yes", "enter": ""}
OFFER = Page(
    "For now",
    (
        "Look around the room for a moment. Feel your feet.",
        "",
        "Next time, something shorter may suit, with the eyes open and turned outward: "
        "Listening to the room, for three minutes.",
        "It can help to tell someone how it was.",
        "`mindful help-now` says what to do when it does not settle.",
    ),
    ("enter goes on",),
)

# The blanks within a hint do not break, so that no key is parted from its word.
STEP_KEYS = {
    "notice": "space\u00a0\u00a0when\u00a0you\u00a0notice",
    "sort": "p\u00a0past    f\u00a0future    e\u00a0elsewhere    h\u00a0here",
    "count": "space\u00a0a\u00a0breath    enter\u00a0the\u00a0ninth    "
    "backspace\u00a0the\u00a0count\u00a0is\u00a0lost",
}
TURNS = {"you": "You speak", "other": "The other speaks", "both": "Both"}
ALL_KEYS = (
    "esc pause",
    "n next step",
    "t time",
    "m sound off and on",
    "g back to the room",
    "q leave",
)


LONG_FROM = 40 * 60  # seconds
LONG = "Five to ten minutes is a real practice. More is not reliably better."
HELP_IS_THERE = "`mindful help-now` is there at any time."
GATE = Page(
    "Before this one",
    (
        "It asks for some calm.",
        "",
        "How stirred up are you right now?",
        "",
        "  calm   1   2   3   4   5   6   7   8   9   very stirred up",
    ),
    ("1 to 9 answers", "enter passes over it", "q not now"),
)
STIRRED = Page(
    "Perhaps not now",
    (
        "From seven on, this practice is harder to do, and can stir up more.",
        "",
        "Listening to the room may suit better: outward, eyes open. Or nothing at all.",
        HELP_IS_THERE,
    ),
    ("s listening to the room", "g go on with it", "q not now"),
)
STIRRED_FROM = 7  # of 9


def sitting_keys(session: Session) -> tuple[str, ...]:
    """The keys that do something now, for the foot of the screen."""
    if session.paused:
        return ("enter or space goes on", "n next step", "g back to the room", "q leave")
    if session.writing is not None:
        return ("enter keeps it", "esc pause")
    goes_on = ("enter goes on",) if session.stretch.step.write else ("n next",)
    return ("esc pause", *goes_on, "t time", "g ground", "q leave", "? keys")


def card(exercise: Exercise, seconds: int) -> Page:
    """The card before a sitting."""
    hints = [STEP_KEYS[step.keys] for step in exercise.steps if step.keys]
    keys = ["", "If you like:", f"  {hints[0]}"] if hints else []
    return Page(
        exercise.title,
        (
            exercise.purpose,
            "",
            *([exercise.posture] if exercise.posture else []),
            *keys,
            *(["", exercise.caution] if exercise.caution else []),
            *(["", LONG] if seconds > LONG_FROM else []),
            "",
            "If any of it is too much, g brings you back to the room, q leaves. "
            "What you have sat is kept either way."
            + (f" {HELP_IS_THERE}" if exercise.family in ("perspective", "security") else ""),
        ),
        ("enter begins", "l another length", "o another practice", "q not now"),
        f"{exercise.family} · {minutes(seconds)}",
    )
