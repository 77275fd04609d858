"""The words that a person comes back to, in the language they write in, and hardly any other."""

import pytest

from mindful.core.recurring import recurring

ENGLISH = """\
The garden was quiet before the rain, and I heard the blackbird.
Worried about money again. The breath was short, and I noticed that near the end.
I sat in the garden because it was warm. The thoughts about money came, and went.
Nora called, and I was not really there with her.
I was angry with Nora, and under it I was afraid.
The blackbird again. Its song is the beginning of these mornings.
I remember the light in the garden, and not much else.
Money, money. The worry comes when I am tired.
I wrote down what I should have said to Nora.
It rained the whole time, and I heard the blackbird."""
GERMAN = """\
Heute war ich unruhig, und die Gedanken waren überall.
Die Schultern waren hart, nach ein paar Minuten waren sie weicher.
Lena hat gelacht, als ich gefragt habe.
Nachts lag ich wach, und die Prüfung war da. Die Angst war im Bauch.
Die Prüfung ist nächste Woche. Ich merke die Angst.
Im Garten gesessen. Mehr war nicht nötig.
Ich war mir sicher, dass Lena böse auf mich ist.
Nach der Prüfung war alles leer. Ohne die Angst weiß ich es noch nicht.
Mit Lena war es schwierig, weil ich nicht gefragt habe.
Der Regen hat mir geholfen.
Am Anfang war es laut.
Der Chef hat nichts gesagt."""
RUSSIAN = """\
Сегодня шёл дождь, и я слушала.
Мама звонила утром. Она говорила быстро.
Я думала о работе, а потом был только дождь.
На работе всё было срочно. Пришёл страх.
Страх был в животе. Я положила туда руку.
После работы было тихо, шумел дождь.
Мне было стыдно, но мама сказала, что скучает.
Когда стало тихо, пришёл страх.
Вечером приехала мама.
Я спала плохо."""
GREEK = """\
Η θάλασσα ήταν μακριά, και άκουγα.
Πάλι ο φόβος, στο στομάχι.
Ο Νίκος γέλασε όταν τον ρώτησα.
Κάθισα μπροστά στη θάλασσα, και ήταν αρκετό.
Ο φόβος ήταν εκεί. Τον άφησα.
Η σιωπή του Νίκου, και πάλι ο ΦΌΒΟΣ.
Ήρθε η θάλασσα στο όνειρο.
Μίλησα με τη μητέρα.
Η αναπνοή ήταν μικρή.
Δεν ήθελα να καθίσω.
Το βράδυ ήταν ήσυχο."""


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (ENGLISH, {"Nora", "money", "garden", "blackbird"}),
        (GERMAN, {"Prüfung", "Angst", "Lena"}),
        (RUSSIAN, {"дождь", "страх", "мама"}),
        (GREEK, {"θάλασσα", "φόβος"}),
    ],
    ids=["English", "German", "Russian", "Greek"],
)
def test_what_recurs_is_found_and_what_links_words_is_not(texts: str, words: set[str]) -> None:
    found = recurring(texts.split("\n"))
    assert words <= set(found)
    assert len(set(found) - words) <= 2, found


def test_a_word_is_spelled_as_it_most_often_is_and_found_in_every_case() -> None:
    texts = ["The STRASSE.", "Eine Straße.", "Die Straße.", *["Rain."] * 9]
    assert recurring(texts) == ["Straße"]


def test_a_word_of_two_texts_or_of_nearly_all_does_not_recur() -> None:
    texts = [f"Garden, number {letter * 3}." for letter in "abcdefghijkl"]
    assert recurring([*texts, "Kettle.", "Kettle."]) == []


def test_at_most_eight_words_are_said() -> None:
    words = "garden kettle window shower letter mirror ladder basket button pencil".split()
    texts = [f"The {word}." for word in words for _ in range(3)]
    assert len(recurring(texts)) == 8


def test_scripts_without_blanks_have_no_words_that_could_be_told_apart() -> None:
    assert (
        recurring(["雨の音。", "雨の音。", "雨の音。", "ฝนตก", "ฝนตก", "ฝนตก"] + ["Rain."] * 2)
        == []
    )


def test_words_of_scripts_with_marks_are_whole() -> None:
    texts = ["आज बारिश।", "फिर बारिश।", "वही बारिश।", *["कुछ नहीं"] * 2]
    assert recurring([*texts, *["और"] * 7])[:1] == ["बारिश"]


def test_no_texts_have_no_words() -> None:
    assert recurring([]) == []
