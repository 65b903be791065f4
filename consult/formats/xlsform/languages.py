"""Names that people give to languages in spreadsheets, and their tags."""

import re
import unicodedata

NAMES = {
    "am": "amharic amarigna አማርኛ",
    "ar": "arabic arabe arabisch العربية عربي عربية",
    "az": "azerbaijani azərbaycan",
    "bm": "bambara bamanankan",
    "bn": "bengali bangla বাংলা",
    "bs": "bosnian bosanski",
    "ca": "catalan català",
    "ckb": "sorani kurdish-sorani کوردی",
    "de": "german deutsch allemand",
    "din": "dinka thuɔŋjäŋ",
    "en": "english anglais inglés ingles englisch",
    "es": "spanish español espanol castellano espagnol",
    "fa": "persian farsi فارسی",
    "ff": "fula fulfulde fulani pulaar peul",
    "fr": "french français francais francés französisch",
    "ha": "hausa haoussa",
    "hi": "hindi हिन्दी",
    "hr": "croatian hrvatski",
    "ht": "haitian creole haitian-creole kreyòl kreyol créole",
    "hy": "armenian հայերեն",
    "id": "indonesian bahasa bahasa-indonesia",
    "ig": "igbo",
    "it": "italian italiano",
    "ka": "georgian ქართული",
    "kg": "kikongo kongo",
    "kk": "kazakh қазақша",
    "km": "khmer ខ្មែរ",
    "kmr": "kurmanji kurdish kurdî",
    "kri": "krio",
    "ky": "kyrgyz кыргызча",
    "lg": "luganda ganda",
    "ln": "lingala",
    "lo": "lao ລາວ",
    "mg": "malagasy",
    "mk": "macedonian македонски",
    "ms": "malay melayu",
    "my": "burmese myanmar မြန်မာ",
    "ne": "nepali नेपाली",
    "nl": "dutch nederlands",
    "nus": "nuer thok-naath",
    "ny": "chichewa nyanja chewa",
    "om": "oromo oromiffa afaan-oromo afaan-oromoo oromifa",
    "pcm": "pidgin nigerian-pidgin naija",
    "prs": "dari دری",
    "ps": "pashto pashtu پښتو",
    "pt": "portuguese português portugues portugais",
    "rhg": "rohingya ruáingga",
    "rn": "kirundi rundi",
    "ro": "romanian română",
    "ru": "russian русский russe",
    "rw": "kinyarwanda rwanda",
    "sg": "sango",
    "si": "sinhala සිංහල",
    "sn": "shona",
    "so": "somali soomaali",
    "sq": "albanian shqip",
    "sr": "serbian srpski српски",
    "sw": "swahili kiswahili",
    "ta": "tamil தமிழ்",
    "tet": "tetum tetun",
    "tg": "tajik тоҷикӣ",
    "th": "thai ไทย",
    "ti": "tigrinya tigrigna tigirigna ትግርኛ",
    "tl": "tagalog filipino",
    "tr": "turkish türkçe turc",
    "tw": "twi akan",
    "ug": "uyghur",
    "uk": "ukrainian українська",
    "ur": "urdu اردو",
    "uz": "uzbek oʻzbekcha",
    "vi": "vietnamese tiếng-việt",
    "wo": "wolof",
    "yo": "yoruba yorùbá",
    "zh": "chinese mandarin 中文",
}
THREE = (
    "eng en fra fr fre fr ara ar swa sw swh sw spa es por pt deu de ger de amh am tir ti orm om"
    " gaz om som so hau ha yor yo ibo ig lin ln kin rw run rn kon kg hat ht bos bs hrv hr srp sr"
    " rus ru ukr uk tur tr fas fa per fa pus ps pbt ps urd ur hin hi ben bn nep ne mya my bur my"
    " khm km tha th vie vi ind id msa ms ful ff wol wo bam bm nya ny sna sn lug lg mlg mg sag sg"
    " twi tw tam ta sin si zho zh kat ka hye hy alb sq sqi sq"
).split()
"""ISO 639-2 and -3 codes by turns with the tags that BCP 47 wants instead."""

BY_NAME = {name: tag for tag, names in NAMES.items() for name in names.split()}
BY_THREE = dict(zip(THREE[::2], THREE[1::2], strict=True))
TAG = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*"
    r"|[A-Za-z]{2,3}(-x-[A-Za-z0-9]{1,8})+"
)
IN_BRACKETS = re.compile(r"(.*?)\s*[(（]\s*([^()（）]+?)\s*[)）]\s*")


def tag_of(name: str) -> tuple[str, bool]:
    """Find the tag of a language's name or code, and say whether it is known.

    "English (en)", "en", "Français" and "العربية" are; "Sango-Banda" gets a private tag.
    """
    plain = " ".join(name.split())
    outside, inside = plain, ""
    if found := IN_BRACKETS.fullmatch(plain):
        outside, inside = found.groups()
    if tag := _known(inside, declared=True) or _known(outside):
        return tag, True
    letters = re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKD", plain).lower())[:8]
    return f"und-x-{letters or 'other'}", False


def _known(name: str, declared: bool = False) -> str | None:
    """Take a tag at its word where it is declared in brackets, elsewhere only if we know it."""
    key = name.strip().lower().replace("_", "-")
    if tag := BY_NAME.get(key.replace(" ", "-")) or BY_THREE.get(key):
        return tag
    if not TAG.fullmatch(key) or not (declared or key.split("-")[0] in KNOWN):
        return None
    first, *rest = key.split("-")
    return "-".join([BY_THREE.get(first, first), *(_cased(part) for part in rest)])


def _cased(part: str) -> str:
    return {2: part.upper(), 4: part.title()}.get(len(part), part)


KNOWN = frozenset(NAMES) | frozenset(THREE)
