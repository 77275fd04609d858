"""A search that parses little finds what one that parses everything finds."""

import re
import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.core.sought import Sought, fold, folded
from mindful.core.words import normal
from mindful.store import blocks, scan
from mindful.store.contents import Contents
from mindful.store.sieve import Sieve, _joins
from tests.conftest import MORNING

# Letters that fold into others, join others, or mean something in TOML.
NASTY = (
    "aAsSkKiIfe ßẞſKİıﬁŉéÉ\u0301\u0323\u030c\u0345ΣςσДд\u1100\u1161\u11a8가\ufe0f🪷\t\n\"'\\[]#…"
)
LETTERS = st.sampled_from(NASTY) | st.characters(exclude_categories=["Cs"])
TEXT = st.text(LETTERS, max_size=25)


def found(data: bytes, sought: Sought, days: Range | None = None) -> tuple[list[Entry], list[int]]:
    """What a search finds, and the lines of what it could not read."""
    damages: list[blocks.Damage] = []
    count, entries = Contents(BytesIO(data)).found(sought, damages.append, days)
    listed = list(entries)
    assert count == len(listed)
    return listed, [damage.line for damage in damages]


def plainly(data: bytes, sought: Sought, days: Range | None = None) -> list[Entry]:
    """The same by reading every entry there is."""
    entries = Contents(BytesIO(data)).newest_first(lambda _: None, days)
    return [entry for entry in entries if sought.fits(entry)]


def escaped(letter: str, how: int) -> str:
    """A letter in a basic string of TOML, in one of the ways it can be written."""
    code = f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08X}"
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(letter, code)
    raw = short if ord(letter) < 32 or letter in '"\\\x7f' else letter
    return (raw, raw, raw, short, code)[how % 5]


@st.composite
def by_hand(draw: st.DrawFn) -> bytes:
    """A block as a person or another program may write one, its letters escaped here and there."""
    text = draw(TEXT)
    ways = [draw(st.integers(0, 9)) for _ in text]
    plain = list(zip(text, ways, strict=True))
    basic = "".join(escaped(letter, way) for letter, way in plain)
    folded_in = "".join(escaped(letter, way) + "\\ \n \t\n" * (way > 7) for letter, way in plain)
    form = draw(st.integers(0, 3))
    if form == 0:
        value = f'"{basic}"'
    elif form == 1:
        value = f'"""{folded_in}"""'
    elif form == 2:
        value = "'" + re.sub("['\x00-\x1f\x7f]", "", text) + "'"
    else:
        value = "'''\n" + re.sub("['\x00-\x08\x0b-\x1f\x7f]", "", text) + "'''"
    end = draw(st.sampled_from(["\n", "\r\n"]))
    comment = draw(st.sampled_from(["", " # by hand \\", ' # "é\\u0041']))
    key = draw(st.sampled_from(["text = {}", "tags = ['x\\', {}]", "with = {}", "weather = {}"]))
    lines = ["[[entry]]", f"at = 2026-11-{draw(st.integers(1, 30)):02}{comment}", key.format(value)]
    return ("\n".join(lines) + "\n").replace("\n", end).encode()


@st.composite
def by_us(draw: st.DrawFn) -> bytes:
    """A block as we write it."""
    at = MORNING.replace(day=draw(st.integers(1, 30)))
    id = f"{at:%Y%m%d-%H%M}-{draw(st.sampled_from(['k3f9', 'p0zq', '7d1v', 'aaaa']))}"
    tags = draw(st.lists(TEXT.filter(str.strip), max_size=2))
    entry = Entry({"id": id, "kind": "reflection", "at": at})
    entry = entry.with_(tags=tags, text=normal(draw(TEXT)), saved=at)
    return blocks.write(entry)


@st.composite
def searches(draw: st.DrawFn) -> tuple[bytes, Sought, Range | None]:
    """A journal, and words that may be in it: a part of it more often than not."""
    parts = draw(st.lists(by_us() | by_hand() | st.binary(max_size=9), min_size=1, max_size=6))
    data = b"".join(parts)
    entries = list(Contents(BytesIO(data)).newest_first(lambda _: None))
    texts = [*(entry.text for entry in entries), *(str(e.values.get("tags", "")) for e in entries)]
    words = []
    for _ in range(draw(st.integers(1, 2))):
        text = draw(st.sampled_from([*texts, draw(TEXT)]))
        start = draw(st.integers(0, len(text)))
        word = text[start : start + draw(st.integers(1, 6))]
        ways: list[Callable[[str], str]] = [str.upper, str.lower, str.title, str, decomposed]
        words.append(draw(st.sampled_from(ways))(word))
    without = folded([draw(TEXT)]) if draw(st.booleans()) else ()
    first, last = draw(st.dates(date(2026, 11, 1), date(2026, 11, 30))), date(2026, 11, 20)
    days = draw(st.sampled_from([None, None, Range(first), Range(None, last)]))
    return data, Sought(folded(words), without), days


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(searches())
@example((b"\xef\xbb\xbf[[entry]]\nat = 2026-11-01\ntext = 'Rain.'\n", Sought(()), None))
def test_a_search_finds_what_reading_everything_finds(
    search: tuple[bytes, Sought, Range | None],
) -> None:
    assert found(*search)[0] == plainly(*search)


@given(st.lists(by_us() | by_hand() | st.binary(max_size=40), max_size=8).map(b"".join))
@example(b"\xef\xbb\xbf[[entry]]\nat = 2026-11-22\n")
@example(b"\n[[entry]]\n[[entry]]\n")
def test_no_block_is_cut_in_two(data: bytes) -> None:
    ids, begins = [], []
    for base, piece in scan.whole(BytesIO(data)):
        ids += blocks.HEADER.findall(piece)
        begins += scan.begins(piece, base)[:-1]
    assert ids == blocks.heads(data)
    assert begins == blocks.starts(data)


@pytest.mark.parametrize("shift", [*range(0, 400, 7), 70_000, 200_000])
def test_blocks_are_whole_wherever_a_piece_of_the_file_ends(shift: int) -> None:
    at = MORNING
    long = Entry.reflection(at, "x" * shift + " kettle").with_(id="20261122-0730-7d1v", saved=at)
    short = Entry.reflection(at, "Rain. [[entry]]").with_(id="20261122-0730-k3f9", saved=at)
    data = blocks.write(long) + blocks.write(short) * 600 + blocks.write(long)
    pieces = list(scan.whole(BytesIO(data)))
    assert b"".join(piece[1:] for _, piece in pieces) == data
    assert [at for base, piece in pieces for at in scan.begins(piece, base)[:-1]] == (
        blocks.starts(data)
    )
    assert [entry.id for entry in found(data, Sought(("kettle",)))[0]] == ["20261122-0730-7d1v"]


def test_a_torn_block_is_found_and_gives_way_to_a_whole_one_that_has_other_words() -> None:
    entry = Entry.reflection(MORNING, "The kettle.").with_(id="20261122-0730-k3f9", saved=MORNING)
    torn = blocks.write(entry).split(b"saved")[0]
    whole = blocks.write(Entry({**entry.values, "text": "Rain."}))
    assert [one.torn for one in found(torn, Sought(("kettle",)))[0]] == [True]
    assert found(torn + whole, Sought(("kettle",)))[0] == []
    assert [one.text for one in found(torn + whole, Sought(("rain",)))[0]] == ["Rain."]


def test_the_same_block_twice_is_found_once() -> None:
    entry = Entry.reflection(MORNING, "The kettle.").with_(id="20261122-0730-k3f9", saved=MORNING)
    assert len(found(blocks.write(entry) * 2, Sought(("kettle",)))[0]) == 1


def test_a_block_that_cannot_be_read_is_told_where_the_words_may_be_in_it() -> None:
    for head in ("at = nonsense\n", 'id = "20261122-0730-????"\nat = 2026-11-22T07:30:00+01:00\n'):
        damaged = f"\n[[entry]]\n{head}text = 'kettle'\n".encode()
        assert found(damaged, Sought(("kettle",))) == ([], [2])
        assert found(damaged, Sought(("rain",))) == ([], [])


def test_every_sign_that_joins_another_is_known_to() -> None:
    """Whatever composes with the letter before it, or is reordered, by this Python's Unicode."""
    joining = set()
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        parts = unicodedata.normalize("NFD", sign) if not 0xD800 <= code <= 0xDFFF else ""
        composes = len(parts) > 1 and unicodedata.normalize("NFC", parts) == sign
        joining |= {*parts[1:]} if composes else set()
        joining |= {sign} if unicodedata.combining(sign) else set()
    assert [sign for sign in joining if not _joins(sign)] == []


def test_every_other_sign_is_folded_by_itself() -> None:
    for code in (*range(0x80, 0x3000), *range(0x3000, sys.maxunicode + 1, 13)):  # all take long
        sign = chr(code)
        if 0xD800 <= code <= 0xDFFF or _joins(sign):
            continue
        becomes = fold(sign)
        assert not _joins(becomes[0])
        assert fold(f"e{sign}a") == f"e{becomes}a"


@given(TEXT, TEXT, TEXT)
def test_the_sieve_lets_a_word_through_wherever_it_stands(
    before: str, word: str, behind: str
) -> None:
    sieve = Sieve(folded([word]))
    text = f'"{word}"'
    assert sieve.may_one(f'{before}"{text}"{behind}'.encode())


def test_the_sieve_holds_back_what_has_not_the_word() -> None:
    block = blocks.write(Entry.reflection(MORNING, "Naß, ÉTÉ, café \\ “so”. ").with_(saved=MORNING))
    assert [
        word for word in ("rain", "é!", "ä", "漢", "nass\\") if Sieve((word,)).may_one(block)
    ] == []
    assert [
        word for word in ("nass", "été", "\\", "café") if not Sieve((word,)).may_one(block)
    ] == []


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (r'text = "the k\u0065ttle"', "kettle"),
        (r'text = "the \U0000006Bettle"', "kettle"),
        ('text = """\nthe ket\\  \n\n   tle"""', "kettle"),
        ('text = """\r\nthe ket\\\r\n \r\n   tle"""\r', "kettle"),
        (r'text = "a \"kettle\""', '"kettle"'),
        (r'text = "a \\ kettle"', "\\"),
        (r"text = 'C:\u0041'", r"c:\u0041"),
        (r"""tags = ['\', "k\u0065ttle"]""", "kettle"),
        ('at = 2026-11-22 # \\"\\\ntext = "k\\u0065ttle"', "kettle"),
        ('text = "cafe\u0301"', "café"),
        ('text = "CAFE\u0301"', "café"),
        (r'text = "cafe\u0301"', "café"),
        ('text = "café"', "cafe\u0301"),
        ('text = "a\u0323\u0302"', "ậ"),
        ('tags = ["e\u0301"]', "É"),
        ('text = "\u1100\u1161\u11a8"', "각"),
        ('text = "Straße"', "strasse"),
        ('text = "Straße"', "s"),
        ('text = "STRASSE"', "straße"),
        ('text = "ſo \u212belvin ﬁsh"', "so"),
        ('text = "\u212aelvin"', "kelvin"),
        ('text = "ﬁsh"', "fish"),
        ('text = "ΣΊΣΥΦΟΣ"', "σίσυφος"),
        ('text = "ÀÉÎÕÜ ÇÑ ßẞ"', "àéîõü"),
        ('text = "ПРИВЕТ"', "привет"),
        ('text = """\nthe\r\n\tkettle"""', "the kettle"),
        ('text = "the\u00a0kettle"', "the kettle"),
        ("with = '''Sam'''", "SAM"),
        ('"text" = "kettle"', "kettle"),
        ('"t\\u0065xt" = "kettle"', "kettle"),
    ],
)
def test_words_are_found_however_they_were_written(value: str, word: str) -> None:
    at = "" if value.startswith("at") else "at = 2026-11-22\n"
    data = f"[[entry]]\n{at}{value}\n".encode()
    assert len(found(data, Sought(folded([word])))[0]) == 1
    assert plainly(data, Sought(folded([word]))) == found(data, Sought(folded([word])))[0]


def test_both_ends_of_a_range_are_looked_at() -> None:
    data = b"".join(
        blocks.write(
            Entry.reflection(MORNING.replace(day=day), "Rain.").with_(
                id=f"202611{day}-0730-k3f9", saved=MORNING
            )
        )
        for day in (20, 21, 22, 23)
    )
    days = Range(date(2026, 11, 21), date(2026, 11, 22))
    listed, _ = found(data, Sought(("rain",)), days)
    assert [entry.at.day for entry in listed] == [22, 21]
