"""A real browser for tests: a file opened in headless Chromium, and what came of it."""

import json
import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path
from typing import NamedTuple

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions",
    "--disable-dev-shm-usage", "--force-device-scale-factor=1", "--no-pdf-header-footer",
    "--enable-logging=stderr", "--dump-dom",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # whatever is asked for is noted, and not to be had
)  # fmt: skip
_SCHEMES = {"dark": 0, "light": 1}
Pixel = tuple[int, ...]


class Opened(NamedTuple):
    """What a page became, what it asked of the network, what the console said, how it looks."""

    dom: str
    requests: list[str]
    console: list[str]
    picture: list[bytes]
    printed: bytes

    @property
    def pages(self) -> int:
        """How many sheets it takes on paper."""
        return len(re.findall(rb"/Type /Page\b", self.printed))

    def pixel(self, x: int, y: int) -> Pixel:
        return tuple(self.picture[y][3 * x : 3 * x + 3])


def opened(page: Path, folder: Path, scheme: str, width: int, height: int) -> Opened:
    """A page opened by someone who likes it light or dark, in a window of that many pixels."""
    folder.mkdir()
    net, picture, printed = (folder / name for name in ("net.json", "page.png", "page.pdf"))
    done = subprocess.run(
        [str(CHROMIUM), *_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={net}",
         f"--blink-settings=preferredColorScheme={_SCHEMES[scheme]}",
         f"--window-size={width},{height}", f"--screenshot={picture}",
         f"--print-to-pdf={printed}", page.as_uri()],
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"},
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    console = [line for line in done.stderr.splitlines() if ":CONSOLE:" in line]
    rows = _rows(picture.read_bytes())
    return Opened(done.stdout, _asked(net), console, rows, printed.read_bytes())


def _asked(net: Path) -> list[str]:
    """What was asked for on behalf of a page from a file; the browser's own affairs aside."""
    events = json.loads(net.read_text(encoding="utf-8"))["events"]
    params = [event.get("params", {}) for event in events]
    return [one["url"] for one in params if "file:" in one.get("network_isolation_key", "")]


def _rows(png: bytes) -> list[bytes]:
    """The rows of a PNG of three bytes a pixel, as RFC 2083 has them."""
    place, data, wide = 8, b"", 0
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        body = png[place + 8 : place + 8 + size]
        if kind == b"IHDR":
            assert body[8:] == b"\x08\x02\0\0\0"
            wide = 3 * int.from_bytes(body[:4], "big")
        data += body if kind == b"IDAT" else b""
        place += size + 12
    raw, rows, above = zlib.decompress(data), [], bytearray(wide)
    for start in range(0, len(raw), wide + 1):
        above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + wide]), above)
        rows.append(bytes(above))
    return rows


def _unfiltered(kind: int, row: bytearray, above: bytearray) -> bytearray:
    for at in range(len(row)) if kind else ():
        left, up, corner = (row[at - 3], above[at], above[at - 3]) if at > 2 else (0, above[at], 0)
        if kind == 4:
            guess = left + up - corner
            near = sorted((left, up, corner), key=lambda one: abs(guess - one))[0]
            row[at] = (row[at] + near) & 255
        else:
            row[at] = (row[at] + (0, left, up, (left + up) // 2)[kind]) & 255
    return row
