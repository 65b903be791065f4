"""How a question looks, by its kind and its appearance; one that we don't know is none."""

from collections.abc import Mapping, Sequence
from typing import Final

from consult.core.question import Choice, Group, Part, Question

BUTTONS: Final = 11
"""Most steps of a scale that are shown as a row of buttons."""

BY_KIND: Final[Mapping[str, str]] = {
    "text": "line",
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "date": "day",
    "time": "clock",
    "datetime": "moment",
    "select_one": "one",
    "select_multiple": "several",
    "rank": "rank",
    "acknowledge": "tick",
    "barcode": "barcode",
    "geopoint": "point",
    "geotrace": "path",
    "geoshape": "area",
    "image": "picture",
    "audio": "sound",
    "video": "film",
    "file": "file",
    "note": "note",
}
BY_APPEARANCE: Final[Mapping[tuple[str, str], str]] = {
    ("text", "multiline"): "lines",
    ("date", "year"): "year",
    ("date", "month-year"): "month",
    ("image", "signature"): "signature",
    ("image", "draw"): "signature",
    ("select_one", "likert"): "across",
    ("select_one", "minimal"): "menu",
    ("select_one", "autocomplete"): "menu",
    ("select_one", "search"): "menu",
}
ACROSS: Final = frozenset(
    {"horizontal", "horizontal-compact", "columns", "columns-pack", "columns-1", "columns-2"}
    | {"columns-3", "columns-4", "columns-5", "compact", "no-buttons"}
)
"""Appearances whose choices stand side by side, as many as fit."""

HEAD: Final = frozenset({"label"})
ROW: Final = frozenset({"list-nolabel"})
TABLE: Final = frozenset({"table-list"})
CHOSEN: Final = frozenset({"select_one", "select_multiple"})


def layout_of(question: Question, choices: Sequence[Choice] = ()) -> str:
    """Name the layout of a question."""
    looks, kind = question.appearance.lower().split(), question.kind
    if question.role == "mood" and len(choices) == 5:
        return "faces"
    if kind == "range" and question.scale:
        return _of_scale(looks, steps(question))
    for look in looks:
        if (kind, look) in BY_APPEARANCE:
            return BY_APPEARANCE[kind, look]
    if kind == "text" and question.role == "text":
        return "lines"
    return BY_KIND[kind]


def is_across(question: Question) -> bool:
    """Tell whether its choices stand side by side."""
    return not ACROSS.isdisjoint(question.appearance.lower().split())


def is_head(part: Part) -> bool:
    """Tell whether a question only heads the columns of a grid."""
    return _looks(part, HEAD) and part.kind in CHOSEN if isinstance(part, Question) else False


def is_row(part: Part, around: Group | None) -> bool:
    """Tell whether a question is a row of a grid."""
    if not isinstance(part, Question) or part.kind not in CHOSEN or is_head(part):
        return False
    return _looks(part, ROW) or (around is not None and _looks(around, TABLE))


def steps(question: Question) -> int:
    """Count the steps of a range."""
    low, high, step = question.scale or (0, 0, 1)
    return int((high - low) / step + 1e-9) + 1


def _of_scale(looks: Sequence[str], count: int) -> str:
    if count > BUTTONS:
        return "number"
    return "stars" if "rating" in looks else "scale"


def _looks(part: Part, wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(part.appearance.lower().split())
