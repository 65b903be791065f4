"""or_other: a choice for answers that nobody thought of, and a question to write them."""

from collections.abc import Iterable, Mapping

from consult.core.expression import Expression, parse
from consult.core.language import base
from consult.core.question import Choice, Question

OTHER = "other"
WORDS: Mapping[str, tuple[str, str]] = {
    "am": ("ሌላ", "እባክዎ ይግለጹ"),
    "ar": ("غير ذلك", "يرجى التحديد"),
    "bn": ("অন্যান্য", "অনুগ্রহ করে উল্লেখ করুন"),
    "en": ("Other", "Please say which"),
    "es": ("Otro", "Por favor, especifique"),
    "fa": ("دیگر", "لطفاً مشخص کنید"),
    "fr": ("Autre", "Veuillez préciser"),
    "ha": ("Wani daban", "Don Allah a faɗi"),
    "ht": ("Lòt", "Tanpri presize"),
    "id": ("Lainnya", "Mohon sebutkan"),
    "ln": ("Mosusu", "Lobá nini"),
    "my": ("အခြား", "ကျေးဇူးပြု၍ ဖော်ပြပါ"),
    "ne": ("अन्य", "कृपया उल्लेख गर्नुहोस्"),
    "om": ("Kan biraa", "Maaloo ibsaa"),
    "prs": ("دیگر", "لطفاً مشخص کنید"),
    "ps": ("نور", "مهرباني وکړئ واضح یې کړئ"),
    "pt": ("Outro", "Por favor, especifique"),
    "ru": ("Другое", "Пожалуйста, уточните"),
    "rw": ("Ikindi", "Vuga ikindi"),
    "so": ("Kale", "Fadlan sheeg"),
    "sw": ("Nyingine", "Tafadhali taja"),
    "ti": ("ካልእ", "በጃኹም ግለጹ"),
    "tr": ("Diğer", "Lütfen belirtin"),
    "uk": ("Інше", "Будь ласка, уточніть"),
    "ur": ("دیگر", "براہ کرم وضاحت کریں"),
}
"""The choice and the question, by language."""


def other_choice(tags: Iterable[str]) -> Choice:
    """Word the choice in the languages of the form that we know the word of."""
    return Choice(OTHER, _said(tags, 0))


def other_question(name: str, asked: str, tags: Iterable[str]) -> Question:
    """Make the question in which the other answer is written."""
    relevant: Expression = parse(f"selected(${{{asked}}}, '{OTHER}')")
    return Question(name, "text", _said(tags, 1), relevant=relevant, role="text")


def _said(tags: Iterable[str], at: int) -> dict[str, str]:
    known = {tag: WORDS[base(tag)][at] for tag in tags if base(tag) in WORDS}
    return known or {"en": WORDS["en"][at]}
