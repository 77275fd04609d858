"""What lies around the journal and ought to be known of: nothing of it is changed."""

import os
import re
import shlex
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from mindful.core.entry import Entry
from mindful.core.words import in_one_line
from mindful.errors import MindfulError
from mindful.store import blocks
from mindful.store.append import opened
from mindful.store.changing.edits import ALL
from mindful.store.copies.merge import Copy
from mindful.store.drafts import WRITING
from mindful.store.health.faults import Fault
from mindful.store.places import Places
from mindful.store.spill import LARGEST

_OTHERS = 0o077
_MOST = 20  # paths with one and the same fault
# What Syncthing, Dropbox, Nextcloud and others make of a file that was changed in two places.
_KEPT = re.compile(r"\.kept(-\d+)?\.toml$")
_COPY = r"(?:\.sync-conflict-.+|.*conflicted copy.*|.*case conflict.*| ?\(\d+\)| \d)"

Around = tuple[Path, Fault]


def around(places: Places) -> Iterator[Around]:
    """Copies of it, what waits to join it, what a kill left, and what is open to others."""
    yield from _copies(places.journal)
    yield from _spilled(places.spills)
    yield from _drafts(places.drafts)
    yield from _edits(places.edits)
    yield from _cut_off(places)
    loose = list(_loose(places))
    yield from loose[:_MOST]
    if len(loose) > _MOST:
        yield loose[_MOST][0], Fault(0, f"others may look in here, too; and in {len(loose)} in all")


def _copies(journal: Path) -> Iterator[Around]:
    """Files beside the journal whose names say that they are copies of it."""
    real = Path(os.path.realpath(journal))
    for one in dict.fromkeys((journal, real)):
        name = re.compile(re.escape(one.stem) + _COPY + re.escape(one.suffix), re.IGNORECASE)
        for file in _files(one.parent):
            if name.fullmatch(file.name):
                yield file, Fault(0, _of_copy(file, real))


def _of_copy(file: Path, journal: Path) -> str:
    merge = f"`mindful journal merge {_quoted(file)}`"
    try:
        adds = Copy.of(file, journal).adds_to(journal)
    except (MindfulError, OSError):
        return f"a copy of the journal, from its name; {merge} would join it, and cannot read it"
    if adds.added:
        return f"a copy of the journal, with something in it that is not here: {merge} joins it"
    return "a copy of the journal, with nothing in it that is not here: it can be deleted"


def _spilled(folders: Iterable[Path]) -> Iterator[Around]:
    for folder in folders:
        for file in _files(folder):
            if file.suffix != ".toml":
                continue
            block = _read(file)
            entry = blocks.parse(block) if block.strip() else ""
            if len(block) > LARGEST or not isinstance(entry, Entry) or entry.torn:
                yield file, Fault(0, "no entry that the journal could take: an editor shows it")
                continue
            takes = "`mindful history`, or any other command that opens the journal, adds it"
            yield file, Fault(0, f"an entry of {_when(entry)} that waits to be added: {takes}")


def _drafts(folder: Path) -> Iterator[Around]:
    for file in _files(folder):
        if file.suffix == ".toml" and not _in_use(file.with_suffix(".lock")):
            yield file, Fault(0, _of_draft(_read(file)))


def _edits(folder: Path) -> Iterator[Around]:
    """What was changed of an entry, and is not in the journal."""
    for file in _files(folder):
        if _KEPT.search(file.name):
            gone_on = "what you changed of an entry that was changed elsewhere, too"
            yield file, Fault(0, f"{gone_on}: an editor shows it; then it can be deleted")
        elif file.suffix == ".toml" and not _in_use(file.with_suffix(".lock")):
            whole = file.stem == ALL
            goes_on = "`mindful journal open`" if whole else f"`mindful edit {file.stem}`"
            of = "the journal" if whole else "an entry"
            yield file, Fault(0, f"what you changed of {of}, and is not saved: {goes_on} goes on")


def _of_draft(block: bytes) -> str:
    """What a draft holds, in a phrase, and what takes it up."""
    values = blocks.exact(block)
    if values is None:
        return "a draft that cannot be read: an editor shows what is in it"
    entry = Entry({key: value for key, value in values.items() if key != WRITING})
    if entry.kind == "reflection":
        return f"words of {_when(entry)} that were being written: `mindful write` goes on with them"
    return f"a sitting of {_when(entry)} that was cut off: `mindful history`, for one, keeps it"


def _cut_off(places: Places) -> Iterator[Around]:
    """What a kill left of putting a file in the place of another."""
    real = Path(os.path.realpath(places.journal))
    beside = [real.with_name(f".{real.name}.tmp")]
    folders = [places.data, places.state, places.config, places.drafts]
    ours = [file for folder in folders for file in _files(folder)
            if file.name.startswith(".") and file.suffix == ".tmp"]  # fmt: skip
    for file in dict.fromkeys([*beside, *ours]):
        if os.path.lexists(file) and not _in_use(file):
            yield (
                file,
                Fault(0, "a writing that was cut off, of no use any more: it can be deleted"),
            )


def _loose(places: Places) -> Iterator[Around]:
    """The journal, our folders and what is in them, where others may look into them."""
    ours = [places.journal, places.data, places.state, *places.spills]
    within = [file for folder in (places.data, places.state) for file in _below(folder)]
    for path in dict.fromkeys([*ours, *within]):
        try:
            about = os.stat(path)
        except OSError:
            continue
        if about.st_uid != os.getuid():
            yield path, Fault(0, "it belongs to somebody else")
        elif about.st_mode & _OTHERS:
            mode = 700 if stat.S_ISDIR(about.st_mode) else 600
            yield path, Fault(0, f"others may look into it: `chmod {mode} {_quoted(path)}`")


def _below(folder: Path) -> Iterator[Path]:
    """Everything in a folder of ours; a person's own exercises are no secret."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "exercises")
        yield from (Path(root, name) for name in sorted([*folders, *files]))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if stat.S_ISREG(os.stat(file).st_mode))
    except OSError:
        return []


def _read(file: Path) -> bytes:
    with suppress(OSError), opened(file) as stream:
        return stream.read(LARGEST + 1) or b""
    return b""


def _in_use(file: Path) -> bool:
    """Whether somebody holds the lock of a file; looking does not take it from them."""
    import fcntl

    try:
        with opened(file) as stream:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _when(entry: Entry) -> str:
    return f"{entry.at:%Y-%m-%d %H:%M}"


def _quoted(path: Path) -> str:
    return shlex.quote(in_one_line(str(path)))
