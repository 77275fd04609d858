"""What goes out comes in again: all of it as JSON, and elsewhere all but what is documented."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mindful.core.entry import KEYS, Entry, Value
from mindful.core.words import normal, safe
from mindful.store import blocks
from tests.conftest import MORNING, Told

NAUGHTY = [
    "=1+1", "+x", "-x", "@x", "'=1+1", "''@x", " \t=1", "＝1", "[[entry]]", '"""', "# head", "---",
    "> quoted", "[2026-01-01 10:00] forged", "\x1b]52;c;AAAA\x07", "\u202eturned", "a\u0000b", "\\",
    "\\.", "*_`", "a; b", 'say "so"', "x,y", "line\n\n\nline", "ends with *", "  indented", "é",
    "🌧",    "</script>", "${HOME}", "\ufeffbom", "\u2028", "- 07:30 [[x]] ^20261122-0730-aaaa",
]  # fmt: skip
WORDS = st.text(max_size=40) | st.sampled_from(NAUGHTY)
LABELS = WORDS.map(lambda word: safe(" ".join(word.split()))).filter(bool)
TEXTS = st.lists(WORDS, max_size=4).map("\n".join).map(normal)
MINUTES = st.integers(-14 * 60, 14 * 60)
MOMENTS = st.builds(
    lambda naive, zone: naive.replace(microsecond=0, tzinfo=zone),
    st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30)),
    MINUTES.map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@st.composite
def entries(draw: st.DrawFn, own_keys: bool = False) -> list[Entry]:
    """Entries of both kinds, each of an id of its own."""
    made = []
    for number in range(draw(st.integers(0, 4))):
        at = draw(MOMENTS)
        values: dict[str, Value] = {
            "id": blocks.new_id(at, bytes([number] * 4)),
            "kind": "reflection",
            "at": at,
            "saved": at,
        }
        if draw(st.booleans()):
            values |= {"kind": "session", "exercise": "time-sort", "family": "presence"}
            values |= {"practised": draw(st.integers(1, 9999)), "ended": "early", "logged": True}
            values |= {"noticed": draw(st.lists(st.integers(0, 999), min_size=1, max_size=5))}
        if own_keys:
            values |= draw(st.dictionaries(
                WORDS.filter(lambda key: key and key.isprintable() and key not in {*KEYS, "torn"}),
                st.text(max_size=9) | st.integers(-9, 9) | st.booleans() | st.just(1.5)
                | st.lists(st.integers(0, 9)), max_size=2,
            ))  # type: ignore[arg-type]  # fmt: skip
        more = {"tags": draw(st.lists(LABELS, max_size=2, unique=True)), "text": draw(TEXTS)}
        made.append(Entry(values).with_(**more))
    return made


def held(told: Told, made: list[Entry]) -> Told:
    return told.holds(b"".join(map(blocks.write, made)))


class Two:
    """Two homes: one that holds entries, and one that they come into."""

    def __init__(self, folder: str) -> None:
        self.here, self.there = Told(Path(folder, "here")), Told(Path(folder, "there"))
        self._file = Path(folder, "exported")

    def cross(self, format: str) -> str:
        """Export here, import there; what the export wrote."""
        self._file.unlink(missing_ok=True)
        assert self.here.does("journal", "export", "-f", format, "-o", str(self._file)).status == 0
        words = ("journal", "import", str(self._file), "--yes", "--zone", "UTC", "--format", format)
        done = self.there.does(*words)
        assert (done.status in (0, 1), "Traceback" in done.err) == (True, False)
        return self._file.read_text(encoding="utf-8")

    def kept(self, told: Told) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(told.does("journal", "export").out)
        return found


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(str(tmp_path))


@settings(max_examples=15, deadline=None)
@given(entries(own_keys=True))
def test_json_loses_nothing(made: list[Entry]) -> None:
    with TemporaryDirectory() as folder:
        two = Two(folder)
        held(two.here, made)
        first = two.cross("json")
        assert two.there.does("journal", "export").out == first
        assert two.cross("json") == first
        assert len(two.kept(two.there)) == len(made)


@settings(max_examples=15, deadline=None)
@given(entries())
def test_csv_loses_only_what_no_spreadsheet_should_see_and_semicolons(made: list[Entry]) -> None:
    with TemporaryDirectory() as folder:
        two = Two(folder)
        held(two.here, made)
        two.cross("csv")
        assert two.kept(two.there) == [as_csv(one) for one in two.kept(two.here)]


def as_csv(values: dict[str, object]) -> dict[str, object]:
    """An entry without what a CSV does not keep."""
    found = {key: safe(value) if isinstance(value, str) else value for key, value in values.items()}
    if isinstance(tags := found.get("tags"), list):
        found["tags"] = [part for tag in tags for part in str(tag).split("; ") if part]
        if not found["tags"]:
            del found["tags"]
    return found


@settings(max_examples=15, deadline=None)
@given(entries())
def test_jrnl_keeps_every_entry_with_its_minute_and_its_words(made: list[Entry]) -> None:
    with TemporaryDirectory() as folder:
        two = Two(folder)
        held(two.here, made)
        out = two.cross("jrnl")
        there = two.kept(two.there)
        assert len(there) <= len(made) == len(re.findall(r"(?m)^\[", out))
        for before in two.kept(two.here):
            # Below a title, a line that might begin an entry is led in; the first may stand alone.
            words = safe(str(before.get("text", "")))
            wanted, led_in = words.replace("\n[", "\n- ["), re.sub(r"(?m)^\[", "- [", words)
            first, *rest = wanted.split("\n")  # a star at its end is jrnl's own sign
            bare = "\n".join([re.sub(r"\s*\*\s*\Z", "", first) or first, *rest])
            same = [one for one in there if str(one["at"])[:16] == str(before["at"])[:16]]
            assert any({wanted, led_in, bare} & {*parts(str(one["text"]))} for one in same)


def parts(text: str) -> list[str]:
    """A text, and what is left of it without a heading, without tags, and without both."""
    lines = text.split("\n")
    return ["\n".join(one) for one in (lines, lines[1:], lines[:-1], lines[1:-1])]


@settings(max_examples=15, deadline=None)
@given(entries())
def test_day_one_keeps_the_day_the_second_and_the_words(made: list[Entry]) -> None:
    with TemporaryDirectory() as folder:
        two = Two(folder)
        held(two.here, made)
        two.cross("dayone")
        there = [(one["at"], one["text"]) for one in two.kept(two.there)]
        for one in two.kept(two.here):
            if words := safe(str(one.get("text", ""))):
                assert any(at == one["at"] and str(text).endswith(words) for at, text in there)


@settings(max_examples=15, deadline=None)
@given(entries())
def test_no_words_in_a_markdown_page_can_be_taken_for_a_heading(made: list[Entry]) -> None:
    with TemporaryDirectory() as folder:
        told = held(Told(Path(folder)), made)
        page = told.does("journal", "export", "-f", "markdown").out
        assert [*quoted(page)] == [
            safe(str(one.get("text", ""))) for one in json.loads(told.does("journal", "export").out)
        ]


def quoted(page: str) -> Iterator[str]:
    """The words of each entry of the page, as whoever reads it back would have them."""
    for part in re.split(r"(?m)^### .*\n", page)[1:]:
        lines = part.split("\n## ")[0].split("\n")
        words = [
            line[2:] if line.startswith("> ") else "" for line in lines if line.startswith(">")
        ]
        yield "\n".join(words)


@pytest.mark.parametrize("payload", [one for one in NAUGHTY if one.strip()])
def test_no_cell_of_a_csv_begins_a_formula(told: Told, payload: str) -> None:
    import csv
    from io import StringIO

    told.does("write", payload, "--tag", payload)
    out = told.does("journal", "export", "-f", "csv").out
    cells = [cell for row in csv.reader(StringIO(out, newline="")) for cell in row]
    assert [cell for cell in cells if re.match("\\s*[-=+@\t\r\n\0＝＋－＠]", cell)] == []
    assert all(line.startswith('"') for line in out.split("\r\n")[:-1])


@pytest.mark.parametrize("format", ["json", "csv", "markdown", "jrnl", "dayone", "obsidian"])
def test_nothing_that_a_terminal_obeys_goes_out(told: Told, format: str) -> None:
    told.does("write", "x \x1b]52;c;AAAA\x07 \x9b31m \u202e", "--tag", "\x1b[1m", "--about", "\x07")
    out = told.does("journal", "export", "-f", format).out
    assert [sign for sign in out if sign in "\x1b\x07\x9b\u202e"] == []


JRNL = shutil.which("jrnl")


@pytest.mark.skipif(not JRNL, reason="jrnl is not installed")
def test_jrnl_itself_takes_what_goes_out_to_it(two: Two, tmp_path: Path) -> None:
    sat: dict[str, Value] = {"kind": "session", "exercise": "sounds", "practised": 600}
    held(two.here, [Entry.reflection(MORNING, "A tram, far off.").with_(
        id="20261122-0730-k3f9", saved=MORNING, **sat)])  # fmt: skip
    two.here.does("write", "The kettle, the rain.\n[2020-01-01 10:00] is no date of mine")
    two.here.does("write", "A second one. It has two sentences.", "--tag", "late evening")
    out = two.here.does("journal", "export", "-f", "jrnl").out
    config, journal = tmp_path / "jrnl.yaml", tmp_path / "jrnl.txt"
    config.write_text(
        f"version: v4.2\njournals:\n  default:\n    journal: {journal}\n"
        "timeformat: '%Y-%m-%d %H:%M'\nencrypt: false\ntagsymbols: '#@'\nhighlight: false\n"
        "editor: ''\ndefault_hour: 9\ndefault_minute: 0\nlinewrap: 79\nindent_character: '|'\n"
        "template: false\ncolors:\n  body: none\n  date: none\n  tags: none\n  title: none\n"
    )
    jrnl(config, "--import", piped=out)
    found = json.loads(jrnl(config, "--format", "json"))["entries"]
    assert sorted((one["title"], one["body"], one["tags"], one["starred"]) for one in found) == [
        ("A second one. It has two sentences.", "@late-evening", ["@late-evening"], False),
        ("Listening to the room, 10 min", "A tram, far off.", [], False),
        ("The kettle, the rain.", "- [2020-01-01 10:00] is no date of mine", [], False),
    ]
    file = tmp_path / "from-jrnl.json"
    file.write_text(json.dumps({"tags": {}, "entries": found}))
    done = two.there.does("journal", "import", str(file), "--yes", "--zone", "UTC")
    assert "3 new, 0 already here, 0 unreadable.\n" in done.out
    done = two.there.does("journal", "import", str(journal), "--yes", "--zone", "UTC")
    assert "is a jrnl journal.\n" in done.out


def jrnl(config: Path, *words: str, piped: str = "") -> str:
    assert JRNL
    return subprocess.run(
        [JRNL, "--config-file", str(config), *words], input=piped, capture_output=True, text=True,
        check=True, env={**os.environ, "XDG_CONFIG_HOME": str(config.parent)},
    ).stdout  # fmt: skip
