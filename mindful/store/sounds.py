"""The sounds that were made once: WAV files in the cache, which may be thrown away at any time."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mindful.store.replace import replace

HEADER = 44  # bytes of a WAV before its samples
_UNUSED = 60 * 86_400  # seconds after which a sound that nothing has used is thrown away


class Sounds(NamedTuple):
    """A folder of sounds, each under a name that says everything it depends on."""

    folder: Path

    def find(self, name: str) -> Path | None:
        """The file of that name, if it was made before; it counts as used by this."""
        file = self._file(name)
        try:
            whole = file.stat().st_size >= HEADER
            os.utime(file)
        except OSError:
            return None
        return file if whole else None

    def keep(self, name: str, data: bytes) -> Path:
        """Put a sound there. Raises OSError or MindfulError where that cannot be."""
        file = self._file(name)
        replace(file, data, fsync=False)
        return file

    def read(self, name: str) -> bytes:
        """The bytes of a file that was found."""
        return self._file(name).read_bytes()

    def prune(self) -> None:
        """Throw away what nothing has used for two months."""
        with suppress(OSError), os.scandir(self.folder) as files:
            held = [(file.stat().st_mtime, file.path) for file in files]
            latest = max((used for used, _ in held), default=0.0)
            for used, path in held:
                if latest - used > _UNUSED:
                    os.unlink(path)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.wav"
