"""Pictures, recordings and films that come with a form."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from consult.core.file import TYPES, end_of
from consult.core.form import File
from consult.core.question import Choice, Group, Media, Part
from consult.formats.xlsform.attached import file_called
from consult.formats.xlsform.finding import Report

MEGABYTES = 20
SHOWN = ("image/", "audio/", "video/")


def files_of(
    parts: Iterable[Part],
    lists: Mapping[str, Iterable[Choice]],
    attached: Mapping[str, bytes],
    report: Report,
) -> dict[str, File]:
    """Find the files that a form names, and tell of those that aren't there."""
    named = list(dict.fromkeys(_named(parts, lists)))
    found = {name: _file(name, attached, report) for name in named if "${" not in name}
    if any("${" in name for name in named):  # any of them may be the one
        found |= {name: _file(name, attached, Report()) for name in attached}
    return {name: file for name, file in found.items() if file}


def _named(parts: Iterable[Part], lists: Mapping[str, Iterable[Choice]]) -> Iterator[str]:
    for part in parts:
        yield from _in(part.media)
        if isinstance(part, Group):
            yield from _named(part.questions, {})
    for listed in lists.values():
        for choice in listed:
            yield from _in(choice.media)


def _in(media: Media) -> Iterator[str]:
    for words in media.values():
        yield from words.values()


def _file(name: str, attached: Mapping[str, bytes], report: Report) -> File | None:
    called = file_called(name, attached)
    if called is None:
        report.add("media_missing", name=name)
        return None
    content, end = attached[called], end_of(called, "")
    kind = TYPES[end] if end else None
    if kind is None or not kind.media.startswith(SHOWN) or not kind.begins.match(content):
        report.add("media_bad", name=name)
        return None
    if len(content) > MEGABYTES * 2**20:
        report.add("media_large", name=name, most=MEGABYTES)
        return None
    return File(hashlib.sha256(content).hexdigest(), kind.media, len(content))
