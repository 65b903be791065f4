"""The settings' sheet: what a form says of itself."""

import re
import unicodedata
from dataclasses import dataclass

from consult.core.language import Words
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.headers import UNSAID
from consult.formats.xlsform.texts import Line

LONGEST = 60
"""Characters of a slug or a version."""

NO_LANGUAGE = frozenset({"", "default", "none", "n/a"})
STYLES = {"pages": "pages", "one-page": "one-page"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a form says of itself; `default` is the name of a language as it was written."""

    slug: str
    version: str
    title: Words
    default: str
    style: str
    line: Line | None

    def titled(self, language: str) -> Words:
        """Give the title by language; what names none is in this one."""
        return {tag if tag != UNSAID else language: text for tag, text in self.title.items()}


def settings_of(line: Line | None, name: str, report: Report) -> Settings:
    """Read the one row of settings; the file's name serves where a form names itself nowhere."""
    get = line.get if line else lambda column: ""
    words = line.words if line else lambda column: {}
    title = {**words("form_title"), **words("translated_title")}
    identity = get("form_id") or get("name")
    if not title:
        title = {UNSAID: identity or name.strip() or "form"}
        report.add("no_title", title=title[UNSAID])
    default = get("default_language")
    return Settings(
        slug=_slug(identity or name, report),
        version=_version(get("version"), report),
        title=title,
        default="" if default.lower() in NO_LANGUAGE else default,
        style=_style(line, report) if line else "",
        line=line,
    )


def _slug(text: str, report: Report) -> str:
    plain = unicodedata.normalize("NFKD", text).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-") or "form"
    if slug != text:
        report.add("slug_normalised", value=text, slug=slug)
    return slug


def _version(text: str, report: Report) -> str:
    version = "-".join(text.split())[:LONGEST]
    if version != text:
        report.add("version_normalised", value=text, version=version)
    return version


def _style(line: Line, report: Report) -> str:
    words = line.get("style").lower().split()
    for word in words:
        if word not in STYLES:
            report.add("style_ignored", *line.place("style"), value=word)
    return next((STYLES[word] for word in words if word in STYLES), "")
