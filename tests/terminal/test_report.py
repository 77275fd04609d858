"""The page of looking back: whole, calm, readable by everyone, and asking for nothing."""

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from mindful.core.entry import Entry
from mindful.core.ranges import Range
from mindful.core.totals import Answers, Family, Totals
from mindful.core.words import UNSAFE
from mindful.terminal.report import Report, html, phrases
from tests.conftest import MORNING

SUNDAY = date(2026, 11, 22)
DAYS = Range(date(2026, 11, 9), SUNDAY)
TOTALS = Totals(
    DAYS,
    sittings=3,
    seconds=1500,
    days={date(2026, 11, 9): 240, SUNDAY: 1260},
    families={"presence": Family(2, 900), "security": Family(1, 600)},
    weeks=(),
    check_in={"here": Answers(4, 5.5, 2)},
    hours=(),
    early=1,
    too_much=1,
    asked=3,
)
NOTHING = Totals(DAYS, 0, 0, {}, {}, (), {}, (), 0, 0, 0)
SAT = Entry(
    {"id": "20261122-0730-k3f9", "kind": "session", "at": MORNING, "exercise": "sounds",
     "family": "presence", "practised": 660, "ended": "early", "question": "What was it like?",
     "with": "Ana", "tags": ["morning", "rain"], "people": ["Sam"],
     "text": "Rain & <wind>.\n\n  Then nothing."}
)  # fmt: skip
HOSTILE = (
    '</p></style><script>document.title="owned"</script><style>*{display:none}</style>'
    '"><img src="https://example.org/x" onerror="alert(1)"><!-- {{ 7 * 7 }} {% include "x" %} '
    "\u202eabc\u2066\u2028\x00\x1b[2J\r&lt;b&gt; <svg onload=alert(1)> javascript:alert(1) kettle"
)
NO_END = ("meta", "link", "br", "img", "input")


class Seen(HTMLParser):
    """A page as a reader of HTML sees it: its tags with what they carry, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Mapping[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.style = ""
        self.feed(text)
        self.close()
        assert self.open == [], "a tag is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs))
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in NO_END:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            self.style += data
        elif data.strip():
            self.words.append(data.strip("\n") if self.within("text") else " ".join(data.split()))

    def within(self, name: str) -> bool:
        return bool(self.open) and self.tags[-1][1].get("class") == name

    @property
    def body(self) -> list[str]:
        """All the words that stand on it, from its heading on."""
        return self.words[self.words.index("Looking back") :]

    def all(self, key: str) -> list[str]:
        return [attributes[key] for _, attributes in self.tags if key in attributes]


def seen(totals: Totals = TOTALS, *entries: Entry, **more: Any) -> Seen:
    report = Report(totals, SUNDAY, entries, {"sounds": "Listening"}.get, **more)  # type: ignore[arg-type]
    return Seen("".join(html(report)))


def quiet(totals: Totals = TOTALS, **more: Any) -> Seen:
    """The page without words."""
    return Seen("".join(html(Report(totals, SUNDAY, None, lambda name: name, **more))))


FOOT = [
    "Made by mindful on Sunday 22 November 2026. "
    "This page has no script and asks nothing of the network."
]
COUNTED = [
    "Looking back", "9 to 22 November 2026", "3 sittings on 2 days, 25 minutes in all.",
    "Days", "Days with a sitting, 9 to 22 November 2026",
    "November 2026: 2 days, 25 minutes.", "Nov", "Mon", "Wed", "Fri",
    "Monday 9 November 2026: 4 minutes", "Sunday 22 November 2026: 21 minutes",
    "none", "under 5", "5 to 14", "15 to 29", "30 minutes and more",
    "Minutes", "week of", "minutes", "9 Nov 2026", "4", "16 Nov", "21",
    "Families", "family", "sittings", "time",
    "presence", "2", "15 min", "security", "1", "10 min",
    "Before and after",
    "Asked before a sitting and after it, answered from 1 to 9. "
    "Each row shows the answer in the middle; why the two differ, where they do, it cannot say.",
    "How much of you is here right now?", "2 sittings",
    "before", "miles away", "fully here", "4", "after", "miles away", "fully here", "5.5",
    "Left early, and too much",
    "1 of 3 was left early. Of 3 asked about, 1 was too much or a little too much.",
]  # fmt: skip


def test_it_holds_what_was_counted_and_then_the_words_of_then() -> None:
    assert seen(TOTALS, SAT).body == [
        *COUNTED, "Reflections", "Sunday 22 November 2026",
        "07:30", "Listening", "11 minutes", "left early", "What was it like?",
        "Rain & <wind>.\n\n  Then nothing.",
        "With", "Ana", "About", "Sam", "Tagged", "morning, rain", *FOOT,
    ]  # fmt: skip


def test_without_words_no_word_of_the_person_is_on_it() -> None:
    assert quiet().body == [*COUNTED, *FOOT]
    strange = TOTALS._replace(families={"presence": Family(1, 60), "with Anna": Family(2, 120)})
    assert "with Anna" not in (page := quiet(strange).body)
    assert page[page.index("presence") :][:6] == ["presence", "1", "1 min", "other", "2", "2 min"]


def test_without_numbers_there_are_days_and_words_and_no_count_and_no_chart() -> None:
    page = seen(TOTALS, SAT, numbers=False)
    assert page.body == [
        "Looking back", "9 to 22 November 2026", "Days", "November 2026", "Mon 9, Sun 22",
        "Reflections", "Sunday 22 November 2026",
        "07:30", "Listening", "left early", "What was it like?",
        "Rain & <wind>.\n\n  Then nothing.",
        "With", "Ana", "About", "Sam", "Tagged", "morning, rain", *FOOT,
    ]  # fmt: skip
    assert [tag for tag, _ in page.tags if tag in ("svg", "table")] == []


def test_where_nothing_was_sat_it_says_so_and_draws_the_days() -> None:
    words = Entry({"kind": "reflection", "at": date(2026, 11, 20), "text": "Rain."})
    page = seen(NOTHING, words).body
    assert page[2] == "There is no sitting in these days."
    assert [word for word in ("Minutes", "Families", "Before and after") if word in page] == []
    start = page.index("Reflections")
    assert page[start:] == [
        "Reflections", "Friday 20 November 2026", "Reflection", "Rain.", *FOOT
    ]  # fmt: skip


def test_words_stand_by_the_day_that_was_lived_in_the_order_they_came() -> None:
    late = SAT.with_(at=MORNING.replace(day=23, hour=2), text="Late.", question="", tags=[])
    totals = TOTALS._replace(range=DAYS._replace(day_ends_at=MORNING.time().replace(hour=4)))
    page = seen(totals, SAT, late).body
    assert page.count("Sunday 22 November 2026") == 1
    assert "Monday 23 November 2026" not in page
    assert page.index("Late.") > page.index("02:30") > page.index("Sunday 22 November 2026")


def test_it_says_which_words_it_holds_and_when_there_are_none() -> None:
    chosen = phrases.chosen("Listening", "presence", ["work", "rain"], ["Sam"])
    page = seen(TOTALS, chosen=chosen).body
    assert page[-4:] == [
        "Reflections",
        "Only those about or with Sam, tagged work and rain, of Listening, of presence.",
        "There are none.",
        *FOOT,
    ]
    assert phrases.chosen("", "", [], []) == ""


def test_nothing_on_it_runs_or_asks_for_anything() -> None:
    page = seen(TOTALS, SAT)
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "a"} == {
        *()
    }
    keys = {key for _, attributes in page.tags for key in attributes}
    assert [key for key in keys if key.startswith("on") or key in ("style", "src", "href")] == []
    assert re.findall(r"url\(|@import|//|expression", page.style) == []
    policy = next(one["content"] for tag, one in page.tags if one.get("http-equiv"))
    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'none'; script-src 'none'; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
    assert [tag for tag, _ in page.tags][2:4] == ["meta", "meta"]  # it holds for all that follows


def test_every_picture_is_told_in_words_or_is_beside_them() -> None:
    page = quiet(TOTALS._replace(range=Range(date(2025, 11, 9), SUNDAY)))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert [one for said in page.all("aria-labelledby") for one in said.split()] == ids
    pictures = [one for tag, one in page.tags if tag == "svg"]
    assert all(one.get("role") == "img" or one.get("aria-hidden") for one in pictures)
    assert page.all("lang") == ["en"]


def test_hostile_words_stay_words() -> None:
    keys = ("text", "question", "exercise", "with")
    hostile = Entry({"kind": "session", "at": MORNING, **dict.fromkeys(keys, HOSTILE),
                     "tags": [HOSTILE], "people": [HOSTILE]})  # fmt: skip
    report = Report(TOTALS, SUNDAY, [hostile], lambda name: name, chosen=HOSTILE)
    text = "".join(html(report))
    tame = seen(TOTALS, SAT, chosen="x")
    page = Seen(text)
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in tame.tags}
    assert page.style == tame.style
    assert page.words[0] == "Looking back: 9 to 22 November 2026"
    shown = " ".join(" ".join(page.words).split())
    for sign in UNSAFE:
        assert chr(sign) not in text
    for part in ('document.title="owned"</script>', "{{ 7 * 7 }} {% include", "&lt;b&gt; <svg"):
        assert shown.count(part) == 7  # as they were written, everywhere they were
    assert "\ufffdabc\ufffd\ufffd\ufffd\ufffd[2J\ufffd&lt;b&gt;" in shown


@pytest.mark.parametrize(
    ("seconds", "long", "short"),
    [
        (0, "0 minutes", "0 s"),
        (45, "45 seconds", "45 s"),
        (89, "1 minute", "1 min"),
        (3540, "59 minutes", "59 min"),
        (3600, "1 hour", "1 h 0 min"),
        (7444, "2 hours 4 minutes", "2 h 4 min"),
        (3_600_000, "1000 hours", "1,000 h 0 min"),
    ],
)
def test_how_much_was_sat_is_told_to_the_minute(seconds: int, long: str, short: str) -> None:
    assert (phrases.amount(seconds), phrases.brief(seconds)) == (long, short)


def shade(color: str) -> float:
    """The relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((shade(one), shade(other)))
    return (high + 0.05) / (low + 0.05)


def test_words_and_charts_stand_out_in_the_light_in_the_dark_and_on_paper() -> None:
    light, dark, paper = (
        dict(re.findall(r"--(\w+): (#\w+);", block))
        for block in re.findall(r":root \{(.*?)\}", quiet().style, re.DOTALL)
    )
    assert paper == {"paper": "#ffffff"}
    for colors in (light, dark, {**light, **paper}):
        words = [contrast(colors[name], colors["paper"]) for name in ("ink", "quiet")]
        dots = [contrast(colors[f"l{level}"], colors["paper"]) for level in range(5)]
        assert (min(words) >= 4.5, min(dots[1:]) >= 3) == (True, True)
        assert dots == sorted(dots)  # by lightness alone, for eyes that see few colours
        assert all(after >= 1.35 * before for before, after in pairwise(dots))


def test_a_life_of_practice_is_one_page() -> None:
    days = {date(1970, 1, 1) + timedelta(700 * number): 600 for number in range(30)}
    page = quiet(TOTALS._replace(range=Range(), days=days))
    assert page.body[1] == "All there is"
    assert [word for word in page.body if word in ("1971", "1972")] == ["1971"]
    assert sum(tag == "svg" and "role" in one for tag, one in page.tags) == 30
