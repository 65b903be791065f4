"""The type cell of a row: what is asked, and from which choices."""

import re
from dataclasses import dataclass
from typing import Literal

from consult.formats.xlsform.type_words import (
    DECLARED,
    GROUPS,
    META,
    NOT_YET,
    OTHER_META,
    PLAIN,
    SELECTS,
    SOURCES,
    Source,
)

Standing = Literal["asked", "group", "meta", "declared", "not_yet", "unknown"]

ENDS = re.compile(r"(begin|end) ?(.+)")
LOOP = re.compile(r"(?i)(begin|end)[_\s](?:loop(?:[_\s]over\s+(\S+))?|kobomatrix)")
SELECT = re.compile(
    r"(?i)((?:select|rank|score|add select)[\w\s\-]*?)\s+(\$\{[^}]*\}|[^\s]+)"
    r"(\s+or[_\s\-](?:specify[_\s\-])?other)?"
)


@dataclass(frozen=True, slots=True)
class Type:
    """A type cell, read.

    `kind` of a row that begins or ends a group is what it is: "group", "repeat", "score" ...;
    `meta` is the type of what the form notes by itself.
    """

    kind: str
    standing: Standing = "asked"
    exact: bool = True
    ends: bool = False
    choices: str = ""
    source: Source = "list"
    or_other: bool = False
    meta: str = ""


def type_of(text: str) -> Type:
    """Read a type cell, forgiving case, hyphens and spaces."""
    written = " ".join(text.split())
    words = _words(written.removeprefix("uri:"))
    if words in META or words in OTHER_META:
        return Type("calculate", "meta", meta=META.get(words, words.replace(" ", "-")))
    if words in DECLARED:
        return Type(words, "declared")
    if words in NOT_YET or words.startswith("osm "):
        return Type(words, "not_yet")
    if kind := PLAIN.get(words):
        exact = written in (kind, "dateTime", "hidden", "trigger", "photo", "image")
        return Type(kind, exact=exact)
    return _group(written, words) or _select(written) or _kobo(words) or Type(written, "unknown")


def _words(text: str) -> str:
    plain = re.sub(r"[_\-\s]+", " ", text.lower()).strip()
    return re.sub(r"^(?:add|get|q) (.*?)( prompt| question)?$", r"\1", plain)


def _group(written: str, words: str) -> Type | None:
    if looped := LOOP.fullmatch(written):
        ends = looped[1].lower() == "end"
        return Type("loop", "not_yet", ends=ends, choices=looped[2] or "")
    found = ENDS.fullmatch(words)
    kind = GROUPS.get(found[2]) if found else None
    if not found or not kind:
        return None
    usual = (f"{found[1]} {kind}", f"{found[1]}_{kind}")
    return Type(kind, "group", exact=written in usual, ends=found[1] == "end")


def _kobo(words: str) -> Type | None:
    """Read a row of KoboToolbox's own rankings and matrices of scores."""
    if words in ("score row", "rank level"):
        return Type("select_one", source="list", choices="")
    return None


def _select(written: str) -> Type | None:
    """Read "select_one sex or_other"; the name of the list keeps its case."""
    found = SELECT.fullmatch(written)
    if not found:
        return None
    form, choices, other = found.groups()
    words = _words(form).removesuffix(" prompt using").removesuffix(" using")
    kind, source = SOURCES.get(words, (SELECTS.get(words, ""), "list"))
    if not kind:
        return None
    if choices.startswith("${"):
        choices, source = choices[2:-1].strip(), "answers"
    exact = form in (kind, f"{kind}_from_file", f"{kind}_external")
    return Type(kind, exact=exact, choices=choices, source=source, or_other=bool(other))
