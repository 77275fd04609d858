"""Two copies of a journal on the command line, and in git."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Told
from tests.live.home import Home
from tests.store.test_joining import B2, BY_HAND, MINE, A, B, C, D, block, shown

JOINED = "Joined. `mindful undo` takes it back, for 30 days.\n"
NAME = "journal.sync-conflict-20261122-073000-ABCDEFG.toml"


@pytest.fixture
def copy(told: Told) -> Path:
    """A copy beside a journal of two entries: one is new in it, one is changed."""
    told.holds(MINE + A + B)
    file = told.journal.with_name(NAME)
    file.write_bytes(MINE + A + B2 + BY_HAND)
    return file


def said(file: Path) -> str:
    return (
        f"{file}: 1 new, 1 the same, 1 in another version.\n"
        "  20261122-0730-bbbb: yours stays, and the other one joins it as 20261122-0730-bbbb.2\n"
    )


def test_a_copy_is_joined_once(told: Told, copy: Path) -> None:
    outcome = told.does("journal", "merge", str(copy), "--yes")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == said(copy) + JOINED
    assert outcome.journal.encode() == MINE + A + B + B2 + BY_HAND
    again = told.does("journal", "merge", str(copy), "--yes")
    assert (again.status, again.err) == (0, "")
    assert again.out == f"{copy}: 0 new, 3 the same.\nThere is nothing to join.\n"
    assert again.journal == outcome.journal
    assert copy.read_bytes() == MINE + A + B2 + BY_HAND


def test_one_version_is_edited_or_deleted_and_the_other_stays(told: Told, copy: Path) -> None:
    joined = told.does("journal", "merge", str(copy), "--yes").journal
    told.home.joinpath("ed").write_text('#!/bin/sh\nsed -i s/Another/Other/ "$1"\n')
    told.home.joinpath("ed").chmod(0o700)
    told.environ["VISUAL"] = str(told.home / "ed")
    edited = told.does("edit", "bbbb.2")
    assert (edited.status, edited.out) == (0, "Changed 20261122-0730-bbbb.2\n")
    assert edited.journal == joined.replace("Another", "Other")
    deleted = told.does("delete", "bbbb.2", "--yes")
    assert (deleted.status, deleted.journal.encode()) == (0, MINE + A + B + BY_HAND)
    assert told.does("undo").journal == edited.journal
    assert told.does("undo").journal == joined
    assert told.does("delete", "bbbb", "--yes").journal.encode() == MINE + A + B2 + BY_HAND


def test_both_versions_go_out_and_come_in_again(told: Told, copy: Path, tmp_path: Path) -> None:
    told.does("journal", "merge", str(copy), "--yes")
    for form in ("json", "csv"):
        file = tmp_path / f"out.{form}"
        told.does("journal", "export", "--format", form, "-o", str(file))
        other = ("--journal", str(tmp_path / f"{form}.toml"))
        told.does(*other, "journal", "import", str(file), "--yes")
        again = told.does(*other, "journal", "import", str(file), "--yes")
        assert "0 new, 4 already here" in again.out
        listed = told.does(*other, "history").out.splitlines()
        assert sorted(line.split("\t")[-1] for line in listed) == ["A", "Another B.", "B", "Sun."]


def test_both_versions_are_shown_and_each_can_be_read(told: Told, copy: Path) -> None:
    told.does("journal", "merge", str(copy), "--yes")
    listed = [line.split("\t") for line in told.does("history").out.splitlines()]
    assert [(line[1], line[-1]) for line in listed if line[1].startswith("bbbb")] == [
        ("bbbb.2", "Another B."),
        ("bbbb", "B"),
    ]
    page = told.does("show", "bbbb.2").out.splitlines()
    assert page[2:] == ["", "  Another B.", "", "20261122-0730-bbbb.2, version 2 of 2"]
    assert told.does("show", "bbbb").out.endswith("\n20261122-0730-bbbb, version 1 of 2\n")
    json = told.does("show", "bbbb.2", "--json").out
    assert '"id": "20261122-0730-bbbb"' in json
    assert '"version": 2' in json


def test_without_a_terminal_nothing_is_joined_unasked(told: Told, copy: Path) -> None:
    outcome = told.does("journal", "merge", str(copy))
    assert (outcome.status, outcome.out) == (2, said(copy))
    assert outcome.err == (
        "There is no terminal to ask on. Nothing was joined.\n"
        f"`mindful journal merge {copy} --yes` joins it unasked.\n"
    )
    assert outcome.journal.encode() == MINE + A + B


@pytest.mark.parametrize(("key", "joined"), [("y", True), ("n", False), ("", False)])
def test_at_a_terminal_it_is_asked_about(tmp_path: Path, key: str, joined: bool) -> None:
    home = Home(tmp_path).known()
    journal = tmp_path / "data" / "journal.toml"
    journal.parent.mkdir()
    journal.write_bytes(A)
    (tmp_path / NAME).write_bytes(B)
    with home.opens("journal", "merge", str(tmp_path / NAME), size=(200, 24)) as terminal:
        terminal.await_text("y joins it, enter leaves it:")
        assert terminal.shows("1 new, 0 the same.")
        terminal.press(f"{key}\r")
        assert terminal.wait() == 0
        assert terminal.shows("Joined." if joined else "Nothing was joined.")
    assert journal.read_bytes() == (A + B if joined else A)


@pytest.mark.parametrize(
    ("made", "status", "sentence"),
    [
        (lambda file: None, 1, "{file} cannot be read: no such file or directory."),
        (Path.mkdir, 1, "{file} cannot be read: it is a folder."),
        (os.mkfifo, 1, "{file} cannot be read: it is not a plain file."),
        (lambda file: file.write_bytes("x".encode("utf-16")), 1,
         "{file} cannot be read: it is in UTF-16, and would have to be UTF-8."),
        (lambda file: file.write_bytes(b"dear diary"), 1,
         "There is no entry in {file}. Nothing was joined."),
    ],
)  # fmt: skip
def test_what_is_no_copy_of_a_journal_is_refused(
    told: Told, tmp_path: Path, made: object, status: int, sentence: str
) -> None:
    assert callable(made)
    made(file := tmp_path / "other.toml")
    outcome = told.holds(A).does("journal", "merge", str(file), "--yes")
    assert (outcome.status, outcome.out, outcome.journal.encode()) == (status, "", A)
    assert outcome.err.splitlines()[0] == sentence.format(file=file)


def test_the_journal_itself_is_no_copy_of_it_also_by_another_name(
    told: Told, tmp_path: Path
) -> None:
    told.holds(A)
    (link := tmp_path / "link.toml").symlink_to(told.journal)
    for file in (link, told.journal):
        outcome = told.does("journal", "merge", str(file), "--yes")
        assert (outcome.status, outcome.err) == (
            2,
            f"{file} is the journal itself.\nIt needs no joining.\n",
        )


def test_one_file_is_joined_at_a_time(told: Told) -> None:
    assert told.does("journal", "merge").err.startswith("Which file?\n")
    assert told.does("journal", "merge", "a", "b").err.startswith("One file at a time.\n")


def test_where_there_is_no_journal_yet_the_copy_becomes_it(told: Told, tmp_path: Path) -> None:
    (file := tmp_path / "other.toml").write_bytes(A + B)
    outcome = told.does("journal", "merge", str(file), "--yes")
    assert (outcome.status, outcome.journal.encode()) == (0, A + B)
    assert told.journal.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("room", range(0, 400, 13))
def test_on_a_full_disk_all_or_nothing_is_joined(told: Told, copy: Path, room: int) -> None:
    before = told.journal.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + room, hard))
    try:
        outcome = told.does("journal", "merge", str(copy), "--yes")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    fits = room >= len(B2 + BY_HAND)
    after = before + B2 + BY_HAND if fits else before
    assert (outcome.status, told.journal.read_bytes()) == (0 if fits else 1, after)
    assert outcome.out.endswith(JOINED) == fits
    assert fits or "Nothing was changed.\n" in outcome.err


def test_a_linked_journal_stays_a_link(told: Told, tmp_path: Path, copy: Path) -> None:
    real = tmp_path / "real.toml"
    told.journal.rename(real)
    told.journal.symlink_to(real)
    assert told.does("journal", "merge", str(copy), "--yes").status == 0
    assert told.journal.is_symlink()
    assert real.read_bytes() == MINE + A + B + B2 + BY_HAND


class Clone:
    """A journal in a clone of its own, as on one of two machines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = path / "journal.toml"
        self.home = path.with_name(f"{path.name}-home")

    def git(self, *words: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        environ = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home), "MINDFUL_HOME": str(self.home), "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "M."),
            **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "m@example.org"),
        }  # fmt: skip
        return subprocess.run(
            ["git", *words], cwd=self.path, env=environ, check=check, capture_output=True, text=True
        )

    def commits(self, journal: bytes) -> None:
        self.journal.write_bytes(journal)
        self.git("commit", "-qam", "Write")

    def pulls(self, other: "Clone") -> "subprocess.CompletedProcess[str]":
        self.git("fetch", "-q", str(other.path), "main")
        return self.git("merge", "--no-edit", "FETCH_HEAD", check=False)


DRIVER = "mindful journal merge --driver %O %A %B"


def clones(folder: Path, base: bytes, attribute: str) -> tuple[Clone, Clone]:
    """Two clones of one repository that holds a journal."""
    here, there = Clone(folder / "here"), Clone(folder / "there")
    here.path.mkdir()
    here.git("init", "-qb", "main")
    (here.path / ".gitattributes").write_text(f"journal.toml {attribute}\n")
    here.journal.write_bytes(base)
    here.git("add", ".")
    here.git("commit", "-qm", "Begin")
    here.git("clone", "-q", str(here.path), str(there.path))
    for one in (here, there):
        one.git("config", "merge.mindful.driver", DRIVER)
    return here, there


def test_git_joins_two_clones_that_wrote_changed_and_deleted(tmp_path: Path) -> None:
    here, there = clones(tmp_path, MINE + A + B + C, "merge=mindful")
    here.commits(MINE + A + B2 + C + D)
    there.commits(MINE + A + B + BY_HAND + block("eeee", "E"))
    pulled = here.pulls(there)
    assert (pulled.returncode, pulled.stderr) == (0, "")
    assert here.journal.read_bytes() == MINE + A + B2 + D + BY_HAND + block("eeee", "E")
    assert here.git("status", "--porcelain").stdout == ""
    there.git("pull", "-q", str(here.path), "main")
    assert there.journal.read_bytes() == here.journal.read_bytes()
    assert not here.home.exists()


def test_git_is_told_of_an_entry_that_both_changed_and_both_versions_are_there(
    tmp_path: Path,
) -> None:
    here, there = clones(tmp_path, MINE + A + B, "merge=mindful")
    here.commits(MINE + A + B2 + D)
    there.commits(MINE + A + block("bbbb", "A third B.") + C)
    pulled = here.pulls(there)
    assert pulled.returncode == 1
    assert "CONFLICT (content): Merge conflict in journal.toml" in pulled.stdout
    assert "20261122-0730-bbbb was changed on both sides." in pulled.stderr
    after = here.journal.read_bytes()
    assert after == MINE + A + B2 + block("bbbb", "A third B.") + D + C
    assert b"<<<<<<<" not in after
    here.git("commit", "-qam", "Both")
    assert shown(here.journal.read_bytes())[1:3] == [
        ("bbbb", "Another B."), ("bbbb.2", "A third B."),
    ]  # fmt: skip


def test_without_it_git_glues_entries_together_and_a_check_names_them(
    told: Told, tmp_path: Path
) -> None:
    here, there = clones(tmp_path, MINE + A, "merge=union")
    here.commits(MINE + A + block("bbbb", "Mine.", 'question = "One?"\n'))
    there.commits(MINE + A + block("cccc", "Theirs.", 'question = "Two?"\n'))
    assert here.pulls(there).returncode == 0
    glued = here.journal.read_bytes()
    assert glued.count(b"[[entry]]") == 2  # and there are three entries
    outcome = told.holds(glued).does("journal", "check")
    told.journal.chmod(0o600)
    line = glued[: glued.index(b'id = "20261122-0730-cccc"')].count(b"\n") + 1
    assert f"{told.journal}:{line}: two entries are glued together here" in outcome.out
    assert outcome.status == 1


def test_gits_own_marks_of_a_conflict_are_named(told: Told, tmp_path: Path) -> None:
    here, there = clones(tmp_path, MINE + A, "-diff")
    here.commits(MINE + A + B)
    there.commits(MINE + A + C)
    assert here.pulls(there).returncode == 1
    marked = here.journal.read_bytes()
    line = marked[: marked.index(b"<<<<<<<")].count(b"\n") + 1
    outcome = told.holds(marked).does("journal", "check")
    assert f"{told.journal}:{line}: git's marks of a conflict stand here" in outcome.out


def test_a_driver_that_cannot_read_leaves_ours_as_it_was(told: Told, tmp_path: Path) -> None:
    for name, data in (("O", MINE), ("A", A), ("B", "x".encode("utf-16"))):
        (tmp_path / name).write_bytes(data)
    files = [str(tmp_path / name) for name in "OAB"]
    outcome = told.does("journal", "merge", "--driver", *files)
    assert (outcome.status, outcome.out, (tmp_path / "A").read_bytes()) == (1, "", A)
    assert outcome.err.startswith(f"{files[2]} cannot be read: it is in UTF-16")
    assert told.does("journal", "merge", "--driver", *files[:2]).status == 2
    assert not told.home.exists()
