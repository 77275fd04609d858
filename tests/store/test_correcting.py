"""What stands in the journal is changed, deleted and put back: those bytes, and no others."""

import os
import shutil
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mindful.core.entry import Entry
from mindful.errors import MindfulError
from mindful.store import append, blocks
from mindful.store.changing import edits, undo
from mindful.store.changing.back import Taken, take_back
from mindful.store.changing.deleting import deletable, delete
from mindful.store.changing.rewrite import Splice, held, rewrite
from mindful.store.changing.splices import spliced, standing
from mindful.store.changing.together import add_all, stamp
from mindful.store.journal import Journal
from mindful.store.places import Places
from tests.conftest import MORNING
from tests.store.test_blocks import entries as any_entry

FIRST = '''\
# mine

[[entry]]
id = "20261120-0700-aaaa"
at = 2026-11-20T07:00:00+01:00
mood = "grey"  # my own key
text = """
Rain.
"""
saved = 2026-11-20T07:01:00+01:00

[[entry]]
at = 2026-11-21 # by hand
text = 'Sun.'

# about the next one
[[entry]]
id = "20261122-0700-bbbb"
kind = "session"
at = 2026-11-22T07:00:00+01:00
exercise = "sounds"
practised = 300
text = """
Kettle.
"""
saved = 2026-11-22T07:06:00+01:00
'''
RAIN, SUN, KETTLE = "20261120-0700-aaaa", "20261121", "20261122-0700-bbbb"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    found = Places.of({"MINDFUL_HOME": str(tmp_path / "home")})
    found.journal.parent.mkdir(parents=True)
    found.journal.write_text(FIRST)
    return found


def find(places: Places, said: str) -> Entry:
    with Journal.at(places).read() as contents:
        return contents.find(said)


def edited(places: Places, said: str, was: bytes, now: bytes, at: datetime = MORNING) -> None:
    """Edit an entry as one does who replaces some words with others."""
    entry = find(places, said)
    copy = edits.lend(places, entry).copy
    copy.file.write_bytes(copy.saved().replace(was, now))
    edits.commit(places, entry, copy, copy.saved(), at)


def deleted(places: Places, said: str, at: datetime = MORNING, for_good: bool = False) -> None:
    entry = find(places, said)
    delete(places, entry, deletable(places, entry), at, for_good)


def held_by(places: Places) -> str:
    return places.journal.read_text()


def files(places: Places) -> list[str]:
    """Every file there is, but for the journal and the lock beside it."""
    root = places.journal.parents[1]
    found = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
    return sorted({*found} - {"data/journal.toml", "data/.journal.lock"})


def test_an_edit_changes_the_bytes_of_its_entry_and_no_others(places: Places) -> None:
    edited(places, RAIN, b"Rain.", b"Rain, and more rain.")
    assert held_by(places) == FIRST.replace("Rain.", "Rain, and more rain.")
    assert files(places) == ["state/undo/000001.undo"]


def test_an_entry_by_hand_is_edited_without_the_comment_on_the_next(places: Places) -> None:
    copy = edits.lend(places, find(places, SUN)).copy
    assert copy.saved() == b"[[entry]]\nat = 2026-11-21 # by hand\ntext = 'Sun.'\n"
    copy.drop()
    assert files(places) == []


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        (RAIN, FIRST[FIRST.index("[[entry]]") : FIRST.index("[[entry]]\nat = 2026-11-21")]),
        (SUN, "[[entry]]\nat = 2026-11-21 # by hand\ntext = 'Sun.'\n\n"),
        (KETTLE, FIRST[FIRST.index('[[entry]]\nid = "20261122') :]),
    ],
    ids=["first", "by hand", "last"],
)
def test_a_deleted_entry_goes_with_its_blank_line_and_comes_back_byte_for_byte(
    places: Places, said: str, gone: str
) -> None:
    deleted(places, said)
    assert held_by(places) == FIRST.replace(gone, "")
    taken = take_back(places, MORNING)
    assert held_by(places) == FIRST
    assert (taken.what, [entry.id[:8] for entry in taken.back]) == ("delete", [said[:8]])
    assert files(places) == []


def test_the_id_of_an_entry_by_hand_stays_when_the_next_one_goes(places: Places) -> None:
    before = find(places, SUN).id
    deleted(places, KETTLE)
    assert find(places, SUN).id == before


def test_changes_are_taken_back_one_after_the_other(places: Places) -> None:
    states = [held_by(places)]
    for said, now in ((RAIN, b"Hail."), (RAIN, b"Snow."), (KETTLE, b"Pot.")):
        edited(places, said, {b"Hail.": b"Rain.", b"Snow.": b"Hail."}.get(now, b"Kettle."), now)
        states.append(held_by(places))
    deleted(places, RAIN)
    for state in reversed(states):
        take_back(places, MORNING)
        assert held_by(places) == state
    with pytest.raises(MindfulError, match="There is nothing to take back"):
        take_back(places, MORNING)


def test_what_was_written_since_stays(places: Places) -> None:
    deleted(places, KETTLE)
    edited(places, RAIN, b"Rain.", b"Hail.")
    Journal.at(places).add(Entry.reflection(MORNING, "Later."), MORNING)
    later = held_by(places)[held_by(places).index('\n[[entry]]\nid = "20261122-0730') :]
    assert take_back(places, MORNING).what == "edit"
    assert take_back(places, MORNING).what == "delete"
    assert held_by(places) == FIRST + later


def test_it_is_found_where_it_stands_by_now(places: Places) -> None:
    """Someone else has written above it, and an entry was put before another."""
    edited(places, RAIN, b"Rain.", b"Hail.")
    deleted(places, SUN)
    above = '# new\n[[entry]]\nat = 2026-11-19\ntext = "Fog."\n\n'
    places.journal.write_text(above + held_by(places) + "\n[[entry]]\nat = 2026-11-23\n")
    take_back(places, MORNING)
    take_back(places, MORNING)
    assert held_by(places) == above + FIRST + "\n[[entry]]\nat = 2026-11-23\n"


@pytest.mark.parametrize("how", ["changed", "longer", "gone"])
def test_what_was_changed_by_hand_since_is_not_taken_back(places: Places, how: str) -> None:
    edited(places, KETTLE, b"Kettle.", b"Pot.")
    by_hand = {
        "changed": held_by(places).replace("Pot.", "My pot."),
        "longer": held_by(places) + 'mood = "grey"\n',
        "gone": held_by(places).partition("# about")[0],
    }[how]
    places.journal.write_text(by_hand)
    with pytest.raises(MindfulError, match=r"changed by hand since. Nothing was changed") as raised:
        take_back(places, MORNING)
    assert held_by(places) == by_hand
    record = raised.value.hint.removeprefix("What it was before stands in ")
    assert b"Kettle." in Path(record).read_bytes()


def test_after_thirty_days_nothing_is_left_of_it(places: Places) -> None:
    deleted(places, RAIN)
    deleted(places, SUN, MORNING + timedelta(days=20))
    late = MORNING + timedelta(days=30, seconds=1)
    assert take_back(places, late).back[0].text == "Sun."
    with pytest.raises(MindfulError, match="nothing to take back"):
        take_back(places, late)
    assert files(places) == []


def test_for_good_leaves_nothing_of_it_anywhere(places: Places) -> None:
    edited(places, KETTLE, b"Kettle.", b"Pot.")
    edited(places, RAIN, b"Rain.", b"Hail.")
    copy = edits.lend(places, find(places, KETTLE)).copy
    copy.set_aside()
    for folder, ending in ((places.drafts, ".md"), (places.spills[1], ".toml")):
        folder.mkdir()
        (folder / f"{KETTLE}{ending}").write_text("Pot.")
    deleted(places, KETTLE, for_good=True)
    root = places.journal.parents[1]
    holding = [path for path in root.rglob("*") if path.is_file() and (
        b"Pot." in path.read_bytes() or b"Kettle." in path.read_bytes())]  # fmt: skip
    assert (holding, files(places)) == ([], ["state/undo/000002.undo"])
    assert take_back(places, MORNING).what == "edit"
    assert held_by(places) == FIRST[: FIRST.index('[[entry]]\nid = "20261122')]


def test_for_good_an_entry_by_hand_goes_with_all_that_it_was_before(places: Places) -> None:
    edited(places, SUN, b"Sun.", b"Fog.")
    edited(places, SUN, b"Fog.", b"Mist.")
    deleted(places, SUN, for_good=True)
    assert files(places) == []


def test_equal_copies_are_changed_and_deleted_together(places: Places) -> None:
    kettle = FIRST[FIRST.index('[[entry]]\nid = "20261122') :]
    places.journal.write_text(FIRST + "\n" + kettle)
    edited(places, KETTLE, b"Kettle.", b"Pot.")
    assert held_by(places) == (FIRST + "\n" + kettle).replace("Kettle.", "Pot.")
    take_back(places, MORNING)
    deleted(places, KETTLE)
    assert "Kettle." not in held_by(places)
    take_back(places, MORNING)
    assert held_by(places) == FIRST + "\n" + kettle


def test_what_was_cut_off_of_an_entry_goes_with_it(places: Places) -> None:
    torn = f'\n[[entry]]\nid = "{KETTLE}"\nat = 2026-11-22T07:00:00+01:00\ntext = """\nKett'
    places.journal.write_text(
        FIRST.partition("# about")[0] + torn + "\n" + FIRST.partition("# about")[2]
    )
    before = held_by(places)
    deleted(places, KETTLE)
    assert "Kett" not in held_by(places)
    take_back(places, MORNING)
    assert held_by(places) == before


def test_what_stands_behind_an_entry_and_is_no_part_of_it_is_not_deleted(places: Places) -> None:
    places.journal.write_text(FIRST + 'id = "20261123-0700-cccc"\ntext = "glued"\n')
    with pytest.raises(MindfulError, match=r"something that is no part of it. Nothing was deleted"):
        deleted(places, KETTLE)
    places.journal.write_text(FIRST + "\n[[entr")
    deleted(places, KETTLE)
    assert "[[entr\n" not in held_by(places)


def test_an_entry_that_moved_is_edited_where_it_is(places: Places) -> None:
    entry = find(places, KETTLE)
    copy = edits.lend(places, entry).copy
    copy.file.write_bytes(copy.saved().replace(b"Kettle.", b"Pot."))
    places.journal.write_text("# above\n" + FIRST.replace("Rain.", "Hail."))
    edits.commit(places, entry, copy, copy.saved(), MORNING)
    assert held_by(places) == "# above\n" + FIRST.replace("Rain.", "Hail.").replace(
        "Kettle.", "Pot."
    )


def test_an_entry_that_someone_else_changed_is_left_and_the_words_are_kept(places: Places) -> None:
    entry = find(places, KETTLE)
    copy = edits.lend(places, entry).copy
    mine = copy.saved().replace(b"Kettle.", b"Pot.")
    copy.file.write_bytes(mine)
    theirs = FIRST.replace("Kettle.", "Their kettle.")
    places.journal.write_text(theirs)
    with pytest.raises(MindfulError, match=r"changed by someone else meanwhile. It is left") as no:
        edits.commit(places, entry, copy, mine, MORNING)
    assert held_by(places) == theirs
    assert Path(no.value.hint.removeprefix("What you wrote is kept in ")).read_bytes() == mine


def test_a_copy_left_by_a_kill_is_lent_again_or_set_aside(places: Places) -> None:
    entry = find(places, KETTLE)
    copy = edits.lend(places, entry).copy
    with pytest.raises(MindfulError, match="open in another editor"):
        edits.lend(places, entry)
    copy.file.write_bytes(copy.base + b"# mine\n")
    copy.leave()
    again = edits.lend(places, entry)
    assert (again.left, again.copy.saved()) == (True, copy.base + b"# mine\n")
    again.copy.leave()
    edited_elsewhere = FIRST.replace("Kettle.", "Pot.")
    places.journal.write_text(edited_elsewhere)
    new = edits.lend(places, find(places, KETTLE))
    assert (new.left, b"Pot." in new.copy.saved()) == (False, True)
    assert new.aside is not None
    assert new.aside.read_bytes() == copy.base + b"# mine\n"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o660])
def test_the_journal_stays_as_open_as_its_person_made_it(places: Places, mode: int) -> None:
    places.journal.chmod(mode)
    deleted(places, RAIN)
    take_back(places, MORNING)
    assert places.journal.stat().st_mode & 0o7777 == mode


def test_a_linked_journal_stays_a_link(places: Places, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    places.journal.rename(real)
    places.journal.symlink_to(real)
    deleted(places, RAIN)
    assert (places.journal.is_symlink(), "Rain." in real.read_text()) == (True, False)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".dotfiles.lock",
        "dotfiles.toml",
        "home",
    ]


def test_a_journal_with_two_names_is_not_changed_behind_one_of_them(
    places: Places, tmp_path: Path
) -> None:
    os.link(places.journal, tmp_path / "other.toml")
    with pytest.raises(MindfulError, match=r"a second name elsewhere .* Nothing was changed"):
        deleted(places, RAIN)
    assert (held_by(places), files(places)) == (FIRST, [])


def test_a_splice_of_what_is_not_there_any_more_changes_nothing(places: Places) -> None:
    with pytest.raises(MindfulError, match=r"changed by someone else meanwhile. Nothing"):
        rewrite(places, [Splice(0, b"# yours", b"")], "edit", MORNING)
    assert (held_by(places), files(places)) == (FIRST, [])


def test_a_change_that_is_not_to_be_kept_is_not(places: Places) -> None:
    rewrite(places, [Splice(0, b"# mine", b"# ours")], "edit", MORNING, keep=False)
    assert (held_by(places), files(places)) == (FIRST.replace("mine", "ours"), [])


def test_an_import_goes_again_and_what_came_since_stays(places: Places) -> None:
    new = "".join(blocks.write(Entry.reflection(MORNING, text).with_(id=f"20261122-0730-{text}",
                  saved=MORNING)).decode() for text in ("0000", "1111"))  # fmt: skip
    add_all(places, [new.encode()], "import", MORNING, stamp(places.journal))
    Journal.at(places).add(Entry.reflection(MORNING, "Later."), MORNING)
    later = held_by(places).removeprefix(FIRST + new)
    places.journal.write_text("# above\n" + held_by(places))
    taken = take_back(places, MORNING)
    assert [entry.text for entry in taken.gone] == ["0000", "1111"]
    assert held_by(places).replace("\n\n", "\n") == ("# above\n" + FIRST + later).replace(
        "\n\n", "\n"
    )


@pytest.mark.parametrize("what", ["edit", "delete", "import"])
def test_a_change_that_a_kill_kept_from_being_made_is_dropped(places: Places, what: str) -> None:
    edited(places, RAIN, b"Rain.", b"Hail.")
    now = held_by(places).encode()
    at = now.index(b'[[entry]]\nid = "20261122')
    splice = {
        "edit": Splice(at, now[at:], now[at:].replace(b"Kettle.", b"Pot.")),
        "delete": Splice(at, now[at:], b""),
        "import": Splice(len(now), b"", b'\n[[entry]]\nat = 2026-11-23\ntext = "New."\n'),
    }[what]
    with append.locked(places.journal):
        undo.remember(places, what, MORNING, [splice], now, spliced(now, [splice]))
    Journal.at(places).add(Entry.reflection(MORNING, "Later."), MORNING)
    assert take_back(places, MORNING).what == "edit"
    assert held_by(places).startswith(FIRST)
    assert files(places) == []


def test_a_record_that_cannot_be_kept_keeps_the_journal_as_it_is(places: Places) -> None:
    places.state.mkdir()
    places.undo.write_text("a file where a folder should be")
    with pytest.raises(MindfulError, match=r"could not be changed: .* a file"):
        deleted(places, RAIN)
    assert held_by(places) == FIRST


PIECES = st.one_of(
    any_entry().map(blocks.write),
    st.sampled_from(
        [
            b"# a comment\n",
            b"\n\n",
            b"\n[[entry]]\nat = 2026-11-21 # by hand\ntext = 'Sun.'\n# mine\n",
            b"\n[[entry]]\nat = 2026-11-20T07:00\n\n# about the next\n",
            b'\n[[entry]]\nid = "20261121-0700-t0rn"\nat = 2026-11-21T07:00:00Z\ntext = """\nx',
            b"\n[[entr",
            b"\n[[entry]]\nat = nonsense\n",
            b"\0\0\0",
            b"\n[[entry]]\r\nat = 2026-11-19\r\ntext = 'Fog.'\r\n\r\n",
        ]
    ),
)


@st.composite
def journals(draw: st.DrawFn) -> bytes:
    """A journal of anything that may stand in one, each entry of ours under an id of its own."""
    pieces = draw(st.lists(PIECES, min_size=1, max_size=8))
    known = b"20261122-0730-k3f9"
    data = b"".join(piece.replace(known, b"20261122-0730-%04d" % number)
                    for number, piece in enumerate(pieces))  # fmt: skip
    zeros = data.rstrip(b"\n").endswith(b"\0")  # which what is added behind them makes a fault
    end = b"\n" if zeros else draw(st.sampled_from([b"", b"\n"]))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + data.rstrip(b"\n") + end


class World:
    """A journal in a folder of its own, and what someone does to it."""

    def __init__(self, data: bytes) -> None:
        self.root = Path(mkdtemp())
        self.places = Places.of({"MINDFUL_HOME": str(self.root)})
        self.places.journal.parent.mkdir(parents=True)
        self.places.journal.write_bytes(data)
        self.changes = 0

    @property
    def data(self) -> bytes:
        return self.places.journal.read_bytes()

    def shown(self) -> list[Entry]:
        with Journal.at(self.places).read() as contents:
            return list(contents.newest_first(lambda _: None))

    def changes_one(self, number: int, how: str) -> None:
        if not (found := self.shown()):
            return
        entry = found[number % len(found)]
        if how == "delete":
            try:
                seen = deletable(self.places, entry)
            except MindfulError:
                return
            delete(self.places, entry, seen, MORNING)
        else:
            copy = edits.lend(self.places, entry).copy
            edits.commit(self.places, entry, copy, copy.base.rstrip() + b"\n# seen\n", MORNING)
        self.changes += 1

    def takes_back(self) -> Taken:
        self.changes -= 1
        return take_back(self.places, MORNING)


# Zeros of a cut behind one entry, and a comment behind the next, which is deleted.
ZEROS_AHEAD = (
    b'[[entry]]\nid = "20261122-0730-0003"\nat = 2025-01-01T00:00:00+00:00\n'
    b"saved = 2025-01-01T00:00:00+00:00\n\0\0\0\n[[entry]]\nat = 2026-11-20T07:00\n\n# the next"
)
OPS = st.lists(
    st.tuples(st.integers(0, 20), st.sampled_from(["edit", "delete", "undo", "write"])), max_size=8
)


def bodies(data: bytes) -> Counter[bytes]:
    return Counter(one.body.rstrip() for one in standing(data))


@settings(deadline=None, max_examples=60)
@given(journals(), OPS)
@example(ZEROS_AHEAD, [(0, "delete")])
def test_after_everything_is_taken_back_it_is_the_first_journal_and_what_was_written_since(
    data: bytes, ops: list[tuple[int, str]]
) -> None:
    world = World(data)
    written = 0
    try:
        for number, how in ops:
            if how == "undo" and world.changes:
                world.takes_back()
            elif how == "write":
                written += 1
                Journal.at(world.places).add(Entry.reflection(MORNING, f"Later {number}."), MORNING)
            elif how != "undo":
                before, changed = bodies(world.data), world.changes
                world.changes_one(number, how)
                lost = before - bodies(world.data)
                assert len(lost) <= 1 or changed == world.changes
        while world.changes:
            world.takes_back()
        if not written:
            assert world.data == data
        assert not bodies(data) - bodies(world.data)
        assert sum((bodies(world.data) - bodies(data)).values()) == written
        assert not [*world.places.undo.glob("*")]
    finally:
        shutil.rmtree(world.root)


@given(journals())
@settings(deadline=None, max_examples=50)
def test_every_entry_is_found_by_its_bytes_and_those_are_its_own(data: bytes) -> None:
    for one in standing(data):
        assert one.block.startswith(one.body)
        rest = one.block.removeprefix(one.body)
        assert all(
            not line.strip(b" \t\r\0") or line.lstrip().startswith(b"#")
            for line in rest.split(b"\n")
        )
        found = blocks.parse(one.block)
        if isinstance(found, Entry) and b"[[entr\0" not in one.block:
            assert blocks.parse(one.body) == found


def test_while_it_is_changed_the_journal_can_be_read(places: Places) -> None:
    with held(places) as journal:
        assert journal.data == FIRST.encode()
        assert find(places, RAIN).text.strip() == "Rain."
