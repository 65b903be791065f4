"""The settings' sheet: what a form says of itself."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from consult.core.language import Words
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.headers import UNSAID, Column
from consult.formats.xlsform.languages import tag_of
from consult.formats.xlsform.texts import Line, languages_of

LONGEST = 60
"""Characters of a slug or a version."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a form says of itself; `default` is the name of a language as it was written."""

    slug: str
    version: str
    title: Words
    default: str

    @property
    def unsaid(self) -> str:
        """Choose the tag for columns that name no language."""
        return tag_of(self.default)[0] if self.default else "und"

    def languages(self, columns: Mapping[int, Column], report: Report) -> tuple[str, ...]:
        """List the form's languages, the default one first."""
        tags = [tag or self.unsaid for tag in languages_of(columns)]
        if "und" in tags:
            report.add("language_unsaid", tag="und")
        if self.default and self.unsaid not in tags:
            report.add("default_language_unknown", name=self.default, tag=tags[0])
        first = [self.unsaid] if self.unsaid in tags else []
        return tuple(dict.fromkeys([*first, *tags]))

    def titled(self, language: str) -> Words:
        """Give the title by language; what names none is in this one."""
        return {tag or language: text for tag, text in self.title.items()}


def settings_of(line: Line | None, name: str, report: Report) -> Settings:
    """Read the one row of settings; the file's name serves where a form names itself nowhere."""
    get = line.get if line else lambda column: ""
    words = line.words if line else lambda column: {}
    title = {**words("form_title"), **words("translated_title")}
    if not title:
        title = {UNSAID: get("form_id") or name}
        report.add("no_title", title=title[UNSAID])
    return Settings(
        slug=_slug(get("form_id") or name, report),
        version=_version(get("version"), report),
        title=title,
        default=get("default_language"),
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
