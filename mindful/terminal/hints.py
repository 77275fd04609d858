"""The keys of each moment, and whose turn it is, in words."""

from typing import NamedTuple

from mindful.core.breath import QUICKEST, SLOWEST
from mindful.core.session import Session

# The blanks within a hint do not break, so that no key is parted from its word.
STEP_KEYS = {
    "notice": "space\u00a0each\u00a0one\u00a0noticed",
    "sort": "p\u00a0past    f\u00a0future    e\u00a0elsewhere    h\u00a0here",
    "count": "space\u00a0a\u00a0breath    enter\u00a0the\u00a0ninth    "
    "backspace\u00a0the\u00a0count\u00a0is\u00a0lost",
}
BREATHING_KEYS = "up\u00a0quicker    down\u00a0slower"


class Turn(NamedTuple):
    """Whose turn it is: a word to be read from afar, and the sentence."""

    who: str
    sentence: str


def turn(of: str, partner: str) -> Turn:
    """The turn of two people at one screen; `partner` is the other's name, if it was told."""
    other = partner or "The other"
    return {
        "you": Turn("You", f"You speak, {partner or 'the other'} listens."),
        "other": Turn(other if partner else "Other", f"{other} speaks, you listen."),
        "both": Turn("Both", "Both of you."),
    }[of]


def pace(per_minute: float) -> str:
    """The pace of guided breaths, and whether it goes any further."""
    ends = {SLOWEST: ", the slowest there is", QUICKEST: ", the quickest there is"}
    return f"{round(per_minute, 1):g} breaths a minute{ends.get(per_minute, '')}."


ALL_KEYS = (
    "esc pause",
    "n next step",
    "t time",
    "m sound off and on",
    "g back to the room",
    "q leave",
)


def all_keys() -> str:
    """Every key of a sitting in one sentence, no key parted from its word."""
    return ", ".join(key.replace(" ", "\u00a0") for key in ALL_KEYS)


def keys_of(session: Session) -> tuple[str, ...]:
    """The keys that do something now, for the foot of the screen; none where nobody is there."""
    if not session.attended:
        return ()
    if session.paused:
        return ("enter or space goes on", "n next step", "g back to the room", "q leave")
    if session.writing is not None:
        return ("enter keeps it", "esc pause")
    step = session.stretch.step
    goes_on = ("enter goes on",) if step.write else ("n next",)
    if step.breathe:
        return ("esc pause", "up/down pace", *goes_on, "g ground", "q leave", "? keys")
    return ("esc pause", *goes_on, "t time", "g ground", "q leave", "? keys")


def fewest_keys_of(session: Session) -> tuple[str, ...]:
    """As few of them as lead to all the others, for a small screen."""
    sitting = session.attended and not session.paused and session.writing is None
    return ("? keys", "q leave") if sitting else keys_of(session)
