"""Bytes as text that needs no escaping: base64url without padding (RFC 4648, section 5)."""

from base64 import b64decode, urlsafe_b64encode


def write(raw: bytes) -> str:
    """Write bytes without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(text: str) -> bytes:
    """Read bytes, with or without padding.

    Raises:
        ValueError: When the text has a character of another alphabet.
    """
    return b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), b"-_", validate=True)
