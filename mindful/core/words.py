"""Words on their way in and out: normalised when kept, harmless when shown."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

UNKNOWN = "\ufffd"
# Control characters (tab and newline aside), the line and paragraph separators, direction
# overrides, the byte order mark, lone surrogates and the invisible tag letters: a terminal may obey
# them, and none of them is a word.
_RANGES = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x2028, 0x202E), (0x2066, 0x2069),
    (0xFEFF, 0xFEFF), (0xD800, 0xDFFF), (0xE0000, 0xE007F),
)  # fmt: skip
UNSAFE = {code: UNKNOWN for first, last in _RANGES for code in range(first, last + 1)}


def safe(text: str) -> str:
    """The text with whatever a terminal might obey replaced by U+FFFD."""
    return text.translate(UNSAFE)


def safe_json(written: str) -> str:
    """JSON with the same characters as escapes.

    A program that reads it has the words as they are, and a terminal obeys none of them.
    """
    if written.isascii():
        return written.replace("\x7f", "\\u007f")
    return _unsafe().sub(lambda sign: _escape(ord(sign[0])), written)


@cache
def _unsafe() -> "re.Pattern[str]":
    import re

    return re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES) + "]")


def _escape(code: int) -> str:
    """A character as JSON has it: in two halves beyond the first 65,536."""
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD800 + (code - 0x10000 >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def in_one_line(text: str) -> str:
    """A name or a path as it can be printed: on one line, and harmless."""
    return safe(text).replace("\n", UNKNOWN).replace("\t", UNKNOWN)


_IN_ASCII = {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "·": "-", "–": "-", "×": "x"}


def in_ascii(error: UnicodeError) -> tuple[str, int]:
    """For a stream that lacks a sign, as an error handler of `codecs`: the nearest it has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_IN_ASCII.get(sign, "?") for sign in lacking), error.end


def normal(text: str) -> str:
    """Text as the journal keeps it: NFC, LF line ends, no blank lines at either end.

    A lone surrogate, which no file can hold, becomes U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFC", writable(text))
    lines = text.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)


def writable(text: str) -> str:
    """Text that a file can hold: a lone surrogate, as of bytes that are no UTF-8, is U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def nearest(word: str, among: list[str]) -> str:
    """The likeliest word meant, or nothing; a name may be meant by one of its parts alone."""
    import re
    from difflib import SequenceMatcher

    meant = word.lower()

    def likeness(name: str) -> tuple[float, bool]:
        parts = {name, *re.split("[-_ ]", name)}
        likest = max(SequenceMatcher(None, part, meant).ratio() for part in parts)
        return likest, name[:1] == meant[:1]

    begun = [name for name in among if word and name.startswith(meant)]
    close = sorted((one for one in among if likeness(one)[0] >= 0.5), key=likeness, reverse=True)
    return (begun or close or [""])[0]


def did_you_mean(word: str, among: list[str]) -> str:
    """A question behind a sentence, after the likeliest word; nothing where there is none."""
    close = nearest(word, among)
    return f" Did you mean {close}?" if close else ""
