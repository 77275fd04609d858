"""Two copies of a journal made into one: nothing of either is lost, and nothing is chosen."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.errors import MindfulError
from mindful.store.contents import Contents
from mindful.store.copies.joining import Addition, addition, united
from mindful.store.copies.pieces import Pieces

MINE = b"# my journal\n"
BY_HAND = b"\n[[entry]]\nat = 2026-11-21 # by hand\nmood = 'dim'\ntext = 'Sun.'\n"


def block(tail: str, words: str, more: str = "") -> bytes:
    """An entry as we write it, by the last four of its id."""
    return (
        f'\n[[entry]]\nid = "20261122-0730-{tail}"\nkind = "reflection"\n'
        f'at = 2026-11-22T07:30:00+01:00\n{more}text = """\n{words}\n"""\n'
        "saved = 2026-11-22T07:41:03+01:00\n"
    ).encode()


A, B, C, D = (block(letter * 4, letter.upper()) for letter in "abcd")
B2, B3 = block("bbbb", "Another B."), block("bbbb", "A third B.")
TORN = B[: B.index(b"saved")]


def shown(journal: bytes) -> list[tuple[str, str]]:
    """What is shown of a journal: the ids and the words, by id."""
    entries = Contents(BytesIO(journal)).newest_first(lambda _: None)
    return sorted((entry.id[14:], entry.text) for entry in entries)


def test_entries_that_are_lacking_are_added_behind_byte_for_byte() -> None:
    assert addition(MINE + A, A + B + BY_HAND) == Addition(B + BY_HAND, 2, 1, [], False)
    assert addition(b"", A + B) == Addition(A + B, 2, 0, [], False)
    assert addition(MINE + A, MINE + A) == Addition(b"", 0, 1, [], False)


def test_one_that_was_changed_is_there_in_both_versions_under_names_of_their_own() -> None:
    adds = addition(A + B, A + B2 + B3)
    names = ["20261122-0730-bbbb.2", "20261122-0730-bbbb.3"]
    assert adds == Addition(B2 + B3, 0, 1, names, False)
    assert shown(A + B + adds.added) == [
        ("aaaa", "A"), ("bbbb", "B"), ("bbbb.2", "Another B."), ("bbbb.3", "A third B."),
    ]  # fmt: skip


def test_each_version_is_found_by_its_own_name() -> None:
    contents = Contents(BytesIO(A + B + C + B2))
    for said in ("bbbb", "20261122-0730-bbbb", "20261122-0730-b", "bbbb.1"):
        assert contents.find(said).text == "B"
    for said in ("bbbb.2", "BBBB.2", "20261122-0730-bbbb.2", "20261122-0730-b.2"):
        assert contents.find(said).text == "Another B."
    for said in ("bbbb.3", "bbbb.0", "bbbb.", "bbbb.x", "cccc.2"):
        with pytest.raises(MindfulError, match=f"There is no entry “{said}”"):
            contents.find(said)
    version = contents.find("bbbb.2")
    assert (version.values["id"], version.short) == ("20261122-0730-bbbb", "bbbb.2")
    assert (version.version, version.versions) == (2, 2)


@pytest.mark.parametrize(
    ("ours", "theirs", "added"), [(B, TORN, b""), (TORN, B, B), (A, TORN + B, B), (A, TORN, TORN)]
)
def test_what_was_cut_off_gives_way_to_what_is_whole(
    ours: bytes, theirs: bytes, added: bytes
) -> None:
    assert addition(ours, theirs).added == added


def test_other_line_ends_and_blank_lines_make_no_other_version() -> None:
    theirs = (MINE + A + b"\n\n" + B + BY_HAND).replace(b"\n", b"\r\n")
    assert addition(A + B + BY_HAND, theirs) == Addition(b"\n# my journal\n", 0, 3, [], False)


def test_comments_come_along_and_other_words_above_the_first_entry_stay() -> None:
    theirs = b"dear diary\n" + A + b"\n# December\n" + B + b"# snow\n\n# the end\n"
    adds = addition(MINE + A, theirs)
    assert adds == Addition(b"\n# December\n" + B + b"# snow\n\n# the end\n", 1, 1, [], True)
    assert addition(MINE + A + adds.added, theirs).added == b""


def test_a_journal_that_ends_in_the_middle_of_a_line_is_added_to_on_a_new_one() -> None:
    assert addition(A, A + B.rstrip(b"\n")).added == B.rstrip(b"\n")
    assert Pieces.of(A + B.rstrip(b"\n") + b"\n" + C).bytes() == A + B + C


def test_what_cannot_be_read_is_joined_too_once() -> None:
    broken = b'\n[[entry]]\nid = "20261122-0730-bbbb"\nat = nonsense\n'
    adds = addition(A, A + broken + broken)
    assert (adds.added, adds.new) == (broken, 1)
    assert addition(A + broken, broken).added == b""


def test_a_comment_that_looks_like_the_end_of_words_parts_no_entry() -> None:
    odd = b'\n[[entry]]\nat = 2026-11-21\ntext = """\nSun.\n\n# and rain"""\n'
    assert [one.body for one in Pieces.of(odd + A).each] == [odd[1:], A[1:]]


POOL = [A, B, B2, B3, C, D, BY_HAND, TORN, b"\n# a comment\n", b'\n[[entry]]\nat = "no"\n']
journals = st.lists(st.sampled_from(POOL), max_size=8).map(b"".join)


def bodies(journal: bytes) -> set[bytes]:
    return {one.words for one in Pieces.of(journal).each}


def whole(journal: bytes) -> set[bytes]:
    return {one.words for one in Pieces.of(journal).each if not one.torn}


@given(journals, journals)
def test_joined_there_is_what_was_in_either_and_a_second_time_adds_nothing(
    ours: bytes, theirs: bytes
) -> None:
    after = ours + addition(ours, theirs).added
    assert after.startswith(ours)
    assert whole(after) == whole(ours) | whole(theirs)
    assert bodies(after) <= bodies(ours) | bodies(theirs)
    assert addition(after, theirs).added == b""
    words = {words for _, words in shown(after)}
    assert {words for id, words in shown(theirs) if id[:4] != "bbbb" or words != "B"} <= words


def three(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, list[str]]:
    made = united(base, ours, theirs)
    return made.data, [id[14:] for id in made.both]


def test_what_both_added_stands_behind_ours_first() -> None:
    assert three(MINE + A, MINE + A + B + C, MINE + A + D) == (MINE + A + B + C + D, [])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made", "both"),
    [
        ([A, B, C], [A, B, C], [A, B2, C], [A, B2, C], []),  # changed there
        ([A, B, C], [A, B2, C], [A, B, C, D], [A, B2, C, D], []),  # changed here
        ([A, B], [A, B2], [A, B2], [A, B2], []),  # changed alike
        ([A, B, C], [A, B2, C], [A, B3, C], [A, B2, B3, C], ["bbbb"]),  # in two ways
        ([A, B], [A, B], [A], [A], []),  # deleted there
        ([A, B], [B, C], [A, B], [B, C], []),  # deleted here
        ([A, B], [A], [A, B2], [A, B2], ["bbbb"]),  # deleted here, changed there
        ([A, B], [A, B2], [A], [A, B2], ["bbbb"]),  # changed here, deleted there
        ([A], [A, B], [A, B2], [A, B, B2], ["bbbb"]),  # added in two ways
        ([A, B, B2], [A, B], [A, B, B2], [A, B], []),  # one of two versions was chosen
        ([A], [A, TORN], [A, B], [A, TORN, B], []),  # cut off here, whole there
        ([A], [A, B], [A, TORN], [A, B], []),
        ([], [A], [B], [A, B], []),
        ([A, BY_HAND], [A, BY_HAND], [A], [A], []),
        ([A, B], [B, A], [A, B], [B, A], []),  # our order
    ],
)  # fmt: skip
def test_what_was_done_in_two_places_is_done(
    base: Sequence[bytes], ours: Sequence[bytes], theirs: Sequence[bytes],
    made: Sequence[bytes], both: list[str],
) -> None:  # fmt: skip
    joined = [b"".join([MINE, *part]) for part in (base, ours, theirs, made)]
    assert three(*joined[:3]) == (joined[3], both)


def test_comments_that_were_written_in_either_place_are_there() -> None:
    base = MINE + A + B
    ours = b"# my journal, since June\n" + A + b"\n# ours\n" + B
    theirs = MINE + A + b"\n# theirs\n" + B + b"\n# at the end\n"
    data, both = three(base, ours, theirs)
    for comment in (b"# my journal, since June\n", b"# ours\n", b"# theirs\n", b"# at the end\n"):
        assert data.count(comment) == 1
    assert (shown(data), both) == ([("aaaa", "A"), ("bbbb", "B")], [])
    assert three(base, base, ours) == (ours, [])
    gone = three(MINE + A + B, MINE + B, MINE + b"# of A\n" + A + B)[0]
    assert (b"# of A\n" in gone, shown(gone)) == (True, [("bbbb", "B")])


@given(journals, journals, journals)
def test_nothing_that_was_written_in_either_place_is_lost(
    base: bytes, ours: bytes, theirs: bytes
) -> None:
    data, _ = three(base, ours, theirs)
    new = (whole(ours) | whole(theirs)) - whole(base)
    kept = whole(base) & whole(ours) & whole(theirs)
    assert new | kept <= whole(data) <= new | kept
    assert united(base, ours, theirs).data == data


@given(journals, journals)
def test_where_one_side_did_nothing_the_other_is_taken_as_it_is(base: bytes, ours: bytes) -> None:
    assert whole(three(base, ours, base)[0]) == whole(ours)
    assert whole(three(base, base, ours)[0]) == whole(ours)
    assert three(base, ours, ours) == (Pieces.of(ours).bytes(), [])
