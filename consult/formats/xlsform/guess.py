"""Which language a form is in that doesn't say it: by small words, or by its script."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from consult.formats.xlsform.languages import UNDETERMINED

SMALL: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "the of is are you your what how did have do in to and which yes other".split()
    ),
    "fr": frozenset(
        "le la les des est vous votre quel quelle dans du une oui non autre êtes".split()
    ),
    "es": frozenset(
        "el los las es usted su qué cuál cuántos del en una sí otro cómo tiene".split()
    ),
    "pt": frozenset("o os as é você seu qual quantos do da em uma sim não outro como".split()),
    "sw": frozenset("ya wa na kwa je gani ni la za kuna una wako ndiyo hapana nyingine".split()),
    "id": frozenset(
        "yang di dan apakah anda dengan ini untuk berapa ya tidak lainnya nama".split()
    ),
    "so": frozenset("iyo waa ma ka ku maxaa haa maya kale magaca immisa waxaa".split()),
    "ht": frozenset("ou nan yon ki non wi kisa konbyen genyen lòt pou".split()),
}
"""Small words of the languages in which most forms are written."""

SCRIPTS: Mapping[str, str] = {
    "ARABIC": "ar", "CYRILLIC": "ru", "ETHIOPIC": "am", "BENGALI": "bn", "MYANMAR": "my",
    "DEVANAGARI": "ne", "THAI": "th", "KHMER": "km", "CJK": "zh", "HEBREW": "he",
}  # fmt: skip
"""The most likely language of a script."""


def language_of(texts: Iterable[str]) -> str:
    """Guess a language; "und" where nothing speaks for one."""
    said = " ".join(texts).lower()
    scripts = Counter(
        unicodedata.name(sign, "").split(" ")[0] for sign in said[:4000] if sign.isalpha()
    )
    script = max(scripts, key=scripts.__getitem__, default="")
    if script in SCRIPTS:
        return SCRIPTS[script]
    words = Counter(re.findall(r"[^\W\d_]+", said))
    counts = {tag: sum(words[word] for word in small) for tag, small in SMALL.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= 2 else UNDETERMINED
