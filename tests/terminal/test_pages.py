"""Looking back on a terminal: by day, as wide as there is room."""

from datetime import date

from mindful.core.entry import Entry
from mindful.terminal import pages
from mindful.terminal.columns import cut
from mindful.terminal.pages import View
from tests.conftest import MORNING

ENTRIES = [
    Entry.reflection(MORNING.replace(hour=21, minute=10), "Sam laughed when I asked. " * 4),
    Entry(
        {
            "kind": "session",
            "at": MORNING,
            "exercise": "time-sort",
            "practised": 300,
            "ended": "early",
            "text": "漢字 and the kettle.",
        }
    ),
    Entry.reflection(MORNING.replace(year=2025, day=1), "Rain."),
]
ENTRIES = [
    Entry({"id": f"20261122-0730-{tail}", **entry.values})
    for tail, entry in zip(("p0zq", "k3f9", "7d1v"), ENTRIES, strict=True)
]


def test_history_by_day_on_a_wide_terminal() -> None:
    rows = pages.history(ENTRIES, {"time-sort": "Sorting time"}, View(72, date(2026, 11, 22)))
    assert list(rows) == [
        "Sunday 22 November",
        "  21:10  p0zq  reflection                  Sam laughed when I asked. Sa…",
        "  07:30  k3f9  Sorting time  5 min  early  漢字 and the kettle.",
        "",
        "Saturday 1 November 2025",
        "  07:30  7d1v  reflection                  Rain.",
    ]


def test_history_on_a_narrow_terminal_has_the_words_on_a_line_of_their_own() -> None:
    rows = pages.history(ENTRIES[1:], {}, View(40, date(2026, 11, 22)))
    assert list(rows) == [
        "Sunday 22 November",
        "  07:30  k3f9  time-sort   5 min  early",
        "         漢字 and the kettle.",
        "",
        "Saturday 1 November 2025",
        "  07:30  7d1v  reflection",
        "         Rain.",
    ]


def test_wide_letters_are_cut_by_the_columns_they_take() -> None:
    assert [cut("漢字漢字", columns) for columns in (8, 7, 4)] == ["漢字漢字", "漢字漢…", "漢…"]


def test_a_sitting_shows_no_number_of_the_check_in_in_history() -> None:
    checked = Entry({**ENTRIES[1].values, "before_here": 4, "after_here": 6})
    assert pages.history_line(checked, View(80)) == pages.history_line(ENTRIES[1], View(80))


def test_a_long_title_gives_way_to_the_length_on_a_narrow_terminal() -> None:
    long = Entry({**ENTRIES[1].values, "exercise": "three-readings", "text": ""})
    titles = {"three-readings": "Three readings of a message"}
    assert list(pages.history([long], titles, View(40, date(2026, 11, 22))))[1:] == [
        "  07:30  k3f9  Three read…  5 min  early"
    ]


def test_where_only_a_date_was_written_no_time_is_made_up() -> None:
    dated = Entry({**ENTRIES[2].values, "at": date(2026, 11, 20)})
    assert list(pages.history([dated], {}, View(80, date(2026, 11, 22))))[1:] == [
        "         7d1v  reflection  Rain."
    ]
    assert pages.history_line(dated, View(80)).split("\t")[0] == "2026-11-20"
    assert list(pages.entry(dated, "", View(80)))[1] == "Friday 20 November 2026"


def test_one_entry_shows_all_there_is_of_it() -> None:
    marks = "........|.....|...x"
    entry = Entry(
        {
            **ENTRIES[1].values,
            "planned": 600,
            "with": "Sam",
            "before_here": 4,
            "after_here": 6,
            "after_ease": 5,
            "too_much": "no",
            "noticed": [12, 61],
            "count_keys": marks,
            "count_at": [3000 * press for press in range(len(marks))],
            "tags": ["morning", "kitchen"],
            "question": "What drew you most?",
        }
    )
    assert list(pages.entry(entry, "Sorting time", View(60))) == [
        "Sorting time",
        "Sunday 22 November 2026, 07:30",
        "5 minutes of 10 minutes, left early",
        "",
        "What drew you most?",
        "",
        "  漢字 and the kettle.",
        "",
        "Noticed 2. Rounds of nine 1, other rounds 1, count lost 1.",
        "Here: before 4, after 6 (1 miles away, 9 fully here)",
        "Ease: after 5 (1 unpleasant, 9 pleasant)",
        "Too much: no",
        "With: Sam",
        "Tags: morning, kitchen",
        "",
        "20261122-0730-k3f9",
    ]


def test_without_numbers_there_are_words_dates_and_times_of_day_alone() -> None:
    view = View(80, date(2026, 11, 22), numbers=False)
    entry = Entry({**ENTRIES[1].values, "planned": 600, "before_here": 4, "noticed": [12, 61]})
    assert list(pages.entry(entry, "Sorting time", view)) == [
        "Sorting time",
        "Sunday 22 November 2026, 07:30",
        "left early",
        "",
        "  漢字 and the kettle.",
        "",
        "20261122-0730-k3f9",
    ]
    assert list(pages.history([entry], {}, view)) == [
        "Sunday 22 November",
        "  07:30  k3f9  time-sort  early  漢字 and the kettle.",
    ]
    line = "2026-11-22 07:30\tk3f9\ttime-sort\t\tearly\t漢字 and the kettle."
    assert pages.history_line(entry, view) == line
