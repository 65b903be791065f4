"""The languages of a form in the making."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from consult.core.building import texts
from consult.core.building.outline import Making
from consult.core.language import DEFAULT, INTERFACE, direction


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the form: how it is written, and how many texts it lacks."""

    tag: str
    name: str
    direction: str
    fallback: str
    lacking: int

    @property
    def face(self) -> str:
        """Name the language of the interface that goes with it."""
        return self.tag if self.tag in INTERFACE else self.fallback or DEFAULT


def tongues_of(making: Making) -> list[Tongue]:
    """List the languages of a form."""
    return [
        Tongue(
            tag,
            speech.get("name") or own_name(tag),
            speech.get("direction") or direction(tag),
            speech.get("fallback", ""),
            texts.missing(making, tag),
        )
        for tag in making["languages"]
        for speech in [making.get("speech", {}).get(tag, {})]
    ]


def beside(making: Making, wanted: str) -> list[Tongue]:
    """List the language that a form is written in first, and another one beside it."""
    tongues = {tongue.tag: tongue for tongue in tongues_of(making)}
    first = tongues.pop(making["default_language"])
    other = tongues.get(wanted) or next(iter(tongues.values()), None)
    return [first, other] if other else [first]


def own_name(tag: str) -> str:
    """Name a language in itself, as far as that is known."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name() or tag
    except (ValueError, UnknownLocaleError):
        return tag
    return name[0].upper() + name[1:]
