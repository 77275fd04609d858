"""Blocks: what is written is read back, and what is damaged hides nothing else."""

from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mindful.core.entry import COUNT_KEYS, KEYS, Entry, Value
from mindful.core.words import normal
from mindful.store import blocks, quick
from mindful.store.contents import Contents
from tests.conftest import MORNING

ID = "20261122-0730-k3f9"
WHOLE = Entry(
    {
        "id": ID,
        "kind": "session",
        "at": MORNING,
        "exercise": "time-sort",
        "family": "presence",
        "planned": 600,
        "practised": 412,
        "ended": "early",
        "sorted_past": 3,
        "noticed": [12, 40],
        "question": "What was it like to catch it?",
        "tags": ["morning", "two words"],
        "people": ["M."],
        "text": "Twice I caught myself writing an email.",
        "saved": MORNING + timedelta(minutes=11, seconds=3),
    }
)

AS_WRITTEN = """
[[entry]]
id = "20261122-0730-k3f9"
kind = "session"
at = 2026-11-22T07:30:00+01:00
exercise = "time-sort"
family = "presence"
planned = 600
practised = 412
ended = "early"
noticed = [12, 40]
sorted_past = 3
question = "What was it like to catch it?"
tags = ["morning", "two words"]
people = ["M."]
text = \"\"\"
Twice I caught myself writing an email.
\"\"\"
saved = 2026-11-22T07:41:03+01:00
"""

NAUGHTY = [
    "[[entry]]",
    'a line\n[[entry]]\nid = "20261122-0730-aaaa"\nanother',
    '"""',
    '""""""""',
    'ends in a quote"',
    'ends in two""',
    "a backslash \\",
    "\\u0041 \\n is not a newline",
    "blank at the end of a line \nand a tab\t\nnext",
    "\ttab first",
    "'''",
    "# not a comment",
    "<<<<<<< HEAD\n=======\n>>>>>>> main",
    "nul \x00 escape \x1b[2J delete \x7f next-line \x85 csi \x9b",
    "line\u2028paragraph\u2029override \u202e isolate \u2066 mark \ufeff tag \U000e0041",
    "emoji 🪷 family 👩‍👩‍👧 wide 漢字 עברית العربية",
    "text = 'x'\nsaved = 2026-11-22T07:41:03+01:00",
    "[ ] a to-do\n[x] another",
    "= a formula",
]
TEXTS = st.text(max_size=200) | st.sampled_from(NAUGHTY)


def read(data: bytes) -> list[Entry | str]:
    """Every block of a file, in its order."""
    begins = [*blocks.starts(data), len(data)]
    return [blocks.parse(data[start:end]) for start, end in pairwise(begins)]


def test_an_entry_looks_like_the_format_says() -> None:
    assert blocks.write(WHOLE).decode() == AS_WRITTEN


def test_an_entry_is_read_back_as_it_was() -> None:
    assert read(blocks.write(WHOLE)) == [WHOLE]


@given(TEXTS)
@example("[[entry]]")
def test_any_text_is_read_back_as_it_was_once_normalised(text: str) -> None:
    kept = normal(text)
    if kept:
        entry = WHOLE.with_(text=kept)
        assert read(blocks.write(entry)) == [entry]


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_text_is_one_entry_and_harmless_to_print(text: str) -> None:
    block = blocks.write(WHOLE.with_(text=text))
    assert read(block) == [WHOLE.with_(text=normal(text))]
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in block.decode())


LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
PIECES = [
    AS_WRITTEN.encode(),
    *(b"[[entry]]\n", b"[[x]]\n", b"\xff\xfe", b"at = 1", b"\n", b'"""', b"\0\0"),
]
VALUES: dict[type, st.SearchStrategy[Value]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    int: st.integers(0, 10**12),
    bool: st.booleans(),
    datetime: st.datetimes(
        min_value=datetime(1900, 1, 1),
        max_value=datetime(9999, 12, 30),
        timezones=st.integers(-14 * 60, 14 * 60).map(
            lambda minutes: timezone(timedelta(minutes=minutes))
        ),
    ).map(lambda moment: moment.replace(microsecond=0)),
}


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry that could be written, every key of the format in it or not."""
    values: dict[str, Value] = {"id": ID, "at": draw(VALUES[datetime])}
    for key, kind in KEYS.items():
        if key in ("id", "at", "text", "saved") or draw(st.booleans()):
            continue
        numbers = key in ("noticed", "count_at")
        items = st.integers(0, 10**7) if numbers else st.text(LETTERS, max_size=9)
        values[key] = draw(
            st.lists(items, min_size=1, max_size=4) if kind is list else VALUES[kind]
        )
    text = normal(draw(TEXTS))
    return Entry(values).with_(text=text, saved=draw(VALUES[datetime]))


@given(entries())
def test_any_entry_is_read_back_as_it_was(entry: Entry) -> None:
    assert read(blocks.write(entry)) == [entry]


@given(entries())
def test_the_quick_reader_and_the_toml_reader_agree_wherever_both_read(entry: Entry) -> None:
    block = blocks.write(entry).lstrip(b"\n")
    found = quick.values(block)
    assert found is None or found == blocks._parsed(block)[0]


@given(
    st.integers(0, len(AS_WRITTEN)),
    st.binary(max_size=3) | st.sampled_from([b'"', b"\\", b"\n", b"#", b" ", b"'", b"]", b"\r"]),
    st.integers(0, 2),
)
def test_the_two_readers_agree_on_blocks_that_were_tampered_with(
    at: int, put: bytes, cut: int
) -> None:
    block = AS_WRITTEN.lstrip("\n").encode()
    block = block[:at] + put + block[at + cut :]
    found = quick.values(block)
    assert found is None or found == blocks._parsed(block)[0]


def test_our_own_blocks_are_read_quickly() -> None:
    assert quick.values(AS_WRITTEN.lstrip("\n").encode()) is not None


OTHER = AS_WRITTEN.replace("k3f9", "p0zq").encode()
TAILS = [b"", OTHER, b"\0" * 50, b"\0" * 50 + b"\n" + OTHER]


@pytest.mark.parametrize("tail", TAILS, ids=["nothing", "another", "nul", "nul and another"])
def test_wherever_a_write_was_cut_the_entries_around_it_are_whole(tail: bytes) -> None:
    last = AS_WRITTEN.replace("k3f9", "7d1v").encode()
    for cut in range(len(last)):
        torn = last[:cut]
        lead = b"\n" if torn and not torn.endswith(b"\n") and tail.startswith(b"\n") else b""
        found = read(AS_WRITTEN.encode() + torn + lead + tail)
        whole = [entry for entry in found if isinstance(entry, Entry) and not entry.torn]
        ids = [ID, "20261122-0730-p0zq"] if OTHER in tail else [ID]
        assert [entry.id for entry in whole if entry.id != "20261122-0730-7d1v"] == ids
        assert all(entry.text == WHOLE.text for entry in whole)


def test_an_entry_cut_in_its_text_is_shown_as_torn_with_what_is_there() -> None:
    block = AS_WRITTEN.encode().split(b"an email")[0]
    (entry,) = read(block)
    assert isinstance(entry, Entry)
    assert (entry.id, entry.torn, entry.text) == (ID, True, "Twice I caught myself writing ")


def test_an_empty_text_means_torn() -> None:
    block = AS_WRITTEN.replace('"""\nTwice I caught myself writing an email.\n"""', '""')
    (entry,) = read(block.encode())
    assert isinstance(entry, Entry)
    assert entry.torn


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-11-22", datetime(2026, 11, 22)),
        ("2026-11-22T07:30", datetime(2026, 11, 22, 7, 30)),
        ("2026-11-22 07:30", datetime(2026, 11, 22, 7, 30)),
        ("2026-11-22 07:30:15", datetime(2026, 11, 22, 7, 30, 15)),
        ("2026-11-22T07:30+01:00", MORNING),
        ("2026-11-22T06:30Z", MORNING),
    ],
)
def test_an_entry_written_by_hand_needs_only_a_time_and_a_text(at: str, moment: datetime) -> None:
    (entry,) = read(f'[[entry]]\nat = {at} # by hand\ntext = "Rain."\n'.encode())
    assert isinstance(entry, Entry)
    assert entry.at == (moment if moment.tzinfo else moment.astimezone())
    assert (entry.text, entry.kind, entry.torn) == ("Rain.", "reflection", False)
    assert entry.id.startswith("20261122-")


def test_an_entry_written_by_hand_has_the_same_id_each_time() -> None:
    hand = b'[[entry]]\nat = 2026-11-22\ntext = "Rain."\n'
    (one,), (two,), (other,) = read(hand), read(hand), read(hand.replace(b"Rain", b"Sun"))
    assert isinstance(one, Entry)
    assert isinstance(other, Entry)
    assert (one, one.id != other.id) == (two, True)


@pytest.mark.parametrize("header", ["[[entry]]", "[[ entry ]]", "[[entry]] # mine", "[[entry]]\r"])
def test_a_header_may_be_written_as_toml_allows(header: str) -> None:
    assert len(read(f'{header}\nat = 2026-11-22\ntext = "Rain."\n'.encode())) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: b"\xef\xbb\xbf" + data.lstrip(b"\n"),
        lambda data: data.lstrip(b"\n"),
        lambda data: b"# my journal\n" + data,
    ],
    ids=["CRLF", "BOM", "BOM first", "no line end first", "a comment first"],
)
def test_what_an_editor_does_to_the_file_changes_no_entry(change: object) -> None:
    assert read(change(AS_WRITTEN.encode())) == [WHOLE]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ('text = "Rain."', "it needs `at`, a date or a date and time"),
        ('at = "yesterday"', "it needs `at`, a date or a date and time"),
        ('at = 2026-11-22\npractised = "long"', "`practised` is not a whole number"),
        ("at = 2026-11-22\ntext = 7", "`text` is not text"),
        ("at = 2026-11-22\ntags = [1]", "`tags` is not a list of words"),
        ("at = 2026-11-22\nid = 'x'", "its `id` is not of the journal's form"),
        ("at = 2026-11-22\ntext = ", "it is not valid TOML (invalid value)"),
        ("at = 2026-02-30", "it is not valid TOML (invalid date or datetime)"),
    ],
)
def test_what_cannot_be_read_says_why(wrong: str, reason: str) -> None:
    assert read(f"[[entry]]\n{wrong}\n".encode()) == [reason]


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=40)).map(b"".join))
def test_no_bytes_whatever_make_reading_fail(data: bytes) -> None:
    assert len(read(data)) == len(blocks.heads(data))


@given(st.binary(max_size=300).filter(lambda data: b'"""' not in data and b"'''" not in data))
def test_whatever_stands_before_a_new_entry_is_found(data: bytes) -> None:
    lead = b"\n" if data and not data.endswith(b"\n") else b""
    assert WHOLE in read(data + lead + AS_WRITTEN.encode())


def test_unknown_keys_are_read_and_shown() -> None:
    (entry,) = read(AS_WRITTEN.replace("ended", "weather").encode())
    assert isinstance(entry, Entry)
    assert entry.values["weather"] == "early"


def found(data: bytes) -> tuple[list[str], list[int]]:
    """Ids newest first, and the lines of the damaged blocks."""
    damages: list[blocks.Damage] = []
    ids = [entry.id for entry in Contents(BytesIO(data)).newest_first(damages.append)]
    return ids, [damage.line for damage in damages]


def test_a_torn_block_gives_way_to_a_whole_one_of_its_id() -> None:
    torn = AS_WRITTEN.split("text =")[0]
    assert found((torn + AS_WRITTEN).encode()) == ([ID], [])
    assert found((AS_WRITTEN + torn).encode()) == ([ID], [])


def test_the_same_block_twice_is_one_entry_and_different_ones_are_both_kept() -> None:
    other = AS_WRITTEN.replace("Twice", "Once")
    assert found((AS_WRITTEN + AS_WRITTEN).encode()) == ([ID], [])
    assert found((AS_WRITTEN + other).encode()) == ([f"{ID}.2", ID], [])


def test_a_damaged_block_is_named_by_its_line_and_hides_nothing() -> None:
    damaged = "\n[[entry]]\nat = nonsense\n"
    later = AS_WRITTEN.replace("k3f9", "p0zq").replace("T07:30", "T08:30")
    data = (AS_WRITTEN + damaged + later).encode()
    line = data[: data.index(b"[[entry]]\nat = nonsense")].count(b"\n") + 1
    assert found(data) == (["20261122-0730-p0zq", ID], [line])


def test_a_days_date_may_be_read_without_a_time() -> None:
    assert Entry({"id": ID, "at": date(2026, 11, 22)}).at.date() == date(2026, 11, 22)


def test_every_key_that_counts_has_a_mark() -> None:
    assert len(set(COUNT_KEYS)) == 3


def test_keys_of_a_persons_own_are_written_as_they_were_read() -> None:
    own: dict[str, Any] = {
        "a key": "x", 'of "quotes"': 'say "so"', "tab\t": 1.5, "table": {"of": ["a", 7], "é": {}},
        "when": date(2026, 11, 22), "lists": [[1], [True]], "": "of no name",
    }  # fmt: skip
    entry = Entry.reflection(MORNING, "Rain.").with_(id="20261122-0730-k3f9", saved=MORNING)
    entry = Entry({**entry.values, **own})
    assert blocks.parse(blocks.write(entry).lstrip()) == entry
    fraction = MORNING.replace(microsecond=250_000)
    entry = Entry({**entry.values, "at": fraction})
    assert blocks.parse(blocks.write(entry).lstrip()) == entry
