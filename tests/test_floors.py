"""The house stands: nothing is imported from a floor above, and no room has outgrown itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "mindful"
FLOORS = {"errors": 0, "core": 1, "store": 2, "terminal": 2, "practice": 3, "cli": 4}
PURE = {"time", "os", "pathlib", "io", "sys", "shutil", "subprocess", "random", "secrets"}
MODULES = sorted(ROOT.rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 250, 40


def imported(module: Path) -> Iterator[str]:
    """Every module that is imported anywhere in a file, those for types too."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (
                f"{node.module}.{name.name}" if node.module == "mindful" else node.module
                for name in node.names
            )
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def room(module: Path) -> str:
    return module.relative_to(ROOT).parts[0].removesuffix(".py")


def test_there_is_a_house() -> None:
    assert {room(module) for module in MODULES} >= set(FLOORS)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_a_module_imports_its_own_floor_or_below(module: Path) -> None:
    here = room(module)
    if here.startswith("__"):
        return  # the way in stands outside
    others = {name.split(".")[1] for name in imported(module) if name.startswith("mindful.")}
    above = {other for other in others if FLOORS.get(other, -1) > FLOORS[here]}
    beside = {other for other in others if FLOORS.get(other) == FLOORS[here] and other != here}
    assert (above, beside) == (set(), set())


@pytest.mark.parametrize("module", sorted((ROOT / "core").glob("*.py")), ids=lambda m: m.name)
def test_the_core_knows_no_clock_no_file_and_no_library(module: Path) -> None:
    names = {name.split(".")[0] for name in imported(module)}
    import sys

    outside = names - set(sys.stdlib_module_names) - {"mindful"}
    assert (names & PURE, outside) == (set(), set())


def test_one_place_asks_for_the_time() -> None:
    asking = [
        str(module.relative_to(ROOT))
        for module in MODULES
        if "time.monotonic" in module.read_text() or "datetime.now" in module.read_text()
    ]
    assert asking == ["cli/world.py"]


def test_no_room_has_outgrown_itself() -> None:
    long_modules = [
        str(module.relative_to(ROOT))
        for module in MODULES
        if module.read_text().count("\n") > LONGEST_MODULE
    ]
    long_functions = [
        f"{module.relative_to(ROOT)}:{node.name}"
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert (long_modules, long_functions) == ([], [])
