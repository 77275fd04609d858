"""Words are shown in the sentence they stand in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.entry import Entry
from mindful.core.sentences import Passage, passages, where
from mindful.core.sought import Sought, fold, folded
from mindful.core.words import normal

DAY = date(2026, 11, 22)


def shown(text: str, *words: str, **more: list[str] | str) -> list[tuple[str, str]]:
    """The key of each passage and its words, those that were looked for in brackets."""
    found = passages(Entry({"at": DAY, "text": text, **more}), folded(words))
    return [(passage.key, marked(passage)) for passage in found]


def marked(passage: Passage) -> str:
    text = passage.words
    for start, end in reversed(passage.hits):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("One. The kettle sang. Two.", ["kettle"], ["The [kettle] sang."]),
        ("kettle", ["KETTLE"], ["[kettle]"]),
        ("It rained\nand rained! “Rain?” Yes.", ["rain"], ["It [rain]ed and [rain]ed!"]),
        ("“Rain?” he said. Yes.", ["said"], ["“Rain?” he [said]."]),
        ("First line\n\nthe second paragraph", ["second"], ["the [second] paragraph"]),
        ("Just a line\nand a second", ["second"], ["Just a line and a [second]"]),
        ("See M. at 7.30 p.m. tomorrow. Then rain.", ["p.m."], ["See M. at 7.30 [p.m.] tomorrow."]),
        ("It ended. The rain.", ["ended. the"], ["It [ended. The] rain."]),
        ("Kein Tee. STRASSE und Straße!", ["straße"], ["[STRASSE] und [Straße]!"]),
        ("雨が降った。静かだ。", ["静か"], ["[静か]だ。"]),
        ("A kettle. A bird. The bird and the kettle.", ["kettle", "bird"],
         ["The [bird] and the [kettle]."]),
        ("A kettle. Rain. A bird.", ["bird", "kettle"], ["A [kettle].", "A [bird]."]),
        ("The e\u0301tude, CAFE\u0301.", ["café"], ["The étude, [CAFÉ]."]),
        ("J\u030c is odd", ["ǰ"], ["[J\u030c] is odd"]),
        ("naß", ["nas"], ["[naß]"]),
        ("a  b\t\tc", ["b c"], ["a [b c]"]),
    ],
)  # fmt: skip
def test_the_sentence_around_the_words_is_shown(
    text: str, words: list[str], sentences: list[str]
) -> None:
    assert shown(normal(text), *words) == [("text", sentence) for sentence in sentences]


def test_what_is_not_in_the_text_is_shown_where_it_stands() -> None:
    more = {"tags": ["early", "kitchen"], "people": ["Sam"], "with": "Samir"}
    assert shown("Rain.", "kitch", "sam", "rain", **more) == [
        ("text", "[Rain]."),
        ("tags", "early, [kitch]en"),
        ("people", "[Sam]"),
    ]
    assert shown("Sam.", "sam", **more) == [("text", "[Sam].")]


def test_nothing_is_shown_of_words_that_are_not_there() -> None:
    assert shown("Rain.", "snow") == []
    assert shown("", "snow") == []


LETTERS = st.text(
    st.sampled_from("aAsSßſ. \n\u0301éÉİıΣς!") | st.characters(exclude_categories=["Cs"])
)


@given(LETTERS, st.lists(LETTERS, min_size=1, max_size=3))
def test_whatever_an_entry_is_found_by_is_shown(text: str, words: list[str]) -> None:
    sought, entry = folded(words), Entry({"at": DAY, "text": normal(text)})
    if sought and Sought(sought).fits(entry):
        found = passages(entry, sought)
        assert found
        for passage in found:
            assert passage.hits
            assert all(0 <= start < end <= len(passage.words) for start, end in passage.hits)
            assert "\n" not in passage.words
        held = fold(" ".join(passage.words for passage in found))
        assert all(word in held for word in sought)


def test_each_place_is_whole_letters_of_the_line() -> None:
    assert where("Straße, ﬁn", ["ss", "s", "i"]) == {"ss": [(4, 5)], "s": [(0, 1), (4, 5), (4, 5)],
                                                     "i": [(8, 9)]}  # fmt: skip
