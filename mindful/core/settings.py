"""The settings: what each is called, what it may be, and how people say it."""

from typing import NamedTuple

from mindful.core.bells import ALLOWED, bells
from mindful.core.days import WHEN_DAYS_END, ending
from mindful.core.kinds import Form, Kind, Number, OneOf, Truth, Value, shown
from mindful.core.words import safe
from mindful.errors import Misuse

SOUNDS = ("bowl", "beep", "none")
USUAL_VOICE = "usual"  # the one that the engine would take for English
_LONGEST_NAME = 60


class Settings(NamedTuple):
    """What a person has settled on, or what is usual."""

    check_in: bool = True
    reflection: bool = True
    plain: bool = False
    reduced_motion: bool = False
    week_starts: str = "monday"
    day_ends_at: str = "00:00"
    numbers: bool = True
    sound: str = "bowl"
    bell: str = "turns"
    bell_volume: int = 100
    key_tones: bool = True
    voice: bool = False
    voice_name: str = USUAL_VOICE
    voice_rate: int = 120
    voice_volume: int = 100


class Setting(NamedTuple):
    """One of them: its key, what it does, and what it may be."""

    key: str
    about: str
    kind: Kind = Truth()

    @property
    def default(self) -> Value:
        usual: Value = Settings._field_defaults[self.key]
        return usual

    @property
    def variable(self) -> str:
        """The environment's name for it."""
        return f"MINDFUL_{self.key.upper()}"

    @property
    def another(self) -> str:
        """A value it may be that is not its usual one."""
        return self.kind.another(self.default)

    def unfit(self, value: object) -> str:
        """What was expected instead of a value, and the nearest that it may be."""
        expected = f"expected {self.kind.allowed}"
        if not isinstance(value, str | int | float):
            return expected
        said = shown(value) if isinstance(value, bool) else str(value)
        close = "" if isinstance(value, bool) else self.kind.close_to(said)
        quoted = f"“{safe(said)[:40]}”" if isinstance(value, str) else said[:40]
        return f"{expected}, not {quoted}" + (f"; {close}, perhaps?" if close else "")


def _is_bells(said: str) -> bool:
    try:
        bells(said, lambda: 0.0)
    except Misuse:
        return False
    return True


def _is_name(said: str) -> bool:
    return 0 < len(said) <= _LONGEST_NAME and said.isprintable() and not said.startswith("-")


_NAME = Form("the name of a voice, as `mindful config voices` lists them", "en-us", _is_name)
_TIME = Form(WHEN_DAYS_END, "04:00", lambda said: ending(said) is not None)
SETTINGS = (
    Setting("check_in", "Ask how you are before and after a sitting."),
    Setting("reflection", "Ask a question, and give room to write, after a sitting."),
    Setting("plain", "One line an event, nothing redrawn."),
    Setting("reduced_motion", "Nothing on the screen moves by itself."),
    Setting("week_starts", "The first day of a week.", OneOf(("monday", "sunday", "saturday"))),
    Setting("day_ends_at", "Until then, a night is still the day before.", _TIME),
    Setting("numbers", "Looking back, counts, minutes and charts are shown."),
    Setting("sound", "What rings; beep is the terminal's own bell.", OneOf(SOUNDS)),
    Setting("bell", "When a bell rings within a sitting.", Form(ALLOWED, "every 5m", _is_bells)),
    Setting("bell_volume", "How loud the bells and tones are, in per cent.", Number(0, 100, 60)),
    Setting("key_tones", "A soft tone answers a key, for closed eyes."),
    Setting("voice", "Each line is spoken as well."),
    Setting("voice_name", "Who speaks.", _NAME),
    Setting("voice_rate", "How quickly it speaks, in words a minute.", Number(80, 240, 140)),
    Setting("voice_volume", "How loud it speaks, in per cent.", Number(0, 100, 60)),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}
