"""Languages of the interface, and texts in several languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Words = Mapping[str, str]
"""One text in several languages, by BCP 47 tag."""

ENDONYMS: Words = {"en": "English", "fr": "Français", "ar": "العربية", "sw": "Kiswahili"}
"""The languages of the interface, each by its own name."""

INTERFACE = tuple(ENDONYMS)
DEFAULT = "en"

RIGHT_TO_LEFT = frozenset(
    "ar arc arz apc apd ars ary ckb dv fa he ks nqo pnb prs ps rhg sd syr ug ur yi".split()
)
RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language of a form is written: its own name, "ltr" or "rtl".

    `fallback` is the language of the interface that goes with it, for buttons and dates.
    """

    name: str
    direction: str = "ltr"
    fallback: str = DEFAULT


def base(tag: str) -> str:
    """Give the language without script or region: "sw" of "sw-KE"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def direction(tag: str) -> str:
    """Give the `dir` attribute of a language: "rtl" or "ltr".

    A script in the tag decides before the language does: "ks-Deva" is "ltr".
    """
    scripts = [part for part in tag.lower().replace("_", "-").split("-")[1:] if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if base(tag) in RIGHT_TO_LEFT else "ltr"


def spoken(words: Words, language: str) -> str | None:
    """Name the language in which `say` gives the text, None where there is none."""
    for tag in (language, base(language), DEFAULT):
        if words.get(tag):
            return tag
    return next((tag for tag, text in words.items() if text), None)


def say(words: Words, language: str) -> str:
    """Give a text in this language, its base, English, or the first there is."""
    tag = spoken(words, language)
    return words[tag] if tag else ""


def accepted(header: str) -> list[str]:
    """Order the tags of an Accept-Language header, most wanted first."""
    wanted = []
    for place, part in enumerate(header[:1000].split(",")):
        tag, _, weight = part.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        if tag and quality > 0:
            wanted.append((-quality, place, tag.strip()))
    return [tag for _, _, tag in sorted(wanted)]


def match(header: str, offered: Iterable[str] = INTERFACE) -> str | None:
    """Find the offered language that an Accept-Language header wants most."""
    by_tag = {tag.lower(): tag for tag in offered}
    by_base = {base(tag): tag for tag in reversed(by_tag.values())}
    for tag in accepted(header):
        found = by_tag.get(tag.lower()) or by_base.get(base(tag))
        if found:
            return found
    return None
