"""Words keep what was meant when they are kept, and harm nothing when they are shown."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.words import in_ascii, nearest, normal, safe

ANY = st.text(st.characters(exclude_categories=()))
TELLING = {"Cc", "Cs", "Zl", "Zp"}
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;aGk=\x07", "�]52;c;aGk=�"),
        ("\x1b[2J", "�[2J"),
        ("\x9b2J", "�2J"),
        ("over\rwritten", "over�written"),
        ("back\b\x7f", "back��"),
        ("a\u202eb\u2069c", "a�b�c"),
        ("a\u2028b\u2029c", "a�b�c"),
        ("\ufeffa", "�a"),
        ("a\udc9bb", "a�b"),
        ("a\U000e0041b", "a�b"),
    ],
)
def test_what_a_terminal_might_obey_is_shown_as_unknown(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(
    "text",
    ["", "tab\tand\nline", "naïve, “so” …", "日本語", "שלום", "👩\u200d👧", "[red] :x: \\ {0}"],
)
def test_words_in_any_script_are_shown_as_they_are(text: str) -> None:
    assert safe(text) == text


@given(ANY)
def test_nothing_shown_controls_the_terminal_or_turns_the_text_round(text: str) -> None:
    found = {
        char
        for char in safe(text)
        if unicodedata.category(char) in TELLING or unicodedata.bidirectional(char) in TURNING
    }
    assert found <= {"\t", "\n"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        (" \n\t\n", ""),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("\n \n  one\n\n two \n\t\n", "  one\n\n two "),
        ("cafe\u0301", "café"),
        ("\u212b", "Å"),
        ("a\ud800b", "a�b"),
        ("\udcff", "�"),
        ("[[entry]]\n\x1b", "[[entry]]\n\x1b"),
    ],
)
def test_text_is_kept_composed_with_plain_line_ends_and_no_blank_ones_around_it(
    text: str, kept: str
) -> None:
    assert normal(text) == kept


@given(ANY)
def test_text_once_kept_is_kept_as_it_is(text: str) -> None:
    kept = normal(text)
    assert normal(kept) == kept


@given(ANY)
def test_text_once_kept_can_be_written_to_a_file(text: str) -> None:
    kept = normal(text)
    assert kept.encode().decode() == kept


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"),
        ("famly", "family"),
        ("min", "minutes"),
        ("PURPOSE", "purpose"),
        ("tit", "title"),
        ("ti", "title"),
        ("xyzzy", ""),
        ("", ""),
    ],
)
def test_a_word_mistyped_or_begun_finds_the_likeliest_one(word: str, meant: str) -> None:
    assert nearest(word, ["title", "family", "purpose", "minutes", "usual", "timid"]) == meant


def test_among_no_words_none_is_near() -> None:
    assert nearest("title", []) == ""


def test_a_stream_that_lacks_a_sign_gets_the_nearest_it_has() -> None:
    codecs.register_error("in_ascii", in_ascii)
    assert "“brethe” · 3–5 … 漢".encode("ascii", "in_ascii") == b'"brethe" - 3-5 ... ?'
