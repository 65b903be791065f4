"""Let two people change one form: what only one of them changed is kept, the rest is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What somebody changed, and what of it somebody else has changed meanwhile."""

    mine: Fields
    theirs: Fields


def digests(fields: Fields) -> dict[str, str]:
    """Note what a page showed, so that it can be told later what was changed on it."""
    return {name: _digest(value) for name, value in fields.items()}


def merged(posted: Fields, was: Fields, current: Fields) -> Merged:
    """Sort out what was sent from a page that had shown `was`, as digests.

    A field that both have changed is in `theirs` as it is now, unless both wrote the same.
    """
    mine = {
        name: value
        for name, value in posted.items()
        if name in current and _digest(value) != was.get(name) and not same(value, current[name])
    }
    theirs = {
        name: current[name] for name in mine if name in was and _digest(current[name]) != was[name]
    }
    free = {name: value for name, value in mine.items() if name not in theirs}
    return Merged(free, theirs)


def same(one: str, other: str) -> bool:
    """Tell whether two texts are alike, whatever their line ends."""
    return _plain(one) == _plain(other)


def _digest(value: str) -> str:
    return sha256(_plain(value).encode()).hexdigest()[:10]


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").strip()
