"""Exercises are found by name and read whole, or everything that is wrong with one is said."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from mindful.core.exercise import Exercise, Head, Line, Step
from mindful.errors import MindfulError, Misuse
from mindful.store.library import Library, read

CORPUS = Path(__file__).parents[1] / "exercises"
VALID = sorted((CORPUS / "valid").glob("*.toml"))
WRONG = sorted((CORPUS / "wrong").glob("*.toml"))

HEAD = """\
title = "A quiet minute"
family = "presence"
purpose = "To be tested."
minutes = [3, 5]
usual = 5
"""
STEP = '\n[[step]]\nname = "stay"\nshare = 100\n'
QUIET = Exercise(
    "quiet", "A quiet minute", "presence", "To be tested.", (3, 5), 5, (Step("stay", 100),)
)

READ = {
    "at-every-bound": Exercise(
        "at-every-bound",
        "At every bound",
        "perspective",
        "To be as short, as long and as slow as may be.",
        (1, 180),
        180,
        (
            Step(
                "stay",
                33.333,
                (Line("Now.", 0, 1), Line("Now again.", 100, 180)),
                breathe=(2, 4, 20, 0),
            ),
            Step("stay", 33.333),
            Step("stay", 33.334),
        ),
    ),
    "everything": Exercise(
        "everything",
        "Everything",
        "together",
        "To use every key.",
        (3, 10, 20),
        4,
        (
            Step(
                "arrive",
                12.5,
                (
                    Line("Feel what holds you up."),
                    Line("Still here?", at=62.5, least=10),
                    Line("And now."),
                ),
            ),
            Step("breathe", 27.5, breathe=(4, 0, 6.5, 4)),
            Step("guess", 40, keys="count", write="What I saw", turn="other"),
            Step("return", 20, least=5),
        ),
        concept="Another mind is another mind.",
        gate=True,
        posture="Sit, or stand.",
        caution="Not for today? Another time, then.",
        evidence=("Somebody 2010: something.",),
        reflect=("What was it like?", "What now?"),
    ),
    "full-stops": Exercise(
        "full-stops",
        "Full stops",
        "presence",
        "So." + " And so." * 9,
        (5,),
        5,
        (Step("stay", 100),),
        concept='"Wait ... " is what it says. And "wait ... " once more. And "stay ... "',
        caution="So." + " And so." * 9,
    ),
    "smallest": Exercise(
        "smallest", "A minute", "security", "To be small.", (1,), 1, (Step("stay", 100),)
    ),
}

TOO_MUCH = "expected no line so long, and no key of so many parts"


def library(folder: Path, **own: str | bytes) -> Library:
    """A library of these own exercises, and of none that come with mindful."""
    for name, text in own.items():
        written(folder / "own" / f"{name}.toml", text)
    return Library(folder / "own", folder / "built-in")


def written(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refusal(file: Path) -> tuple[str, list[str]]:
    """The sentence that refuses a file, and the lines after it."""
    with pytest.raises(MindfulError) as caught:
        read(file)
    return caught.value.message, caught.value.hint.split("\n")


def told(heads: Iterable[Head | MindfulError]) -> list[Head | tuple[str, str]]:
    """The heads, and of each error its sentence and its next step."""
    return [head if isinstance(head, Head) else (head.message, head.hint) for head in heads]


def test_the_corpus_holds_what_is_expected_of_each_of_its_files() -> None:
    assert {file.stem for file in VALID} == READ.keys()
    assert {file.stem for file in WRONG} == {f.stem for f in (CORPUS / "wrong").glob("*.txt")}
    assert WRONG


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_an_exercise_is_read_whole(file: Path) -> None:
    assert read(file) == READ[file.stem]


@pytest.mark.parametrize("file", WRONG, ids=lambda file: file.stem)
def test_everything_wrong_with_a_file_is_said_at_once_by_line(file: Path) -> None:
    faults = file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert refusal(file) == (
        f"The exercise {file.stem} cannot be read.",
        [*faults, f"The file is {file}"],
    )


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + STEP).encode(),
        (HEAD + STEP).replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + (HEAD + STEP).encode(),
    ],
    ids=["unix", "windows", "byte order mark"],
)
def test_a_file_may_come_from_any_editor(tmp_path: Path, data: bytes) -> None:
    assert read(written(tmp_path / "quiet.toml", data)) == QUIET


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (HEAD.encode() + b'posture = "\xe9"\n', "6: it is not UTF-8 text"),
        ((HEAD + STEP).encode("utf-16"), "1: it is not UTF-8 text"),
        (b"#" * 80 + b"\n#" * (128 * 1024), " it is larger than 256 KiB"),
        (b'posture = "' + b"x" * 8192 + b'"', "1: " + TOO_MUCH),
        (HEAD.encode() + b"a" + b".a" * 10_000 + b" = 1", "6: " + TOO_MUCH),
        (b"[a" + b".a" * 4000 + b"]", "1: " + TOO_MUCH),
        (b'"\\"".a' + b".a" * 4000 + b'."\\"" = 1', "1: " + TOO_MUCH),
        (
            b'x = ["""\n""",{a' + b".a" * 4000 + b' = 1},"",]',
            "2: " + TOO_MUCH,
        ),
        (b'# """\na' + b".a" * 4000 + b' = 1\n# """', "2: " + TOO_MUCH),
    ],
    ids=[
        "latin-1",
        "utf-16",
        "too large",
        "too long a line",
        "dotted key",
        "dotted table",
        "dotted key between quoted quotes",
        "dotted key after text of several lines",
        "dotted key between comments",
    ],
)
def test_a_file_that_no_exercise_needs_to_be_is_refused_unread(
    tmp_path: Path, data: bytes, fault: str
) -> None:
    file = written(tmp_path / "odd.toml", data)
    assert refusal(file) == (
        "The exercise odd cannot be read.",
        [f"odd.toml:{fault}", f"The file is {file}"],
    )


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "x = " + "[" * 8000,
        HEAD + "x = " + "[\n" * 100_000,
        HEAD + "x = " + "{a=" * 2000,
        HEAD + "x = " + "9" * 5000 + STEP,
        HEAD.replace("usual = 5", "usual = 0x" + "f" * 8000) + STEP,
        HEAD.replace("usual = 5", "usual = inf") + STEP,
        HEAD + STEP.replace("100", "9" * 400),
        HEAD + STEP.replace("100", "0x" + "f" * 8000),
        HEAD + STEP.replace("100", "1") * 59 + STEP.replace("100", "20.5") * 2,
        HEAD + STEP.replace("100", "0.01") * 10_000,
        "\0" * 1000,
    ],
    ids=[
        "deep on one line",
        "deep on many lines",
        "deep tables",
        "5000 digits",
        "a huge usual",
        "an endless usual",
        "a huge share",
        "a huge share in hexadecimal",
        "61 steps",
        "10000 steps",
        "nothing but zeros",
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    file = written(tmp_path / "hostile.toml", text)
    sentence, lines = refusal(file)
    assert (sentence, lines[-1]) == (
        "The exercise hostile cannot be read.",
        f"The file is {file}",
    )


def test_what_a_terminal_might_obey_is_refused_with_its_line(tmp_path: Path) -> None:
    title = HEAD.replace("A quiet minute", r"\u001b]52;c;aGk=\u0007\u202eA minute")
    shelf = library(tmp_path, sly=title + STEP)
    with pytest.raises(MindfulError) as caught:
        shelf.read("sly")
    assert caught.value.hint.split("\n") == [
        "sly.toml:1: title: a character that turns the direction of writing (U+202E) stands here; "
        "take it out",
        "sly.toml:1: title: a control character (U+0007) stands here; take it out",
        "sly.toml:1: title: an escape character (U+001B) stands here; take it out",
        f"The file is {shelf.own / 'sly.toml'}",
    ]
    assert told(shelf.heads()) == [
        ("The exercise sly cannot be read.", "`mindful exercises show sly` says what is wrong.")
    ]


@pytest.mark.parametrize("title", ["نمی\u200cخواهم", "क्\u200dष", "\U0001f469\u200d\U0001f467"])
def test_a_joiner_stays_in_the_writings_that_need_it(tmp_path: Path, title: str) -> None:
    shelf = library(tmp_path, quiet=HEAD.replace("A quiet minute", title) + STEP)
    assert shelf.read("quiet").title == shelf.title("quiet") == title


def test_a_title_of_several_lines_is_one_line_everywhere(tmp_path: Path) -> None:
    shelf = library(tmp_path, quiet=HEAD.replace("quiet minute", r"quiet\n\tminute") + STEP)
    assert shelf.read("quiet") == QUIET
    assert told(shelf.heads()) == [
        Head("quiet", "A quiet minute", "presence", "To be tested.", (3, 5), 5, False)
    ]


def test_a_persons_own_exercise_goes_before_one_that_comes_with_mindful(tmp_path: Path) -> None:
    shelf = library(tmp_path, quiet=HEAD + STEP)
    for name in ("quiet", "other"):
        written(shelf.built_in / f"{name}.toml", HEAD.replace("quiet", "loud") + STEP)
    assert shelf.files() == {
        "other": shelf.built_in / "other.toml",
        "quiet": shelf.own / "quiet.toml",
    }
    assert shelf.read("QUIET") == QUIET
    assert [shelf.title(name) for name in ("quiet", "other", "none")] == [
        "A quiet minute",
        "A loud minute",
        "none",
    ]


def test_only_files_with_a_plain_name_are_exercises(tmp_path: Path) -> None:
    shelf = library(tmp_path, **dict.fromkeys(("quiet", "2-of_us", "a" * 64), HEAD + STEP))
    for name in ("Quiet", "-quiet", "_quiet", "a" * 65, "a b", "ruhe.de", "stille\u0301", "..", ""):
        written(shelf.own / f"{name}.toml", HEAD + STEP)
    written(shelf.own / "quiet.txt", HEAD + STEP)
    written(shelf.own / "courses" / "week.toml", HEAD + STEP)
    assert list(shelf.files()) == ["2-of_us", "a" * 64, "quiet"]


@pytest.mark.parametrize("name", ["../quiet", "/etc/passwd", "own/quiet", "quiet.toml", "", "\0"])
def test_a_name_leads_nowhere_but_to_the_exercises(tmp_path: Path, name: str) -> None:
    written(tmp_path / "quiet.toml", HEAD + STEP)
    shelf = library(tmp_path, loud=HEAD + STEP)
    assert shelf.title(name) == name
    with pytest.raises(Misuse):
        shelf.read(name)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("quite", "There is no exercise called “quite”. Did you mean quiet?"),
        ("Qui", "There is no exercise called “Qui”. Did you mean quiet?"),
        ("xyzzy", "There is no exercise called “xyzzy”."),
        ("\x1b[2J", "There is no exercise called “�[2J”."),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    tmp_path: Path, name: str, sentence: str
) -> None:
    shelf = library(tmp_path, quiet=HEAD + STEP, breath=HEAD + STEP)
    with pytest.raises(Misuse) as caught:
        shelf.read(name)
    assert (caught.value.message, caught.value.hint) == (
        sentence,
        "`mindful exercises` lists them all.",
    )


def test_exercises_are_listed_by_family_and_those_that_cannot_be_read_are_named(
    tmp_path: Path,
) -> None:
    def of(family: str) -> str:
        return HEAD.replace("presence", family) + STEP

    shelf = library(
        tmp_path,
        a=of("together"),
        b=of("presence").replace("usual = 5", "usual = 3\ngate = true"),
        c=of("security"),
        d=of("calm"),
        e="title = ",
        f=b"\xff\xfe",
        g=of("perspective"),
        h=of("presence"),
        i=of("presence").replace("usual = 5", "usual = inf"),
        j=of("presence").replace("usual = 5", "usual = 0x" + "f" * 8000),
        k=of("presence").replace("[3, 5]", "[0x" + "f" * 8000 + "]"),
    )
    (shelf.own / "l.toml").mkdir()
    unread = [
        (
            f"The exercise {name} cannot be read.",
            f"`mindful exercises show {name}` says what is wrong.",
        )
        for name in "defijkl"
    ]
    assert told(shelf.heads()) == [
        *unread,
        Head("b", "A quiet minute", "presence", "To be tested.", (3, 5), 3, True),
        Head("h", "A quiet minute", "presence", "To be tested.", (3, 5), 5, False),
        Head("g", "A quiet minute", "perspective", "To be tested.", (3, 5), 5, False),
        Head("c", "A quiet minute", "security", "To be tested.", (3, 5), 5, False),
        Head("a", "A quiet minute", "together", "To be tested.", (3, 5), 5, False),
    ]


def test_a_list_reads_each_file_only_as_far_as_its_first_step(tmp_path: Path) -> None:
    shelf = library(tmp_path, quiet=HEAD + STEP + "this is no TOML")
    assert told(shelf.heads()) == [
        Head("quiet", "A quiet minute", "presence", "To be tested.", (3, 5), 5, False)
    ]


def test_without_any_folder_there_are_no_exercises(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    assert (shelf.files(), told(shelf.heads())) == ({}, [])


def test_what_comes_with_mindful_can_all_be_read(tmp_path: Path) -> None:
    shelf = Library.of(tmp_path)
    names = list(shelf.files())
    assert names
    assert [shelf.read(name).name for name in names] == names
