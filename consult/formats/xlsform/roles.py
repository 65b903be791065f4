"""What answers mean to the analysis, as a column of our own says it."""

from collections.abc import Collection, Mapping

from consult.core.question import ROLES
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.texts import Line

ROLE_KINDS: Mapping[str, Collection[str]] = {
    "text": ("text",),
    "private": ("text",),
    "mood": ("select_one", "range", "integer"),
    "rating": ("select_one", "range", "integer"),
    "sex": ("select_one",),
    "age_band": ("select_one",),
    "consent_quote": ("select_one",),
    "displacement": ("select_one", "select_multiple"),
    "group": ("select_one", "select_multiple"),
    "topic": ("select_one", "select_multiple"),
    "type": ("select_one", "select_multiple"),
}


def role_of(line: Line, kind: str, report: Report) -> str:
    """Read a role; a text whose role can't be read is kept from the machine."""
    role = "_".join(line.get("role").lower().split())
    usual = "text" if kind == "text" else ""
    if role and role not in ROLES:
        report.add("role_unknown", *line.place("role"), value=role)
        return "private" if kind == "text" else ""
    if role and kind not in ROLE_KINDS[role]:
        report.add("role_misplaced", *line.place("role"), value=role, kind=kind)
        return usual
    return role or usual
