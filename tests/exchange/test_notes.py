"""Daily notes: lines are added under a heading, once, and every other byte stays as it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.entry import Entry
from mindful.store.exchange.obsidian import note
from tests.conftest import MORNING, Told

SAT = Entry(
    {"id": "20261122-0730-k3f9", "kind": "session", "at": MORNING, "exercise": "their-chair",
     "family": "perspective", "practised": 480, "with": "R.", "tags": ["late evening", "2026"],
     "text": "I assumed she was annoyed.\n# I have not asked."}
)  # fmt: skip
ITEM = (
    "- 07:30 [[From their chair]] 8 min, with [[R.]] #perspective #late-evening"
    " ^20261122-0730-k3f9\n  > I assumed she was annoyed.\n  > # I have not asked.\n"
)


def titles(name: str) -> str:
    return {"their-chair": "From their chair"}.get(name, name)


def test_a_day_without_a_note_gets_one() -> None:
    head = "---\nmindful_minutes: 8\ntags: [mindful]\n---\n## Mindful\n"
    assert note(None, [SAT], titles) == ((head + ITEM).encode(), 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "## Mindful\n{}"),
        ("My day.", "My day.\n\n## Mindful\n{}"),
        ("My day.\n", "My day.\n\n## Mindful\n{}"),
        ("## Mindful\n", "## Mindful\n{}"),
        ("## Mindful", "## Mindful\n{}"),
        ("## Mindful\n- mine\n\n\n## Later\nx\n", "## Mindful\n- mine\n{}\n\n## Later\nx\n"),
        ("## Mindful\n### Below it\n# Other\n", "## Mindful\n### Below it\n{}# Other\n"),
        ("```\n## Mindful\n```\nx\n", "```\n## Mindful\n```\nx\n\n## Mindful\n{}"),
        ("---\ntags: [a]\n---\nx\n", "---\ntags: [a]\n---\nx\n\n## Mindful\n{}"),
    ],
)
def test_a_note_that_is_there_gets_lines_under_the_heading(before: str, after: str) -> None:
    made, count = note(before.encode(), [SAT], titles)
    assert (made.decode(), count) == (after.format(ITEM), 1)
    assert note(made, [SAT], titles) == (made, 0)


def test_line_ends_and_bytes_of_another_encoding_stay_as_they_are() -> None:
    before = b"\xef\xbb\xbfFr\xfch\r\n"
    made, _ = note(before, [SAT], titles)
    assert made == before + b"\r\n## Mindful\r\n" + ITEM.encode().replace(b"\n", b"\r\n")


LINES = [b"## Mindful", b"# x", b"```", b"~~~", b"- a ^20261122-0730-aaaa", b"", b"\xff", b"\r"]


@given(st.lists(st.sampled_from(LINES)).map(b"\n".join))
def test_whatever_a_note_holds_stays_and_twice_is_once(before: bytes) -> None:
    made, count = note(before, [SAT], titles)
    assert count == 1
    assert any(
        made.startswith(before[:place]) and made.endswith(before[place:])
        for place in range(len(before) + 1)
    )
    assert note(made, [SAT], titles) == (made, 0)


def test_the_words_of_an_entry_cannot_pass_for_one_that_was_added() -> None:
    forged = SAT._replace(values={**SAT.values, "id": "20261122-0730-aaaa",
                                  "text": "- x ^20261122-0730-k3f9"})  # fmt: skip
    made, _ = note(None, [forged], titles)
    assert note(made, [SAT], titles)[1] == 1


def test_a_folder_of_notes_is_added_to_and_nothing_else_is_touched(
    told: Told, tmp_path: Path
) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "2026-11-22.md").write_text("My day.\n")
    (vault / "other.md").write_text("## Mindful\n")
    id = told.does("write", "The kettle.").out.split()[1]
    words = ("journal", "export", "-f", "obsidian", "-o", str(vault))
    first = told.does(*words)
    assert (first.status, first.out) == (0, "")
    assert first.err.startswith(f"{vault}: 1 entry added to 1 note.\n")
    held = {file.name: file.read_text() for file in vault.iterdir()}
    assert held == {
        "2026-11-22.md": f"My day.\n\n## Mindful\n- 07:30 Reflection ^{id}\n  > The kettle.\n",
        "other.md": "## Mindful\n",
    }
    assert told.does(*words).err.startswith(f"{vault}: nothing new.\n")
    assert {file.name: file.read_text() for file in vault.iterdir()} == held
