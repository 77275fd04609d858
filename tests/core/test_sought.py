"""What is looked for is found in any script, any case and any way of composing letters."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.entry import Entry
from mindful.core.sought import Sought, fold, folded

ENTRY = Entry(
    {
        "id": "20261122-0730-k3f9",
        "kind": "session",
        "at": date(2026, 11, 22),
        "exercise": "time-sort",
        "family": "presence",
        "with": "Kim",
        "question": "What was it like to catch it?",
        "tags": ["early morning", "Küche"],
        "people": ["Sam", "M."],
        "text": "The kettle, the\n  rain.\n\nÉtienne on the STRASSE.",
    }
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kettle", "KETTLE"),
        ("é", "É"),
        ("é", "E\u0301"),
        ("straße", "STRASSE"),
        ("STRAẞE", "strasse"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("привет", "ПРИВЕТ"),
        ("ﬁsh", "FISH"),
        ("\u212bngström", "ÅNGSTRÖM"),
        ("ǰ", "J\u030c"),
        ("가", "\u1100\u1161"),
    ],
)
def test_letters_that_differ_in_case_or_composition_alone_are_the_same(
    one: str, other: str
) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("é", "e"), ("ı", "i"), ("İ", "i"), ("ö", "oe")])
def test_other_letters_are_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_folded_stays_as_it_is_however_it_was_composed(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_words_are_looked_for_once_and_blanks_are_none() -> None:
    assert folded(["Rain", "RAIN", " ", "", "the\n\t rain "]) == ("rain", "the rain")


@pytest.mark.parametrize(
    ("sought", "fits"),
    [
        (Sought(("kettle",)), True),
        (Sought(("kettle", "rain", "étienne", "strasse")), True),
        (Sought(("kettle", "snow")), False),
        (Sought(("ettl",)), True),
        (Sought(("the rain",)), True),
        (Sought(("rain. étienne",)), True),
        (Sought(("the kettle the",)), False),
        (Sought(("sam", "küche", "kim")), True),
        (Sought(("early morning",)), True),
        (Sought(("morning küche",)), False),
        (Sought(("catch",)), False),
        (Sought(("time-sort",)), False),
        (Sought(("presence",)), False),
        (Sought(("kettle",), without=("snow",)), True),
        (Sought(("kettle",), without=("snow", "rain")), False),
        (Sought(("kettle",), without=("sam",)), False),
        (Sought(("kettle",), without=("the rain",)), False),
        (Sought(("kettle",), exercise="Time-Sort"), True),
        (Sought(("kettle",), exercise="sounds"), False),
        (Sought(("kettle",), family="presence", kind="session"), True),
        (Sought(("kettle",), family="together"), False),
        (Sought(("kettle",), kind="reflection"), False),
        (Sought(("kettle",), tags=("küche",)), True),
        (Sought(("kettle",), tags=("küche", "early morning")), True),
        (Sought(("kettle",), tags=("morning",)), False),
        (Sought(("kettle",), about=("sam", "kim")), True),
        (Sought(("kettle",), about=("sa",)), False),
    ],
)
def test_an_entry_fits_when_all_of_it_is_so(sought: Sought, fits: bool) -> None:
    assert sought.fits(ENTRY) is fits


def test_an_entry_without_words_or_a_kind_is_a_reflection_that_says_nothing() -> None:
    bare = Entry({"id": "20261122-0730-k3f9", "at": date(2026, 11, 22)})
    assert Sought((), kind="reflection").fits(bare)
    assert not Sought(("a",), kind="reflection").fits(bare)
