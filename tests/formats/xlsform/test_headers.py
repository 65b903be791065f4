"""Columns are known however people write their headers, and languages whatever they are called."""

import pytest

from consult.core.language import Speech
from consult.formats.xlsform import read
from consult.formats.xlsform.languages import speech_of, tag_of
from tests.readings import HEAD, LISTED, codes, first, form_of, told
from tests.workbooks import Rows, workbook

LANGUAGES: list[tuple[str, str]] = [
    ("label::English (en)", "en"),
    ("label::en", "en"),
    ("label:English", "en"),
    ("Label :: English", "en"),
    ("LABEL::english", "en"),
    ("label::Français", "fr"),
    ("label::francais", "fr"),
    ("label::French(fr)", "fr"),
    ("label::العربية", "ar"),
    ("label::عربي", "ar"),
    ("label::Arabic", "ar"),
    ("label::Kiswahili (sw)", "sw"),
    ("label::SWA", "sw"),
    ("label::Dari", "prs"),
    ("label::دری", "prs"),
    ("label::Dari (prs)", "prs"),
    ("label::fa-AF", "prs"),
    ("label::Pashto", "ps"),
    ("label::Tigirigna", "ti"),
    ("label::ትግርኛ", "ti"),
    ("label::Amharique", "am"),
    ("label::Afaan Oromo", "om"),
    ("label::Kirundi", "rn"),
    ("label::lingala", "ln"),
    ("label::Krio", "kri"),
    ("label::Dinka", "din"),
    ("label::Tetum", "tet"),
    ("label::Kikongo", "kg"),
    ("label::Haitian Creole (ht)", "ht"),
    ("label::Créole", "ht"),
    ("label::Portuguese (pt-br)", "pt-BR"),
    ("label::Portugués", "pt"),
    ("label::Kurdish (Sorani)", "ckb"),
    ("label::sr-Latn", "sr-Latn"),
    ("label::Sango Banda (bad)", "bad"),
    ("label::Nobody knows it", "und-x-nobodykn"),
    ("label::Nobody (und-x-nobody)", "und-x-nobody"),
]


@pytest.mark.parametrize(("header", "tag"), LANGUAGES)
def test_a_header_says_its_language_in_many_ways(header: str, tag: str) -> None:
    form = form_of(["type", "name", header], ["text", "q", "Q"], settings=[["form_id"], ["f"]])
    assert form.languages == (tag,)
    assert first(form).label == {tag: "Q"}
    assert set(form.speech) == {tag}


SPEECH: list[tuple[str, str, Speech]] = [
    ("Arabic", "ar", Speech("العربية", "rtl", "ar")),
    ("Dari", "prs", Speech("دری", "rtl", "en")),
    ("Krio", "kri", Speech("Krio", "ltr", "en")),
    ("Kikongo", "kg", Speech("Kikongo", "ltr", "fr")),
    ("Kikuyu", "ki", Speech("Gĩkũyũ", "ltr", "sw")),
    ("Chadian Arabic", "shu", Speech("عربي تشادي", "rtl", "ar")),
    ("Danish", "da", Speech("Dansk", "ltr", "en")),
    ("Sango-Banda (bad)", "bad", Speech("Sango-Banda", "ltr", "en")),
]


@pytest.mark.parametrize(("written", "tag", "speech"), SPEECH)
def test_a_language_has_its_own_name_a_direction_and_a_language_of_buttons(
    written: str, tag: str, speech: Speech
) -> None:
    form = form_of(["type", "name", f"label::{written}"], ["text", "q", "Q"], settings=[])
    assert form.speech == {tag: speech}


def test_about_a_hundred_and_fifty_languages_have_their_own_names() -> None:
    from consult.formats.xlsform.language_names import NAMES

    assert len(NAMES) >= 150
    assert {
        tag: names for tag, names in NAMES.items() if tag_of(names.split(",")[0])[0] != tag
    } == {}
    assert all(speech_of(tag).name == names.split(",")[0] for tag, names in NAMES.items())


def test_a_sheet_of_languages_says_what_no_table_knows() -> None:
    languages: Rows = [
        ["tag", "name", "direction", "fallback"],
        ["bad", "Banda", "rtl", "fr"],
        ["", "Nothing", "", ""],
    ]
    reading = read(
        workbook([["type", "name", "label::Banda"], ["text", "q", "Q"]], languages=languages)
    )
    assert reading.form
    assert reading.form.languages == ("bad",)
    assert reading.form.speech == {"bad": Speech("Banda", "rtl", "fr")}
    assert "language_row" in told(reading)


def test_a_column_without_a_language_is_in_the_default_language() -> None:
    form = form_of(["type", "name", "label", "label::French (fr)"], ["text", "q", "Q", "C"])
    assert form.languages == ("en", "fr")
    assert first(form).label == {"en": "Q", "fr": "C"}


GUESSED: list[tuple[str, str]] = [
    ("What is the name of your village?", "en"),
    ("Quel est le nom de votre village ?", "fr"),
    ("¿Cuál es el nombre de su comunidad?", "es"),
    ("Qual é o nome da sua aldeia e você mora com quantos?", "pt"),
    ("Jina la kijiji chako ni gani na watu wa nyumba ni wangapi?", "sw"),
    ("ما اسم قريتك؟", "ar"),
    ("Q1", "und"),
]


@pytest.mark.parametrize(("label", "tag"), GUESSED)
def test_a_form_that_does_not_say_its_language_is_heard_by_its_words(label: str, tag: str) -> None:
    reading = read(
        workbook([["type", "name", "label"], ["text", "q", label]], settings=[["form_id"], ["f"]])
    )
    assert reading.form
    assert reading.form.languages == (tag,)
    assert ("survey", "language_unsaid") in codes(reading, "normalised")


def test_choices_without_a_language_are_in_the_one_of_the_survey() -> None:
    form = form_of(
        HEAD,
        ["select_one l", "q", "Q"],
        choices=[["list_name", "name", "label"], ["l", "x", "X"]],
        settings=[["form_id"], ["f"]],
    )
    assert form.choices["l"][0].label == {"en": "X"}


def test_a_default_language_that_no_column_is_in_is_told() -> None:
    settings: Rows = [["form_id", "default_language"], ["f", "French (fr)"]]
    reading = read(workbook([HEAD, ["text", "q", "Q"]], settings=settings))
    assert reading.form
    assert reading.form.default_language == "en"
    assert "default_language_unknown" in told(reading)


COLUMNS: list[tuple[str, str, str, object]] = [
    ("relevance", "1 = 1", "relevant", "1 = 1"),
    ("bind::relevant", "1 = 1", "relevant", "1 = 1"),
    ("bind:relevant", "1 = 1", "relevant", "1 = 1"),
    ("Relevant", "1 = 1", "relevant", "1 = 1"),
    ("bind::jr:constraintMsg", "No.", "constraint_message", {"en": "No."}),
    ("constraint message::French", "Non.", "constraint_message", {"fr": "Non."}),
    ("required_msg", "Yes.", "required_message", {"en": "Yes."}),
    ("read only", "yes", "read_only", True),
    ("readonly", "TRUE", "read_only", True),
    ("control:appearance", "multiline", "appearance", "multiline"),
    ("body::appearance", "multiline", "appearance", "multiline"),
    ("guidance_hint::English (en)", "Go on.", "guidance", {"en": "Go on."}),
    ("image", "a.png", "media", {"image": {"en": "a.png"}}),
    ("media::image", "a.png", "media", {"image": {"en": "a.png"}}),
    ("media::image::English", "jr://images/a.png", "media", {"image": {"en": "a.png"}}),
    ("audio::Arabic", "a.mp3", "media", {"audio": {"ar": "a.mp3"}}),
    ("media::big-image", "a.png", "media", {"big-image": {"en": "a.png"}}),
    ("hint:fr", "Un.", "hint", {"fr": "Un."}),
]


@pytest.mark.parametrize(("header", "cell", "name", "value"), COLUMNS)
def test_a_column_is_known_by_many_headers(
    header: str, cell: str, name: str, value: object
) -> None:
    found = getattr(first(form_of([*HEAD, header], ["text", "q", "Q", cell])), name)
    assert getattr(found, "source", found) == value


def test_bind_type_is_not_the_type() -> None:
    form = form_of(["bind::type", *HEAD], ["int", "text", "q", "Q"])
    assert first(form).kind == "text"


def test_a_title_may_stand_above_the_header() -> None:
    form = form_of(["Survey of 2026"], [], HEAD, ["text", "q", "Q"])
    assert first(form).label == {"en": "Q"}


def test_languages_of_pictures_and_recordings_alone_are_languages_of_the_form() -> None:
    form = form_of([*HEAD, "audio::Krio"], ["select_one l", "q", "Q", "q.mp3"], choices=LISTED)
    assert form.languages == ("en", "kri")
