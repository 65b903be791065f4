"""What people call languages in spreadsheets, and the tags that BCP 47 has for them."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from consult.core.language import DEFAULT, INTERFACE, RIGHT_TO_LEFT, Speech, base, direction
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.language_names import CHROME, NAMES

TAG = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*"
    r"|[A-Za-z]{2,3}(-x-[A-Za-z0-9]{1,8})+|und-x-[A-Za-z0-9]{1,8}"
)
IN_BRACKETS = re.compile(r"(.*?)\s*[(（\[]\s*([^()（）\[\]]+?)\s*[)）\]]\s*")
UNDETERMINED = "und"


@dataclass(slots=True)
class Languages:
    """The languages of one form, as its headers and its own sheet of languages name them."""

    sheet: dict[str, str] = field(default_factory=dict)
    spoken: dict[str, Speech] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def declare(self, tag: str, name: str, way: str, fallback: str) -> None:
        """Take what the form itself says of a language."""
        self.sheet |= {_key(tag): tag, _key(name): tag}
        usual = speech_of(tag, name)
        self.spoken[tag] = Speech(
            name or usual.name,
            way if way in ("ltr", "rtl") else usual.direction,
            fallback if fallback in INTERFACE else usual.fallback,
        )

    def tag(self, name: str) -> tuple[str, bool]:
        """Find the tag for a header's words, and say whether the language is known."""
        outside, _ = _split(name)
        declared = self.sheet.get(_key(name)) or self.sheet.get(_key(outside))
        tag, known = (declared, True) if declared else tag_of(name)
        if not _known(outside):
            self.written.setdefault(tag, outside)
        return tag, known

    def speech(self, tag: str) -> Speech:
        """Say how a language of the form is written."""
        return self.spoken.get(tag) or speech_of(tag, self.written.get(tag, ""))


def tag_of(name: str) -> tuple[str, bool]:
    """Find the tag of a language's name or code, and say whether it is known.

    "English (en)", "en", "Français" and "العربية" are; "Sango-Banda" gets a private tag.
    """
    outside, inside = _split(name)
    if tag := _known(inside, declared=True) or _known(outside):
        return tag, True
    plain = unicodedata.normalize("NFKD", name).lower()
    letters = re.sub(r"[^a-z0-9]+", "", plain)[:8]
    return f"{UNDETERMINED}-x-{letters or 'other'}", False


def speech_of(tag: str, name: str = "") -> Speech:
    """Say how a language is usually written; `name` serves where we know none."""
    own = NAMES.get(tag) or NAMES.get(base(tag))
    called = own.split(",")[0] if own else _endonym(tag) or name or tag
    return Speech(called, _way(tag, called), _chrome(tag))


def _way(tag: str, name: str) -> str:
    """Tell the direction by the tag, or by the script in which the name is written."""
    to_left = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in name)
    return "rtl" if to_left else direction(tag)


def _chrome(tag: str) -> str:
    if base(tag) in INTERFACE:
        return base(tag)
    return next((each for each, tags in CHROME.items() if base(tag) in tags), DEFAULT)


def tell(report: Report, name: str, tag: str, known: bool, row: int, column: str) -> None:
    """Report what a name of a language was taken for, unless it says so itself."""
    if not known:
        report.add("language_unknown", row, column, name=name, tag=tag)
    elif tag.lower() not in name.lower():
        report.add("language_named", row, column, name=name, tag=tag)


def _split(name: str) -> tuple[str, str]:
    plain = " ".join(name.split())
    found = IN_BRACKETS.fullmatch(plain)
    return (found[1], found[2]) if found else (plain, "")


def _key(name: str) -> str:
    return re.sub(r"[\s_\-]+", "-", name.strip().lower())


def _known(name: str, declared: bool = False) -> str | None:
    """Take a tag at its word where it is declared in brackets, elsewhere only if we know it."""
    key = _key(name)
    if tag := _by_name().get(key):
        return tag
    if not TAG.fullmatch(key):
        return None
    first, *rest = key.split("-")
    plain = _plain_code(first)
    if not declared and plain not in NAMES and plain not in _codes():
        return None
    own = rest.index("x") if "x" in rest else len(rest)
    return "-".join([plain, *(_cased(part) for part in rest[:own]), *rest[own:]])


def _plain_code(code: str) -> str:
    """Shorten "eng" to "en", but leave what is a language of its own for us."""
    shorter: str = get_global("language_aliases").get(code, code)
    return code if code in NAMES or "_" in shorter else shorter


def _cased(part: str) -> str:
    return {2: part.upper(), 4: part.title()}.get(len(part), part)


@cache
def _by_name() -> dict[str, str]:
    """Gather names: CLDR's in a few languages, and over them our own."""
    found: dict[str, str] = {}
    for speaker in ("pt", "es", "ar", "fr", "en"):
        names = Locale(speaker).languages
        found |= {_key(name): tag for tag, name in names.items() if "_" not in tag}
    ours = {_key(name): tag for tag, names in NAMES.items() for name in names.split(",")}
    return found | ours


@cache
def _codes() -> frozenset[str]:
    return frozenset(Locale("en").languages) | RIGHT_TO_LEFT


def _endonym(tag: str) -> str:
    try:
        names = Locale.parse(base(tag)).languages
    except (ValueError, UnknownLocaleError):
        return ""
    name: str = names.get(base(tag), "")
    return name[:1].upper() + name[1:]
