"""What was wrong with a list of places, feature by feature."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

Value = str | int

FATAL: Final[Mapping[str, str]] = {
    "too_large": "The file has {bytes} bytes; {most} can be read. Simplify the shapes first.",
    "too_many": "The file has {features} features; {most} can be read.",
    "not_json": "This is no GeoJSON: {told}",
    "other_format": "This looks like {format}; convert it to GeoJSON in WGS84 first.",
    "no_features": "The file has no features.",
    "no_such_column": "There is no column {named}. There are: {present}",
    "not_wgs84": "The coordinates are no longitudes and latitudes (WGS84): {told}",
    "nameless": "There is neither a name nor a code.",
    "bad_code": "The code {pcode} has signs that can't stand in an address.",
    "bad_level": "The level {level} is no number from 0 to 9.",
    "level_needed": "Finding parents by shape needs the level: say it with --level.",
    "same_code": "The code {pcode} stands for {name} here and for {other} in feature {feature}.",
    "same_name": "{name} has no code, and the same name and parent as feature {feature}.",
    "unknown_parent": "The parent {parent} of {name} is neither in the file nor loaded. Load that "
    "level first, name the country with --country, or say --map parent= if they lie in nothing.",
    "in_a_ring": "{pcode} lies in itself.",
}
"""Nothing is loaded from a file with one of these."""

BORNE: Final[Mapping[str, str]] = {
    "shape_mended": "The shape of {name} crossed itself and was mended.",
    "shape_missing": "{name} has no shape; it is left out of maps.",
    "shape_unreadable": "The shape of {name} can't be read; it is left out of maps.",
    "shape_flat": "{name} has no area; it is left out of maps.",
    "own_code": "{name} has no code; it gets {pcode}.",
    "merged": "{name} ({pcode}) is a further part of feature {feature}.",
    "name_cut": "The name {name} was cut.",
    "code_as_name": "{pcode} has no name; it is called by its code.",
    "parent_by_shape": "{name} lies in {parent}, by its shape.",
    "no_parent": "{name} lies in no other place that is known.",
}

SENTENCES: Final[Mapping[str, str]] = {**FATAL, **BORNE}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to tell about a file; `feature` counts from 1, None is the file."""

    code: str
    feature: int | None = None
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def fatal(self) -> bool:
        """Tell whether it keeps the whole file out."""
        return self.code in FATAL

    def __str__(self) -> str:
        where = f"feature {self.feature}: " if self.feature else ""
        return where + SENTENCES[self.code].format_map(self.values)
