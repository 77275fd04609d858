"""What was found is shown in its sentence, as wide as there is room."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mindful.core.entry import Entry
from mindful.core.sought import folded
from mindful.terminal import found, pages
from tests.conftest import MORNING

TODAY = date(2026, 11, 22)
ON, OFF = "\x1b[1m", "\x1b[22m"
ENTRIES = [
    Entry.reflection(
        MORNING.replace(hour=21, minute=10),
        "Sam laughed when I asked.\nAll the way home I thought of nothing but the kettle, which I "
        "may have left on the stove, and of the rain. Then it was off.",
    ),
    Entry(
        {
            "kind": "session", "at": MORNING, "exercise": "time-sort", "practised": 300,
            "ended": "early", "tags": ["kettle", "morning"], "text": "漢字 and rain.",
        }
    ),
    Entry.reflection(MORNING.replace(year=2025, day=1), "Rain. The kettle."),
]  # fmt: skip
ENTRIES = [
    Entry({"id": f"20261122-0730-{tail}", **entry.values})
    for tail, entry in zip(("p0zq", "k3f9", "7d1v"), ENTRIES, strict=True)
]
TITLES = {"time-sort": "Sorting time"}

VIEW = pages.View(80, TODAY)


def page(columns: int, *words: str, strong: bool = False) -> list[str]:
    below = found.below(folded(words), columns, strong)
    return list(pages.history(ENTRIES, TITLES, VIEW._replace(columns=columns), below))


def test_on_eighty_columns_each_sentence_stands_below_what_it_is_of() -> None:
    assert page(80, "kettle", "rain") == [
        "Sunday 22 November",
        "  21:10  p0zq  reflection",
        "         …but the kettle, which I may have left on the stove, and of the rain.",
        "  07:30  k3f9  Sorting time  5 min  early",
        "         漢字 and rain.",
        "         Tags: kettle, morning",
        "",
        "Saturday 1 November 2025",
        "  07:30  7d1v  reflection",
        "         Rain.",
        "         The kettle.",
    ]


def test_on_forty_columns_what_is_around_the_word_is_left() -> None:
    assert page(40, "kettle") == [
        "Sunday 22 November",
        "  21:10  p0zq  reflection",
        "         …but the kettle, which I may…",
        "  07:30  k3f9  Sorting ti…  5 min  early",
        "         Tags: kettle, morning",
        "",
        "Saturday 1 November 2025",
        "  07:30  7d1v  reflection",
        "         The kettle.",
    ]


def test_words_stand_out_by_their_weight() -> None:
    shown = page(80, "KETTLE", "the", strong=True)
    the, kettle = f"{ON}the{OFF}", f"{ON}kettle{OFF}"
    assert shown[2] == (
        f"         All {the} way home I thought of nothing but {the} {kettle}, which I may have…"
    )
    assert re.sub(r"\x1b\[\d+m", "", "\n".join(shown)) == "\n".join(page(80, "kettle", "the"))


def test_words_that_touch_or_overlap_stand_out_as_one() -> None:
    entry = Entry({**ENTRIES[2].values, "text": "Kettles."})
    assert found.below(folded(["kett", "ettl", "es"]), 80, True)(entry) == [f"{ON}Kettles{OFF}."]


@pytest.mark.parametrize(
    ("text", "word", "room", "shown"),
    [
        ("one two three four five six", "six", 12, "…five six"),
        ("漢字漢字漢字漢字 kettle 漢字漢字漢字", "kettle", 16, "…字 kettle 漢字…"),
        ("averyverylongwordindeed", "averyverylongwordindeed", 10, "averyvery…"),
        ("xxxxxxxxxxxxxxxxkettlexxxxxxxxxxxxxx", "kettle", 14, "…xxxxkettlexx…"),
    ],
)
def test_what_has_no_room_is_left_out(text: str, word: str, room: int, shown: str) -> None:
    entry = Entry({**ENTRIES[2].values, "text": text})
    (line,) = found.below(folded([word]), room + pages.INDENT, False)(entry)
    assert line == shown


LETTERS = st.text(st.sampled_from("ab .!ß漢e\u0301\u202e\x1b\x07\t") | st.characters(
    exclude_categories=["Cs"]), min_size=1, max_size=90)  # fmt: skip


@given(LETTERS, st.integers(0, 89), st.integers(1, 9), st.integers(17, 100))
def test_nothing_is_wider_than_the_terminal_nor_speaks_to_it(
    text: str, start: int, size: int, columns: int
) -> None:
    sought = folded([text[start : start + size]])
    if not sought:
        return
    entry = Entry({**ENTRIES[2].values, "text": text})
    plain = found.below(sought, columns, False)(entry)
    for line in plain:
        assert cell_len(line) <= columns - pages.INDENT
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
    strong = found.below(sought, columns, True)(entry)
    assert [line.replace(ON, "").replace(OFF, "") for line in strong] == plain


def test_on_a_pipe_an_entry_is_a_line_and_ends_with_its_sentences() -> None:
    assert [found.line(entry, folded(["kettle", "rain"]), VIEW) for entry in ENTRIES] == [
        "2026-11-22 21:10\tp0zq\treflection\t\t\tAll the way home I thought of nothing but the "
        "kettle, which I may have left on the stove, and of the rain.",
        "2026-11-22 07:30\tk3f9\ttime-sort\t5 min\tearly\t漢字 and rain. / Tags: kettle, morning",
        "2025-11-01 07:30\t7d1v\treflection\t\t\tRain. / The kettle.",
    ]


def test_on_a_pipe_a_sentence_without_end_has_one() -> None:
    long = Entry({**ENTRIES[2].values, "text": "rain " * 100 + "kettle" + " rain" * 100})
    shown = found.line(long, ("kettle",), VIEW).split("\t")[-1]
    assert (len(shown) <= found.LONGEST, shown[:6], shown[-6:]) == (True, "…rain ", " rain…")
    assert " kettle " in shown
