"""The words of kits: both languages, each in its own letters."""

from qosyl.kits import words
from qosyl.localtext import LocalText, latin_lookalikes


def found():
    constants = [value for name, value in vars(words).items() if name.isupper()]
    for value in constants:
        if isinstance(value, LocalText):
            yield value
        elif isinstance(value, dict):
            yield from value.values()
    yield from (text for _, text in (*words.DECK_KEYS, words.DECK_SPEAKER_KEY))


def test_every_word_is_there_in_both_languages_with_the_same_places():
    texts = list(found())
    assert len(texts) > 80
    for text in texts:
        assert text.kk.strip()
        assert text.ru.strip()
        assert text.kk.count("{}") == text.ru.count("{}")


def test_no_word_mixes_latin_letters_into_cyrillic_ones():
    assert [text for text in found() if latin_lookalikes(text.kk) or latin_lookalikes(text.ru)] == []


def test_russian_words_have_no_kazakh_letters():
    russian = "".join(text.ru for text in found() if text is not words.OTHER_LANGUAGE)
    assert not set("әғқңөұүһі") & set(russian.lower())
