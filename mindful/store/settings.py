"""The settings as they are found: the usual ones, over them the file, over it the environment."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mindful.core.kinds import Value
from mindful.core.settings import BY_KEY, SETTINGS, Setting, Settings
from mindful.core.words import nearest, safe
from mindful.errors import MindfulError, Misuse

MOST_FAULTS = 20  # said at once


class Found(NamedTuple):
    """A setting, its value, and where that comes from: a file's or a variable's name, or nothing.

    With nothing it is the usual one.
    """

    setting: Setting
    value: Value
    origin: str = ""


def settings_of(file: Path, environ: Mapping[str, str]) -> Settings:
    """The settings of a person with this file, which need not exist, and this environment.

    Raises MindfulError with all that is wrong in the file, Misuse with all that is wrong in the
    environment.
    """
    values: dict[str, Any] = {one.setting.key: one.value for one in found(file, environ)}
    return Settings(**values)


def found(file: Path, environ: Mapping[str, str]) -> list[Found]:
    """Each setting and where it comes from, in the order of the table; raises as settings_of."""
    usual = {setting.key: Found(setting, setting.default) for setting in SETTINGS}
    kept = {key: Found(BY_KEY[key], value, file.name) for key, value in in_file(file).items()}
    said = {one.setting.key: one for one in _in_environment(environ)}
    return list({**usual, **kept, **said}.values())


def in_file(file: Path) -> dict[str, Value]:
    """What the file settles; nothing, at no cost, where there is none."""
    if not is_there(file):
        return {}
    from mindful.store.source import NotReadable, source, table

    held: dict[str, Any] = {}
    try:
        text = source(file)
        held = table(text)
    except NotReadable as error:
        wrong = [f" {error}"]
    else:
        wrong = [*faults(held, text)]
    if wrong:
        raise unreadable(file, wrong)
    return held


def is_there(file: Path) -> bool:
    """Whether there is a file, or something in its place that cannot be looked at."""
    try:
        os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def unreadable(
    file: Path, wrong: list[str], message: str = "The settings cannot be read."
) -> MindfulError:
    """The error that says everything wrong in a settings file, and how to get at it."""
    where = f"The file is {file}; `mindful config edit` opens it."
    return MindfulError(
        message, safe("\n".join([*(f"{file.name}:{fault}" for fault in wrong), where]))
    )


def faults(table: Mapping[str, object], text: str) -> Iterator[str]:
    """Each fault as `LINE: key: what was expected`, in the order of the lines."""
    from mindful.store.source import keys

    lines = {key: number for number, key, _ in reversed([*keys(text)])}
    wrong = sorted((lines.get(key, 1), key) for key in table if not _fits(key, table[key]))
    for line, key in wrong[:MOST_FAULTS]:
        yield f"{line}: {safe(key)[:40]}: {_fault(key, table[key])}"
    if len(wrong) > MOST_FAULTS:
        yield f"{wrong[MOST_FAULTS][0]}: and {len(wrong) - MOST_FAULTS} more"


def _fits(key: str, value: object) -> bool:
    return key in BY_KEY and BY_KEY[key].kind.takes(value)


def _fault(key: str, value: object) -> str:
    if key in BY_KEY:
        return BY_KEY[key].unfit(value)
    if isinstance(value, dict):
        return "there are no tables here; a setting is a line, as in plain = true"
    close = nearest(key, list(BY_KEY))
    return "there is no such setting" + (f"; {close}, perhaps?" if close else "")


def _in_environment(environ: Mapping[str, str]) -> Iterator[Found]:
    said = [(one, environ.get(one.variable, "")) for one in SETTINGS]
    said = [(one, word) for one, word in said if word.strip()]
    wrong = [
        f"{one.variable}: {one.unfit(word)}" for one, word in said if one.kind.meant(word) is None
    ]
    if wrong:
        raise Misuse("A setting in the environment cannot be understood.", "\n".join(wrong))
    for one, word in said:
        meant = one.kind.meant(word)
        yield Found(one, one.default if meant is None else meant, one.variable)
