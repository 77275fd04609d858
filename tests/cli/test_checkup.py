"""The journal looked at: silent where all is well, and a sentence for whatever is not."""

import fcntl
import os
import re
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mindful.core.entry import Entry
from mindful.store.drafts import begun
from tests.conftest import MORNING, Outcome, Told
from tests.faults.reading import found_in
from tests.faults.test_mutated import mutant
from tests.store.test_joining import B2, BY_HAND, MINE, A, B, block

DATED = b'\n[[entry]]\nid = "20261122-0730-%s"\nat = 2026-11-22T07:30:00+01:00\n'
SAVED = b"saved = 2026-11-22T07:30:00+01:00\n"
LOCAL = "without an offset, and read as of where you are now"


@pytest.fixture
def private(told: Told) -> Told:
    """A world whose folders are open to nobody else."""
    before = os.umask(0o077)
    told.journal.parent.mkdir(parents=True)
    os.umask(before)
    return told


def checked(told: Told, journal: bytes | None = None, *words: str) -> tuple[int, list[str]]:
    """What is said of a journal, its path left out; it is as it was afterwards."""
    if journal is not None:
        told.holds(journal)
        told.journal.chmod(0o600)
    before = everything(told.home)
    outcome = told.does("journal", "check", *words)
    assert (outcome.err, everything(told.home)) == ("", before)
    return outcome.status, lines(told, outcome)


def lines(told: Told, outcome: Outcome) -> list[str]:
    return [line.removeprefix(f"{told.journal}:") for line in outcome.out.splitlines()]


def everything(home: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file and folder, when it was changed, and what is in it."""
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_mtime_ns,
                    path.read_bytes() if path.is_file() else b"")
        for path in home.rglob("*")
    }  # fmt: skip


def test_where_all_is_well_nothing_is_said_and_nothing_made(private: Told) -> None:
    assert checked(private) == (0, [])
    assert checked(private, b"") == (0, [])
    assert checked(private, MINE + A + B) == (0, [])
    every = "".join(f'{key} = {value}\n' for key, value in (
        ("kind", '"session"'), ("exercise", '"sounds"'), ("family", '"presence"'),
        ("ended", '"early"'), ("before_here", 1), ("after_held", 9), ("arousal", 5),
        ("too_much", '"a little"'), ("count_keys", '"..|x"'), ("mood", '"unknown keys stay"'),
    ))  # fmt: skip
    whole = A + DATED % b"dddd" + every.encode() + SAVED
    assert checked(private, whole.replace(b"\n", b"\r\n")) == (0, [])
    assert private.does("write", "Rain.").status == 0
    assert checked(private) == (0, [])


def test_before_there_is_anything_there_is_nothing_wrong(told: Told) -> None:
    outcome = told.does("journal", "check")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert not told.home.exists()


CANNOT = "this entry cannot be read: "
MARKS = (
    "git's marks of a conflict stand here: keep what you want of both sides, and take out the "
    "lines <<<<<<<, ======= and >>>>>>>"
)
QUOTE = "a quotation mark is missing at the end of some words"


@pytest.mark.parametrize(
    ("journal", "said"),
    [
        (b"[[entry]]\nat = nonsense\n", [f"2: {CANNOT}expected a value here: words in "
         '"straight quotes", a number, true or false']),
        (b'[[entry]]\nat = 2026-11-22T07:30:00+01:00\ntext = "ab\n', [f"3: {CANNOT}{QUOTE}"]),
        (b"[[entry]]\ntext = 'Sun.'\n", [f"1: {CANNOT}it needs `at`, a date or a date and time"]),
        (A[1:] + DATED % b"bbbb" + b'planned = "12"\n' + SAVED,
         [f"13: {CANNOT}`planned` is not a whole number"]),
        (b'[[entry]]\nid = "x"\nat = 2026-11-22T07:30:00+01:00\n' + SAVED,
         [f"2: {CANNOT}its `id` is not of the journal's form"]),
        (b"[[entry]]\nat = 2026-11-22T07:30:00+01:00\ntext = 'caf\xe9'\n",
         [f"3: {CANNOT}these letters are not in UTF-8"]),
        (A[1:] + b"then\n", ["9: what stands here, behind an entry, cannot be read"]),
        (A[1:] + b"[entry]\nat = 2026-11-22\n",
         ["9: what stands here, behind an entry, cannot be read"]),
        (A[1:-1 - len(b"saved = 2026-11-22T07:41:03+01:00")],
         ["1: this entry was cut off in the writing: it has an `id`, and no `saved`"]),
        (A[1:] + B + B2, ["19: 20261122-0730-bbbb stands on line 10 too, in other words: "
         "this one is shown as bbbb.2, and either can be deleted"]),
        (A[1:] + A, []),
        (DATED % b"bbbb" + b'id = "20261122-0730-cccc"\n' + SAVED,
         ["5: two entries are glued together here: a second `id` begins"]),
        (b"<<<<<<< HEAD\n" + A[1:] + b"=======\n" + B[1:] + b">>>>>>> theirs\n",
         ["1: git's marks of a conflict stand here: take them out",
          f"10: {MARKS}", f"19: {MARKS}"]),
        (b"Dear diary\n" + A,
         ["1: what stands above the first entry is read by nothing; with a # it may stay"]),
        (b"# mine\nversion = 2\n" + A,
         ["2: what stands above the first entry is read by nothing; with a # it may stay"]),
        (b"[entry]\nat = 2026-11-22\n",
         ["1: this is read by nothing: an entry begins with a line [[entry]]"]),
        (A[1:] + b"[meta]\na = 1\n", ["9: [meta] and what stands below it is read by nothing"]),
        (A[1:] + b"[entry.meta]\na = 1\n",
         ["9: `meta` is a table, which is read by nothing: keys are flat"]),
        (A[1:] + b" [[entry]]\nat = 2026-11-22\n",
         ["9: this entry is not seen: [[entry]] must begin its line"]),
        (block("aaaa", "A", "before_here = 12\n")[1:],
         ["5: `before_here` is not a whole number from 1 to 9"]),
        (block("aaaa", "A", 'ended = "aborted"\n')[1:],
         ['5: `ended` is not "complete" or "early" or "interrupted"']),
        ("x".encode("utf-16"), ["1: it is in UTF-16, and cannot be read: save it as UTF-8"]),
    ],
)  # fmt: skip
def test_whatever_is_wrong_is_said_with_its_line(
    private: Told, journal: bytes, said: list[str]
) -> None:
    assert checked(private, journal) == (int(bool(said)), said)


@pytest.mark.parametrize(
    ("journal", "said"),
    [
        (b"\xef\xbb\xbf" + A[1:], "1: it begins with a byte order mark, which does no harm"),
        (A[1:] + b"\0" * 5000, "9: the disk never wrote what was to stand here; nothing was lost"),
        (BY_HAND[1:], f"1: the time of this entry is {LOCAL}"),
        (BY_HAND[1:] + A + BY_HAND + b"\n[[entry]]\nat = 2026-11-22 07:30\n",
         f"1: the times of this entry and of those on lines 15, 20 are {LOCAL}"),
        (b"[[entry]]\nat = 2027-11-22T07:30:00Z\n", "1: the time of this entry is still to come"),
        (B[1 : B.index(b"saved")] + B, "1: this is what was cut off in writing the "
         "entry of line 9; it is shown by nothing"),
    ],
)  # fmt: skip
def test_what_does_no_harm_is_said_and_is_no_failure(
    private: Told, journal: bytes, said: str
) -> None:
    assert checked(private, journal) == (0, [said])


def test_an_entry_of_tomorrow_is_not_far_ahead_for_one_who_travels(private: Told) -> None:
    at = (MORNING + timedelta(hours=23)).isoformat()
    assert checked(private, f"[[entry]]\nat = {at}\n".encode()) == (0, [])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (Path.mkdir, " it cannot be read: it is a folder"),
        (os.mkfifo, " it cannot be read: it is not a plain file"),
        (lambda path: path.symlink_to("/dev/zero"), " it cannot be read: it is not a plain file"),
        (lambda path: path.symlink_to(path), " it cannot be read: its links lead in a circle"),
    ],
)
def test_what_is_no_file_is_refused_at_once(
    told: Told, make: Callable[[Path], None], said: str
) -> None:
    told.journal.parent.mkdir(parents=True)
    make(told.journal)
    begun = os.times().elapsed
    outcome = told.does("journal", "check")
    assert (outcome.status, lines(told, outcome)[0]) == (1, said)
    assert os.times().elapsed - begun < 1


@pytest.mark.parametrize(
    "name",
    ["journal.sync-conflict-20261122-073000-ABCDEFG.toml", "journal (1).toml", "journal(2).toml",
     "journal (M.'s conflicted copy 2026-11-22).toml", "journal (Case Conflict).toml",
     "journal 2.toml"],
)  # fmt: skip
def test_copies_that_others_made_of_a_conflict_are_named(private: Told, name: str) -> None:
    private.holds(A)
    copy = private.journal.with_name(name)
    copy.write_bytes(A + B)
    copy.chmod(0o600)
    _, (said,) = checked(private, A)
    command = re.fullmatch(
        re.escape(f"{copy}: a copy of the journal, with something in it that is not here: `")
        + "mindful (.*)` joins it", said,
    )  # fmt: skip
    assert command
    from shlex import split

    assert private.does(*split(command[1]), "--yes").out.endswith("for 30 days.\n")
    said_then = (
        f"{copy}: a copy of the journal, with nothing in it that is not here: it can be deleted"
    )
    assert checked(private) == (1, [said_then])
    copy.unlink()
    assert checked(private) == (0, [])


def test_other_files_beside_the_journal_are_nobodys_business(private: Told) -> None:
    for name in ("journal.toml.bak", "diary (1).toml", "journals.toml", "journal-old.toml"):
        private.journal.with_name(name).write_bytes(A)
        private.journal.with_name(name).chmod(0o600)
    assert checked(private, A) == (0, [])


def test_what_is_open_to_others_is_named_with_what_closes_it(private: Told) -> None:
    private.holds(A)
    drafts = private.home / "state" / "drafts"
    drafts.mkdir(parents=True)
    (drafts / "notes").touch()
    (own := private.home / "data" / "exercises").mkdir()
    loose = [private.journal, private.journal.parent, drafts.parent, drafts, drafts / "notes"]
    for path in [*loose, own]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    outcome = private.does("journal", "check")
    commands = re.findall(r": others may look into it: `(.*)`", outcome.out)
    assert (outcome.status, len(commands)) == (1, 5)
    assert sorted(commands) == sorted(
        f"chmod {700 if path.is_dir() else 600} {path}" for path in loose
    )
    for command in commands:
        subprocess.run(command.split(), check=True)
    assert checked(private) == (0, [])


def test_what_waits_to_be_kept_is_named_with_what_takes_it_up(private: Told) -> None:
    before = os.umask(0o077)
    spill = private.home / "data" / "spill"
    spill.mkdir()
    (spill / "20261122-0730-aaaa.toml").write_bytes(A)
    (spill / "20261122-0730-zzzz.toml").write_bytes(b"no entry")
    drafts = private.home / "state" / "drafts"
    words = begun(drafts, MORNING)
    words.keep(Entry.reflection(MORNING, ""), "The ket")
    sat = begun(drafts, MORNING.replace(hour=6))
    sat.keep(Entry({"kind": "session", "at": MORNING.replace(hour=6), "practised": 40}))
    going_on = begun(drafts, MORNING.replace(hour=5))
    going_on.keep(Entry.reflection(MORNING, ""), "still here")
    os.umask(before)
    words.release()
    sat.release()
    opens = "`mindful history`, or any other command that opens the journal, adds it"
    status, said = checked(private, b"")
    assert (status, [line.replace(str(private.home), "") for line in said]) == (1, [
        "/data/spill/20261122-0730-aaaa.toml: an entry of 2026-11-22 07:30 that waits to be added: "
        f"{opens}",
        "/data/spill/20261122-0730-zzzz.toml: no entry that the journal could take: "
        "an editor shows it",
        f"/state/drafts/{sat.id}.toml: a sitting of 2026-11-22 06:30 that was cut off: "
        "`mindful history`, for one, keeps it",
        f"/state/drafts/{words.id}.toml: words of 2026-11-22 07:30 that were being written: "
        "`mindful write` goes on with them",
    ])  # fmt: skip
    private.does("history")
    assert [line.split(": ")[0].split("/")[-1] for line in checked(private)[1]] == [
        "20261122-0730-zzzz.toml", f"{words.id}.toml",
    ]  # fmt: skip
    going_on.release()


def test_what_a_kill_left_beside_is_named_unless_it_is_being_written(private: Told) -> None:
    private.holds(A)
    left = private.journal.with_name(".journal.toml.tmp")
    left.touch(0o600)
    said = f"{left}: a writing that was cut off, of no use any more: it can be deleted"
    assert checked(private, A) == (1, [said])
    with left.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert checked(private) == (0, [])


GOOD = [A, B, BY_HAND]
BROKEN = [
    b'\n[[entry]]\nat = nonsense\n# and a comment\n\n# and another\n',
    b'\n[[entry]]\nid = "20261122-0730-eeee"\nid = "20261122-0730-ffff"\n' + SAVED,
    b"\n[[entry]]\nat = 2026-11-22\ntext = 'caf\xe9'\n",
]  # fmt: skip
TAIL = b"what was pasted here\n\n<<<<<<< HEAD\n"


def mended(told: Told, journal: bytes) -> tuple[Outcome, list[bytes]]:
    """What --repair says of a journal, and the files it made beside it."""
    told.holds(journal)
    told.journal.chmod(0o600)
    outcome = told.does("journal", "check", "--repair", "--yes")
    return outcome, [one.read_bytes() for one in told.journal.parent.glob("journal.unread-*.toml")]


def test_what_cannot_be_read_is_moved_byte_for_byte_and_all_else_stays(private: Told) -> None:
    journal = MINE + A + BROKEN[0] + B + TAIL + BROKEN[1] + BROKEN[2] + BY_HAND
    outcome, (aside,) = mended(private, journal)
    path = private.journal.with_name("journal.unread-20261122T063000Z.toml")
    assert outcome.journal.encode() == MINE + A + B + BY_HAND
    cut = [BROKEN[0][1:] + b"\n", TAIL, BROKEN[1][1:] + b"\n", BROKEN[2][1:] + b"\n"]
    assert re.sub(
        rb"# line .* of the journal, as it stood there\n", b"|", aside
    ) == b"|" + b"|".join(cut)
    assert outcome.out.splitlines()[0] == (
        f"Lines 12 to 16, 26 to 28, 30 to 33, 35 to 37 of {private.journal} cannot be read."
    )
    assert outcome.out.splitlines()[1] == f"Moved, byte for byte, to {path}"
    assert (path.stat().st_mode & 0o777, outcome.status, outcome.err) == (0o600, 0, "")


def test_what_was_moved_can_be_put_back_as_it_was(private: Told) -> None:
    journal = A + BROKEN[0] + B
    _, (aside,) = mended(private, journal)
    assert aside.partition(b"\n")[2] in journal


def test_without_a_terminal_nothing_is_moved_unasked(private: Told) -> None:
    private.holds(journal := A + BROKEN[0])
    outcome = private.does("journal", "check", "--repair")
    assert (outcome.status, outcome.journal.encode()) == (2, journal)
    assert outcome.err == (
        "There is no terminal to ask on. Nothing was moved.\n"
        "`mindful journal check --repair --yes` moves them unasked.\n"
    )
    assert list(private.journal.parent.glob("journal.unread*")) == []


def test_where_everything_can_be_read_nothing_is_moved_or_asked(private: Told) -> None:
    private.holds(A + B + B2)
    private.journal.chmod(0o600)
    outcome = private.does("journal", "check", "--repair")
    assert (outcome.status, outcome.journal.encode()) == (1, A + B + B2)
    assert (
        outcome.out.splitlines()[0] == "There is nothing to move: whatever is an entry can be read."
    )


def test_what_was_moved_twice_in_a_second_is_in_two_files(private: Told) -> None:
    mended(private, A + BROKEN[0])
    _, both = mended(private, A + BROKEN[1])
    assert sorted(one.partition(b"\n")[2] for one in both) == [BROKEN[0][1:], BROKEN[1][1:]]


def test_a_linked_journal_stays_a_link_when_it_is_mended(private: Told, tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_bytes(A + BROKEN[0])
    private.journal.symlink_to(real)
    assert private.does("journal", "check", "--repair", "--yes").out
    assert (private.journal.is_symlink(), real.read_bytes()) == (True, A + b"\n")
    assert len(list(tmp_path.glob("real.unread-*.toml"))) == 1


@pytest.mark.parametrize("seed", range(60))
def test_whatever_was_damaged_what_is_shown_is_the_same_before_and_after(
    private: Told, seed: int
) -> None:
    journal = mutant(seed).data
    before = found_in(journal)
    outcome, files = mended(private, journal)
    after = found_in(private.journal)
    assert "went wrong" not in outcome.err
    assert [shown(one) for one in after.whole] == [shown(one) for one in before.whole]
    assert [shown(one) for one in after.torn] == [shown(one) for one in before.torn]
    assert after.damages == []
    assert sum(map(len, files)) >= len(journal) - len(private.journal.read_bytes())
    assert bool(files) == (private.journal.read_bytes() != journal)


def shown(entry: Entry) -> dict[str, object]:
    """An entry without an id that is made of its bytes."""
    return {
        key: value for key, value in entry.values.items() if key != "id" or "saved" in entry.values
    }


def test_what_was_changed_in_an_editor_and_not_saved_is_named(private: Told) -> None:
    private.holds(A + B)
    private.journal.chmod(0o600)
    folder = private.home / "state" / "edits"
    folder.mkdir(parents=True, mode=0o700)
    for name in ("20261122-0730-aaaa.toml", "20261122-0730-bbbb.kept-2.toml"):
        (folder / name).touch(mode=0o600)
    folder.parent.chmod(0o700)
    assert checked(private) == (
        1,
        [
            f"{folder}/20261122-0730-aaaa.toml: what you changed of an entry, and is not saved: "
            "`mindful edit 20261122-0730-aaaa` goes on",
            f"{folder}/20261122-0730-bbbb.kept-2.toml: what you changed of an entry that was "
            "changed elsewhere, too: an editor shows it; then it can be deleted",
        ],
    )
