"""Films and recordings without what cameras write into them: place, time and camera.

They are built of boxes (ISO/IEC 14496-12: mp4, mov, m4a, 3gp). These are blanked where they stand,
so that all else stays where it was.
"""

from typing import Final

ENDS: Final = frozenset({"mp4", "mov", "m4a", "3gp"})
WITHIN: Final = frozenset({b"moov", b"trak", b"mdia"})
TELLS: Final = frozenset({b"udta", b"meta", b"uuid"})
"""Boxes for whatever a camera likes: places, names, models."""

CLOCKS: Final = frozenset({b"mvhd", b"tkhd", b"mdhd"})
"""Boxes that begin with the moments when it was made and changed."""


def blank(raw: bytes) -> bytes | None:
    """Blank what a film tells beside picture and sound; None where it isn't built as it should."""
    film = bytearray(raw)
    return bytes(film) if _blanked(film, 0, len(film)) else None


def _blanked(film: bytearray, at: int, end: int) -> bool:
    while at < end:
        if at + 8 > end:
            return False
        size, head = _extent(film, at, end)
        kind = bytes(film[at + 4 : at + 8])
        if size < head or at + size > end:
            return False
        if kind in TELLS:
            film[at + 4 : at + size] = b"free".ljust(size - 4, b"\0")
        elif kind in CLOCKS:
            _stop(film, at + head, at + size)
        elif kind in WITHIN and not _blanked(film, at + head, at + size):
            return False
        at += size
    return True


def _extent(film: bytearray, at: int, end: int) -> tuple[int, int]:
    """Give how long a box is, and its head; 0 stands for all that is left."""
    size = int.from_bytes(film[at : at + 4])
    if size == 1:
        return (0 if at + 16 > end else int.from_bytes(film[at + 8 : at + 16])), 16
    return (size or end - at), 8


def _stop(film: bytearray, at: int, end: int) -> None:
    """Set both moments to none: 4 bytes each, or 8 in a box of version 1."""
    length = 16 if film[at : at + 1] == b"\x01" else 8
    start, stop = min(at + 4, end), min(at + 4 + length, end)
    film[start:stop] = bytes(stop - start)
