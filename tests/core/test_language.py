import pytest

from consult.core.language import ENDONYMS, INTERFACE, direction, match, say, spoken

WORDS = {"en": "water", "fr": "eau", "pt-BR": "água", "sw": ""}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "eau"),
        ("fr-CD", "eau"),
        ("pt-BR", "água"),
        ("sw", "water"),
        ("ar", "water"),
    ],
)
def test_a_text_is_said_in_the_language_its_base_or_english(language: str, said: str) -> None:
    assert say(WORDS, language) == said


def test_a_text_without_english_is_said_in_the_first_language_there_is() -> None:
    assert (say({"ht": "dlo"}, "fr"), spoken({"ht": "dlo"}, "fr")) == ("dlo", "ht")
    assert (say({}, "fr"), spoken({}, "fr")) == ("", None)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-LY", "rtl"),
        ("prs", "rtl"),
        ("fa_AF", "rtl"),
        ("sw", "ltr"),
        ("ks-Deva", "ltr"),
        ("ff-Adlm", "rtl"),
        ("uz-Arab-AF", "rtl"),
        ("ar-Latn", "ltr"),
        ("und", "ltr"),
    ],
)
def test_a_language_is_written_from_its_own_side(tag: str, expected: str) -> None:
    assert direction(tag) == expected


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("sw", "sw"),
        ("fr-CA, en;q=0.8", "fr"),
        ("de, ar;q=0.3, sw;q=0.7", "sw"),
        ("de", None),
        ("", None),
        ("en;q=0, ar", "ar"),
        ("fr;q=many, ar", "ar"),
        ("*", None),
        (";;;,,,=", None),
    ],
)
def test_the_most_wanted_language_that_is_offered_is_found(header: str, found: str | None) -> None:
    assert match(header) == found


def test_a_region_finds_its_base_among_what_is_offered() -> None:
    assert match("pt", ["en", "pt-BR"]) == "pt-BR"


def test_each_language_of_the_interface_has_its_own_name() -> None:
    assert set(INTERFACE) == set(ENDONYMS) == {"en", "fr", "ar", "sw"}
