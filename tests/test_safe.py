"""Words are shown and obeyed by nothing: whatever a journal, a name or a word asked for holds."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from types import MappingProxyType

import pytest

from mindful.cli.world import World
from mindful.core.words import UNSAFE, in_one_line, safe, safe_json
from tests.conftest import Told
from tests.live.home import Home

CANARY = "canary-of-mine"
PAYLOADS = {
    "clipboard": "\x1b]52;c;cHduZWQ=\x07",
    "link": "\x1b]8;;http://example.org\x1b\\here\x1b]8;;\x1b\\",
    "title": "\x1b]0;owned\x07",
    "device": "\x1bP$q\"p\x1b\\",
    "screen": "\x1b[2J\x1b[H",
    "c1": "\x9b2J\x9d0;owned\x9c\x90q\x9c",
    "over": "true\rfalse\x08\x08",
    "bell": "\x07\x0b\x0c\x7f",
    "override": "\u202ecod.exe\u202c",
    "isolate": "\u2066a\u2067b\u2068c\u2069",
    "embed": "\u202a\u202b\u202d",
    "tags": "\U000e0001\U000e0041\U000e007f",
    "no width": "\ufeff",
    "lines": "\u2028\u2029\x85",
    "nul": "a\x00b",
}  # fmt: skip
ALL = "".join(f"<{payload}>" for payload in PAYLOADS.values())


def toml(text: str) -> str:
    """A string as TOML may have it: all that is unsafe as an escape."""
    return '"' + "".join(
        f"\\U{ord(sign):08X}" if ord(sign) in UNSAFE or sign in '"\\\n' else sign for sign in text
    ) + '"'  # fmt: skip


def entry(tail: str, hour: int) -> str:
    """An entry that holds every payload under every key that is words."""
    text, words = toml(f"{CANARY} {ALL}\n{ALL}"), toml(ALL)
    return (
        f'\n[[entry]]\nid = "20261122-0{hour}30-{tail}"\nkind = {words}\n'
        f"at = 2026-11-22T0{hour}:30:00+01:00\nexercise = {words}\nfamily = {words}\n"
        f"practised = 60\nended = {words}\nwith = {words}\ntoo_much = {words}\n"
        f"count_keys = {words}\n"
        f"question = {words}\nanswers = {words}\norigin = {words}\ntags = [{words}]\n"
        f"people = [{words}]\ntext = {text}\nunknown = {words}\n{toml(ALL)} = 1\n"
        "saved = 2026-11-22T07:41:03+01:00\n"
    )


RAW = "".join(PAYLOADS.values()).encode()
DAMAGED = (
    b"\n[[entry]]\nat = " + RAW + b"\n" + b'\n[[entry]]\nid = "' + RAW + b'"\nat = 2026-11-22\n'
)
JOURNAL = (
    b"# " + RAW + b"\n" + RAW + b"\n" + (entry("aaaa", 7) + entry("bbbb", 6)).encode() + DAMAGED
    + b"\n[" + RAW + b"]\n[[entry]]\nat = 2026-11-21\ntext = '''" + RAW + b"'''\n"
)  # fmt: skip


def obeyed(said: str) -> set[str]:
    """What of these words a terminal might obey; what the journal's own lines need is no such."""
    return {sign for sign in said if ord(sign) in UNSAFE} | {
        sign for sign in said
        if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign not in "\n\t"
    }  # fmt: skip


COMMANDS = (
    ("history",),
    ("history", "--json"),
    ("history", "2026-11"),
    ("history", "-n", "1"),
    ("show", "last"),
    ("show", "aaaa"),
    ("show", "bbbb", "--json"),
    ("journal", "check"),
    ("journal", "merge", "{copy}", "--yes"),
    ("journal", "merge", "{copy}"),
    ("history",),
    ("show", "aaaa.2"),
    ("journal", "check", "--repair"),
    ("journal", "check", "--repair", "--yes"),
    ("history",),
    ("search", CANARY),
    ("again",),
    ("again", "--json"),
    ("report", "2026"),
    ("journal", "export"),
    ("edit", "aaaa"),
    ("delete", "aaaa"),
    ("delete", "aaaa", "--yes"),
    ("undo",),
    ("history",),
)


def changed(journal: bytes) -> bytes:
    """A copy in which each entry is another version, and one is new."""
    other = journal.replace(CANARY.encode(), b"another")
    return other + entry("cccc", 5).encode()


def test_no_command_shows_what_a_terminal_might_obey(told: Told, tmp_path: Path) -> None:
    told.holds(JOURNAL)
    copy = tmp_path / "other.toml"
    copy.write_bytes(changed(JOURNAL))
    for words in COMMANDS:
        outcome = told.does(*(word.format(copy=copy) for word in words))
        assert obeyed(outcome.out + outcome.err) == set(), words
        assert "went wrong" not in outcome.err
    assert told.does("show", "aaaa.2").status == 0


@pytest.mark.parametrize("name", PAYLOADS)
def test_what_is_asked_for_is_quoted_without_harm(told: Told, tmp_path: Path, name: str) -> None:
    word = PAYLOADS[name].replace("\0", "\\0")
    told.holds(JOURNAL)
    path = str(tmp_path / word.replace("/", "-"))
    for words in (
        ("show", word), ("history", word), ("history", "--since", word), (word,),
        ("journal", word), ("journal", "check", word), ("journal", "check", f"--{word}"),
        ("journal", "merge", path), ("journal", "merge", path, "--yes"),
        ("journal", "merge", "--driver", path, path, path),
        ("search", word), ("search", "x", "--without", word), ("edit", word), ("delete", word),
        ("search", "x", "--tag", word, "--about", word), ("search", "x", "--family", word),
        ("report", word), ("report", "--tag", word, "--about", word), ("report", "-o", path),
        ("report", "-o", f"{path}.html"),
        ("journal", "export", "--format", word), ("journal", "import", path),
        ("history", "--journal", path), ("journal", "check", "--journal", path),
        ("write", "Rain.", "--tag", word, "--about", word), ("history",),
    ):  # fmt: skip
        outcome = told.does(*words)
        assert obeyed(outcome.out + outcome.err) == set(), words
        assert "went wrong" not in outcome.err, words


def test_a_journal_of_a_hostile_name_is_named_without_harm(told: Told, tmp_path: Path) -> None:
    names = [word.replace("\0", "0").replace("/", "-") for word in PAYLOADS.values()]
    folder = tmp_path.joinpath(*names)
    folder.mkdir(parents=True)
    journal, copy = folder / "journal.toml", folder / "journal (1).toml"
    journal.write_bytes(JOURNAL)
    copy.write_bytes(changed(JOURNAL))
    for words in COMMANDS:
        asked = [word.format(copy=copy) for word in words]
        outcome = told.does(*asked, "--journal", str(journal))
        assert obeyed(outcome.out + outcome.err) == set(), words
    (folder / "unreadable.toml").mkdir()
    gone = told.does("history", "--journal", str(folder / "unreadable.toml"))
    assert obeyed(gone.err) == set()
    assert gone.err.startswith("The journal ")


def test_a_program_is_told_a_path_as_it_is(told: Told, tmp_path: Path) -> None:
    journal = tmp_path / PAYLOADS["title"]
    assert told.does("journal", "path", "--journal", str(journal)).out == f"{journal}\n"


def test_json_has_the_very_words(told: Told) -> None:
    told.holds(entry("aaaa", 7))
    outcome = told.does("show", "aaaa", "--json")
    assert obeyed(outcome.out) == set()
    (shown,) = json.loads(outcome.out)
    assert (shown["question"], shown["tags"], shown["unknown"]) == (ALL, [ALL], ALL)


def test_one_place_makes_words_harmless() -> None:
    assert obeyed(safe(ALL)) == obeyed(in_one_line(ALL)) == set()
    assert safe("Kettle,\tרוח, 👩‍👩‍👧, Ärger.\n") == "Kettle,\tרוח, 👩‍👩‍👧, Ärger.\n"
    every = " ".join(map(chr, UNSAFE))
    written = json.dumps(every, ensure_ascii=False)
    assert json.loads(safe_json(written)) == every
    assert obeyed(safe_json(written)) == set()
    assert {sign for sign in map(chr, range(0x3000)) if obeyed(sign)} <= set(every)


def test_on_a_terminal_none_of_it_arrives(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").known()
    journal = home.path / "data" / "journal.toml"
    journal.parent.mkdir()
    journal.write_bytes(JOURNAL)
    copyfile(journal, copy := tmp_path / "other.toml")
    for words in (("history",), ("show", "aaaa"), ("journal", "check"), ("journal", "path"),
                  ("journal", "merge", str(copy)), ("show", PAYLOADS["clipboard"]),
                  ("history", "--json"),
                  ("journal", "path", "--journal", PAYLOADS["title"])):  # fmt: skip
        with home.opens(*words) as terminal:
            terminal.wait()
            assert obeyed(terminal.received.decode().replace("\r\n", "\n")) == set(), words


class Breaking(Told):
    """A world whose clock breaks down, with a person's words and their journal in its hands."""

    def world(self, settled: Mapping[str, str] = MappingProxyType({})) -> World:
        def now() -> datetime:
            raise RuntimeError(f"{CANARY} {self.journal}")

        return super().world(settled)._replace(now=now)


@pytest.mark.parametrize(
    "words",
    [("write", CANARY), ("history",), ("journal", "check"),
     ("journal", "check", "--repair", "--yes"), ("journal", "merge", "{copy}", "--yes")],
)  # fmt: skip
def test_a_breakdown_tells_nothing_of_what_was_written(
    told: Told, tmp_path: Path, words: tuple[str, ...]
) -> None:
    told.holds(JOURNAL)
    (copy := tmp_path / "other.toml").write_bytes(changed(JOURNAL))
    outcome = Breaking(told.home).does(*(word.format(copy=copy) for word in words))
    assert outcome.status == 1
    assert CANARY not in outcome.err
    assert str(told.home) not in outcome.err
    where = r"^Something in mindful went wrong \(RuntimeError, test_safe\.py line \d+\)\.$"
    assert re.search(where, outcome.err, re.MULTILINE)
    files = [path for path in told.home.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert {path.name.split("-")[0] for path in files} <= {"journal.toml", "journal.unread"}
