"""Words are spoken by the engine there is, whole and as they stand, and nothing is left behind.

`say` and PowerShell are here programs that answer as those are documented to. espeak-ng and its
library speak for real where they are installed.
"""

import ctypes
import importlib.util
import io
import json
import os
import shutil
import sys
import wave
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mindful.terminal.voice import Voice, VoiceFails, engine_of, how_to_install, spoken
from mindful.terminal.voice.espeak import Espeak
from mindful.terminal.voice.library import Library, library
from mindful.terminal.voice.programs import Program
from mindful.terminal.voice.speech import Engine, plain, wav, whole

LISTED = "`mindful config voices` lists those there are."
SHOWN = "The lines are on the screen all the same; `mindful config voices` shows what can speak."
HAS_LIBRARY = importlib.util.find_spec("espeakng_loader") is not None
with_espeak = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
with_library = pytest.mark.skipif(not HAS_LIBRARY, reason="the extra `voice` is not installed")
SOUND = b"\x01\x00\xff\xff" * 100
WAV = wav(SOUND)
# As espeak-ng writes it into a pipe: 2 GB it cannot yet know of.
PIPED = b"RIFF\x24\xf0\xff\x7f" + WAV[8:40] + b"\x00\xf0\xff\x7f" + SOUND
# As macOS writes it: padded so that the sound begins at a round place.
PADDED = b"RIFF\x00\x00\x00\x00" + WAV[8:36] + b"FLLR\x04\x00\x00\x00\x00\x00\x00\x00" + WAV[36:]

# What stands in for a program: it writes down what it was told, and then does as it is written.
STAND_IN = """#!{python} -IS
import json, os, sys
told = sys.stdin.buffer.read().decode()
here = os.path.dirname(os.path.abspath(sys.argv[0]))
with open(os.path.join(here, "told"), "a") as record:
    print(json.dumps([sys.argv[1:], told, os.getsid(0) == os.getpid()]), file=record)
answer = sys.stdout.buffer.write
{body}
"""
ESPEAK_VOICES = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  af              --/M      Afrikaans          gmw/af
 5  chr-US-Qaaa-x-west --/M      Cherokee_          iro/chr
 5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 5  en-us           --/F      us-mbrola-1        mb/mb-us1            (en 8)
 5  yue             --/M      Chinese_(Cantonese) sit/yue
 5  yue             --/M      Chinese_(Cantonese,_latin_as_Jyutping) sit/yue-Latn-jyutping
"""
CLASSIC_VOICES = """\
Pty Language Age/Gender VoiceName          File          Other Languages
 2  en-gb          M  english              en            (en-uk 2)(en 2)
 5  en             M  default              default       
 5  en-sc          M  en-scottish          other/en-sc   (en 4)
"""  # noqa: W291
VARIANTS = " 5  variant         --/F      female3            !v/f3\n"
ESPEAK = f"""
if "--voices" in sys.argv: answer({ESPEAK_VOICES.encode()!r})
elif "--voices=variant" in sys.argv: answer({VARIANTS.encode()!r})
elif "--version" in sys.argv: answer(b"eSpeak NG text-to-speech: 1.51  Data at: /usr/lib/x\\n")
else: answer({PIPED!r})
"""
SAY_VOICES = """\
Albert              en_US    # Hello! My name is Albert.
Anna                de_DE    # Hallo! Ich heiße Anna.
Bad News            en_US    # Hello! My name is Bad News.
Daniel              en_GB    # Hello! My name is Daniel.
Eddy (English (UK)) en_GB    # Hello! My name is Eddy.
Fiona               en-scotland # Hello, my name is Fiona.
Majed               ar_001   # مرحبًا! اسمي ماجد.
Samantha            en_US    # Hello! My name is Samantha.
"""
SAY = f"""
if "?" in sys.argv: answer({SAY_VOICES.encode()!r})
else:
    file = sys.argv[sys.argv.index("-o") + 1]
    with open(os.path.join(here, "folder"), "w") as record:
        record.write(oct(os.stat(os.path.dirname(file)).st_mode))
    with open(file, "wb") as sound: sound.write({PADDED!r})
"""
POWERSHELL = f"""
if "GetInstalledVoices" in sys.argv[-1]:
    answer("Microsoft Hedda Desktop\\tde-DE\\tGerman\\nMicrosoft Zira\\ten-US\\tEnglish".encode())
else: answer({WAV!r})
"""


def stand_in(folder: Path, name: str, body: str) -> dict[str, str]:
    """A folder with a program in it, as the only one on the path."""
    program = folder / name
    program.write_text(STAND_IN.format(python=sys.executable, body=body))
    program.chmod(0o755)
    return {"PATH": str(folder)}


def told(folder: Path) -> list[list[object]]:
    """The arguments and the words of each time it was run, and whether it led its own session."""
    return [json.loads(line) for line in (folder / "told").read_text().splitlines()]


def engine(
    folder: Path, name: str, body: str, platform: str = "linux", limit: float = 20
) -> Program:
    found = engine_of(stand_in(folder, name, body), platform, limit)
    assert isinstance(found, Program)
    return found


def sound(spoken: bytes) -> tuple[int, int, int, bytes]:
    """Channels, bytes a sample, samples a second, and the samples, which are all there is."""
    with wave.open(io.BytesIO(spoken)) as read:
        frames = read.readframes(read.getnframes())
        assert spoken.endswith(frames)
        assert int.from_bytes(spoken[4:8], "little") == len(spoken) - 8
        return read.getnchannels(), read.getsampwidth(), read.getframerate(), frames


def seconds(spoken: bytes) -> float:
    _, _, rate, frames = sound(spoken)
    return len(frames) / 2 / rate


def refusal(speaking: Engine, words: str = "Secret words.", voice: str = "") -> tuple[str, str]:
    with pytest.raises(VoiceFails) as caught:
        speaking.speak(words, voice, 120)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("platform", "there", "name"),
    [
        ("linux", ["espeak-ng", "espeak", "say"], "espeak-ng"),
        ("linux", ["espeak", "say", "powershell"], "espeak"),
        ("freebsd14", ["espeak-ng"], "espeak-ng"),
        ("darwin", ["espeak-ng", "say"], "say"),
        ("darwin", ["espeak-ng"], "espeak-ng"),
        ("win32", ["espeak-ng", "powershell"], "windows"),
    ],
)
def test_the_engine_is_the_first_this_system_has(
    tmp_path: Path, platform: str, there: list[str], name: str
) -> None:
    for program in there:
        stand_in(tmp_path, program, "")
    found = engine_of({"PATH": str(tmp_path)}, platform)
    assert found
    assert found.name == name


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_without_a_program_there_is_the_library_or_nothing(tmp_path: Path, platform: str) -> None:
    found = engine_of({"PATH": str(tmp_path)}, platform)
    assert (found and found.name) == ("espeak-ng library" if HAS_LIBRARY else None)


def test_where_there_is_none_a_sentence_says_what_to_install() -> None:
    assert [how_to_install(platform) for platform in ("linux", "darwin", "win32")] == [
        "A voice comes with espeak-ng, by `apt install`, `dnf install` or `pacman -S`, "
        "or with `pip install 'mindful-practice[voice]'`.",
        "A voice comes with `brew install espeak-ng`, "
        "or with `pip install 'mindful-practice[voice]'`.",
        'A voice comes with `pip install "mindful-practice[voice]"`.',
    ]


def test_words_go_to_espeak_by_its_standard_input_alone_and_come_back_as_a_whole_wav(
    tmp_path: Path,
) -> None:
    speaking = engine(tmp_path, "espeak-ng", ESPEAK)
    assert speaking.speak("-v de\n“See — where” it points…", "en-us", 120) == WAV
    how = ["--stdin", "--stdout", "-b", "1", "-g", "8", "-s", "120", "-v", "en-us"]
    assert told(tmp_path) == [
        [["--voices"], "", True],
        [how, "-v de “See — where” it points…", True],
    ]
    assert (speaking.name, speaking.version) == ("espeak-ng", "1.51")


def test_espeaks_voices_are_those_that_work_with_english_first(tmp_path: Path) -> None:
    assert engine(tmp_path, "espeak-ng", ESPEAK).voices() == [
        Voice("en-gb", "en-gb", "English (Great Britain)"),
        Voice("en-us", "en-us", "English (America)"),
        Voice("en-029", "en-029", "English (Caribbean)"),
        Voice("af", "af", "Afrikaans"),
        Voice("chr", "chr-us-qaaa-x-west", "Cherokee "),
        Voice("yue", "yue", "Chinese (Cantonese)"),
        Voice("yue-Latn-jyutping", "yue", "Chinese (Cantonese, latin as Jyutping)"),
    ]


def test_the_classic_espeaks_voices_are_read_as_well(tmp_path: Path) -> None:
    assert engine(tmp_path, "espeak", f"answer({CLASSIC_VOICES.encode()!r})").voices() == [
        Voice("en-gb", "en-gb", "english"),
        Voice("en", "en", "default"),
        Voice("en-sc", "en-sc", "en-scottish"),
    ]


@pytest.mark.parametrize(
    ("said", "name"),
    [("", "en-gb"), ("EN-US", "en-us"), ("en_us", "en-us"), ("en", "en-gb"), ("en+F3", "en-gb+f3")],
)
def test_a_voice_is_meant_by_its_name_or_its_language(tmp_path: Path, said: str, name: str) -> None:
    assert engine(tmp_path, "espeak-ng", ESPEAK).voice(said) == name


def test_a_voice_that_is_not_there_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    speaking = engine(tmp_path, "espeak-ng", ESPEAK)
    assert [
        refusal(speaking, voice=voice) for voice in ("en-uk", "en-us+f4", "mb-us1", "\x1b")
    ] == [
        ("espeak-ng has no voice called “en-uk”. Did you mean en-us?", LISTED),
        ("espeak-ng has no voice called “f4”. Did you mean f3?", LISTED),
        ("espeak-ng has no voice called “mb-us1”. Did you mean en-us?", LISTED),
        ("espeak-ng has no voice called “�”.", LISTED),
    ]


def test_an_engine_without_english_says_so_unless_another_voice_is_asked_for(
    tmp_path: Path,
) -> None:
    german = "answer(b' 5  de  --/M  German  gmw/de' if '--voices' in sys.argv else PIPED)"
    speaking = engine(tmp_path, "espeak-ng", f"PIPED = {PIPED!r}\n{german}")
    assert refusal(speaking) == ("espeak-ng has no voice that speaks English.", LISTED)
    assert speaking.speak("Guten Morgen.", "de", 120) == WAV


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("sys.exit(3)", "espeak-ng ended with status 3."),
        ("os.kill(os.getpid(), 9)", "espeak-ng ended by signal 9."),
        ("answer(b'<html>')", "espeak-ng gave something that is not sound."),
        (f"answer({WAV[:30]!r})", "espeak-ng gave something that is not sound."),
        (f"answer({WAV[:44]!r})", "espeak-ng gave no sound."),
        ("", "espeak-ng gave no sound."),
    ],
)
def test_what_goes_wrong_is_said_without_the_words(
    tmp_path: Path, body: str, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    voices = f"if '--voices' in sys.argv: answer({ESPEAK_VOICES.encode()!r}); sys.exit()\n"
    noise = "print('a warning: ' + told, file=sys.stderr)\n"
    assert refusal(engine(tmp_path, "espeak-ng", voices + noise + body)) == (message, SHOWN)
    assert capfd.readouterr() == ("", "")


def test_a_program_that_cannot_be_started_is_told_from_one_that_fails(tmp_path: Path) -> None:
    speaking = engine(tmp_path, "espeak-ng", ESPEAK)
    (tmp_path / "espeak-ng").write_text("#!/nowhere/at/all\n")
    assert refusal(speaking) == (
        "espeak-ng could not be started: no such file or directory.",
        SHOWN,
    )


def test_an_engine_that_hangs_is_stopped(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never")
    hang = f"open({str(tmp_path / 'never')!r}).read()"
    speaking = engine(tmp_path, "espeak-ng", hang, limit=0.2)
    assert refusal(speaking) == ("espeak-ng took longer than 0.2 seconds and was stopped.", SHOWN)


def test_nothing_to_say_is_an_empty_wav_and_starts_nothing(tmp_path: Path) -> None:
    speaking = engine(tmp_path, "espeak-ng", ESPEAK)
    assert [speaking.speak(words, "", 120) for words in ("", " \n ", "\x1b\ufeff")] == [
        wav(b"")
    ] * 3
    assert sound(wav(b"")) == (1, 2, 22050, b"")
    assert not (tmp_path / "told").exists()


def test_signs_without_letters_may_be_silence(tmp_path: Path) -> None:
    silent = engine(tmp_path, "espeak-ng", ESPEAK.replace(repr(PIPED), repr(b"")))
    assert silent.speak("…", "", 120) == wav(b"")


def test_no_engine_is_given_a_command_in_the_place_of_words() -> None:
    assert plain(" [[h@l'oU]]\x0150S\x00 a\u00adsleep\r\n\n-v <b>&\u202e“so”\tשלום 🙂 ") == (
        "((h@l'oU)) 50S asleep -v <b>& “so” שלום 🙂"
    )


@pytest.mark.parametrize(
    "raw", [WAV, PIPED, PIPED + b"\x07", PADDED, WAV + b"\x00", WAV + b"LIST\x04\x00\x00\x00abcd"]
)
def test_however_an_engine_writes_its_wav_it_is_made_whole(raw: bytes) -> None:
    assert whole(raw, "words", "it") == WAV
    assert sound(WAV) == (1, 2, 22050, SOUND)


def test_a_stereo_sound_of_another_rate_stays_as_it_is() -> None:
    stereo = wav(SOUND, 16000, 2)
    assert whole(stereo + b"\x00\x00\x00", "words", "it") == stereo
    assert sound(stereo) == (2, 2, 16000, SOUND)


def test_a_mac_speaks_english_whatever_its_own_language_and_a_joke_voice_comes_last(
    tmp_path: Path,
) -> None:
    speaking = engine(tmp_path, "say", SAY, "darwin")
    assert [(voice.name, voice.language) for voice in speaking.voices()] == [
        ("Samantha", "en-us"),
        ("Daniel", "en-gb"),
        ("Fiona", "en-scotland"),
        ("Albert", "en-us"),
        ("Bad News", "en-us"),
        ("Eddy (English (UK))", "en-gb"),
        ("Anna", "de-de"),
        ("Majed", "ar-001"),
    ]
    assert speaking.version == ""


def test_a_mac_writes_to_a_folder_of_our_own_that_is_gone_afterwards(tmp_path: Path) -> None:
    speaking = engine(tmp_path, "say", SAY, "darwin")
    assert speaking.speak("[[rate 300]] Feel what holds you up.", "en-gb", 120) == WAV
    ((_, _, _), (arguments, words, apart)) = told(tmp_path)
    assert isinstance(arguments, list)
    file = Path(arguments.pop(7))
    assert (arguments, words, apart) == (
        ["-v", "Daniel", "-r", "120", "-f", "-", "-o", "--data-format=LEI16@22050"],
        "((rate 300)) Feel what holds you up.",
        True,
    )
    assert ((tmp_path / "folder").read_text(), file.parent.exists()) == ("0o40700", False)


def test_windows_is_told_voice_pace_and_words_by_standard_input_alone(tmp_path: Path) -> None:
    speaking = engine(tmp_path, "powershell", POWERSHELL, "win32")
    assert speaking.voices() == [
        Voice("Microsoft Zira", "en-us", "English"),
        Voice("Microsoft Hedda Desktop", "de-de", "German"),
    ]
    for rate in (80, 120, 175, 300):
        assert speaking.speak("“It's” here\n$(calc)", "", rate) == WAV
    runs = told(tmp_path)[1:]
    assert [words for _, words, _ in runs] == [
        f"Microsoft Zira\n{step}\n“It's” here $(calc)" for step in (-7, -3, 0, 5)
    ]
    ((*how, script),) = {
        tuple(arguments) for arguments, _, _ in runs if isinstance(arguments, list)
    }
    assert how == ["-NoProfile", "-NonInteractive", "-Command"]
    assert '"' not in script


def test_several_lines_are_spoken_in_their_order(tmp_path: Path) -> None:
    speaking = engine(tmp_path, "espeak-ng", ESPEAK)
    lines = [f"Line {number}." for number in range(9)]
    assert list(spoken(speaking, lines, "", 120)) == [(line, WAV) for line in lines]
    voices, *spoken_lines = told(tmp_path)
    assert voices[0] == ["--voices"]
    assert sorted(str(words) for _, words, _ in spoken_lines) == lines


def test_two_lines_are_spoken_at_once_and_who_stops_listening_leaves_nothing_running(
    tmp_path: Path,
) -> None:
    """The first line is done only when the second has begun, and the second never is."""
    for name in ("begun", "never"):
        os.mkfifo(tmp_path / name)
    speaking = engine(
        tmp_path,
        "espeak-ng",
        f"""
path = {str(tmp_path)!r}
if "--voices" in sys.argv: answer({ESPEAK_VOICES.encode()!r})
elif told == "one":
    open(path + "/process", "w").write(open(path + "/begun").read())
    answer({WAV!r})
else:
    open(path + "/begun", "w").write(str(os.getpid()))
    open(path + "/never").read()
""",
    )
    lines = spoken(speaking, ["one", "two", *("more" for _ in range(9))], "", 120)
    assert next(lines) == ("one", WAV)
    lines.close()  # type: ignore[attr-defined]  # it is a generator
    process = int((tmp_path / "process").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_the_first_line_that_fails_ends_them_all(tmp_path: Path) -> None:
    speaking = engine(tmp_path, "espeak-ng", f"if told == 'two': sys.exit(1)\n{ESPEAK}")
    lines = spoken(speaking, ["one", "two", "three"], "", 120)
    assert next(lines) == ("one", WAV)
    with pytest.raises(VoiceFails, match=r"^espeak-ng ended with status 1\.$"):
        next(lines)


def test_a_library_in_too_deep_a_folder_is_not_begun() -> None:
    deep = Library(ctypes.CDLL(None), f"/{'d' * 150}/espeak-ng-data")
    assert refusal(deep) == (
        "The espeak-ng library lies in a folder whose name is too long for it.",
        "espeak-ng installed on the system has no such limit.",
    )


def test_windows_is_called_by_its_name_when_something_goes_wrong(tmp_path: Path) -> None:
    speaking = engine(tmp_path, "powershell", POWERSHELL, "win32")
    assert refusal(speaking, voice="zira") == (
        "Windows has no voice called “zira”. Did you mean Microsoft Zira?",
        LISTED,
    )


# ---- for real ----


@pytest.fixture(scope="module")
def real() -> Espeak:
    found = engine_of(os.environ, "linux")
    assert isinstance(found, Espeak)
    return found


@pytest.fixture(scope="module")
def inside() -> Library:
    found = library()
    assert found
    return found


ENGINES = [pytest.param("real", marks=with_espeak), pytest.param("inside", marks=with_library)]


@pytest.fixture
def speaking(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("speaking", ENGINES, indirect=True)
def test_a_line_is_heard_for_some_seconds_and_longer_when_it_is_slower(speaking: Engine) -> None:
    line = "When a thought has you, see where it points."
    quick, calm, slow = (seconds(speaking.speak(line, "", rate)) for rate in (300, 120, 80))
    assert 1 < quick < calm < slow < 12


@pytest.mark.parametrize("speaking", ENGINES, indirect=True)
def test_nothing_in_a_line_is_obeyed(speaking: Engine) -> None:
    def heard(words: str) -> float:
        return round(seconds(speaking.speak(words, "", 120)), 1)

    assert heard("[[h@l'oU]] there") == heard("((h@l'oU)) there") > heard("hello there")
    assert heard("<break time='9s'/> there") < 9
    assert heard("\x01300S hello there") > heard("hello there")
    assert heard("hello\x00 there") == heard("hello there")
    assert heard("--version") > 0.5


@pytest.mark.parametrize("speaking", ENGINES, indirect=True)
def test_a_real_engine_has_a_version_and_speaks_with_its_usual_voices(
    speaking: Engine, capfd: pytest.CaptureFixture[str]
) -> None:
    voices = speaking.voices()
    assert voices[0].language.startswith("en")
    assert speaking.version[0].isdigit()
    for voice in (*(voice.name for voice in voices[:8]), voices[0].name + "+f3"):
        assert sound(speaking.speak("Here.", voice, 150))[:3] == (1, 2, 22050)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("speaking", ENGINES, indirect=True)
def test_a_real_engine_refuses_a_voice_it_does_not_have(speaking: Engine) -> None:
    name = "The espeak-ng library" if isinstance(speaking, Library) else "espeak-ng"
    assert refusal(speaking, voice="qqq") == (f"{name} has no voice called “qqq”.", LISTED)


texts = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            "here — שלום مرحبا 🙂 👩‍👩‍👧 [[x]] <b> & “so” … ½ ＨＩ e\u0301 नमस्ते 你好 -s _:".split()
        ),
        max_size=8,
    ).map(" ".join),
)


@with_espeak
@settings(max_examples=60, deadline=None)
@given(words=texts)
def test_whatever_stands_in_an_exercise_can_be_spoken(real: Espeak, words: str) -> None:
    assert sound(real.speak(words, "", 200))[:3] == (1, 2, 22050)


@with_library
@settings(max_examples=200, deadline=None)
@given(words=texts)
def test_the_library_speaks_whatever_stands_there_too(inside: Library, words: str) -> None:
    assert sound(inside.speak(words, "", 200))[:3] == (1, 2, 22050)


@with_library
def test_the_library_speaks_several_lines_one_by_one(
    inside: Library, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = ["Feel what holds you up.", "…", "Look around.", "ਝ, of which it would complain"]
    assert [line for line, _ in spoken(inside, lines, "en-us", 120)] == lines
    assert capfd.readouterr() == ("", "")
