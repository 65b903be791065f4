"""A file that an answer names: its name, the types that are taken, and how each begins."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

NAME: Final = re.compile(r"([0-9a-f]{64})\.([a-z0-9]{1,8})")

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOXES: Final = re.compile(rb".{4}(ftyp|moov|mdat|wide|free|skip)", re.DOTALL)
MATROSKA, OGG = b"\x1aE\xdf\xa3", b"OggS"


@dataclass(frozen=True, slots=True)
class Type:
    """A type of file that is taken.

    Args:
        media: Its media type.
        begins: What the first bytes look like; a file that pretends is refused.
    """

    media: str
    begins: re.Pattern[bytes]


def _type(media: str, *starts: bytes) -> Type:
    return Type(media, re.compile(b"|".join(map(re.escape, starts)), re.DOTALL))


def _wrapped(media: str, inner: bytes) -> Type:
    """Make a type whose name stands some bytes within a RIFF."""
    return Type(media, re.compile(rb"RIFF.{4}" + inner, re.DOTALL))


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"

TYPES: Final[Mapping[str, Type]] = {
    "jpg": _type("image/jpeg", b"\xff\xd8\xff"),
    "png": _type("image/png", b"\x89PNG\r\n\x1a\n"),
    "webp": _wrapped("image/webp", b"WEBP"),
    "gif": _type("image/gif", b"GIF87a", b"GIF89a"),
    "m4a": Type("audio/mp4", BOXES),
    "mp3": _type("audio/mpeg", b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"),
    "aac": _type("audio/aac", b"\xff\xf1", b"\xff\xf9", b"ADIF"),
    "amr": _type("audio/amr", b"#!AMR"),
    "ogg": _type("audio/ogg", OGG),
    "wav": _wrapped("audio/wav", b"WAVE"),
    "weba": _type("audio/webm", MATROSKA),
    "mp4": Type("video/mp4", BOXES),
    "mov": Type("video/quicktime", BOXES),
    "3gp": Type("video/3gpp", BOXES),
    "ogv": _type("video/ogg", OGG),
    "webm": _type("video/webm", MATROSKA),
    "pdf": _type("application/pdf", b"%PDF-"),
    "doc": _type("application/msword", OLE),
    "xls": _type("application/vnd.ms-excel", OLE),
    "ppt": _type("application/vnd.ms-powerpoint", OLE),
    "docx": _type(f"{_OFFICE}.wordprocessingml.document", ZIP),
    "xlsx": _type(f"{_OFFICE}.spreadsheetml.sheet", ZIP),
    "pptx": _type(f"{_OFFICE}.presentationml.presentation", ZIP),
    "odt": _type(f"{_OPEN}.text", ZIP),
    "ods": _type(f"{_OPEN}.spreadsheet", ZIP),
    "odp": _type(f"{_OPEN}.presentation", ZIP),
}
"""By the end of the name; static/js/attach.js has the same."""

ALIKE: Final[Mapping[str, str]] = {"jpeg": "jpg", "oga": "ogg", "opus": "ogg", "m4v": "mp4"}
"""Other ends that people's files have."""


@dataclass(frozen=True, slots=True)
class FileName:
    """What an answer says of a file: the SHA-256 of its bytes, and its type."""

    sha256: str
    end: str

    def __str__(self) -> str:
        return f"{self.sha256}.{self.end}"

    @classmethod
    def read(cls, answer: object) -> Self | None:
        """Read an answer; None where it names no file of a type that is taken."""
        found = NAME.fullmatch(answer) if isinstance(answer, str) else None
        return cls(found[1], found[2]) if found and found[2] in TYPES else None

    @property
    def media(self) -> str:
        """Give the media type."""
        return TYPES[self.end].media

    @property
    def family(self) -> str:
        """Tell how it is shown: image, audio or video, and else as a file to be saved."""
        first, _, _ = self.media.partition("/")
        return first if first in {"image", "audio", "video"} else "file"

    def fits(self, start: bytes) -> bool:
        """Tell whether a file that begins so can be of this type."""
        return TYPES[self.end].begins.match(start) is not None


def end_of(filename: str, media: str) -> str | None:
    """Find the end of the name that a file gets; None where its type isn't taken.

    Args:
        filename: What the sender calls it, perhaps nothing.
        media: What the sender says it is, perhaps with parameters.
    """
    end = filename.rpartition(".")[2].lower()
    end = ALIKE.get(end, end)
    if end in TYPES:
        return end
    plain = media.partition(";")[0].strip().lower()
    return next((end for end, one in TYPES.items() if one.media == plain), None)
