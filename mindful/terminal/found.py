"""What a search found: words shown in their sentences, as long as there is room."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from mindful.core.entry import Entry
from mindful.core.sentences import Passage, passages
from mindful.core.words import safe
from mindful.terminal import pages
from mindful.terminal.theme import STRONG

LONGEST = 200  # letters of a sentence on a pipe
_LEAST = 8  # columns for them, on however narrow a terminal
_BEFORE = 3  # a third of the room is for what stands before the word
_WORD = 15  # letters of a word that is not to be cut in two
_MORE = "…"


def below(sought: tuple[str, ...], columns: int, strong: bool) -> Callable[[Entry], list[str]]:
    """For each entry the lines to stand below it, with the words looked for, `strong` or plain."""
    marks = STRONG if strong else ("", "")
    return lambda entry: [
        _shown(passage, columns - pages.INDENT, _cells, marks)
        for passage in passages(entry, sought)
    ]


def line(entry: Entry, sought: tuple[str, ...], view: pages.View) -> str:
    """An entry on one line of its own, for a pipe, ending with the sentences of these words."""
    shown = [_shown(passage, LONGEST, len, ("", "")) for passage in passages(entry, sought)]
    return pages.history_line(entry, view, " / ".join(shown))


def _shown(passage: Passage, room: int, wide: Callable[[str], int], marks: tuple[str, str]) -> str:
    """A passage, its words marked; where it is wider than the room, what is around the first."""
    lead = f"{pages.NAMED[passage.key]}: " if passage.key in pages.NAMED else ""
    words, hits = safe(passage.words), passage.hits  # sign for sign: the hits stay where they are
    start, end = _window(words, hits, max(_LEAST, room - len(lead)), wide)
    shown, behind = [lead, _MORE * (start > 0)], start
    for first, last in _apart(hits, start, end):
        shown += [words[behind:first], marks[0], words[first:last], marks[1]]
        behind = last
    return "".join([*shown, words[behind:end], _MORE * (end < len(words))])


def _window(
    words: str, hits: Sequence[tuple[int, int]], room: int, wide: Callable[[str], int]
) -> tuple[int, int]:
    """From where to where words are shown that have not enough room: around the first hits."""
    if len(words) <= room and wide(words) <= room:
        return 0, len(words)
    inner = room - 2  # for an ellipsis at either end
    first, last = hits[0]
    for _, later in hits:
        if later - first <= inner and wide(words[first:later]) <= inner:
            last = max(last, later)
    before = min(inner // _BEFORE, inner - wide(words[first : min(last, first + inner)]))
    start = first - _fitting(reversed(words[max(0, first - room) : first]), before, wide)
    end = start + _fitting(words[start : start + room], room - 1, wide)
    if end == len(words):
        start = end - _fitting(reversed(words[-room:]), room - 1, wide)
    else:
        end = start + _fitting(words[start : start + room], inner + (start == 0), wide)
    # No word is cut in two, where letters are of the kind that words are made of with blanks.
    if start and wide(words[start]) == 1:
        blank = words.find(" ", start - 1, min(first, start + _WORD))
        start = blank + 1 if blank >= 0 else start
    if end < len(words) and wide(words[end]) == 1:
        blank = words.rfind(" ", max(last, end - _WORD), end + 1)
        end = blank if blank >= 0 else end
    return start, end


def _fitting(letters: Iterable[str], room: int, wide: Callable[[str], int]) -> int:
    """How many of these letters there is room for."""
    count = 0
    for letter in letters:
        room -= wide(letter)
        if room < 0:
            break
        count += 1
    return count


def _apart(hits: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The hits between two places, those that touch or overlap as one."""
    begun: tuple[int, int] | None = None
    for first, last in hits:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if begun and first <= begun[1]:
            begun = begun[0], max(begun[1], last)
            continue
        yield from [begun] if begun else []
        begun = first, last
    yield from [begun] if begun else []


def _cells(text: str) -> int:
    """The columns that a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
