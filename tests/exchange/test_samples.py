"""A small file of each format comes in as it should, and one that is broken as far as it can.

What each becomes stands beside it: what is said of it, and the entries.
"""

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import Told

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(file for file in SAMPLES.iterdir() if not file.name.endswith(".expected"))
ZONE = "Europe/Oslo"


def said(out: str, err: str, entries: list[dict[str, object]]) -> str:
    """What a person gets of an import: the words, and below them the entries, one a line."""
    return "\n".join([out + err, *(json.dumps(one) for one in entries), ""])


def kept(told: Told) -> list[dict[str, object]]:
    """The journal's entries in the order of time."""
    found: list[dict[str, object]] = json.loads(told.does("journal", "export").out)
    return found


def came_in(told: Told, file: Path) -> str:
    done = told.does("journal", "import", str(file), "--zone", ZONE, "--yes")
    return said(done.out, done.err, kept(told))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sample_becomes_what_stands_beside_it(told: Told, file: Path) -> None:
    expected = file.with_name(f"{file.name}.expected")
    assert came_in(told, file) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sample_that_comes_in_twice_is_there_once(told: Told, file: Path) -> None:
    first = told.does("journal", "import", str(file), "--zone", ZONE, "--yes")
    again = told.does("journal", "import", str(file), "--zone", ZONE, "--yes")
    assert again.journal == first.journal
    assert re.findall(r"^0 new, (\d+) already here", again.out, re.M) != ["0"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_is_added_where_nobody_can_be_asked(told: Told, file: Path) -> None:
    told.holds("# mine\n")
    done = told.does("journal", "import", str(file), "--zone", ZONE)
    assert (done.status, done.journal) == (2, "# mine\n")
    assert done.err.startswith("There is no terminal to ask on. Nothing was added.\n")


def test_every_format_that_can_be_read_has_a_sample_and_a_broken_one() -> None:
    from mindful.store.exchange.formats import READ

    names = {file.stem for file in FILES}
    wanted = {"mindful" if one.name in ("json", "csv") else one.name for one in READ}
    assert names == wanted | {f"{name}-broken" for name in wanted}
    assert {file.suffix for file in FILES if file.stem == "mindful"} == {".json", ".csv"}


def test_day_ones_zip_is_as_good_as_its_json(told: Told, tmp_path: Path) -> None:
    whole = BytesIO()
    with ZipFile(whole, "w") as folder:
        folder.write(SAMPLES / "dayone.json", "Journal.json")
        folder.writestr("photos/0.jpeg", b"\xff\xd8 a picture")
    file = tmp_path / "dayone.json"
    file.write_bytes(whole.getvalue())
    expected = SAMPLES / "dayone.json.expected"
    assert came_in(told, file) == expected.read_text(encoding="utf-8")
