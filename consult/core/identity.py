"""Names for records that sort by the time of their making."""

import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID


def uuid7(moment: datetime, bits: Callable[[int], int] = secrets.randbits) -> UUID:
    """Mint a UUIDv7 for an aware `moment`.

    Args:
        moment: When what it names was made.
        bits: Draws so many bits; only what is made up may be drawn so that it can be foreseen.

    Source: RFC 9562, section 5.7: 48 bits of Unix milliseconds, version, 74 random bits.
    """
    milliseconds = int(moment.timestamp() * 1000) & ((1 << 48) - 1)
    random = bits(74)
    value = milliseconds << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62
    return UUID(int=value | random & ((1 << 62) - 1))
