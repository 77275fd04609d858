"""The schema by which an editor helps is what the files are really checked against."""

import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mindful.store import schema
from mindful.store.check import parsed
from mindful.store.library import Library
from mindful.store.skeleton import skeleton

BUILT_IN = Library.of(Path("/nowhere")).built_in
VALID = sorted((Path(__file__).parents[1] / "exercises" / "valid").glob("*.toml"))
WRONG = sorted((Path(__file__).parents[1] / "exercises").glob("[wh]*/*.toml"))
SCHEMA = Draft202012Validator(schema.schema())
# What a schema cannot say: a breath's shape, the sum of the shares, what has no room, and so on.
BEYOND_A_SCHEMA = {
    *("breath-held-too-long", "breath-too-quick", "every-step-later", "shares", "shares-too-few"),
    *("shares-too-many", "usual-outside-minutes", "no-room-for-its-lines"),
    *("nothing-said-at-first", "no-number"),
}


def faults(text: str) -> list[str]:
    return [error.message for error in SCHEMA.iter_errors(tomllib.loads(text))]


def test_the_file_beside_the_exercises_is_what_the_types_make() -> None:
    file = BUILT_IN / schema.NAME
    assert file.read_text(encoding="utf-8") == schema.text(), "`make schema` makes it anew"
    Draft202012Validator.check_schema(schema.schema())


@pytest.mark.parametrize(
    "file", [*sorted(BUILT_IN.glob("*.toml")), *VALID], ids=lambda file: file.stem
)
def test_what_can_be_sat_is_as_the_schema_has_it(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


def test_what_one_begins_with_is_as_the_schema_has_it() -> None:
    assert faults(skeleton("kettle")) == []


def test_a_key_that_there_is_not_is_a_fault() -> None:
    text = skeleton("kettle")
    assert faults(f"colour = 1\n{text}") == [
        "Additional properties are not allowed ('colour' was unexpected)"
    ]
    assert faults(f"{text}colour = 1\n") == [
        "Additional properties are not allowed ('colour' was unexpected)"
    ]


@pytest.mark.parametrize("file", WRONG, ids=lambda file: file.stem)
def test_what_the_shape_refuses_the_schema_refuses(file: Path) -> None:
    found = parsed(file.read_bytes())
    signs = all("take it out" in fault.words for fault in found.faults)
    if found.table and not signs and file.stem not in BEYOND_A_SCHEMA:
        assert list(SCHEMA.iter_errors(found.table))


def test_every_key_says_its_name_what_it_is_for_and_what_may_stand_there() -> None:
    whole = schema.schema()
    keys = {
        (part["title"], key): value
        for part in (whole, *whole["$defs"].values())
        for key, value in part["properties"].items()
    }
    assert len(keys) == 24
    assert [
        key
        for key, value in keys.items()
        if value["title"] != key[1] or ". Here stands " not in value["description"]
    ] == []


@pytest.mark.parametrize("file", sorted(BUILT_IN.glob("*.toml")), ids=lambda file: file.stem)
def test_what_comes_with_mindful_names_the_schema_first(file: Path) -> None:
    assert file.read_text(encoding="utf-8").split("\n", 1)[0] == f"#:schema ./{schema.NAME}"
