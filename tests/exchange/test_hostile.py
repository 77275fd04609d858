"""A stranger's file is data: whatever is in it, the journal stays as it was unless it is asked."""

import os
import struct
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mindful.store.exchange.formats import READ
from mindful.store.journal import LONGEST_TEXT
from tests.conftest import Told
from tests.exchange.test_samples import FILES

BEFORE = "# mine\n"
FORMATS = [one.name for one in READ]
SAMPLES = [file.read_bytes() for file in FILES]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(FORMATS),
    st.binary(max_size=400)
    | st.builds(
        lambda data, at, much, other: data[: int(at * len(data))] + other + data[
            int(at * len(data)) + much :],
        st.sampled_from(SAMPLES), st.floats(0, 1), st.integers(0, 90), st.binary(max_size=9),
    ),
)  # fmt: skip
def test_no_bytes_break_it_or_change_the_journal(format: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        told, file = Told(Path(folder, "home")).holds(BEFORE), Path(folder, "theirs")
        file.write_bytes(data)
        for words in ([], ["--format", format]):
            done = told.does("journal", "import", str(file), *words)
            assert done.status in (0, 1, 2)
            assert done.journal == BEFORE
            assert "went wrong" not in done.err


def imported(told: Told, data: bytes, folder: Path, *words: str) -> tuple[int, str, str]:
    file = folder / "theirs"
    file.write_bytes(data)
    done = told.holds(BEFORE).does("journal", "import", str(file), "--yes", *words)
    assert done.journal.startswith(BEFORE)
    return done.status, done.out, done.err


def test_what_is_not_known_is_refused_with_all_that_is(told: Told, tmp_path: Path) -> None:
    assert imported(told, b"a,b\n1,2\n", tmp_path) == (
        1,
        "",
        "theirs is nothing that is known here: JSON of mindful's own, a CSV of mindful's own, an "
        "Insight Timer CSV, a Meditation Assistant CSV, an Apple Health export, a Meditate CSV, a "
        "log of breathe-cli, a Day One export and a jrnl journal are.\n"
        "--format says which it is, where that cannot be seen.\n",
    )


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "it is empty"), ("x".encode("utf-16"), "it is in UTF-16; save it "
                                                "as UTF-8")]
)  # fmt: skip
def test_what_cannot_be_read_is_said(told: Told, tmp_path: Path, data: bytes, reason: str) -> None:
    said = f"That file cannot be read: {reason}. Nothing was added.\n"
    status, out, err = imported(told, data, tmp_path)
    assert (status, out, err.rstrip("\n") + "\n") == (1, "", said)


def test_a_pipe_or_a_folder_is_refused_at_once(told: Told, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, reason in {"pipe": "it is not a plain file", "": "it is a folder",
                         "none": "there is none"}.items():  # fmt: skip
        done = told.does("journal", "import", str(tmp_path / name))
        assert (done.status, f"cannot be read: {reason}.\n" in done.err) == (2, True)


HEALTH = '<?xml version="1.0"?>\n<!DOCTYPE HealthData [{}]>\n<HealthData>{}</HealthData>'


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">', '<!ENTITY a SYSTEM "file:///etc/passwd">',
     '<!ENTITY % a "x">'],
)  # fmt: skip
def test_a_document_with_entities_of_its_own_is_not_read(
    told: Told, tmp_path: Path, entity: str
) -> None:
    status, out, _ = imported(told, HEALTH.format(entity, "&b;").encode(), tmp_path)
    assert (status, out.split("\n")[2]) == (
        1, "  line 2: it defines entities of its own, which no export does",
    )  # fmt: skip


def test_elements_that_stand_too_deep_or_are_too_large_are_not_read(
    told: Told, tmp_path: Path
) -> None:
    deep = HEALTH.format("", "<a>" * 10_000).encode()
    assert "its elements stand too deep in each other" in imported(told, deep, tmp_path)[1]
    large = HEALTH.format("", f'<a b="{"x" * 9_000_000}"/>').encode()
    assert "one element is larger than any of Apple's" in imported(told, large, tmp_path)[1]


def zipped(**files: bytes) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as folder:
        for name, data in files.items():
            folder.writestr(name, data)
    return whole.getvalue()


ONE = b'{"entries": [{"creationDate": "2026-03-14T06:20:00Z", "text": "x"}]}'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped(**{"../Journal.json": ONE}), "a name in it leads out of its folder"),
        (zipped(**{"/Journal.json": ONE}), "a name in it leads out of its folder"),
        (zipped(**{"C:\\Journal.json": ONE}), "a name in it leads out of its folder"),
        (zipped(**{"photos/a.jpeg": b"x"}), "there is no JSON at the top of it"),
        (zipped(**{"Journal.json": b" " * 50_000_000}), "it would unpack to more than any"),
        (zipped(**{"Journal.json": ONE})[:-30], "damaged"),
        (zipped(**{"Journal.json": ONE}).replace(b"creation", b"CREATION"), "damaged"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
    ],
)
def test_a_zip_that_day_one_did_not_make_is_refused(
    told: Told, tmp_path: Path, data: bytes, reason: str
) -> None:
    if reason == "damaged" and b"Journal" in data:
        data = data[:40] + bytes([data[40] ^ 0xFF]) + data[41:]
    status, _, err = imported(told, data, tmp_path)
    assert (status, err.startswith("That zip is"), reason in err) == (1, True, True)


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_says(
    told: Told, tmp_path: Path
) -> None:
    data = zipped(**{"Journal.json": ONE + b" " * 100_000})
    lie = data.replace(struct.pack("<L", len(ONE) + 100_000), struct.pack("<L", len(ONE)))
    status, _, err = imported(told, lie, tmp_path)
    assert (status, err.startswith("That zip is damaged")) == (1, True)


@pytest.mark.parametrize(
    "bomb",
    [
        b'[{"at": ' + b"[" * 100_000,
        b'[{"at": "2026-03-14", "n": ' + b"9" * 5000 + b"}\n]",
        b'[{"at": "2026-03-14", "text": "' + b"x" * 9_000_000,
        b'[{"at": "2026-03-14", "text": "' + b"x" * (LONGEST_TEXT + 1) + b'"}]',
        b'[{"at": "2026-03-14", "n": NaN}]',
        b'[{"at": "2026-03-14", "n": 1e999}]',
        b'{"entries": ' + b'{"a":' * 50_000,
    ],
)
def test_json_that_would_be_too_much_is_one_record_that_cannot_be_read(
    told: Told, tmp_path: Path, bomb: bytes
) -> None:
    status, out, _ = imported(told, bomb, tmp_path, "--format", "json")
    assert (status, out.split("\n")[1]) == (1, "0 new, 0 already here, 1 unreadable.")


def test_a_cell_of_megabytes_takes_only_its_own_row(told: Told, tmp_path: Path) -> None:
    rows = [b"start_time_unix,duration_secs,mode,label,note", b'1,60,timer,,"%s"', b"9999,60,,,"]
    data = b"\n".join(rows) % (b"x" * 5_000_000)
    assert "1 new, 0 already here, " in imported(told, data, tmp_path)[1]


def test_a_thousand_open_quotes_are_read_in_a_moment(told: Told, tmp_path: Path) -> None:
    data = b"start_time_unix,duration_secs,mode,label,note\n" + b'1,60,timer,,"open\n' * 20_000
    assert imported(told, data, tmp_path)[0] == 1


def test_at_most_twenty_are_named_and_the_rest_counted(told: Told, tmp_path: Path) -> None:
    data = b"start_time_unix,duration_secs,mode,label,note\n" + b"x,60,timer,,\n" * 50
    status, out, _ = imported(told, data, tmp_path)
    lines = out.split("\n")
    assert (status, len(lines), lines[-2]) == (1, 24, "  and 30 more")


def test_one_that_is_larger_than_the_journal_takes_is_not_cut(told: Told, tmp_path: Path) -> None:
    head = b'"ID","Length","Started","Completed","Message"\n'
    row = b'"1","00:10","2026-03-14 06:20","","%s"\n' % (b"x" * (LONGEST_TEXT + 1))
    assert "its text is longer than a megabyte" in imported(told, head + row, tmp_path)[1]
