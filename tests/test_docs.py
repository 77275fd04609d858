"""The page on the format is true: what it shows is as it says."""

import re
from pathlib import Path

from mindful.store import schema
from mindful.store.examine import examine
from tests.conftest import Told

PAGE = (Path(__file__).parents[1] / "docs" / "exercise-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
SAID = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
WHOLE = [text for text in EXAMPLES if text.startswith("title")]
STEPS = [text for text in EXAMPLES if text.startswith("[[step]]")]


def test_the_first_example_is_whole_and_in_order(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "kettle.toml"
    file.write_text(WHOLE[0])
    assert told.does("exercises", "check", str(file)).out.replace(f"{tmp_path}/", "") == SAID[1]


def test_the_wrong_example_is_wrong_as_it_says(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "kettle.toml"
    file.write_text(WHOLE[1])
    assert told.does("exercises", "check", str(file)).out.replace(f"{tmp_path}/", "") == SAID[0]


def test_every_step_it_shows_has_its_place_in_an_exercise() -> None:
    head = WHOLE[0].split("[[step]]")[0]
    assert (len(WHOLE), len(STEPS), len(EXAMPLES)) == (2, 5, 7)
    for step in STEPS:
        rest = 100 - int(re.findall(r"share = (\d+)", step)[0])
        text = f'{head}{step}\n[[step]]\nname = "return"\nshare = {rest}\nsay = ["Look around."]\n'
        found = examine("kettle", text.encode())
        assert (found.faults, found.remarks) == ([], [])


def test_every_key_stands_in_one_of_its_tables_with_its_limit() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE)
    rows = [
        [(row[1].strip("` "), row[2].strip() == "needed") for row in map(cells, table.split("\n"))
         if len(row) > 2 and row[1].startswith(" `")]
        for table in tables
    ]  # fmt: skip
    whole = schema.schema()
    parts = [whole, whole["$defs"]["step"], whole["$defs"]["line"]]
    for part, listed in zip(parts, rows, strict=True):
        meant = {key: key in part["required"] for key in part["properties"]}
        assert dict(listed) == meant
    numbers = set(map(int, re.findall(r'"max(?:imum|Length|Items)": (\d+)', schema.text())))
    in_words = PAGE.replace("1,000", "1000") + " 4 "
    assert [number for number in numbers if not re.search(rf"\b{number}\b", in_words)] == []


def cells(row: str) -> list[str]:
    return row.split("|")
