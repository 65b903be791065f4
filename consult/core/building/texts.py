"""The texts of a form in the making, in its languages."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass
from typing import Any, Final

from consult.core.building.outline import Making, spot_of, spots
from consult.core.language import Speech

MEMBERS: Final = ("label", "hint", "guidance", "required_message", "constraint_message")
UNSPOKEN: Final = frozenset({"calculate", "group", "repeat"})
"""Kinds that may go without a text."""

TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
CHOICE: Final = "choice"


@dataclass(frozen=True, slots=True)
class Text:
    """One text: where it belongs, as `<key>/<member>` or `choice/<list>/<place>`, and its words.

    `must` tells that it is missing where it has no words in any language.
    """

    id: str
    words: dict[str, str]
    must: bool
    key: str = ""

    @property
    def member(self) -> str:
        """Name what it is of its part: "label", "hint" ..., "choice" or "title"."""
        return self.id.split("/")[0 if self.id.startswith(f"{CHOICE}/") else -1]

    def lacks(self, tag: str) -> bool:
        """Tell whether it has still to be written in a language."""
        return not self.words.get(tag) and (self.must or any(self.words.values()))


def texts(making: Making) -> Iterator[Text]:
    """Give every text that is there or has to be, in the order of the form."""
    yield Text("title", making["title"], must=True)
    listed: set[str] = set()
    for spot in spots(making):
        part = spot.part
        for member in MEMBERS:
            must = member == "label" and part["kind"] not in UNSPOKEN
            if must or part.get(member):
                yield Text(f"{spot.key}/{member}", part.get(member, {}), must, spot.key)
        name = part.get("choices")
        if name and name not in listed:
            listed.add(name)
            yield from texts_of_list(making, name, spot.key)


def texts_of_list(making: Making, name: str, key: str = "") -> Iterator[Text]:
    """Give the labels of a list of choices."""
    for at, choice in enumerate(making["choices"].get(name, [])):
        yield Text(f"{CHOICE}/{name}/{at}", choice.get("label", {}), must=True, key=key)


def missing(making: Making, tag: str) -> int:
    """Count the texts that have still to be written in a language."""
    return sum(text.lacks(tag) for text in texts(making))


def write(making: Making, text_id: str, tag: str, words: str) -> Making:
    """Put the words of one text in one language; empty ones take them away."""
    making = deepcopy(making)
    holder, member = _holder(making, text_id)
    if holder is None:
        return making
    there = {**holder.get(member, {}), tag: words.strip()}
    holder[member] = {each: said for each, said in there.items() if said}
    if not holder[member] and member != "title":
        del holder[member]
    return making


def _holder(making: Making, text_id: str) -> tuple[dict[str, Any] | None, str]:
    first, _, rest = text_id.partition("/")
    if text_id == "title":
        return making, "title"
    if first == CHOICE:
        name, _, at = rest.rpartition("/")
        listed = making["choices"].get(name, [])
        known = at.isdecimal() and int(at) < len(listed)
        return (listed[int(at)] if known else None), "label"
    spot = spot_of(making, first)
    return (spot.part if spot and rest in MEMBERS else None), rest


def speak(making: Making, tag: str, speech: Speech) -> Making:
    """Add a language, or change how one is written."""
    languages = making["languages"]
    return {
        **making,
        "languages": languages if tag in languages else [*languages, tag],
        "speech": {**making.get("speech", {}), tag: asdict(speech)},
    }


def hush(making: Making, tag: str) -> Making:
    """Take a language away, with all that is said in it; the last one stays."""
    left = [each for each in making["languages"] if each != tag]
    if not left:
        return making
    making = deepcopy(making)
    for text in texts(making):
        text.words.pop(tag, None)
    speech = making.get("speech", {})
    default = making["default_language"]
    return {
        **making,
        "languages": left,
        "default_language": default if default in left else left[0],
        "speech": {each: said for each, said in speech.items() if each != tag},
    }
