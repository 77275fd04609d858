"""The settings: what each is called, what it may be, and how people say it."""

from typing import NamedTuple

from mindful.core.words import nearest, safe

Value = bool | str
_SAID = {
    "true": True, "yes": True, "on": True, "1": True,
    "false": False, "no": False, "off": False, "0": False,
}  # fmt: skip


class Settings(NamedTuple):
    """What a person has settled on, or what is usual."""

    check_in: bool = True
    reflection: bool = True
    plain: bool = False
    reduced_motion: bool = False
    week_starts: str = "monday"


class Setting(NamedTuple):
    """One of them: its key, what it does, and the words it may be; with none, true or false."""

    key: str
    about: str
    choices: tuple[str, ...] = ()

    @property
    def default(self) -> Value:
        usual: Value = Settings._field_defaults[self.key]
        return usual

    @property
    def variable(self) -> str:
        """The environment's name for it."""
        return f"MINDFUL_{self.key.upper()}"

    @property
    def allowed(self) -> str:
        """What it may be, in words: monday, sunday or saturday."""
        *first, last = self.choices or ("true", "false")
        return f"{', '.join(first)} or {last}"

    @property
    def another(self) -> str:
        """A value it may be that is not its usual one."""
        return self.choices[1] if self.choices else shown(not self.default)

    def takes(self, value: object) -> bool:
        """Whether it may be this, as a file has it."""
        return value in self.choices if self.choices else isinstance(value, bool)

    def meant(self, said: str) -> Value | None:
        """The value that a word means, in any case; None when it means none."""
        word = said.strip().lower()
        if self.choices:
            return word if word in self.choices else None
        return _SAID.get(word)

    def close_to(self, said: str) -> str:
        """The value that was likeliest meant, or nothing."""
        likeliest = nearest(said.strip(), list(self.choices or _SAID))
        meant = self.meant(said) if self.meant(said) is not None else self.meant(likeliest)
        return "" if meant is None else shown(meant)

    def unfit(self, value: object) -> str:
        """What was expected instead of a value, and the nearest that it may be."""
        expected = f"expected {self.allowed}"
        if not isinstance(value, str | int | float):
            return expected
        said = shown(value) if isinstance(value, bool) else str(value)
        close = "" if isinstance(value, bool) else self.close_to(said)
        quoted = f"“{safe(said)[:40]}”" if isinstance(value, str) else said[:40]
        return f"{expected}, not {quoted}" + (f"; {close}, perhaps?" if close else "")


SETTINGS = (
    Setting("check_in", "Ask how you are before and after a sitting."),
    Setting("reflection", "Ask a question, and give room to write, after a sitting."),
    Setting("plain", "One line an event, nothing redrawn."),
    Setting("reduced_motion", "Nothing on the screen moves by itself."),
    Setting("week_starts", "The first day of a week.", ("monday", "sunday", "saturday")),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}


def shown(value: Value) -> str:
    """A value as a person writes it."""
    return str(value).lower() if isinstance(value, bool) else value
