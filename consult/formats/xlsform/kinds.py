"""The type cell of a row: what is asked, and from which choices."""

import re
from dataclasses import dataclass

PLAIN = {
    "text": "text", "string": "text", "txt": "text",
    "integer": "integer", "int": "integer", "decimal": "decimal", "range": "range", "date": "date",
    "note": "note", "calculate": "calculate", "calculation": "calculate", "hidden": "calculate",
    "begin group": "begin group", "end group": "end group",
    "begin repeat": "begin repeat", "end repeat": "end repeat", "begin loop": "begin repeat",
    "end loop": "end repeat",
}  # fmt: skip
SELECTS = {
    "select one": "select_one", "select one from": "select_one", "select1": "select_one",
    "select": "select_multiple", "select multiple": "select_multiple",
    "select multiple from": "select_multiple", "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple",
}  # fmt: skip
SILENT = frozenset(
    "start|end|today|deviceid|device id|username|phonenumber|phone number|email|simserial"
    "|sim serial|subscriberid|subscriber id|imei|audit|text audit|audio audit|caseid|comments"
    "|start geopoint|background audio|speed violations count|speed violations list"
    "|speed violations audit".split("|")
)
"""About the phone or its owner, not answers."""

NOT_YET = frozenset(
    "time|datetime|date time|geopoint|geotrace|geoshape|location|gps|image|photo|audio|video"
    "|file|barcode|acknowledge|trigger|rank|select one from file|select multiple from file"
    "|select one external|xml external|csv external|osm|begin repeat|end repeat".split("|")
)


@dataclass(frozen=True, slots=True)
class Type:
    """A type cell, read: `standing` is "asked", "silent", "not_yet" or "unknown"."""

    kind: str
    choices: str = ""
    or_other: bool = False
    standing: str = "asked"
    exact: bool = True


def type_of(text: str) -> Type:
    """Read a type cell, forgiving case, hyphens and spaces."""
    written = " ".join(text.split())
    words = re.sub(r"[_\-\s]+", " ", written.lower()).strip()
    if words in SILENT:
        return Type(words, standing="silent")
    if words in NOT_YET:
        return Type(words, standing="not_yet")
    if kind := PLAIN.get(words):
        return Type(kind, exact=written in (kind, kind.replace(" ", "_")))
    return _select(written) or Type(written, standing="unknown")


def _select(written: str) -> Type | None:
    """Read "select_one sex or_other"; the name of the list keeps its case."""
    found = re.fullmatch(
        r"(?i)((?:select|rank)[\w\s\-]*?)\s+([^\s]+)(\s+or[_\s\-](?:specify[_\s\-])?other)?",
        written,
    )
    if not found:
        return None
    form, choices, other = found.groups()
    words = re.sub(r"[_\-\s]+", " ", form.lower()).strip()
    if words in NOT_YET:
        return Type(words, choices, standing="not_yet")
    if words not in SELECTS:
        return None
    kind = SELECTS[words]
    return Type(kind, choices, bool(other), exact=form == kind)
