"""What is kept: the journal's own keys, and their values."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timezone
from typing import TYPE_CHECKING, NamedTuple

from mindful.core.checkin import ITEMS
from mindful.core.days import MIDNIGHT, lived
from mindful.core.words import normal

if TYPE_CHECKING:  # to look back, no session is needed, and importing one takes a while
    from mindful.core.session import Session

Value = str | int | bool | datetime | date | list[str] | list[int]

CHECK_IN = tuple(item.key for item in ITEMS)
SORTED = ("past", "future", "elsewhere", "here")
COUNT_KEYS = ".|x"  # a breath, the ninth breath, the count lost

# Every key an entry may have, with its type, in the order of writing.
KEYS: Mapping[str, type] = {
    **dict.fromkeys(("id", "kind"), str),
    "at": datetime,
    **dict.fromkeys(("exercise", "family"), str),
    **dict.fromkeys(("planned", "practised"), int),
    "ended": str,
    "logged": bool,
    "with": str,
    "arousal": int,
    **{f"before_{item}": int for item in CHECK_IN},
    **{f"after_{item}": int for item in CHECK_IN},
    "too_much": str,
    "noticed": list,
    **{f"sorted_{where}": int for where in SORTED},
    "count_keys": str,
    "count_at": list,
    **dict.fromkeys(("question", "answers", "origin"), str),
    **dict.fromkeys(("tags", "people"), list),
    "text": str,
    "saved": datetime,
}
_NUMBERS = ("noticed", "count_at")

ID = re.compile(r"\d{8}-\d{4}-[0-9a-hjkmnp-tv-z]{4}")
TAIL = 4  # characters of an id that are enough to name it
BOUNCE = 300  # milliseconds
LEAST_SAT = 3  # seconds; below it, with nothing written, nothing is kept


class Entry(NamedTuple):
    """One sitting or reflection, by the journal's own keys; `torn` when it was cut in writing.

    Where the journal has several versions of it, as after joining two copies that both were
    edited, `version` says which of the `versions` this is.
    """

    values: Mapping[str, Value]
    torn: bool = False
    version: int = 1
    versions: int = 1

    @property
    def id(self) -> str:
        """What it is shown as and called by; the key `id` alone where there is one version."""
        return str(self.values["id"]) + version_mark(self.version)

    @property
    def short(self) -> str:
        """The end of its id, by which it can be called too."""
        return str(self.values["id"])[-TAIL:] + version_mark(self.version)

    @property
    def kind(self) -> str:
        return str(self.values.get("kind", "reflection"))

    @property
    def at(self) -> datetime:
        """When it began; a date written by hand means its midnight, in the local time of here.

        What the clock showed is as it was written, even where the clock of here skips it.
        """
        at = self.values["at"]
        if not isinstance(at, datetime):
            assert isinstance(at, date)
            at = datetime(at.year, at.month, at.day)
        if at.tzinfo is not None:
            return at
        try:
            offset = at.astimezone().utcoffset()
        except (OverflowError, ValueError):  # the years at either end of the calendar
            offset = None
        return at.replace(tzinfo=timezone(offset) if offset else UTC)

    def day(self, ends_at: time = MIDNIGHT) -> date:
        """The day it belongs to, for someone whose days end at that time."""
        at = self.values["at"]
        return lived(at if type(at) is date else self.at, ends_at)

    @property
    def sorted_at(self) -> datetime:
        """When it began, to sort by; of a date alone the middle of that day, whenever days end."""
        return self.at.replace(hour=12) if type(self.values["at"]) is date else self.at

    @property
    def text(self) -> str:
        return str(self.values.get("text", ""))

    def words(self, key: str) -> str:
        """The value of a key as words, empty where it is absent."""
        return str(self.values.get(key, ""))

    def seconds(self, key: str) -> int:
        """The value of a key as whole seconds, 0 where it is absent."""
        value = self.values.get(key, 0)
        return value if isinstance(value, int) else 0

    def numbers(self, key: str) -> list[int]:
        """The numbers under a key, none where it is absent."""
        value = self.values.get(key, [])
        return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []

    def with_(self, **more: Value | None) -> "Entry":
        """The same entry with these keys too; a None or an empty value adds nothing."""
        added = {key: value for key, value in more.items() if value not in (None, "", [])}
        return self._replace(values={**self.values, **added})

    @classmethod
    def reflection(cls, at: datetime, text: str) -> "Entry":
        """Words without a sitting."""
        return cls({"kind": "reflection", "at": at.replace(microsecond=0), "text": normal(text)})

    @classmethod
    def of(cls, session: "Session", at: datetime, text: str = "") -> "Entry":
        """What a sitting leaves, begun at that time; `text` is the free reflection."""
        exercise = session.schedule.exercise
        written = [f"{answer.label}: {answer.words}" for answer in session.answers]
        values: dict[str, Value] = {
            "kind": "session",
            "at": at.replace(microsecond=0),
            "exercise": exercise.name,
            "family": exercise.family,
            "planned": session.schedule.seconds,
            "practised": round(session.sat) if session.sat >= LEAST_SAT else int(session.sat),
            "ended": session.ended or "interrupted",  # as it is kept while it still goes on
        }
        more = {"with": session.partner, **_pressed(session)}
        return cls(values).with_(**more, text=joined(*written, text))


def version_mark(version: int) -> str:
    """What stands behind an id for the second version of an entry, and for later ones."""
    return f".{version}" if version > 1 else ""


def in_json(value: object) -> str:
    """A value for which JSON has no form of its own, as words: times as ISO 8601 has them."""
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _pressed(session: "Session") -> dict[str, Value]:
    """The keys that counted, under the journal's names."""
    pressed = session.presses
    found: dict[str, Value] = {}
    noticed = [round(press.at) for press in pressed if press.key == "noticed"]
    if noticed:
        found["noticed"] = noticed
    if any(press.key in SORTED for press in pressed):
        for where in SORTED:
            found[f"sorted_{where}"] = sum(press.key == where for press in pressed)
    counted = [press for press in pressed if press.key in COUNT_KEYS]
    if counted:
        found["count_keys"] = "".join(press.key for press in counted)
        found["count_at"] = [round(press.at * 1000) for press in counted]
    return found


class Rounds(NamedTuple):
    """Rounds of counted breaths: those that came to nine, those that did not, those let go of."""

    nine: int
    other: int
    lost: int


def counted(marks: str, at: list[int]) -> Rounds | None:
    """Rounds of breaths from the keys pressed and their milliseconds; None where none ended.

    A key within 0.3 s of the one before is one that bounced, or was held. After the script of
    Wong et al. 2018, with other keys.
    """
    real = "".join(
        mark for mark, now, before in zip(marks, at, [-BOUNCE, *at], strict=False)
        if now - before >= BOUNCE
    )  # fmt: skip
    ended = re.findall(r"\.*[|x]", real)
    nine = ended.count("." * 8 + "|")
    lost = sum(one[-1] == "x" for one in ended)
    return Rounds(nine, len(ended) - nine - lost, lost) if ended else None


def joined(*texts: str) -> str:
    """Texts as the paragraphs of one."""
    return normal("\n\n".join(text for text in map(normal, texts) if text))


def worth_keeping(entry: Entry) -> bool:
    """Under three seconds sat, with nothing written, nothing is kept."""
    return entry.seconds("practised") >= LEAST_SAT or bool(entry.text)


def fault_in(values: Mapping[str, object]) -> str:
    """What is wrong with the values read for an entry, in words; empty when nothing is."""
    if not isinstance(values.get("at"), date):
        return "it needs `at`, a date or a date and time"
    for key, value in values.items():
        kind = KEYS.get(key)
        if kind is None or (key == "at" and isinstance(value, date)):
            continue
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            return f"`{key}` is not {_named(kind)}"
        if isinstance(value, list):
            wanted = int if key in _NUMBERS else str
            if not all(isinstance(item, wanted) for item in value):
                return f"`{key}` is not a list of {'numbers' if wanted is int else 'words'}"
    if "id" in values and not ID.fullmatch(str(values["id"])):
        return "its `id` is not of the journal's form"
    return ""


def _named(kind: type) -> str:
    names = {str: "text", int: "a whole number", bool: "true or false", list: "a list"}
    return names.get(kind, "a date and time")
