"""The appearance cell: how a question looks, as far as the page knows it."""

import re
from collections.abc import Mapping

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.texts import Line

KNOWN = frozenset(
    "field-list table-list minimal multiline horizontal vertical columns columns-pack no-buttons"
    " label list-nolabel likert quick numbers decimal year month-year signature draw annotate"
    " autocomplete rating no-calendar picker distress thousands-sep masked counter new new-front"
    " placement-map maps hidden-answer".split()
)
COLUMNS = re.compile(r"columns-[1-9]|columns-1[0-2]")
SAME: Mapping[str, tuple[str, ...]] = {
    "horizontal-compact": ("horizontal",),
    "compact": ("columns-pack",),
    "quickcompact": ("quick", "columns-pack"),
    "quick-compact": ("quick", "columns-pack"),
    "list": ("horizontal",),
    "search": ("autocomplete",),
    "fieldlist": ("field-list",),
    "field_list": ("field-list",),
    "month_year": ("month-year",),
    "multi-line": ("multiline",),
    "nolabel": ("list-nolabel",),
    "list_nolabel": ("list-nolabel",),
}


def appearance_of(line: Line, text: str, report: Report) -> str:
    """Keep what the page knows, under one name each."""
    found: list[str] = []
    for each in re.split(r"[\s,;]+", text.lower()):
        numbered = re.sub(r"^(?:quick)?compact-(\d+)$", r"columns-\1", each)
        words = SAME.get(each, (numbered,))
        known = [word for word in words if word in KNOWN or COLUMNS.fullmatch(word)]
        if each and not known:
            report.add("appearance_ignored", *line.place("appearance"), value=each)
        found += known
    return " ".join(dict.fromkeys(found))
