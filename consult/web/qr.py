"""Addresses as squares that a phone's camera reads."""

from io import BytesIO

import segno
from markupsafe import Markup


def qr(address: str) -> Markup:
    """Draw an address as SVG that a page can hold, without style attributes.

    Its error correction (M: 15 %) survives a crumpled poster.
    """
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=False,
        svgclass="qr",
        lineclass=None,
        omitsize=True,
        border=2,
    )
    return Markup(drawn.getvalue().decode())  # noqa: S704 - segno writes paths, never the address
