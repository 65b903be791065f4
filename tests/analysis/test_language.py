"""Which language a text is in."""

import pytest

from consult.analysis.language import identify

SENTENCES = [
    ("am", "በመንደራችን ውሃ የለም"),
    ("ar", "لا يوجد ماء في قريتنا منذ أسبوعين"),
    ("ary", "wa7d nhar ghadi nji 3andkom f dar"),
    ("bn", "গ্রামে দুই সপ্তাহ ধরে পানি নেই"),
    ("de", "Seit zwei Wochen gibt es im Dorf kein Wasser"),
    ("en", "There is no water in our village since two weeks"),
    ("es", "No hay agua en el pueblo desde hace dos semanas"),
    ("fa", "در روستای ما دو هفته است که آب نیست"),
    ("fr", "Il n'y a plus d'eau au village depuis deux semaines."),
    ("fr", "Le maire ne nous répond jamais"),
    ("es", "Gracias por la escuela nueva"),
    ("tl", "Walang tubig sa barangay namin"),
    ("so", "Wadada aad bay u xun tahay"),
    ("ln", "Mai ezali te na mboka na biso"),
    ("wo", "Amul ndox ci dëkk bi"),
    ("ha", "Babu ruwa a kauyenmu"),
    ("hi", "गाँव में दो हफ्ते से पानी नहीं है"),
    ("ht", "Pa gen dlo nan vilaj la depi de semèn"),
    ("id", "Tidak ada air di desa kami sejak dua minggu"),
    ("ig", "Enweghị mmiri n'obodo anyị"),
    ("my", "ရွာမှာ ရေမရှိတာ နှစ်ပတ်ရှိပြီ"),
    ("om", "Ganda keenya keessa bishaan hin jiru"),
    ("pcm", "Water no dey our village for two weeks now"),
    ("ps", "زموږ په کلي کې اوبه نشته"),
    ("pt", "Não temos água há duas semanas"),
    ("ru", "В деревне нет воды уже две недели"),
    ("rw", "Nta mazi dufite mu mudugudu"),
    ("so", "Biyo malaha tuuladeenna laba toddobaad"),
    ("sw", "Hakuna maji kijijini kwetu kwa wiki mbili"),
    ("ti", "ኣብ ዓድና ማይ የለን"),
    ("tr", "Köyde iki haftadır su yok"),
    ("uk", "У селі немає води вже два тижні"),
    ("yo", "Kò sí omi ní abúlé wa"),
    ("zh", "村里两个星期没有水了"),
]


@pytest.mark.parametrize(("tag", "text"), SENTENCES)
def test_a_sentence_is_recognised(tag: str, text: str) -> None:
    assert identify([text], [None]) == [tag]


@pytest.mark.parametrize(
    ("text", "hint", "tag"),
    [
        pytest.param("pas d'eau", "fr", "fr", id="a hint decides what is short"),
        pytest.param("شكرا لكم على المدرسة", "ar", "ar", id="a hint decides between dialects"),
        pytest.param(
            "There is no water in our village since two weeks", "sw", "en", id="a hint can be wrong"
        ),
        pytest.param("Dari i nisa a wo", "kpe-LR", "kpe", id="a hint is written as the web does"),
        pytest.param("در روستای ما آب نیست", "prs", "fa-AF", id="a hint says which Persian"),
        pytest.param("Tii cäŋ ɛ jiɛn", "din", "din", id="a language that no model knows"),
        pytest.param("😍😍😍", "sw", "sw", id="where there is nothing to read it stands"),
        pytest.param("merci", "sw", "sw", id="where there is hardly more it stands, too"),
    ],
)
def test_what_the_record_says_is_a_strong_hint(text: str, hint: str, tag: str) -> None:
    assert identify([text], [hint]) == [tag]


@pytest.mark.parametrize("text", ["", "😍", "12345 67", "!?!", "a", "\u200f\u202e", "   "])
def test_what_has_no_words_is_in_no_language(text: str) -> None:
    assert identify([text], [None]) == ["und"]


def test_a_text_is_in_the_same_language_alone_and_among_others() -> None:
    tags, texts = zip(*SENTENCES, strict=True)
    assert identify(texts, [None] * len(texts)) == list(tags)
