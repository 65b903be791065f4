"""Guess which property of a list of places is what: every office names them otherwise."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

LIKELY: Final[Mapping[str, tuple[str, ...]]] = {
    "pcode": (
        "pcode", "p_code", "adm{n}_pcode", "admin{n}pcode", "admin{n}_pcode", "adm{n}pcode",
        "adm{n}_code", "gid_{n}", "iso_3166_2", "shapeiso", "shapeid", "code",
    ),
    "parent": (
        "parent", "parent_pcode", "parentpcode", "parent_code", "adm{p}_pcode", "admin{p}pcode",
        "admin{p}_pcode", "adm{p}pcode", "adm{p}_code", "gid_{p}", "shapegroup", "adm0_a3",
    ),
    "name": (
        "name", "adm{n}_name", "admin{n}name", "admin{n}_name", "adm{n}name", "name_{n}",
        "shapename", "nom", "nombre",
    ),
    "level": ("level", "adm_level", "adminlevel", "shapetype"),
    "kind": ("kind", "engtype_{n}", "adm{n}_type", "type_en"),
    "population": ("population", "pop_total", "total_pop", "pop"),
}  # fmt: skip
"""Names without regard to capitals, likely ones first; {n} is the level, {p} the one above."""

FIELDS: Final = tuple(LIKELY)

LANGUAGES: Final = (
    "am|ar|bn|bm|bs|ckb|en|es|fa|ff|fr|ha|hr|ht|km|ku|lg|ln|lo|mg|mk|my|ne|om|pa|ps|pt|ru|rn|rw|si"
    "|sn|so|sq|sr|st|sw|ta|tet|th|ti|tr|uk|ur|vi|wo|yo|zh|zu"
)
"""Written out, since REF, ID and ALT stand at the end of columns that are no language."""

NAME_IN: Final = r"name[_:]({languages})|adm{n}_({languages})|admin{n}name_?({languages})"
LEVELLED: Final = re.compile(r"(?:admin|adm|gid_|name_)(\d)")


class NoSuchColumn(ValueError):
    """Say which column was named that isn't there, and which are."""

    def __init__(self, named: str, present: Iterable[str]) -> None:
        super().__init__(named)
        self.named = named
        self.present = tuple(present)


@dataclass(frozen=True, slots=True)
class Columns:
    """Say which property holds what; a field that is missing is held by none.

    Args:
        fields: Property by one of `FIELDS`.
        names: Property by language.
        level: The level that the names of the properties tell of themselves.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    level: int | None = None


def columns(present: Collection[str], given: Mapping[str, str]) -> Columns:
    """Guess the columns; those that are `given` are believed, and an empty one means none.

    Args:
        present: Names of all properties.
        given: Property by field, or by "name:" and a language.

    Raises:
        NoSuchColumn: When a given one isn't among them.
    """
    _refuse_unknown(present, given)
    folded = {name.casefold(): name for name in present}
    level = _deepest(folded)
    fields = {each: _likeliest(each, level, folded) for each in FIELDS} | dict(given)
    names = _names(level, folded) | {
        each.removeprefix("name:"): name for each, name in given.items() if each.startswith("name:")
    }
    return Columns({each: fields[each] for each in FIELDS if fields[each]}, names, level)


def _refuse_unknown(present: Collection[str], given: Mapping[str, str]) -> None:
    for each, name in given.items():
        if each not in FIELDS and not each.startswith("name:"):
            raise NoSuchColumn(each, (*FIELDS, "name:en"))
        if name and name not in present:
            raise NoSuchColumn(name, present)


def _deepest(folded: Iterable[str]) -> int | None:
    told = [LEVELLED.match(name) for name in folded]
    return max((int(match[1]) for match in told if match), default=None)


def _likeliest(each: str, level: int | None, folded: Mapping[str, str]) -> str:
    """Choose the likeliest property; "" where none looks like it."""
    for pattern in LIKELY[each]:
        name = _levelled(pattern, level)
        if name in folded:
            return folded[name]
    return ""


def _levelled(pattern: str, level: int | None) -> str:
    above = None if not level else level - 1
    return pattern.replace("{n}", str(level)).replace("{p}", str(above))


def _names(level: int | None, folded: Mapping[str, str]) -> dict[str, str]:
    pattern = re.compile(_levelled(NAME_IN, level).replace("{languages}", LANGUAGES))
    told = {name: pattern.fullmatch(lowered) for lowered, name in folded.items()}
    return {
        next(language for language in match.groups() if language): name
        for name, match in told.items()
        if match
    }
