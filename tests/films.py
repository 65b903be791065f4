"""A film as a phone's camera writes it, but for the film itself."""

import struct

WHERE = b"+06.3107-010.8047/"
CAMERA = b"Tecno Camera of somebody"


def box(kind: bytes, *inside: bytes) -> bytes:
    """Build a box."""
    body = b"".join(inside)
    return struct.pack(">I", 8 + len(body)) + kind + body


def clock(kind: bytes, version: int = 0) -> bytes:
    """Build a box that begins with two moments, and goes on with what must stay."""
    moments = b"\xe1" * (16 if version else 8)
    return box(kind, bytes([version, 0, 0, 0]), moments, b"stays")


def film(picture: bytes = b"the moving picture", version: int = 0) -> bytes:
    """Build a film that says where it was taken, in each of the ways that cameras have."""
    place = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(WHERE), 0), WHERE))
    keys = box(b"meta", box(b"keys", b"com.apple.quicktime.location.ISO6709"), box(b"ilst", WHERE))
    media = box(b"mdia", clock(b"mdhd", version), box(b"minf", b"how to play it"))
    track = box(b"trak", clock(b"tkhd", version), media, box(b"udta", CAMERA))
    head = box(b"ftyp", b"mp42\0\0\0\0isom")
    large = struct.pack(">I4sQ", 1, b"mdat", 16 + len(picture)) + picture
    return b"".join(
        [
            head,
            box(b"moov", clock(b"mvhd", version), track, place, keys),
            box(b"uuid", WHERE),
            large,
        ]
    )
