"""Where everything is kept."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

JOURNAL = "journal.toml"


class Places(NamedTuple):
    """The folders, none of which needs to exist yet, and the journal file."""

    data: Path
    state: Path
    config: Path
    cache: Path
    journal: Path
    runtime: Path | None = None

    @classmethod
    def of(cls, environ: Mapping[str, str], journal: Path | None = None) -> "Places":
        """As the environment says; `journal` names another journal file than the usual."""
        if home := environ.get("MINDFUL_HOME"):
            root = Path(home).expanduser().absolute()
            data, state, config, cache = (
                root / name for name in ("data", "state", "config", "cache")
            )
        else:
            data, state, config, cache = _by_platform()
        chosen = journal or environ.get("MINDFUL_JOURNAL")
        file = Path(chosen).expanduser().absolute() if chosen else data / JOURNAL
        runtime = environ.get("XDG_RUNTIME_DIR")
        return cls(data, state, config, cache, file, Path(runtime) if runtime else None)

    @property
    def exercises(self) -> Path:
        """A person's own exercises."""
        return self.data / "exercises"

    @property
    def settings(self) -> Path:
        """The file of a person's settings."""
        return self.config / "config.toml"

    @property
    def sounds(self) -> Path:
        """The bells and lines that were made once."""
        return self.cache / "sounds"

    @property
    def spills(self) -> list[Path]:
        """Where entries go that the journal cannot take, in the order of trying."""
        name = self._own("spill")
        beside = [self.data / name, self.state / name]
        return [*beside, self.runtime / f"mindful-{name}"] if self.runtime else beside

    @property
    def drafts(self) -> Path:
        """Where what is not in the journal yet is kept meanwhile."""
        return self.state / self._own("drafts")

    @property
    def edits(self) -> Path:
        """Where an editor's copy of an entry is, while there is one."""
        return self.state / self._own("edits")

    @property
    def undo(self) -> Path:
        """Where it is kept what a change took away, for as long as it can be taken back."""
        return self.state / self._own("undo")

    def _own(self, name: str) -> str:
        """The name of a folder that belongs to this journal alone."""
        if self.journal == self.data / JOURNAL:
            return name
        from zlib import crc32

        return f"{name}-{crc32(os.fsencode(self.journal)):08x}"


def _by_platform() -> tuple[Path, Path, Path, Path]:
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("mindful", appauthor=False)
    return dirs.user_data_path, dirs.user_state_path, dirs.user_config_path, dirs.user_cache_path


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, open to nobody else (the program's umask is 077)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def holds_any(folder: Path) -> bool:
    """Whether there is anything in a folder, which need not be there."""
    try:
        with os.scandir(folder) as files:
            return any(files)
    except OSError:
        return False
