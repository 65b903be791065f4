"""A picture that somebody sends says nothing but what is to be seen on it."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from consult.formats.picture import redraw
from tests.pictures import MAKER, photo, told_by


def opened(raw: bytes | None) -> Image.Image:
    assert raw is not None
    return Image.open(BytesIO(raw))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_neither_place_nor_camera_stays_in_a_picture(kind: str) -> None:
    raw = photo(kind=kind)
    assert {"GPSInfo", "Make"} <= set(told_by(raw))
    drawn = redraw(raw)
    assert drawn is not None
    assert told_by(drawn) == []
    assert MAKER.encode() not in drawn
    assert opened(drawn).format == "JPEG"


def test_a_picture_is_shrunk_to_its_longest_edge_and_never_blown_up() -> None:
    assert opened(redraw(photo(3000, 1500))).size == (1600, 800)
    assert opened(redraw(photo(3000, 1500), 300)).size == (300, 150)
    assert opened(redraw(photo(30, 15))).size == (30, 15)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright_as_it_was_taken(kind: str) -> None:
    drawn = opened(redraw(photo(64, 48, turned=True, kind=kind)))
    assert drawn.size == (48, 64)
    top, bottom = drawn.getpixel((24, 5)), drawn.getpixel((24, 58))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200
    assert bottom[2] > 200


def test_what_is_clear_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(redraw(out.getvalue())).getpixel((4, 4)) == (255, 255, 255)


def bomb() -> bytes:
    """Make a PNG of a few kilobytes that unpacks to 100,000 times 100,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"no picture at all", id="a text"),
        pytest.param(photo()[:200], id="a JPEG that is cut in its head"),
        pytest.param(photo(800, 600)[:-2000], id="a JPEG that is cut in its pixels"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(100), id="a broken PNG"),
        pytest.param(bomb(), id="a bomb"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="a drawing with script"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n", id="a program for printers"),
    ],
)
def test_what_can_not_be_drawn_anew_is_no_picture(raw: bytes) -> None:
    assert redraw(raw) is None
