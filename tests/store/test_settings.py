"""The settings are found where a person put them, and one is changed without touching the rest."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindful.core.kinds import Value, shown
from mindful.core.settings import BY_KEY, SETTINGS, Settings
from mindful.errors import MindfulError, Misuse
from mindful.store.config import change, make
from mindful.store.settings import Found, found, settings_of

MADE = """\
# The settings of mindful. A line counts once the # in front of it is gone.

# Ask how you are before and after a sitting: true or false.
# check_in = true

# Ask a question, and give room to write, after a sitting: true or false.
# reflection = true

# One line an event, nothing redrawn: true or false.
# plain = false

# Nothing on the screen moves by itself: true or false.
# reduced_motion = false

# The first day of a week: monday, sunday or saturday.
# week_starts = "monday"

# Until then, a night is still the day before: a time from 00:00 to 12:00.
# day_ends_at = "00:00"

# Looking back, counts, minutes and charts are shown: true or false.
# numbers = true

# What rings; beep is the terminal's own bell: bowl, beep or none.
# sound = "bowl"

# When a bell rings within a sitting: turns, every 5m, at 2m,10m, random 3 or none.
# bell = "turns"

# How loud the bells and tones are, in per cent: a whole number from 0 to 100.
# bell_volume = 100

# A soft tone answers a key, for closed eyes: true or false.
# key_tones = true

# Each line is spoken as well: true or false.
# voice = false

# Who speaks: the name of a voice, as `mindful config voices` lists them.
# voice_name = "usual"

# How quickly it speaks, in words a minute: a whole number from 80 to 240.
# voice_rate = 120

# How loud it speaks, in per cent: a whole number from 0 to 100.
# voice_volume = 100
"""
SETTLED = """\
# mine
plain = true  # quieter
  "reduced_motion"=true
\tweek_starts   =   'sunday'
"""


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "config.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def changed(file: Path, key: str, value: Value) -> str:
    """The file's text after the change, byte for byte."""
    change(file, BY_KEY[key], value)
    return file.read_bytes().decode()


def refusal(of: Callable[[], object]) -> tuple[str, list[str]]:
    with pytest.raises(MindfulError) as caught:
        of()
    return caught.value.message, caught.value.hint.split("\n")


def test_the_table_has_a_line_for_each_setting() -> None:
    assert tuple(setting.key for setting in SETTINGS) == Settings._fields
    assert all(setting.kind.takes(setting.default) for setting in SETTINGS)
    assert all(
        setting.kind.meant(setting.another) not in (None, setting.default) for setting in SETTINGS
    )


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    file = tmp_path / "none" / "config.toml"
    assert settings_of(file, {}) == Settings(True, True, False, False, "monday")
    assert found(file, {}) == [Found(setting, setting.default) for setting in SETTINGS]
    assert not file.parent.exists()


def test_the_environment_goes_before_the_file_and_the_file_before_what_is_usual(
    tmp_path: Path,
) -> None:
    file = written(tmp_path, SETTLED)
    environ = {"MINDFUL_PLAIN": "off", "MINDFUL_CHECK_IN": "", "MINDFUL_WEEK_STARTS": " "}
    assert settings_of(file, environ) == Settings(True, True, False, True, "sunday")
    assert [(one.setting.key, one.value, one.origin) for one in found(file, environ)][:5] == [
        ("check_in", True, ""),
        ("reflection", True, ""),
        ("plain", False, "MINDFUL_PLAIN"),
        ("reduced_motion", True, "config.toml"),
        ("week_starts", "sunday", "config.toml"),
    ]


@pytest.mark.parametrize("word", ["true", "Yes", "ON", "1", " 1 "])
def test_the_environment_says_yes_in_any_way_people_do(tmp_path: Path, word: str) -> None:
    assert settings_of(tmp_path / "none", {"MINDFUL_PLAIN": word}) == Settings(plain=True)


@pytest.mark.parametrize("word", ["false", "No", "OFF", "0"])
def test_the_environment_says_no_in_any_way_people_do(tmp_path: Path, word: str) -> None:
    assert settings_of(tmp_path / "none", {"MINDFUL_CHECK_IN": word}) == Settings(check_in=False)


def test_a_day_may_be_said_in_capitals_in_the_environment(tmp_path: Path) -> None:
    said = settings_of(tmp_path / "none", {"MINDFUL_WEEK_STARTS": "Saturday"})
    assert said == Settings(week_starts="saturday")


def test_everything_wrong_in_the_environment_is_said_at_once(tmp_path: Path) -> None:
    environ = {"MINDFUL_PLAIN": "ture", "MINDFUL_WEEK_STARTS": "\x1b[2J"}
    with pytest.raises(Misuse) as caught:
        settings_of(tmp_path / "none", environ)
    assert (caught.value.message, caught.value.hint.split("\n")) == (
        "A setting in the environment cannot be understood.",
        [
            "MINDFUL_PLAIN: expected true or false, not “ture”; true, perhaps?",
            "MINDFUL_WEEK_STARTS: expected monday, sunday or saturday, not “\ufffd[2J”",
        ],
    )


def test_everything_wrong_in_a_file_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        'plian = true\n# a line\nzzz = "red"\ncheck_in = "yes"\nreflection = 1\n'
        'plain = [\n  true,\n]\nweek_starts = "Sonday"\nreduced_motion = 2026-10-05\n[noise]\n'
        "plain = 3\n",
    )
    assert refusal(lambda: settings_of(file, {})) == (
        "The settings cannot be read.",
        [
            "config.toml:1: plian: there is no such setting; plain, perhaps?",
            "config.toml:3: zzz: there is no such setting",
            "config.toml:4: check_in: expected true or false, not “yes”; true, perhaps?",
            "config.toml:5: reflection: expected true or false, not 1; true, perhaps?",
            "config.toml:6: plain: expected true or false",
            "config.toml:9: week_starts: expected monday, sunday or saturday, not “Sonday”; "
            "sunday, perhaps?",
            "config.toml:10: reduced_motion: expected true or false",
            "config.toml:11: noise: there are no tables here; a setting is a line, "
            "as in plain = true",
            f"The file is {file}; `mindful config edit` opens it.",
        ],
    )


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"plain = yes\n", " invalid value (at line 1, column 9)"),
        (b"plain = true\nplain = true\n", " cannot overwrite a value (at line 2, column 13)"),
        (b"\xff\xfep\x00", " it is not UTF-8 text"),
        (b"#" * 80 + b"\n#" * (128 * 1024), " it is larger than 256 KiB"),
        (b"a" + b".a" * 4000 + b" = 1", " line 1 is not of the format"),
        (b"x = " + b"[" * 8000, " it is nested too deeply"),
    ],
    ids=["no value", "twice", "utf-16", "too large", "dotted", "deep"],
)
def test_a_file_that_is_no_toml_is_refused_with_a_sentence(
    tmp_path: Path, data: bytes, fault: str
) -> None:
    file = written(tmp_path, data)
    where = f"The file is {file}; `mindful config edit` opens it."
    assert refusal(lambda: settings_of(file, {})) == (
        "The settings cannot be read.",
        [f"config.toml:{fault}", where],
    )
    before = file.read_bytes()
    sentence = "The settings are not in order. Nothing was written."
    assert refusal(lambda: change(file, BY_KEY["check_in"], False)) == (
        sentence,
        [f"config.toml:{fault}", where],
    )
    assert file.read_bytes() == before


def test_a_file_with_a_thousand_faults_names_twenty(tmp_path: Path) -> None:
    file = written(tmp_path, "".join(f"x{number} = 1\n" for number in range(1000)))
    _, lines = refusal(lambda: settings_of(file, {}))
    assert (len(lines), lines[20]) == (22, "config.toml:21: and 980 more")


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.mkdir()
    assert refusal(lambda: settings_of(file, {}))[1][0] == "config.toml: it is a folder"
    assert refusal(lambda: change(file, BY_KEY["plain"], True))[1][0] == (
        "config.toml: it is a folder"
    )


def test_a_file_made_anew_names_every_setting_and_settles_none(tmp_path: Path) -> None:
    file = tmp_path / "config" / "config.toml"
    make(file)
    assert file.read_text() == MADE
    assert file.stat().st_mode & 0o777 == 0o600
    assert settings_of(file, {}) == Settings()
    file.write_text("plain = true\n")
    make(file)
    assert file.read_text() == "plain = true\n"


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("check_in", False, "check_in = false"),
        ("plain", False, "plain = false"),
        ("week_starts", "sunday", 'week_starts = "sunday"'),
    ],
)
def test_the_first_setting_makes_a_file_in_which_it_alone_counts(
    tmp_path: Path, key: str, value: Value, line: str
) -> None:
    file = tmp_path / "config" / "config.toml"
    usual = f"# {key} = " + ('"monday"' if key == "week_starts" else shown(BY_KEY[key].default))
    assert changed(file, key, value) == MADE.replace(usual, line)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "plain = true\n"),
        ("plain = false", "plain = true"),
        ("plain=false#mine\r\n", "plain=true#mine\r\n"),
        ("\ufeffplain = false\n", "\ufeffplain = true\n"),
        ("\tplain  =  false  # a  # b  \n# end", "\tplain  =  true  # a  # b  \n# end"),
        ("'plain' = false\n", "'plain' = true\n"),
        ('"plain" = false\n', '"plain" = true\n'),
        ("# plain = false \r\n# x\r\n", "plain = true \r\n# x\r\n"),
        ("# plain = false\nplain = false\n", "# plain = false\nplain = true\n"),
        ("# plain = true\n", "# plain = true\nplain = true\n"),
        ("# see\r\ncheck_in = false", "# see\r\ncheck_in = false\r\nplain = true\r\n"),
        ("plain = yes  # wrong\ncheck_in = true\n", "plain = true  # wrong\ncheck_in = true\n"),
        ('plain = "unclosed\n', "plain = true\n"),
        ("plain = [\n  1, # one\n] # two\n\n# end\n", "plain = true # two\n\n# end\n"),
        ("check_in = true\r\nplain = false", "check_in = true\r\nplain = true"),
        ("plain = [\r\n1,\r\n]\r\n\r\n", "plain = true\r\n\r\n"),
        ("plain = 1 # \u2028 is no line end\n", "plain = true # \u2028 is no line end\n"),
    ],
)  # fmt: skip
def test_a_change_leaves_all_the_rest_as_it_was(tmp_path: Path, before: str, after: str) -> None:
    assert changed(written(tmp_path, before), "plain", True) == after


def test_a_day_over_several_lines_gives_way_whole(tmp_path: Path) -> None:
    file = written(tmp_path, 'week_starts = """\nmonday""" # of all days\nplain = true\n')
    assert settings_of(file, {}) == Settings(plain=True)
    assert changed(file, "week_starts", "saturday") == (
        'week_starts = "saturday" # of all days\nplain = true\n'
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("plain = false\nhue = 1\n", "2: hue: there is no such setting"),
        ("check_in = 3\n", "1: check_in: expected true or false, not 3"),
        ("plain = true\nx ~\n", " expected '=' after a key in a key/value pair (at line 2, col"),
        ("[x]\nplain = true\n", "1: x: there are no tables here; a setting is a line, as in pl"),
        ("plain = true\nplain = true\n", " cannot overwrite a value (at line 2, column 13)"),
        ('"pl\\u0061in" = true\n', " plain stands in it in a way that only you can change"),
    ],
)
def test_where_something_else_is_wrong_nothing_is_written(
    tmp_path: Path, text: str, fault: str
) -> None:
    file = written(tmp_path, text)
    sentence, lines = refusal(lambda: change(file, BY_KEY["plain"], False))
    assert sentence == "The settings are not in order. Nothing was written."
    assert lines[0].startswith(f"config.toml:{fault}")
    assert file.read_text() == text
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_settled_already_is_not_written_again(tmp_path: Path) -> None:
    file = written(tmp_path, "plain = true\n")
    before = file.stat()
    change(file, BY_KEY["plain"], True)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


VALUES: dict[str, list[tuple[Value, list[str]]]] = {
    **{
        key: [(True, ["true"]), (False, ["false"])]
        for key in ("check_in", "reflection", "plain", "reduced_motion", "key_tones", "voice")
    },
    **{
        key: [(word, [f'"{word}"', f"'{word}'", f'"""{word}"""']) for word in allowed]
        for key, allowed in {
            "week_starts": ("monday", "sunday", "saturday"),
            "sound": ("bowl", "beep", "none"),
            "bell": ("turns", "every 5m", "at 90s, 10m", "random 60", "none"),
            "voice_name": ("usual", "Émile (Enhanced)"),
        }.items()
    },
    **{
        key: [(0, ["0", "+0"]), (100, ["100", "1_00", "0x64"])]
        for key in ("bell_volume", "voice_volume")
    },
    "voice_rate": [(80, ["80"]), (240, ["240"])],
}
words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)
comments = st.one_of(
    words.map("# {}".format), st.sampled_from(["", "  ", "\t", *MADE.splitlines()])
)
blanks = st.sampled_from(["", " ", "   ", "\t"])


@st.composite
def settled(draw: st.DrawFn, key: str) -> str:
    """A line that settles a key, in one of the ways that people write it."""
    _, forms = draw(st.sampled_from(VALUES[key]))
    name = draw(st.sampled_from([key, f'"{key}"', f"'{key}'"]))
    behind = draw(st.one_of(st.just(""), words.map(" # {}".format)))
    return "".join(
        [draw(blanks), name, draw(blanks), "=", draw(blanks), draw(st.sampled_from(forms)), behind]
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[list[str], str]:
    """A settings file as its lines, in any order, and the line end that they have."""
    settles = [draw(settled(key)) for key in draw(st.sets(st.sampled_from(list(VALUES))))]
    lines = draw(st.permutations([*settles, *draw(st.lists(comments, max_size=6))]))
    return [*lines, *draw(st.sampled_from([[], [""]]))], draw(st.sampled_from(["\n", "\r\n"]))


def settles(line: str) -> str:
    """The key that a line settles, or nothing."""
    return "".join(tomllib.loads(line))


def set_aside(key: str) -> str:
    """The line that a file made by us has for a key that nobody has settled."""
    return next(line for line in MADE.splitlines() if line.startswith(f"# {key} = "))


@given(file=files(), data=st.data())
def test_setting_one_key_changes_its_line_alone(
    tmp_path_factory: pytest.TempPathFactory, file: tuple[list[str], str], data: st.DataObject
) -> None:
    lines, end = file
    path = written(tmp_path_factory.mktemp("any"), end.join(lines))
    before = settings_of(path, {})
    key = data.draw(st.sampled_from(list(VALUES)))
    value = data.draw(st.sampled_from(VALUES[key]))[0]
    after = changed(path, key, value)
    assert settings_of(path, {}) == before._replace(**{key: value})
    own = [number for number, line in enumerate(lines) if settles(line) == key]
    aside = [number for number, line in enumerate(lines) if line.rstrip() == set_aside(key)]
    if own or aside:
        (number, *_), now = own or aside, after.split(end)
        assert now == [*lines[:number], now[number], *lines[number + 1 :]]
    else:
        added = after.removeprefix(end.join(lines)).strip("\r\n")
        assert (after.startswith(end.join(lines)), settles(added)) == (True, key)
